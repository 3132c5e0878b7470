// What a request's text alone decides: whether it is answered at all, which address it names, what kind of file that is.
// Pure functions; the sockets are in connection.hpp, the answers in server.cpp.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace gongshi::http {

/// A request line and its header lines, all together. Cookies of other programs on localhost come along, hence not less.
inline constexpr std::size_t max_head = 16UL * 1024;
inline constexpr std::size_t max_target = 2000;
inline constexpr std::size_t max_headers = 64;

/// The names that a browser may know this server by. Any other is refused: a foreign page whose name was made to point to
/// this machine (DNS rebinding) must not read what is not public yet.
class Hosts {
 public:
  /// Of a server that listens on `given` and `port`. A wildcard (0.0.0.0, ::) is known by every numeric address.
  Hosts(std::string_view given, int port);
  /// `value` of the Host header. The port must be ours; it may be absent.
  bool know(std::string_view value) const;

 private:
  std::string given_;
  std::string port_;
  bool any_address_ = false;
};

/// Why a request is refused, as a status: 0 where it is not. `head` ends with the empty line, unless it is over max_head.
///   400 not HTTP/1.1 to the letter (bare CR or LF, NUL, folded lines, two Hosts, two lengths, Transfer-Encoding) ·
///   405 other than GET and HEAD · 413 has a body · 414, 431 too long · 416 asks for a range · 417 expects ·
///   421 a host we are not · 505 another version
int refusal(std::string_view head, const Hosts& hosts);

/// The path in the plan that a request target names: without the query, decoded once; `/` is `index.html`. nullopt where an
/// escape is broken or stands for `/`, `\` or NUL. What it returns is only ever looked up, never opened.
std::optional<std::string> plan_path(std::string_view target);

/// By the extension; texts say that they are UTF-8.
std::string_view content_type(std::string_view path);

struct Status {
  int code;
  std::string_view reason;
  std::string_view sentence;  ///< for people, in both languages
};
const Status& status(int code);

}  // namespace gongshi::http
