// What is done with texts everywhere. All texts are UTF-8; what comes from outside is checked once, by `bad_utf8`.
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gongshi {

/// Offset of the first byte that is not UTF-8 (overlong forms and surrogates are not), or nullopt.
std::optional<std::size_t> bad_utf8(std::string_view bytes);

/// Pieces of at least `piece_size` bytes, but for the last, that end with a line: for a thread each.
std::vector<std::string_view> line_pieces(std::string_view text, std::size_t piece_size);

/// Number of characters (code points) of valid UTF-8.
std::size_t characters(std::string_view text);
/// The code point at `at`, which moves past it. Of valid UTF-8.
inline char32_t next_character(std::string_view text, std::size_t& at) {
  auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[i])); };
  char32_t c = byte(at);
  std::size_t n = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
  if (n > 1) c &= 0x7fU >> n;
  for (std::size_t i = 1; i < n && at + i < text.size(); ++i) c = (c << 6U) | (byte(at + i) & 0x3fU);
  at += n;
  return c;
}
void append_character(std::string& out, char32_t character);

/// Unicode NFKC of valid UTF-8: full-width digits and letters become plain ones.
std::string nfkc(std::string_view text);
/// For comparing wordings: NFKC, without any blank or line break, without 、 and ,.
std::string folded(std::string_view text);
/// For comparing names and codes of objects: without regard to width, blanks and case.
std::string compared(std::string_view text);

std::string_view trimmed(std::string_view text);  ///< without blanks (also U+3000, U+00A0, BOM) at both ends
std::string lower_ascii(std::string_view text);
std::string upper_ascii(std::string_view text);
bool starts_with_bom(std::string_view bytes);

/// `[A-Za-z0-9][A-Za-z0-9._-]{0,63}`
bool valid_id(std::string_view text);

/// The candidates nearest to `word` (edit distance in characters, at most a third of its length), nearest first.
std::vector<std::string_view> nearest(std::string_view word, std::span<const std::string_view> candidates, std::size_t most = 1);

std::string joined(std::span<const std::string_view> parts, std::string_view between);

}  // namespace gongshi
