// Waiting, changing, slow, many and hostile clients.
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "running.hpp"
#include "serve/connection.hpp"

using namespace gongshi;
using namespace gongshi::test;
using namespace std::chrono_literals;

TEST_CASE("a head without end is not kept") {
  Running it;
  Client client(it.port());
  const std::string piece(100'000, 'a');
  std::size_t sent = 0;
  while (sent < 200'000'000 && client.send(piece)) sent += piece.size();
  CHECK(sent < 50'000'000);
  CHECK(it.get("/").status == 200);
}

TEST_CASE("slow heads end, and hold nobody up") {
  Running it;
  std::vector<Client> slow;
  for (int i = 0; i < 100; ++i) slow.emplace_back(it.port()).send("GET / HT");
  CHECK(it.get("/").status == 200);
  auto began = std::chrono::steady_clock::now();
  for (int i = 0; i < 300 && slow[0].send("x"); ++i) std::this_thread::sleep_for(50ms);
  CHECK(slow[1].rest().empty());
  CHECK(std::chrono::steady_clock::now() - began < 15s);
}

TEST_CASE("a new version wakes who waits for it") {
  Running it;
  CHECK(it.get("/-/version").header("Content-Type") == "text/plain; charset=utf-8");
  CHECK(it.get("/-/version?after=6").body == it.version() + "\n");
  CHECK(it.get("/-/version?after=7-of-another-run").body == it.version() + "\n");
  CHECK(it.ask(it.head("HEAD", "/-/version?after=" + it.version(), "Connection: close\r\n")).status == 200);
  auto fastest = std::chrono::steady_clock::duration::max();
  for (std::uint64_t version = 8; version < 13; ++version) {  // the fastest: the machine may be busy with something else
    Client named = it.poll();
    Client numbered(it.port());
    numbered.send(it.head("GET", "/-/version?after=" + std::to_string(version - 1)));
    std::this_thread::sleep_for(10ms);
    auto began = std::chrono::steady_clock::now();
    it.server.show({site(), "", version});
    Answer answer = named.receive();
    fastest = std::min(fastest, std::chrono::steady_clock::now() - began);
    CHECK(answer.body.starts_with(std::to_string(version) + "-"));
    CHECK(numbered.receive().body == answer.body);
  }
  CHECK(fastest < 200ms);
}

TEST_CASE("40 pages that wait do not keep a page waiting, and the end ends all connections at once") {
  std::vector<Client> waiting;
  auto it = std::make_unique<Running>();
  const std::string after = it->version();
  for (int i = 0; i < 40; ++i) waiting.emplace_back(it->port()).send(it->head("GET", "/-/version?after=" + after));
  for (int i = 0; i < 20; ++i) CHECK(it->get("/").status == 200);
  Client idle(it->port());
  idle.send(it->head("GET", "/"));
  CHECK(idle.receive().status == 200);
  auto began = std::chrono::steady_clock::now();
  it.reset();
  CHECK(std::chrono::steady_clock::now() - began < http::Connection::idle_limit - 1s);
  for (Client& client : waiting) client.rest();
}

TEST_CASE("a request in flight keeps the site it began with") {
  for (bool large : {false, true}) {
    std::promise<void> begun, go_on;
    std::weak_ptr<const OutputPlan> old;
    Running it;
    {
      Files files = {{"slow.css", [&begun, go = go_on.get_future().share()](Sink& out) {
                        out.write("old ");
                        begun.set_value();
                        go.wait();
                        out.write("end");
                      }}};
      auto plan = large ? plan_of({}, files) : plan_of(files);
      old = plan;
      it.server.show({plan, "", 8});
    }
    Client client(it.port());
    client.send(it.head("GET", "/slow.css", "Connection: close\r\n"));
    begun.get_future().wait();
    it.server.show({site(), "", 9});
    CHECK_FALSE(old.expired());
    CHECK(it.get("/").body == home + it.script());
    go_on.set_value();
    CHECK(client.receive().body == "old end");
    client.rest();
    CHECK(old.expired());
  }
}

TEST_CASE("the site may change while it is read") {
  Running it;
  std::atomic<bool> done = false;
  std::jthread editor([&] {
    for (std::uint64_t version = 8; !done; ++version) it.server.show({version % 3 == 0 ? nullptr : site(), "<p>wrong</p>\n", version});
  });
  std::vector<std::jthread> readers;
  std::atomic<int> good = 0;
  for (int r = 0; r < 4; ++r)
    readers.emplace_back([&] {
      Client client(it.port());
      for (int i = 0; i < 100; ++i) {
        client.send(it.head("GET", "/"));
        Answer answer = client.receive();
        good += (answer.status == 200 && answer.body.starts_with(home)) || (answer.status == 503 && answer.body.starts_with("<p>wrong"));
      }
    });
  readers.clear();
  done = true;
  CHECK(good == 400);
}

TEST_CASE("10,000 mutated requests leave it alive") {
  Running it;
  std::mt19937 random(20240514);
  auto below = [&](std::size_t n) { return random() % n; };
  const std::vector<std::string> seeds = {it.head("GET", "/"), it.head("HEAD", "/results/R1.html?x=%41&y"),
                                          it.head("GET", "/%E5%85%AC.html", "Accept-Encoding: gzip\r\nConnection: close\r\n"),
                                          it.head("POST", "/", "Content-Length: 3\r\n") + "a=b",
                                          it.head("GET", "/-/version?after=0", "Cookie: a=b\r\n")};
  const std::vector<std::string> words = {"\r\n",
                                          "\n",
                                          "\r",
                                          std::string(1, '\0'),
                                          "%00",
                                          "%",
                                          "..",
                                          "//",
                                          ":",
                                          " ",
                                          "\t",
                                          "HTTP/1.1",
                                          "Host:",
                                          "Range: bytes=0-\r\n",
                                          "Transfer-Encoding: chunked\r\n",
                                          "Content-Length: 99999999999999999999\r\n",
                                          "\xff",
                                          std::string(3000, 'A'),
                                          "?",
                                          "#"};
  for (int i = 0; i < 10'000; ++i) {
    std::string bytes = seeds[below(seeds.size())];
    for (std::size_t changes = 1 + below(4); changes > 0; --changes) {
      std::size_t at = below(bytes.size() + 1);
      switch (below(4)) {
        case 0:
          bytes.insert(at, words[below(words.size())]);
          break;
        case 1:
          bytes.erase(at, below(20));
          break;
        case 2:
          bytes.insert(at, 1, static_cast<char>(below(256)));
          break;
        default:
          bytes.insert(at, bytes.substr(below(bytes.size() + 1), 40));
      }
    }
    Client client(it.port());
    client.send(bytes);
    client.end();
    std::string said = client.rest();
    if (!said.empty() && !said.starts_with("HTTP/1.1 ")) FAIL("not an answer: ", said);
  }
  CHECK(it.get("/").body == home + it.script());
}
