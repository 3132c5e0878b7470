// What is answered, and what is refused.
#include "serve/server.hpp"

#include <doctest/doctest.h>

#include <string>

#include "running.hpp"

using namespace gongshi;
using namespace gongshi::test;

TEST_CASE("the plan's addresses are answered with its bytes, and a page with one line more") {
  Running it;
  const std::string script = it.script();
  CHECK(script.find('\n') == script.size() - 1);
  Answer root = it.get("/");
  CHECK(root.status == 200);
  CHECK(root.body == home + script);
  CHECK(root.header("Content-Type") == "text/html; charset=utf-8");
  CHECK(root.header("Cache-Control") == "no-store");
  CHECK(root.header("X-Content-Type-Options") == "nosniff");
  CHECK(it.get("/index.html?q=%zz&a=b").body == home + script);
  CHECK(it.get("/results/R1.html").body == "<p>R1</p>\n" + script);
  CHECK(it.get("/%E5%85%AC.html").body == "<p>gong</p>\n" + script);
  Answer style = it.get("/style.css", "Accept-Encoding: gzip, br\r\n");
  CHECK(style.body == "body{}");
  CHECK(style.header("Content-Encoding").empty());
  CHECK(style.header("Content-Type") == "text/css; charset=utf-8");
}

TEST_CASE("an address of the plan behind the path of the base URL is the same, as 404.html names it") {
  Running it;
  it.server.show(
      {plan_of({{"index.html", bytes(home)}, {"a.css", bytes("a{}")}, {"404.html", bytes("<p>gone</p>")}}), "", 8, {}, "/gong/shi/"});
  CHECK(it.get("/gong/shi/").body == home + it.script());
  CHECK(it.get("/gong/shi/a.css?1").body == "a{}");
  CHECK(it.get("/a.css").body == "a{}");
  for (const char* target :
       {"/gong/shi", "/gong/a.css", "/gong/shi/gong/shi/a.css", "/gong/shi//a.css", "/gong/shi/../a.css", "/gong/shia.css"})
    CHECK_MESSAGE(it.get(target).status == 404, target);
}

TEST_CASE("any other address is the plan's 404 page") {
  Running it;
  const std::string gone = "<p>gone</p>\n" + it.script();
  for (const char* target : {"/none.html",
                             "/index.html/",
                             "/results",
                             "/results/",
                             "/INDEX.HTML",
                             "/..",
                             "/../index.html",
                             "/results/../index.html",
                             "/./index.html",
                             "/%2e%2e/index.html",
                             "/results/%2e%2e/index.html",
                             "/%252e%252e/index.html",
                             "/results%2FR1.html",
                             "/results%2fR1.html",
                             "/results%5CR1.html",
                             "/results\\R1.html",
                             "//index.html",
                             "/results//R1.html",
                             "/index.html%00",
                             "/index.html%00.txt",
                             "/%00",
                             "/.git/config",
                             "/.env",
                             "/%",
                             "/%zz",
                             "/index.html%",
                             "/%c0%ae%c0%ae/index.html",
                             "/-/",
                             "/-/versio",
                             "/-/version/",
                             "/%2d/version",
                             "/index%u002ehtml"}) {
    Answer answer = it.get(target);
    CHECK_MESSAGE(answer.status == 404, target);
    CHECK_MESSAGE(answer.body == gone, target);
  }
  it.server.show({plan_of({{"index.html", bytes(home)}}), "", 8});
  Answer plain = it.get("/none.html");
  CHECK(plain.status == 404);
  CHECK(plain.header("Content-Type") == "text/plain; charset=utf-8");
}

TEST_CASE("pages of the server's own, made when they are asked for, at addresses that no site has") {
  Running it;
  int made = 0;
  Snapshot own{plan_of({{"index.html", bytes(home)}}), "", 7};
  own.pages["status"] = [&made] { return "<p>" + std::to_string(++made); };
  it.server.show(own);
  CHECK(made == 0);
  Answer answer = it.get("/-/status");
  CHECK(answer.status == 200);
  CHECK(answer.header("Content-Type") == "text/html; charset=utf-8");
  CHECK(answer.body == "<p>1" + it.script());
  CHECK(it.get("/-/status?x=1").body.starts_with("<p>2"));
  for (const char* target : {"/-/statu", "/-/status/", "/status", "/-status", "/%2d/status"})
    CHECK_MESSAGE(it.get(target).status == 404, target);
  it.server.show({nullptr, "wrong", 9});
  CHECK(it.get("/-/status").status == 503);
}

TEST_CASE("HEAD says what GET would, and the connection goes on") {
  Running it;
  Client client(it.port());
  for (int i = 0; i < 3; ++i) {
    client.send(it.head("HEAD", "/index.html"));
    Answer head = client.receive(true);
    CHECK(head.status == 200);
    CHECK(head.header("Content-Length") == std::to_string((home + it.script()).size()));
    client.send(it.head("HEAD", "/data/results.csv"));
    CHECK(client.receive(true).status == 200);
    client.send(it.head("GET", "/style.css"));
    CHECK(client.receive().body == "body{}");
  }
  client.send(it.head("GET", "/style.css") + it.head("GET", "/style.css", "Connection: close\r\n"));  // together
  CHECK(client.receive().body == "body{}");
  CHECK(client.receive().body == "body{}");
  CHECK(client.rest().empty());
}

