// The categories that results are published and counted in: the eight of 平双随机办〔2020〕3号 art. 20(四) and 陵环发〔2024〕4号
// art. 18, in the order of both, and 合格/不合格 (平双随机办〔2020〕3号 art. 20(四)), for products and items.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/shape.hpp"

namespace gongshi {

enum class Category : std::uint8_t {
  none,  ///< not mapped
  no_problem,
  undisclosed,
  false_disclosure,
  unreachable,
  ordered_corrected,
  uncooperative,
  not_operating,
  follow_up,
  qualified,
  unqualified,
};
inline constexpr std::size_t category_count = 10;  ///< without `none`

/// How a category is marked on pages: a word first, a shape second, a colour third (the CSS class).
struct CategoryFacts {
  Category category;
  std::string_view slug;     ///< in addresses and data: `no-problem`
  std::string_view name;     ///< 未发现问题
  std::string_view tone;     ///< CSS class: empty (●), `warn` ▲, `wait` ◆, `bad` ■, `idle` ○
  std::string_view meaning;  ///< one sentence for the public
};

/// In the order of the documents.
std::span<const CategoryFacts, category_count> categories();
/// Of a category that is not `none`.
const CategoryFacts& facts(Category category);
std::optional<Category> category_by_slug(std::string_view slug);

/// The vocabulary in JSON: slugs.
template <>
std::span<const Choice> choices_of<Category>();

}  // namespace gongshi
