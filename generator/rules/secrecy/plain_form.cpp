#include "rules/secrecy/plain_form.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace gongshi {
namespace {

char32_t plain(char32_t c) {
  if (c >= 0xff01 && c <= 0xff5e) return c - 0xfee0;
  if (c >= 0x1d7ce && c <= 0x1d7ff) return U'0' + (c - 0x1d7ce) % 10;
  if (c == 0x3000 || c == 0xa0 || c == '\t' || (c >= 0x2000 && c <= 0x200a) || c == 0x202f) return ' ';
  if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xb7 || c == 0x2022 || c == 0x30fb) return '-';
  if (c == 0x2236 || c == 0xfe30 || c == 0xfe55) return ':';
  return c;
}

/// The size of a named or numbered blank at the beginning of `text`; 0: there is none.
std::size_t blank_entity(std::string_view text) {
  static constexpr std::array<std::string_view, 10> blanks{"&nbsp;", "&ensp;",  "&emsp;",  "&thinsp;", "&#160;",
                                                           "&#xa0;", "&#8194;", "&#8195;", "&#12288;", "&#x3000;"};
  auto found = std::ranges::find_if(blanks, [&](std::string_view b) { return text.starts_with(b); });
  return found == blanks.end() ? 0 : found->size();
}

/// Takes the next character of the plain form.
char32_t next_plain(std::string_view text, std::size_t& at) {
  if (text[at] == '&')
    if (std::size_t size = blank_entity(text.substr(at)); size != 0) {
      at += size;
      return ' ';
    }
  return plain(next_character(text, at));
}

bool between_letters(char32_t c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '*' || c == '_' || c == '`' || c == '\\' || c == ',' || c == 0x3001 ||
         (c >= 0x200b && c <= 0x200d) || c == 0xfeff || c == 0xad;
}

}  // namespace

std::string plain_form(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) append_character(out, next_plain(text, at));
  return out;
}

void tight_form(std::string_view text, std::string& out) {
  out.clear();
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = next_plain(text, at);
    if (between_letters(c)) continue;
    append_character(out, c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  }
}

}  // namespace gongshi
