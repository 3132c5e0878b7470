#include "serve/request.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"

namespace gongshi::http {

namespace {

bool numeric_address(const std::string& name) {
  unsigned char bytes[16];
  if (name.starts_with('[') && name.ends_with(']')) return inet_pton(AF_INET6, name.substr(1, name.size() - 2).c_str(), bytes) == 1;
  return inet_pton(AF_INET, name.c_str(), bytes) == 1;
}

bool token(std::string_view text) {
  static constexpr std::string_view others = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || others.find(c) != others.npos;
  });
}

bool visible(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

std::string_view without_blanks(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  return text;
}

/// The next line of `rest`, without its end; only CR LF ends a line.
std::string_view next_line(std::string_view& rest) {
  std::size_t end = rest.find("\r\n");
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == rest.npos ? rest.size() : end + 2);
  return line;
}

/// What the header lines say that matters here.
struct Headers {
  std::size_t lines = 0, hosts = 0, lengths = 0;
  std::string_view host, length = "0";
  bool coding = false, range = false, expect = false;
};

/// False where a line is none.
bool take(Headers& headers, std::string_view line) {
  std::size_t colon = line.find(':');
  if (colon == line.npos || !token(line.substr(0, colon))) return false;
  std::string_view value = without_blanks(line.substr(colon + 1));
  if (std::ranges::any_of(value, [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == '\x7f'; })) return false;
  std::string name = lower_ascii(line.substr(0, colon));
  ++headers.lines;
  if (name == "host") {
    ++headers.hosts;
    headers.host = value;
  } else if (name == "content-length") {
    ++headers.lengths;
    headers.length = value;
  }
  headers.coding |= name == "transfer-encoding";
  headers.range |= name == "range";
  headers.expect |= name == "expect";
  return true;
}

/// Of a request that is HTTP to the letter.
int refusal_of(std::string_view method, const Headers& headers, const Hosts& hosts) {
  if (headers.hosts > 1 || headers.lengths > 1 || headers.coding) return 400;
  if (headers.length.empty() || headers.length.find_first_not_of("0123456789") != headers.length.npos) return 400;
  if (method != "GET" && method != "HEAD") return 405;
  if (headers.hosts == 0 || !hosts.know(headers.host)) return 421;
  if (headers.length.find_first_not_of('0') != headers.length.npos) return 413;
  if (headers.range) return 416;
  return headers.expect ? 417 : 0;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

}  // namespace

Hosts::Hosts(std::string_view given, int port) : given_(lower_ascii(given)), port_(std::to_string(port)) {
  any_address_ = given_ == "0.0.0.0" || given_ == "::" || given_ == "[::]";
  if (given_.find(':') != given_.npos && !given_.starts_with('[')) given_ = "[" + given_ + "]";
}

bool Hosts::know(std::string_view value) const {
  std::string name = lower_ascii(value);
  std::size_t colon = name.rfind(':');
  if (colon != name.npos && !name.ends_with(']')) {
    if (name.substr(colon + 1) != port_) return false;
    name.resize(colon);
  }
  if (name == "localhost" || name == "127.0.0.1" || name == "[::1]") return true;
  return any_address_ ? numeric_address(name) : name == given_;
}

int refusal(std::string_view head, const Hosts& hosts) {
  if (head.size() > max_head) return 431;
  std::string_view line = next_line(head);
  std::size_t first = line.find(' '), last = line.rfind(' ');
  if (first == line.npos || last == first) return 400;
  std::string_view method = line.substr(0, first), target = line.substr(first + 1, last - first - 1), version = line.substr(last + 1);
  if (!token(method) || !visible(target) || !visible(version)) return 400;
  if (version != "HTTP/1.1") return version.starts_with("HTTP/") ? 505 : 400;
  if (target.size() > max_target) return 414;
  Headers headers;
  for (line = next_line(head); !line.empty(); line = next_line(head)) {
    if (!take(headers, line)) return 400;
    if (headers.lines > max_headers) return 431;
  }
  if (int why = refusal_of(method, headers, hosts)) return why;
  return target.starts_with('/') ? 0 : 400;
}

std::optional<std::string> plan_path(std::string_view target) {
  target = target.substr(0, target.find('?'));
  if (!target.starts_with('/')) return std::nullopt;
  target.remove_prefix(1);
  if (target.empty()) return "index.html";
  std::string path;
  path.reserve(target.size());
  for (std::size_t i = 0; i < target.size(); ++i) {
    if (target[i] != '%') {
      path += target[i];
      continue;
    }
    if (target.size() - i < 3) return std::nullopt;
    int high = hex_digit(target[i + 1]), low = hex_digit(target[i + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    char byte = static_cast<char>(high * 16 + low);
    if (byte == '/' || byte == '\\' || byte == '\0') return std::nullopt;
    path += byte;
    i += 2;
  }
  return path;
}

std::string_view content_type(std::string_view path) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 20> types{{
      {"html", "text/html; charset=utf-8"},
      {"css", "text/css; charset=utf-8"},
      {"js", "text/javascript; charset=utf-8"},
      {"json", "application/json; charset=utf-8"},
      {"ndjson", "application/x-ndjson; charset=utf-8"},
      {"csv", "text/csv; charset=utf-8"},
      {"xml", "application/xml; charset=utf-8"},
      {"txt", "text/plain; charset=utf-8"},
      {"svg", "image/svg+xml; charset=utf-8"},
      {"webmanifest", "application/manifest+json; charset=utf-8"},
      {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
      {"png", "image/png"},
      {"jpg", "image/jpeg"},
      {"jpeg", "image/jpeg"},
      {"webp", "image/webp"},
      {"ico", "image/x-icon"},
      {"woff2", "font/woff2"},
      {"pdf", "application/pdf"},
      {"zip", "application/zip"},
      {"gz", "application/gzip"},
  }};
  std::string_view name = path.substr(path.find_last_of('/') + 1);
  std::size_t dot = name.rfind('.');
  if (dot != name.npos)
    for (const auto& [extension, type] : types)
      if (name.substr(dot + 1) == extension) return type;
  return "application/octet-stream";
}

const Status& status(int code) {
  static constexpr std::array<Status, 12> all{{
      {400, "Bad Request", "请求格式不正确 · The request is not well-formed."},
      {404, "Not Found", "没有此网页 · There is no such page."},
      {405, "Method Not Allowed", "预览仅可读取 · The preview can only be read (GET, HEAD)."},
      {413, "Payload Too Large", "预览仅可读取 · The preview can only be read, a request has no body."},
      {414, "URI Too Long", "网址过长 · The address is too long."},
      {416, "Range Not Satisfiable", "不提供部分内容 · Parts of a file are not served."},
      {417, "Expectation Failed", "请求格式不正确 · Nothing can be expected here."},
      {421, "Misdirected Request",
       "此主机名不是本预览的地址;如需使用,请以 --host 指定 · This host name is not served here; --host names another."},
      {431, "Request Header Fields Too Large", "请求头过长 · The request has too many or too long headers."},
      {500, "Internal Server Error", "预览程序出错 · The preview failed; the program's output may say more."},
      {503, "Service Unavailable", "正在读取内容 · The content is being read."},
      {505, "HTTP Version Not Supported", "仅支持 HTTP/1.1 · Only HTTP/1.1 is served."},
  }};
  return *std::ranges::find(all, code, &Status::code);
}

}  // namespace gongshi::http
