#include "formats/text/html.hpp"

#include "base/eight_bytes.hpp"

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
  using namespace eight_bytes;
  if (all_beyond_ascii(word)) return false;
  return (any_equal(word, '"') | any_equal(word | ones, '\'') | any_equal(word | (ones * 2U), '>')) != 0;  // & beside ', < beside >
}

/// Position of the first byte at or after `at` that may be special; the size where there is none.
std::size_t skip_plain(std::string_view text, std::size_t at) {
  while (at + 8 <= text.size() && !may_be_special(eight_bytes::load(text, at))) at += 8;
  bool near_end = at + 8 > text.size() && text.size() >= 8;
  if (near_end && !may_be_special(eight_bytes::load(text, text.size() - 8))) return text.size();
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
