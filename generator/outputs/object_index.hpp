// The way to every object: all of them by name, and once more district by district, cut into pages of two hundred.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/assessment.hpp"

namespace gongshi {

/// One page, objects/by/N.html.
struct ObjectRange {
  std::string_view district;        ///< empty: of all objects
  std::size_t first = 0, last = 0;  ///< in the order that it is cut from
  std::string from, to;             ///< the beginnings of its first and last name, as long as it takes to tell them apart; empty: all
  std::size_t part = 0;             ///< of the list's parts, from 1
  std::size_t parts = 0;
};

/// Names are ordered by code point: pinyin readings of names are guesses (长, 行), the characters are not.
struct ObjectIndex {
  static constexpr std::size_t page_size = 200;
  explicit ObjectIndex(const Assessment& site);
  std::vector<std::uint32_t> by_name;      ///< in Assessment::objects
  std::vector<std::uint32_t> by_district;  ///< by district, then name; objects without one are not in here
  std::vector<ObjectRange> ranges;         ///< page N is at N − 1: first by name, then by district
  /// The objects of one page.
  std::vector<std::uint32_t> of(const ObjectRange& range) const;
};

/// The first characters of `name` that are not those of `other`, with what they share: 虚构东 for 虚构东山 after 虚构安泰.
std::string_view telling_prefix(std::string_view name, std::string_view other);

}  // namespace gongshi
