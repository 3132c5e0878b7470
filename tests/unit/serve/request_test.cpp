#include "serve/request.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace gongshi::http;

namespace {

const Hosts hosts("127.0.0.1", 8080);

std::string head(const std::string& line, const std::string& more = "", const std::string& host = "Host: localhost:8080\r\n") {
  return line + "\r\n" + host + more + "\r\n";
}

int asked(const std::string& line, const std::string& more = "") { return refusal(head(line, more), hosts); }

}  // namespace

TEST_CASE("a browser's request is not refused") {
  CHECK(asked("GET / HTTP/1.1") == 0);
  CHECK(asked("HEAD /results/R1.html?x=1 HTTP/1.1", "Accept: */*\r\nX-Empty:\r\nCookie: a=\xe4\xb8\xad\r\n") == 0);
  CHECK(asked("GET / HTTP/1.1", "Content-Length: 0\r\n") == 0);
}

TEST_CASE("what is not HTTP/1.1 to the letter is refused") {
  CHECK(refusal("", hosts) == 400);
  CHECK(refusal("\r\n\r\n", hosts) == 400);
  CHECK(asked("GET /") == 400);
  CHECK(asked("GET  / HTTP/1.1") == 400);
  CHECK(asked("GET /a b HTTP/1.1") == 400);
  CHECK(asked("GET /\xe4 HTTP/1.1") == 400);
  CHECK(asked("G(T / HTTP/1.1") == 400);
  CHECK(asked("GET / FTP/1.1") == 400);
  CHECK(asked("GET http://localhost:8080/ HTTP/1.1") == 400);
  CHECK(asked("GET * HTTP/1.1") == 400);
  CHECK(asked("GET / HTTP/1.0") == 505);
  CHECK(asked("GET / HTTP/2.0") == 505);
  for (const char* line :
       {" Folded: x\r\n", "X-Folded: x\r\n y\r\n", "Space : x\r\n", ": x\r\n", "none\r\n", "X: a\rb\r\n", "X: a\nb\r\n", "X: \x7f\r\n"})
    CHECK_MESSAGE(asked("GET / HTTP/1.1", line) == 400, line);
  CHECK(asked("GET / HTTP/1.1", std::string("X: a\0b\r\n", 8)) == 400);
}

TEST_CASE("bodies, ranges and expectations are refused") {
  CHECK(asked("GET / HTTP/1.1", "Content-Length: 5\r\n") == 413);
  CHECK(asked("GET / HTTP/1.1", "Content-Length: +5\r\n") == 400);
  CHECK(asked("GET / HTTP/1.1", "Content-Length:\r\n") == 400);
  CHECK(asked("GET / HTTP/1.1", "Content-Length: 0\r\nContent-Length: 0\r\n") == 400);
  CHECK(asked("GET / HTTP/1.1", "Transfer-Encoding: chunked\r\n") == 400);
  CHECK(asked("POST / HTTP/1.1", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n") == 400);
  CHECK(asked("GET / HTTP/1.1", "Range: bytes=0-1\r\n") == 416);
  CHECK(asked("GET / HTTP/1.1", "rANGE: x\r\n") == 416);
  CHECK(asked("GET / HTTP/1.1", "Expect: 100-continue\r\n") == 417);
}

TEST_CASE("only GET and HEAD") {
  for (const char* method : {"POST", "PUT", "DELETE", "TRACE", "OPTIONS", "CONNECT", "PATCH", "PRI", "get", "FOO"})
    CHECK_MESSAGE(asked(std::string(method) + " / HTTP/1.1") == 405, method);
}

TEST_CASE("sizes") {
  CHECK(asked("GET /" + std::string(max_target - 1, 'a') + " HTTP/1.1") == 0);
  CHECK(asked("GET /" + std::string(max_target, 'a') + " HTTP/1.1") == 414);
  std::string many;
  for (std::size_t i = 0; i < max_headers - 1; ++i) many += "X: y\r\n";
  CHECK(asked("GET / HTTP/1.1", many) == 0);
  CHECK(asked("GET / HTTP/1.1", many + "X: y\r\n") == 431);
  CHECK(asked("GET / HTTP/1.1", "X: " + std::string(max_head, 'y') + "\r\n") == 431);
}

TEST_CASE("hosts") {
  for (const char* host : {"localhost:8080", "LocalHost:8080", "localhost", "127.0.0.1:8080", "127.0.0.1", "[::1]:8080", "[::1]"})
    CHECK_MESSAGE(hosts.know(host), host);
  for (const char* host :
       {"", ":8080", "evil.example", "evil.example:8080", "localhost:8081", "localhost:", "localhost:8080:8080", "localhost.:8080",
        "127.0.0.1.evil.example", "10.0.0.1:8080", "::1", "localhost:08080", "localhost:8080 ", "a@localhost:8080"})
    CHECK_MESSAGE(!hosts.know(host), host);
  CHECK(refusal("GET / HTTP/1.1\r\n\r\n", hosts) == 421);
  CHECK(refusal(head("GET / HTTP/1.1", "", "Host: evil.example\r\n"), hosts) == 421);
  CHECK(refusal(head("GET / HTTP/1.1", "Host: localhost:8080\r\n"), hosts) == 400);
  CHECK(Hosts("preview.example", 80).know("preview.example"));
  CHECK(Hosts("fe80::2", 81).know("[fe80::2]:81"));
  CHECK_FALSE(Hosts("preview.example", 80).know("10.0.0.1"));
  CHECK(Hosts("0.0.0.0", 81).know("10.0.0.1:81"));
  CHECK(Hosts("::", 81).know("[fe80::2]:81"));
  CHECK_FALSE(Hosts("0.0.0.0", 81).know("evil.example:81"));
}

TEST_CASE("a target is decoded once and strictly") {
  CHECK(plan_path("/") == "index.html");
  CHECK(plan_path("/?q=1") == "index.html");
  CHECK(plan_path("/a/b.html?c=d?e") == "a/b.html");
  CHECK(plan_path("/%E5%85%AC+.html") == "公+.html");
  CHECK(plan_path("/%252e") == "%2e");
  CHECK(plan_path("//a") == "/a");  // and so never in a plan
  for (const char* target : {"", "a", "?", "/%", "/%2", "/%zz", "/%2G", "/a%00.html", "/a%2fb", "/a%2Fb", "/a%5Cb", "/% 41", "/%+1"})
    CHECK_MESSAGE(!plan_path(target), target);
}

TEST_CASE("content types") {
  CHECK(content_type("a/b.html") == "text/html; charset=utf-8");
  CHECK(content_type("data/results.ndjson") == "application/x-ndjson; charset=utf-8");
  CHECK(content_type("a.xlsx") == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  CHECK(content_type("a.b/html") == "application/octet-stream");
  CHECK(content_type("html") == "application/octet-stream");
  CHECK(content_type("") == "application/octet-stream");
}
