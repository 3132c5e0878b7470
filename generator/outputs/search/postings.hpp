// How the search index is written, so that site/static/search.js can read it. Both sides must agree on everything here.
//
// Texts (names of objects, their former names, codes, names of tasks) are numbered in each space from 0; the number is a slot.
// A gram is two neighbouring characters of a normalised text. For each gram the index lists where it stands, as
// `position:slots;position:slots…`: by position, so that neighbouring grams can be told from distant ones, and in names counted
// from the end, because most names end alike (有限公司) and then one position holds them all.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gongshi::search {

/// First character of a key in a bucket.
enum class Space : std::uint8_t { name, code, former_name, former_code, task };
inline constexpr std::string_view space_letters = "ncadt";

/// Before the first character of each name: finds what a name begins with. No text may hold it (formats/json/value_check.hpp).
inline constexpr char32_t beginning = 0xe000;

struct Gram {
  char32_t first = 0, second = 0;
  std::uint32_t position = 0;
  std::uint32_t at = 0;  ///< where the first character begins, in bytes; that of `beginning`: no_byte
};
inline constexpr std::uint32_t no_byte = 0xffff'ffff;

/// NFKC, ASCII letters small, without blanks at both ends.
std::string normalised(std::string_view text);
/// The grams of a normalised text. In names and tasks the position is the number of characters from the first one to the end, and
/// the first gram is `beginning` with the first character; in codes it is the number of characters before.
void grams(std::string_view text, Space space, std::vector<Gram>& out);
/// The gram at a place of a text that `grams` told, without its position.
Gram gram_at(std::string_view text, std::uint32_t at);
/// Which of `buckets` (a power of two) files holds a gram.
std::uint32_t bucket_of(char32_t first, char32_t second, std::uint32_t buckets);

/// Five bits a character, the lowest first; the sixth bit says that more follow. Digits: 0-9 A-Z a-z - _
void append_number(std::string& out, std::uint32_t number);
/// Slots that rise: the distance of each from the one before less one, or, where it is shorter, `!` and one bit for each slot
/// from 0, six a character.
void append_slots(std::string& out, std::span<const std::uint32_t> slots);

/// Sizes that change seldom: a step up rewrites the whole index, so they depend on the number of objects by classes.
struct Sizes {
  std::uint32_t buckets = 32;
  std::uint32_t rows = 12;  ///< objects in one file of rows
};
Sizes sizes_for(std::size_t objects);
inline constexpr std::uint32_t short_rows = 64;  ///< former names, tasks in one file

}  // namespace gongshi::search
