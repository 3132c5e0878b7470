#include "serve/server.hpp"

#include <arpa/inet.h>
#include <httplib.h>
#include <netdb.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <list>
#include <mutex>
#include <random>
#include <set>
#include <system_error>
#include <thread>
#include <utility>

#include "base/failure.hpp"
#include "serve/connection.hpp"
#include "serve/reload_script.hpp"
#include "serve/request.hpp"

namespace gongshi {

namespace {

constexpr std::size_t most_connections = 512;
constexpr std::size_t requests_per_connection = 1000;
constexpr std::chrono::seconds longest_wait{25};
constexpr std::string_view html_type = "text/html; charset=utf-8";
constexpr std::string_view text_type = "text/plain; charset=utf-8";

std::string escaped(std::string_view text) {
  std::string out;
  for (char c : text) switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      default:
        out += c;
    }
  return out;
}

std::string failure_page(std::string_view path, std::string_view why) {
  return "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head><meta charset=\"utf-8\"><title>无法生成此网页 · This page cannot be "
         "made</title></head>\n"
         "<body><h1>无法生成此网页 · This page cannot be made</h1>\n<p><code>" +
         escaped(path) + "</code></p>\n<pre>" + escaped(why) + "</pre></body>\n</html>\n";
}

std::string address(const std::string& host, int port) {
  bool bare_six = host.find(':') != host.npos && !host.starts_with('[');
  return (bare_six ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

/// What the library reads and writes: the one head that was read and accepted before, and the socket.
class Exchange final : public httplib::Stream {
 public:
  Exchange(http::Connection& connection, std::string head) : connection_(connection), head_(std::move(head)) {}
  bool is_readable() const override { return at_ < head_.size(); }
  bool is_writable() const override { return true; }
  ssize_t read(char* to, size_t size) override {
    size_t count = head_.copy(to, size, at_);
    at_ += count;
    return static_cast<ssize_t>(count);
  }
  ssize_t write(const char* from, size_t size) override { return connection_.write({from, size}) ? static_cast<ssize_t>(size) : -1; }
  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  socket_t socket() const override { return INVALID_SOCKET; }  // asked only whether it is too large for select

 private:
  http::Connection& connection_;
  std::string head_;
  size_t at_ = 0;
};

/// A thread per connection. Where there can be none the task is called at once, by the accepting thread.
class ConnectionThreads final : public httplib::TaskQueue {
 public:
  void enqueue(std::function<void()> task) override {
    {
      std::scoped_lock lock(mutex_);
      join_ended();
      if (running_.size() < most_connections) {
        auto me = running_.emplace(running_.end());
        try {
          *me = std::thread([this, me, task] {
            task();
            std::scoped_lock ending(mutex_);
            ended_.splice(ended_.end(), running_, me);
            one_ended_.notify_all();
          });
          return;
        } catch (const std::system_error&) {
          running_.erase(me);
        }
      }
    }
    task();
  }

  void shutdown() override {
    std::unique_lock lock(mutex_);
    one_ended_.wait(lock, [this] { return running_.empty(); });
    join_ended();
  }

 private:
  void join_ended() {
    for (std::thread& thread : ended_) thread.join();
    ended_.clear();
  }

  std::mutex mutex_;
  std::condition_variable one_ended_;
  std::list<std::thread> running_, ended_;
};

/// Sends a file while it is made, in pieces of a decent size; ends with the reload script where there is one.
class SocketSink final : public Sink {
 public:
  struct Gone {};
  explicit SocketSink(httplib::DataSink& out) : out_(out) {}
  void write(std::string_view bytes) override {
    waiting_ += bytes;
    if (waiting_.size() >= piece) flush();
  }
  void flush() {
    if (!waiting_.empty() && !out_.write(waiting_.data(), waiting_.size())) throw Gone{};
    waiting_.clear();
  }

 private:
  static constexpr std::size_t piece = 64UL * 1024;
  httplib::DataSink& out_;
  std::string waiting_;
};

}  // namespace

/// The library accepts, parses what was accepted and words the answers. Reading heads, refusing them and ending connections is
/// ours: 0.11.4 has no bound on a head, on its time or on a body.
class PreviewServer::Engine final : public httplib::Server {
 public:
  Engine(const std::string& host, int port, bool reload);
  ~Engine() override;
  int port() const { return port_; }
  void show(Snapshot snapshot);
  void run();
  void stop_all();

 private:
  using Shown = std::shared_ptr<const Snapshot>;

  // Connections.
  void bind(const std::string& host, int port);
  bool process_and_close_socket(socket_t socket) override;
  void converse(socket_t socket);
  static void refuse(http::Connection& connection, int code);

  // Answers.
  void answer(const httplib::Request& request, httplib::Response& response);
  static std::optional<OutputRef> find(const Snapshot& now, std::string_view target);
  static const std::function<std::string()>* own_page(const Snapshot& now, std::string_view target);
  void answer_version(const httplib::Request& request, httplib::Response& response);
  void answer_file(const Shown& now, OutputRef ref, int code, httplib::Response& response) const;
  void answer_large(const Shown& now, OutputRef ref, std::string_view type, httplib::Response& response) const;
  void answer_html(const Snapshot& now, int code, std::string page, httplib::Response& response) const;
  static void answer_text(int code, std::string text, httplib::Response& response);
  std::string script(const Snapshot& now) const { return reload_ ? http::reload_script(name(now)) : std::string(); }
  /// Also of this run of the program: after a restart a page must not take an old number for a new one.
  std::string name(const Snapshot& now) const { return std::to_string(now.version) + "-" + run_name_; }
  Shown now() const;

  const bool reload_;
  const std::string run_name_;
  int port_ = 0;
  std::string address_;  ///< as it was given, for failures
  http::Hosts hosts_;

  mutable std::mutex mutex_;  ///< of all that follows
  std::condition_variable changed_;
  Shown shown_;
  bool stopping_ = false;
  bool ran_ = false;
  std::set<socket_t> open_;
  std::thread::id accepting_;
};

PreviewServer::Engine::Engine(const std::string& host, int port, bool reload)
    : reload_(reload), run_name_(std::to_string(std::random_device{}())), hosts_(host, 0) {
  Snapshot nothing_yet;
  nothing_yet.problem_page = "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<meta charset=\"utf-8\"><title>公示</title>\n<p>" +
                             std::string(http::status(503).sentence) + "</p>\n</html>\n";
  shown_ = std::make_shared<const Snapshot>(std::move(nothing_yet));

  set_tcp_nodelay(true);
  set_idle_interval(1);  // accepts only after select: a signal does not end the loop
  set_keep_alive_max_count(requests_per_connection);
  set_keep_alive_timeout(http::Connection::idle_limit.count());
  // Without SO_REUSEPORT, the library's own choice: two previews on one port would share the requests.
  set_socket_options([](socket_t socket) {
    int yes = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
  set_default_headers({{"Cache-Control", "no-store"},
                       {"X-Content-Type-Options", "nosniff"},
                       {"Cross-Origin-Resource-Policy", "same-origin"},
                       {"Accept-Ranges", "none"}});
  new_task_queue = [] { return new ConnectionThreads; };
  set_exception_handler([](const httplib::Request&, httplib::Response& response,
                           std::exception_ptr) {  // NOLINT(performance-unnecessary-value-param): the signature of the library
    answer_text(500, std::string(http::status(500).sentence) + "\n", response);
  });
  // Everything is answered before routing: no regular expressions, no reading of bodies.
  set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
    answer(request, response);
    return HandlerResponse::Handled;
  });
  bind(host, port);
  hosts_ = http::Hosts(host, port_);
}

PreviewServer::Engine::~Engine() {
  if (!ran_) ::close(svr_sock_);  // else the library has
}

void PreviewServer::Engine::bind(const std::string& host, int port) {
  address_ = address(host, port);
  std::string numeric = host == "localhost" ? "127.0.0.1" : host;  // which else is [::1] here and 127.0.0.1 there
  if (numeric.starts_with('[') && numeric.ends_with(']')) numeric = numeric.substr(1, numeric.size() - 2);
  addrinfo* found = nullptr;
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  if (int error = ::getaddrinfo(numeric.c_str(), nullptr, &wanted, &found)) throw Failure(address_ + ": " + ::gai_strerror(error));
  ::freeaddrinfo(found);
  if (port < 0 || port > 65535) throw Failure(address_, EINVAL);
  errno = 0;
  port_ = port == 0 ? bind_to_any_port(numeric) : bind_to_port(numeric, port) ? port : -1;
  if (port_ <= 0) throw Failure(address_, errno != 0 ? errno : EADDRNOTAVAIL);
  ::listen(svr_sock_, SOMAXCONN);  // again: the library's five are not enough for one browser
}

void PreviewServer::Engine::show(Snapshot snapshot) {
  auto next = std::make_shared<const Snapshot>(std::move(snapshot));
  {
    std::scoped_lock lock(mutex_);
    shown_.swap(next);
  }
  changed_.notify_all();
}  // the old one goes here, not under the lock

PreviewServer::Engine::Shown PreviewServer::Engine::now() const {
  std::scoped_lock lock(mutex_);
  return shown_;
}

void PreviewServer::Engine::run() {
  {
    std::scoped_lock lock(mutex_);
    ran_ = true;
    accepting_ = std::this_thread::get_id();
  }
  bool ended = listen_after_bind();
  int error = errno;
  std::scoped_lock lock(mutex_);
  bool asked_to = std::exchange(stopping_, true);
  if (!ended && !asked_to) throw Failure(address_, error);
}

void PreviewServer::Engine::stop_all() {
  {
    std::scoped_lock lock(mutex_);
    if (std::exchange(stopping_, true)) return;
    // Not Server::stop, which closes a number that another thread waits on and does nothing before `run`.
    ::shutdown(svr_sock_, SHUT_RDWR);
    for (socket_t socket : open_) ::shutdown(socket, SHUT_RDWR);
  }
  changed_.notify_all();
}

bool PreviewServer::Engine::process_and_close_socket(socket_t socket) {
  {
    std::scoped_lock lock(mutex_);
    if (stopping_ || std::this_thread::get_id() == accepting_) {
      ::close(socket);
      return false;
    }
    open_.insert(socket);
  }
  try {
    converse(socket);
  } catch (...) {  // no memory for this one; the others go on
  }
  std::scoped_lock lock(mutex_);
  open_.erase(socket);
  ::close(socket);
  return true;
}

void PreviewServer::Engine::converse(socket_t socket) {
  http::Connection connection(socket);
  for (std::size_t i = 1; i <= requests_per_connection; ++i) {
    std::optional<std::string> head = connection.read_head();
    if (!head) return;
    if (int code = http::refusal(*head, hosts_)) return refuse(connection, code);
    Exchange exchange(connection, std::move(*head));
    bool asked_to_close = false;
    auto without_coding = [](httplib::Request& request) { request.headers.erase("Accept-Encoding"); };
    if (!process_request(exchange, i == requests_per_connection, asked_to_close, without_coding) || asked_to_close) return;
  }
}

void PreviewServer::Engine::refuse(http::Connection& connection, int code) {
  const http::Status& status = http::status(code);
  std::string answer = "HTTP/1.1 " + std::to_string(code) + " " + std::string(status.reason) + "\r\nConnection: close\r\n";
  if (code == 405) answer += "Allow: GET, HEAD\r\n";
  answer += "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nContent-Type: " + std::string(text_type) +
            "\r\nContent-Length: " + std::to_string(status.sentence.size() + 1) + "\r\n\r\n" + std::string(status.sentence) + "\n";
  if (connection.write(answer)) connection.let_read();
}

const std::function<std::string()>* PreviewServer::Engine::own_page(const Snapshot& now, std::string_view target) {
  constexpr std::string_view own = "/-/";
  if (!target.starts_with(own)) return nullptr;
  target.remove_prefix(own.size());
  auto found = now.pages.find(target.substr(0, target.find('?')));
  return found == now.pages.end() ? nullptr : &found->second;
}

std::optional<OutputRef> PreviewServer::Engine::find(const Snapshot& now, std::string_view target) {
  auto planned = [&](std::string_view wanted) -> std::optional<OutputRef> {
    std::optional<std::string> path = http::plan_path(wanted);
    return path ? now.plan->find(*path) : std::nullopt;
  };
  auto out = planned(target);
  bool below = !out && now.base.size() > 1 && target.starts_with(now.base);
  return below ? planned(target.substr(now.base.size() - 1)) : out;
}

void PreviewServer::Engine::answer(const httplib::Request& request, httplib::Response& response) {
  if (reload_ && (request.target == "/-/version" || request.target.starts_with("/-/version?"))) return answer_version(request, response);
  Shown now = this->now();
  if (!now->plan) return answer_html(*now, 503, now->problem_page, response);
  if (const auto* page = own_page(*now, request.target)) return answer_html(*now, 200, (*page)(), response);
  if (auto ref = find(*now, request.target)) return answer_file(now, *ref, 200, response);
  if (auto missing = now->plan->find("404.html")) return answer_file(now, *missing, 404, response);
  answer_text(404, std::string(http::status(404).sentence) + "\n", response);
}

void PreviewServer::Engine::answer_version(const httplib::Request& request, httplib::Response& response) {
  constexpr std::string_view question = "?after=";
  std::string_view after = request.target;
  after.remove_prefix(std::min(after.find(question), after.size()));
  if (!after.empty()) after.remove_prefix(question.size());
  std::unique_lock lock(mutex_);
  if (request.method != "HEAD")
    changed_.wait_for(lock, longest_wait,
                      [&] { return stopping_ || (after != name(*shown_) && after != std::to_string(shown_->version)); });
  answer_text(200, name(*shown_) + "\n", response);
}

void PreviewServer::Engine::answer_file(const Shown& now, OutputRef ref, int code, httplib::Response& response) const {
  const std::string path = now->plan->path(ref);
  try {
    const std::string_view type = http::content_type(path);
    response.status = code;
    if (now->plan->kind(ref.kind).large()) return answer_large(now, ref, type, response);
    StringSink made;
    now->plan->draft(ref)->render(made);
    if (type == html_type) return answer_html(*now, code, std::move(made.bytes), response);
    response.body = std::move(made.bytes);
    response.set_header("Content-Type", std::string(type));
  } catch (const Failure& failure) {
    answer_html(*now, 500, failure_page(path, failure.chinese()), response);
  }
}

void PreviewServer::Engine::answer_large(const Shown& now, OutputRef ref, std::string_view type, httplib::Response& response) const {
  std::string last = type == html_type ? script(*now) : std::string();
  response.set_chunked_content_provider(std::string(type), [now, ref, last](size_t, httplib::DataSink& out) {
    try {  // nothing may leave it: the library calls it outside its own guard
      SocketSink sink(out);
      now->plan->draft(ref)->render(sink);
      sink.write(last);
      sink.flush();
      out.done();
      return true;
    } catch (...) {  // the client sees the answer break off
      return false;
    }
  });
}

void PreviewServer::Engine::answer_html(const Snapshot& now, int code, std::string page, httplib::Response& response) const {
  page += script(now);
  response.status = code;
  response.body = std::move(page);
  response.set_header("Content-Type", std::string(html_type));
}

void PreviewServer::Engine::answer_text(int code, std::string text, httplib::Response& response) {
  response.status = code;
  response.body = std::move(text);
  response.set_header("Content-Type", std::string(text_type));
}

PreviewServer::PreviewServer(const std::string& host, int port, bool reload) : engine_(std::make_unique<Engine>(host, port, reload)) {}
PreviewServer::~PreviewServer() = default;
int PreviewServer::port() const { return engine_->port(); }
void PreviewServer::show(Snapshot snapshot) { engine_->show(std::move(snapshot)); }
void PreviewServer::run() { engine_->run(); }
void PreviewServer::stop() { engine_->stop_all(); }

bool loopback(std::string_view host) {
  std::string name(host);
  if (name == "localhost") return true;
  in_addr four{};
  if (::inet_pton(AF_INET, name.c_str(), &four) == 1) return ntohl(four.s_addr) >> 24 == 127;
  if (name.starts_with('[') && name.ends_with(']')) name = name.substr(1, name.size() - 2);
  in6_addr six{};
  return ::inet_pton(AF_INET6, name.c_str(), &six) == 1 && IN6_IS_ADDR_LOOPBACK(&six);
}

}  // namespace gongshi
