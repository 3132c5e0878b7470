#include "formats/json/value_check.hpp"

#include <algorithm>
#include <array>

#include "base/canonical_json.hpp"
#include "base/text.hpp"

namespace gongshi {
namespace {

bool forbidden(char32_t c) {
  if (c < 0x20) return c != '\n' && c != '\t';
  if (c >= 0x7f && c <= 0x9f) return true;                // DEL, C1
  if (c == 0x61c || c == 0xfeff) return true;             // Arabic letter mark, BOM
  if (c >= 0x200b && c <= 0x200f) return true;            // zero-width, marks of direction
  if (c >= 0x202a && c <= 0x202e) return true;            // embeddings and overrides
  if (c >= 0x2060 && c <= 0x206f) return true;            // invisible operators, isolates, deprecated format characters
  if (c >= 0xd800 && c <= 0xf8ff) return true;            // surrogates, private use
  if (c == 0xfffd) return true;                           // what stands for a character that was lost
  if (c >= 0xfdd0 && c <= 0xfdef) return true;            // non-characters
  if ((c & 0xfffeU) == 0xfffe) return true;               // non-characters of every plane
  return (c >= 0xe0000 && c <= 0xe007f) || c >= 0xf0000;  // tags, private planes
}

/// Lead bytes after which a character may be forbidden: all others are passed at once.
constexpr std::array<bool, 256> suspicious = [] {
  std::array<bool, 256> table{};
  for (unsigned c = 0; c < 0x20; ++c) table[c] = true;
  table['\n'] = table['\t'] = false;
  for (unsigned c : {0x7fU, 0xc2U, 0xd8U, 0xe2U, 0xeeU, 0xefU}) table[c] = true;
  for (unsigned c = 0xf0; c < 256; ++c) table[c] = true;
  return table;
}();

bool hex(std::string_view text, std::size_t size) {
  return text.size() == size && std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool uri(std::string_view text) {
  auto bad = [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == '\\' || c == '?' || c == '#' || c == 0x7f; };
  if (std::ranges::any_of(text, bad)) return false;
  for (std::string_view scheme : {"https://", "http://"})
    if (lower_ascii(text.substr(0, scheme.size())) == scheme) return text.size() > scheme.size() && text[scheme.size()] != '/';
  return text.starts_with('/') && !text.starts_with("//");
}

}  // namespace

std::optional<char32_t> forbidden_character(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (!suspicious[static_cast<unsigned char>(text[at])]) {
      ++at;
      continue;
    }
    char32_t c = next_character(text, at);
    if (forbidden(c)) return c;
  }
  return std::nullopt;
}

std::string code_point_name(char32_t character) {
  std::string digits;
  for (int shift = 20; shift >= 0; shift -= 4) {
    char digit = "0123456789ABCDEF"[(character >> static_cast<unsigned>(shift)) & 0xfU];
    if (digit != '0' || !digits.empty() || shift < 16) digits += digit;
  }
  return "U+" + digits;
}

std::string shown(std::string_view bytes, std::size_t most) {
  std::string_view text = bytes.substr(0, bad_utf8(bytes.substr(0, 4 * most + 4)).value_or(bytes.size()));
  std::string out;
  std::size_t at = 0;
  for (std::size_t n = 0; at < text.size() && n < most; ++n) {
    char32_t c = next_character(text, at);
    if (forbidden(c) || c < 0x20)
      out += '<' + code_point_name(c) + '>';
    else
      append_character(out, c);
  }
  if (at < bytes.size()) out += "…";
  return out;
}

bool fits(Format format, std::string_view text) {
  switch (format) {
    case Format::any:
      return true;
    case Format::id:
      return valid_id(text);
    case Format::month_or_date: {
      if (Date::parse(text)) return true;
      auto period = Period::parse(text);
      return period && period->unit == Period::Unit::month;
    }
    case Format::year: {
      auto period = Period::parse(text);
      return period && period->unit == Period::Unit::year;
    }
    case Format::count:
      return false;  // a number, and no text
    case Format::hex64:
      return hex(text, 64);
    case Format::hex32:
      return hex(text, 32);
    case Format::uri:
      return uri(text);
  }
  return false;
}

bool fits(Format format, std::int64_t number) {
  if (format == Format::count) return number >= 0;
  return format != Format::year || (number >= 1900 && number <= 2999);
}

bool written_as(double value, std::string_view text) {
  std::string canonical;
  append_json_number(canonical, value);
  return canonical == text;
}

}  // namespace gongshi
