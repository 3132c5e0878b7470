#include "formats/text/charset.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "base/text.hpp"

namespace gongshi {
namespace {

class Converter {
 public:
  explicit Converter(const char* from) : handle_(iconv_open("UTF-8", from)) {}
  ~Converter() {
    if (good()) iconv_close(handle_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  bool good() const { return handle_ != reinterpret_cast<iconv_t>(-1); }  // NOLINT(performance-no-int-to-ptr): what iconv_open fails with

  /// Offset of the first bad byte, or nullopt.
  std::optional<std::size_t> convert(std::string_view bytes, std::string& out) {
    std::array<char, 65536> piece;
    char* in = const_cast<char*>(bytes.data());  // NOLINT(cppcoreguidelines-pro-type-const-cast): iconv's old signature; it only reads
    std::size_t left = bytes.size();
    while (left > 0) {
      char* to = piece.data();
      std::size_t room = piece.size();
      std::size_t result = iconv(handle_, &in, &left, &to, &room);
      out.append(piece.data(), piece.size() - room);
      if (result == static_cast<std::size_t>(-1) && errno != E2BIG) return bytes.size() - left;
    }
    return std::nullopt;
  }

 private:
  iconv_t handle_;
};

std::variant<DecodedText, CharsetFault> converted(std::string_view bytes, std::size_t skip, const char* name, Charset charset) {
  Converter converter(name);
  if (!converter.good()) return CharsetFault{CharsetFault::What::no_tables, 0};
  DecodedText out{charset, {}, {}};
  out.converted.reserve(bytes.size() + bytes.size() / 2);
  if (auto bad = converter.convert(bytes.substr(skip), out.converted)) return CharsetFault{CharsetFault::What::not_text, *bad + skip};
  return out;
}

/// What the units of UTF-16 are in one of its byte orders.
struct Units {
  std::size_t plain = 0;   ///< ASCII of texts: no table is without
  std::size_t likely = 0;  ///< these, and what else stands in Chinese texts
};

Units units_of(std::string_view bytes, std::size_t low) {
  Units out;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    auto byte = [&](std::size_t at) { return static_cast<unsigned>(static_cast<unsigned char>(bytes[at])); };
    unsigned unit = byte(i + low) | byte(i + 1 - low) << 8U;
    bool plain = unit == '\t' || unit == '\n' || unit == '\r' || (unit >= ' ' && unit < 0x7f);
    bool chinese = (unit >= 0x2010 && unit <= 0x2027) || (unit >= 0x3000 && unit <= 0x303f) || (unit >= 0x3400 && unit <= 0x9fff) ||
                   (unit >= 0xff00 && unit <= 0xffef);
    out.plain += plain ? 1 : 0;
    out.likely += plain || chinese ? 1 : 0;
  }
  return out;
}

/// Programs that write UTF-16 without a mark exist. No other text holds a byte 0; which byte of the units is the low one shows in what they
/// are. A zero alone says nothing: U+4E00, 一, has it where the comma has none.
std::optional<Charset> unmarked_utf16(std::string_view bytes) {
  constexpr std::size_t looked_at = 65536;
  std::string_view head = bytes.substr(0, looked_at);
  if (head.find('\0') == std::string_view::npos) return std::nullopt;
  auto text = [&](const Units& one, const Units& other) {
    constexpr std::size_t share = 50;  // of all, at least
    return one.plain > 1 && one.likely > other.likely && one.plain * share >= head.size() / 2 && one.likely * 5 >= head.size() / 2 * 4;
  };
  Units little = units_of(head, 0);
  Units big = units_of(head, 1);
  if (text(little, big)) return Charset::utf16le;
  if (text(big, little)) return Charset::utf16be;
  return std::nullopt;
}

/// In a file that is not UTF-8: the first run of three or more characters that can hardly be anything else. A run of GB18030 of that
/// length is by chance also UTF-8 about once in ten million.
std::optional<std::size_t> utf8_inside(std::string_view bytes) {
  constexpr std::size_t least = 9;
  for (std::size_t at = 0; at < bytes.size();) {
    if (static_cast<unsigned char>(bytes[at]) < 0x80) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < bytes.size() && static_cast<unsigned char>(bytes[end]) >= 0x80) ++end;
    if (end - at >= least && !bad_utf8(bytes.substr(at, end - at))) return at;
    // The second byte of a GB18030 character may be ASCII: the next run then begins in the middle of nothing, and is judged alike.
    at = end;
  }
  return std::nullopt;
}

}  // namespace

std::string_view charset_name(Charset charset) {
  constexpr std::array<std::string_view, 4> names{"UTF-8", "UTF-16", "UTF-16", "GB18030"};
  return names.at(static_cast<std::size_t>(charset));
}

std::variant<DecodedText, CharsetFault> decode_text(std::string_view bytes) {
  std::variant<DecodedText, CharsetFault> out;
  if (starts_with_bom(bytes)) {
    if (auto bad = bad_utf8(bytes)) return CharsetFault{CharsetFault::What::not_text, *bad};
    return DecodedText{Charset::utf8, bytes.substr(3), {}};
  }
  if (bytes.starts_with("\xff\xfe"))
    out = converted(bytes, 2, "UTF-16LE", Charset::utf16le);
  else if (bytes.starts_with("\xfe\xff"))
    out = converted(bytes, 2, "UTF-16BE", Charset::utf16be);
  else if (auto wide = unmarked_utf16(bytes))
    out = converted(bytes, 0, *wide == Charset::utf16le ? "UTF-16LE" : "UTF-16BE", *wide);
  else if (!bad_utf8(bytes))
    return DecodedText{Charset::utf8, bytes, {}};
  else if (std::size_t zero = bytes.find('\0'); zero != std::string_view::npos) {
    return CharsetFault{CharsetFault::What::not_text, zero};
  } else {
    out = converted(bytes, 0, "GB18030", Charset::gb18030);
    if (auto at = utf8_inside(bytes)) {
      std::size_t other = bad_utf8(bytes).value_or(0);
      return CharsetFault{CharsetFault::What::mixed, std::max(*at, other)};
    }
  }
  return out;
}

}  // namespace gongshi
