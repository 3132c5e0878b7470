// Pieces of Chinese text in UTF-8, for the searches in here.
#pragma once
#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>

namespace gongshi::words {

inline constexpr std::size_t han = 3;  ///< bytes of a Chinese character

inline bool digit(char c) { return c >= '0' && c <= '9'; }

/// Whether a list of pieces of one size holds a piece.
inline bool holds(std::string_view list, std::string_view piece) {
  for (std::size_t at = list.find(piece); at != std::string_view::npos; at = list.find(piece, at + 1))
    if (at % piece.size() == 0) return true;
  return false;
}

inline bool begins_with_any(std::string_view text, std::span<const std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view w) { return text.starts_with(w); });
}

/// What a text holds just before `at`, some characters long.
inline std::string_view just_before(std::string_view text, std::size_t at, std::size_t characters) {
  std::size_t from = at - std::min(at, characters * han);
  return text.substr(from, at - from);
}

inline bool contains_any(std::string_view text, std::span<const std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view w) { return text.find(w) != std::string_view::npos; });
}

inline void skip(std::string_view& text, std::string_view what) {
  if (text.starts_with(what)) text.remove_prefix(what.size());
}
inline void skip_blanks(std::string_view& text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
}

}  // namespace gongshi::words
