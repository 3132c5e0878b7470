// One accepted socket, with the bounds that the HTTP library lacks: on the size of a head, on the time it may take, on a
// reader that stands still.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace gongshi::http {

/// Used by one thread. Does not own the socket. Another thread may end it early by shutdown(2).
class Connection {
 public:
  static constexpr std::chrono::seconds idle_limit{5};    ///< until the first byte of a request
  static constexpr std::chrono::seconds head_limit{3};    ///< from its first byte to the end of its head, however it trickles
  static constexpr std::chrono::seconds stall_limit{10};  ///< a reader that takes nothing

  explicit Connection(int socket) : socket_(socket) {}

  /// The head of the next request, with the empty line that ends it; more than max_head bytes where that never came.
  /// nullopt: closed by the other side, or over its time.
  std::optional<std::string> read_head();
  /// False where the other side is gone or stands still; then the connection is of no more use.
  bool write(std::string_view bytes);
  /// After the last answer to a request that was not read to its end: lets the answer arrive before the socket is closed.
  void let_read();

 private:
  using Clock = std::chrono::steady_clock;
  /// Waits until the socket can be read or written. False: time is up.
  bool wait(short events, Clock::time_point until) const;

  int socket_;
  std::string read_;  ///< what came after the last head
};

}  // namespace gongshi::http
