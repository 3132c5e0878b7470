// Any bytes as a text file: what decodes is UTF-8 and encodes to the same bytes again. And any text, written in each encoding that
// offices use, is that text again or is refused; read as something else only where the bytes are UTF-8 as well.
#include <iconv.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "formats/text/charset.hpp"
#include "require.hpp"

using namespace gongshi;

namespace {

/// From UTF-8, kept open: opening one loads a library.
class Encoder {
 public:
  explicit Encoder(const char* to) : handle_(iconv_open(to, "UTF-8")) { require(handle_ != reinterpret_cast<iconv_t>(-1)); }
  std::optional<std::string> encode(std::string_view text) {
    std::string out(text.size() * 4 + 4, '\0');
    char *from = const_cast<char*>(text.data()), *to = out.data();
    std::size_t left = text.size(), room = out.size();
    iconv(handle_, nullptr, nullptr, nullptr, nullptr);
    if (iconv(handle_, &from, &left, &to, &room) == static_cast<std::size_t>(-1) || left > 0) return std::nullopt;
    out.resize(out.size() - room);
    return out;
  }

 private:
  iconv_t handle_;
};

Encoder& encoder(Charset charset) {
  static Encoder gb("GB18030"), little("UTF-16LE"), big("UTF-16BE");
  return charset == Charset::gb18030 ? gb : charset == Charset::utf16le ? little : big;
}

bool is_utf8(std::string_view bytes) {
  const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(bytes.data());
  auto left = static_cast<utf8proc_ssize_t>(bytes.size());
  for (utf8proc_ssize_t n = 0; left > 0; at += n, left -= n) {
    utf8proc_int32_t character = 0;
    n = utf8proc_iterate(at, left, &character);
    if (n <= 0) return false;
  }
  return true;
}

/// What the file begins with that is no part of its text.
std::size_t mark_of(Charset charset, std::string_view bytes) {
  std::string_view mark = charset == Charset::utf8 ? "\xef\xbb\xbf" : charset == Charset::utf16le ? "\xff\xfe" : "\xfe\xff";
  return charset != Charset::gb18030 && bytes.starts_with(mark) ? mark.size() : 0;
}

/// Six characters have two codes in GB18030, of two bytes and of four, and are written with the shorter one. Of well-formed GB18030.
std::string as_written(std::string_view bytes) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> codes{{{"\x95\x32\x90\x31", "\xfe\x51"},
                                                                                {"\x95\x32\x90\x33", "\xfe\x52"},
                                                                                {"\x95\x32\x97\x30", "\xfe\x53"},
                                                                                {"\x95\x36\xb9\x37", "\xfe\x6c"},
                                                                                {"\x96\x30\xba\x35", "\xfe\x76"},
                                                                                {"\x96\x35\xb6\x30", "\xfe\x91"}}};
  std::string out;
  for (std::size_t at = 0, n = 0; at < bytes.size(); at += n) {
    bool ascii = static_cast<unsigned char>(bytes[at]) < 0x80;
    n = ascii ? 1 : at + 1 < bytes.size() && bytes[at + 1] >= '0' && bytes[at + 1] <= '9' ? 4 : 2;
    std::string_view one = bytes.substr(at, n);
    const auto* twice = std::ranges::find(codes, one, &std::pair<std::string_view, std::string_view>::first);
    out += twice == codes.end() ? one : twice->second;
  }
  return out;
}

void check_bytes(std::string_view bytes) {
  auto decoded = decode_text(bytes);
  if (const auto* fault = std::get_if<CharsetFault>(&decoded)) {
    require(fault->what != CharsetFault::What::no_tables && fault->offset < bytes.size());
    require(!is_utf8(bytes) || bytes.find('\0') != std::string_view::npos);
    return;
  }
  const auto& text = std::get<DecodedText>(decoded);
  require(is_utf8(text.text()));
  std::string_view rest = bytes.substr(mark_of(text.charset, bytes));
  if (text.charset == Charset::utf8) return require(text.text() == rest);
  require(text.charset != Charset::gb18030 || !is_utf8(bytes));
  require(encoder(text.charset).encode(text.text()) == (text.charset == Charset::gb18030 ? as_written(rest) : rest));
}

void require_text(const std::string& file, std::string_view text) {
  auto decoded = decode_text(file);
  require(std::holds_alternative<DecodedText>(decoded) && std::get<DecodedText>(decoded).text() == text);
}

void check_text(std::string_view text) {
  require_text("\xef\xbb\xbf" + std::string(text), text);
  require_text("\xff\xfe" + encoder(Charset::utf16le).encode(text).value(), text);
  require_text("\xfe\xff" + encoder(Charset::utf16be).encode(text).value(), text);
  auto office = encoder(Charset::gb18030).encode(text);
  if (!office || is_utf8(*office) || office->find('\0') != std::string::npos) return;
  auto decoded = decode_text(*office);
  if (const auto* as = std::get_if<DecodedText>(&decoded)) require(as->text() == text);
  std::string two = *office + "\n\xe6\x8a\xbd\xe6\x9f\xa5\xe7\xbb\x93\xe6\x9e\x9c\n";  // 抽查结果
  require(std::holds_alternative<CharsetFault>(decode_text(two)));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_bytes(bytes);
  if (is_utf8(bytes)) check_text(bytes);
  return 0;
}
