#include "serve/connection.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "serve/request.hpp"

namespace gongshi::http {

bool Connection::wait(short events, Clock::time_point until) const {
  for (;;) {
    auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
    pollfd one{socket_, events, 0};
    int ready = ::poll(&one, 1, static_cast<int>(std::max<decltype(left)>(left, 0)));
    if (ready >= 0) return ready > 0;
    if (errno != EINTR) return false;
  }
}

std::optional<std::string> Connection::read_head() {
  constexpr std::string_view end_of_head = "\r\n\r\n";
  auto until = Clock::now() + (read_.empty() ? idle_limit : head_limit);
  std::size_t searched = 0;
  for (;;) {
    std::size_t end = read_.find(end_of_head, searched);
    if (end == read_.npos && read_.size() > max_head) return std::move(read_);
    if (end != read_.npos) {
      std::string head = read_.substr(0, end + end_of_head.size());
      read_.erase(0, head.size());
      return head;
    }
    searched = read_.size() - std::min(read_.size(), end_of_head.size() - 1);
    if (!wait(POLLIN, until)) return std::nullopt;
    std::array<char, 4096> piece;
    ssize_t got = ::recv(socket_, piece.data(), piece.size(), MSG_DONTWAIT);
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (got <= 0) return std::nullopt;
    if (read_.empty()) until = Clock::now() + head_limit;
    read_.append(piece.data(), static_cast<std::size_t>(got));
  }
}

bool Connection::write(std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    } else if (errno == EAGAIN) {
      if (!wait(POLLOUT, Clock::now() + stall_limit)) return false;
    } else if (errno != EINTR) {
      return false;
    }
  }
  return true;
}

void Connection::let_read() {
  ::shutdown(socket_, SHUT_WR);
  auto until = Clock::now() + std::chrono::milliseconds(500);
  std::array<char, 4096> piece;
  for (int i = 0; i < 64 && wait(POLLIN, until); ++i)
    if (::recv(socket_, piece.data(), piece.size(), MSG_DONTWAIT) <= 0) return;
}

}  // namespace gongshi::http
