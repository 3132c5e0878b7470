// A small site and a preview server that runs as long as its object lives.
#pragma once
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "base/failure.hpp"
#include "base/output_plan.hpp"
#include "client.hpp"
#include "serve/reload_script.hpp"
#include "serve/server.hpp"

namespace gongshi::test {

using Make = std::function<void(Sink&)>;
using Files = std::vector<std::pair<std::string, Make>>;

class FakeDraft final : public Draft {
 public:
  explicit FakeDraft(const Make& make) : make_(make) {}
  Digest digest() const override { return {}; }
  void render(Sink& out) const override { make_(out); }

 private:
  const Make& make_;
};

class FakeKind final : public OutputKind {
 public:
  FakeKind(Files files, bool large) : files_(std::move(files)), large_(large) {}
  std::string_view name() const override { return "fake"; }
  std::size_t count() const override { return files_.size(); }
  std::string path(std::size_t i) const override { return files_[i].first; }
  std::unique_ptr<Draft> draft(std::size_t i) const override { return std::make_unique<FakeDraft>(files_[i].second); }
  bool large() const override { return large_; }

 private:
  Files files_;
  bool large_;
};

inline Make bytes(std::string text) {
  return [text = std::move(text)](Sink& out) { out.write(text); };
}

inline Make broken(std::string before, std::string why) {
  return [before = std::move(before), why = std::move(why)](Sink& out) {
    out.write(before);
    throw Failure(why);
  };
}

inline const std::string home = "<!DOCTYPE html>\n<title>公示</title>\n";
inline const std::string big(5'000'000, 'b');

inline std::shared_ptr<OutputPlan> plan_of(Files files, Files large = {}) {
  auto plan = std::make_shared<OutputPlan>();
  plan->add(std::make_unique<FakeKind>(std::move(files), false));
  plan->add(std::make_unique<FakeKind>(std::move(large), true));
  plan->index();
  return plan;
}

inline std::shared_ptr<OutputPlan> site() {
  auto unknown = [](Sink&) { throw std::runtime_error("secret of the house"); };
  return plan_of({{"index.html", bytes(home)},
                  {"results/R1.html", bytes("<p>R1</p>\n")},
                  {"公.html", bytes("<p>gong</p>\n")},
                  {"style.css", bytes("body{}")},
                  {"404.html", bytes("<p>gone</p>\n")},
                  {"broken.html", broken("<p>half", "data/<x>.json: No space left on device")},
                  {"unknown.html", unknown}},
                 {{"data/results.csv", bytes(big)}, {"large.html", bytes("<p>large</p>\n")}, {"data/broken.csv", broken(big, "disk")}});
}

/// A server that runs as long as it lives.
struct Running {
  PreviewServer server;
  std::jthread thread;
  explicit Running(bool reload = true, Snapshot first = {site(), "", 7}) : server("127.0.0.1", 0, reload) {
    server.show(std::move(first));
    thread = std::jthread([this] { server.run(); });
  }
  ~Running() { server.stop(); }
  int port() const { return server.port(); }
  std::string head(const std::string& method, const std::string& target, const std::string& more = "") const {
    return method + " " + target + " HTTP/1.1\r\nHost: localhost:" + std::to_string(port()) + "\r\n" + more + "\r\n";
  }
  Answer ask(const std::string& bytes) const {
    Client client(port());
    client.send(bytes);
    return client.receive();
  }
  Answer get(const std::string& target, const std::string& more = "") const { return ask(head("GET", target, more)); }
  /// What /-/version says, without waiting.
  std::string version() const {
    std::string body = get("/-/version").body;
    return body.substr(0, body.find('\n'));
  }
  std::string script() const { return http::reload_script(version()); }
  Client poll() const {
    Client client(port());
    client.send(head("GET", "/-/version?after=" + version()));
    return client;
  }
};

}  // namespace gongshi::test
