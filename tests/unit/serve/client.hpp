// A client that sends what it is told, byte by byte if need be, and says what came back.
#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace gongshi::test {

struct Answer {
  int status = 0;  ///< 0: closed without an answer
  std::string head, body;
  bool whole = false;  ///< the body came to its end
  std::string header(std::string_view name) const {
    std::size_t at = head.find("\r\n" + std::string(name) + ": ");
    if (at == head.npos) return {};
    at += name.size() + 4;
    return head.substr(at, head.find("\r\n", at) - at);
  }
};

class Client {
 public:
  explicit Client(int port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<std::uint16_t>(port));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    timeval limit{20, 0};  // a test that hangs fails instead
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) throw std::runtime_error("connect");
  }
  ~Client() {
    if (socket_ >= 0) ::close(socket_);
  }
  Client(Client&& other) noexcept : socket_(std::exchange(other.socket_, -1)), read_(std::move(other.read_)) {}
  Client& operator=(Client&&) = delete;

  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  void end() { ::shutdown(socket_, SHUT_WR); }

  Answer receive(bool to_head = false) {
    Answer answer;
    std::size_t end = 0;
    while ((end = read_.find("\r\n\r\n")) == read_.npos)
      if (!more()) return answer;
    answer.head = read_.substr(0, end + 2);
    read_.erase(0, end + 4);
    answer.status = std::atoi(answer.head.c_str() + std::string_view("HTTP/1.1 ").size());
    if (to_head) return answer;
    if (answer.header("Transfer-Encoding") == "chunked") {
      answer.whole = receive_chunks(answer.body);
    } else {
      std::size_t size = std::strtoul(answer.header("Content-Length").c_str(), nullptr, 10);
      answer.whole = take(size, answer.body);
    }
    return answer;
  }
  /// Everything until the other side closes.
  std::string rest() {
    while (more()) continue;
    return std::exchange(read_, {});
  }

 private:
  bool more() {
    char piece[16 * 1024];
    ssize_t got = ::recv(socket_, piece, sizeof piece, 0);
    if (got > 0) read_.append(piece, static_cast<std::size_t>(got));
    return got > 0;
  }
  bool take(std::size_t size, std::string& into) {
    while (read_.size() < size)
      if (!more()) return false;
    into += read_.substr(0, size);
    read_.erase(0, size);
    return true;
  }
  bool receive_chunks(std::string& into) {
    for (;;) {
      std::size_t end = 0;
      while ((end = read_.find("\r\n")) == read_.npos)
        if (!more()) return false;
      std::size_t size = std::strtoul(read_.c_str(), nullptr, 16);
      read_.erase(0, end + 2);
      std::string line;
      if (!take(size, into) || !take(2, line)) return false;
      if (size == 0) return true;
    }
  }

  int socket_;
  std::string read_;
};

}  // namespace gongshi::test
