#include "formats/html.hpp"

#include <cstdint>
#include <cstring>

namespace gongshi {
namespace {

std::string_view reference(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

/// Whether any of eight bytes is special; may also say yes where none is (the caller looks again), never no where one is.
bool may_be_special(std::uint64_t word) {
  constexpr std::uint64_t ones = 0x0101010101010101U;
  auto has_zero = [](std::uint64_t v) { return (v - ones) & ~v & (ones * 0x80U); };
  std::uint64_t quote = word ^ (ones * 0x22U);                     // "
  std::uint64_t ampersand = (word | ones) ^ (ones * 0x27U);        // & 0x26, ' 0x27
  std::uint64_t angle = (word | (ones * 0x02U)) ^ (ones * 0x3eU);  // < 0x3c, > 0x3e
  return (has_zero(quote) | has_zero(ampersand) | has_zero(angle)) != 0;
}

/// Position of the first byte at or after `at` that may be special; the size where there is none.
std::size_t skip_plain(std::string_view text, std::size_t at) {
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, 8);
    if (may_be_special(word)) break;
  }
  while (at < text.size() && reference(text[at]).empty()) ++at;
  return at;
}

}  // namespace

void escape_html(std::string& out, std::string_view text) {
  std::size_t from = 0;
  for (std::size_t at = skip_plain(text, 0); at < text.size(); at = skip_plain(text, from)) {
    out.append(text, from, at - from);
    out += reference(text[at]);
    from = at + 1;
  }
  out.append(text, from);
}

}  // namespace gongshi