TEST_CASE("refusals: method, host, form, body, range") {
  Running it;
  for (const char* method : {"POST", "PUT", "DELETE", "TRACE", "OPTIONS", "FOO"}) {
    Answer answer = it.ask(it.head(method, "/"));
    CHECK_MESSAGE(answer.status == 405, method);
    CHECK(answer.header("Allow") == "GET, HEAD");
  }
  const std::string port = std::to_string(it.port());
  auto host = [&](const std::string& lines) { return it.ask("GET / HTTP/1.1\r\n" + lines + "\r\n").status; };
  CHECK(host("Host: 127.0.0.1:" + port + "\r\n") == 200);
  CHECK(host("Host: [::1]:" + port + "\r\n") == 200);
  CHECK(host("Host: evil.example:" + port + "\r\n") == 421);
  CHECK(host("Host: localhost:1\r\n") == 421);
  CHECK(host("") == 421);
  CHECK(host("Host: localhost\r\nHost: localhost\r\n") == 400);
  CHECK(it.get("/", "Range: bytes=0-,0-,0-\r\n").status == 416);
  CHECK(it.get("/", "Content-Length: 5\r\n").status == 413);
  CHECK(it.get("/", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n").status == 400);
  CHECK(it.get("/", " folded: x\r\n").status == 400);
  CHECK(it.get("/" + std::string(2000, 'a')).status == 414);
  CHECK(it.get("/", "X: " + std::string(20'000, 'a') + "\r\n").status == 431);
  CHECK(it.ask("GET / HTTP/1.0\r\n\r\n").status == 505);
  CHECK(it.ask(std::string("GET /\0 HTTP/1.1\r\n\r\n", 19)).status == 400);
}

TEST_CASE("large files are sent while they are made") {
  Running it;
  Answer data = it.get("/data/results.csv");
  CHECK(data.whole);
  CHECK(data.body == big);
  CHECK(data.header("Content-Type") == "text/csv; charset=utf-8");
  CHECK(it.get("/large.html").body == "<p>large</p>\n" + it.script());
  Answer cut = it.get("/data/broken.csv");
  CHECK_FALSE(cut.whole);
  CHECK(it.get("/").status == 200);
}

TEST_CASE("a page that cannot be made is named, nothing else is told") {
  Running it;
  Answer failed = it.get("/broken.html");
  CHECK(failed.status == 500);
  CHECK(failed.body.find("broken.html") != std::string::npos);
  CHECK(failed.body.find("data/&lt;x&gt;.json: No space left on device") != std::string::npos);
  CHECK(failed.body.ends_with(it.script()));
  CHECK(failed.body.find("half") == std::string::npos);
  Answer unknown = it.get("/unknown.html");
  CHECK(unknown.status == 500);
  CHECK((unknown.head + unknown.body).find("secret") == std::string::npos);
  CHECK(unknown.header("Cache-Control") == "no-store");
}

TEST_CASE("while the content is wrong every address shows the problem, until it is mended") {
  Running it(true, {});
  CHECK(it.get("/").status == 503);  // nothing was read yet
  it.server.show({nullptr, "<p>R0102</p>\n", 1});
  Answer problem = it.get("/results/R1.html");
  CHECK(problem.status == 503);
  CHECK(problem.body == "<p>R0102</p>\n" + it.script());
  Client waiting = it.poll();
  it.server.show({site(), "", 2});
  CHECK(waiting.receive().body == it.version() + "\n");
  CHECK(it.get("/results/R1.html").status == 200);
}

TEST_CASE("without reload the pages are the plan's bytes") {
  Running it(false);
  CHECK(it.get("/").body == home);
  CHECK(it.get("/-/version").status == 404);
}

TEST_CASE("a second preview on the same port is refused, with the address") {
  Running it;
  const std::string address = "127.0.0.1:" + std::to_string(it.port());
  std::string said;
  try {
    PreviewServer second("127.0.0.1", it.port());
  } catch (const Failure& failure) {
    said = failure.what();
  }
  CHECK(said == address + ": Address already in use");
  CHECK_THROWS_AS(PreviewServer("192.0.2.1", 0), Failure);
  CHECK_THROWS_AS(PreviewServer("no such host", 0), Failure);
  CHECK_THROWS_AS(PreviewServer("127.0.0.1", 70000), Failure);
}

TEST_CASE("a port is free again after its preview, and names of this machine are served") {
  int port = 0;
  {
    Running it;
    port = it.port();
    CHECK(it.get("/").status == 200);
  }
  PreviewServer again("localhost", port);
  CHECK(again.port() == port);
  for (const char* host : {"localhost", "127.0.0.1", "127.1.2.3", "::1", "[::1]"}) CHECK_MESSAGE(loopback(host), host);
  for (const char* host : {"0.0.0.0", "::", "10.0.0.1", "localhost.example", "127.0.0.1.example", ""}) CHECK_MESSAGE(!loopback(host), host);
}

TEST_CASE("it can be stopped before it runs, and twice") {
  PreviewServer server("127.0.0.1", 0);
  server.stop();
  server.stop();
  server.run();
  server.stop();
}
