// Eight bytes of a text at once, for loops that look for the few bytes that must be escaped: most words hold none.
#pragma once
#include <cstdint>
#include <cstring>
#include <string_view>

namespace gongshi::eight_bytes {

inline constexpr std::uint64_t ones = 0x0101010101010101U;

/// The bytes from `at` on; there must be eight.
inline std::uint64_t load(std::string_view text, std::size_t at) {
  std::uint64_t word = 0;
  std::memcpy(&word, text.data() + at, 8);
  return word;
}

/// Not 0 where any byte is below `limit` (at most 0x80).
constexpr std::uint64_t any_below(std::uint64_t word, unsigned char limit) { return (word - ones * limit) & ~word & (ones * 0x80U); }

/// Not 0 where any byte is `byte`.
constexpr std::uint64_t any_equal(std::uint64_t word, unsigned char byte) { return any_below(word ^ (ones * byte), 1); }

/// Whether none is ASCII, as in most of a Chinese text: then none is markup, a quote or a control character.
constexpr bool all_beyond_ascii(std::uint64_t word) { return (word & (ones * 0x80U)) == ones * 0x80U; }

}  // namespace gongshi::eight_bytes
