// Small views that several pages share. Texts are formatted here; the markup around them is in templates/partials/.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/shape.hpp"
#include "model/assessment.hpp"

namespace gongshi {

/// A date for a sentence: 2024年5月14日, and for the machine.
struct Day {
  std::optional<Date> iso;
  std::string chinese;
  static const Shape& shape();
};
std::optional<Day> day(std::optional<Date> date);

/// A link to `path` of the site; with an empty path a mere name.
struct Link {
  std::string path;
  std::string name;
  bool current = false;
  static const Shape& shape();
};

/// A category as it is marked: a word, and the class of its shape and colour.
struct Mark {
  std::string_view name, tone;
  static const Shape& shape();
};
std::optional<Mark> mark(Category category);

/// `主要法定环境制度落实情况等3项`, or the only one.
std::string items_in_short(std::span<const std::string_view> items);
/// The lines of a text that are not blank, without blanks at their ends.
std::vector<std::string_view> paragraphs(std::string_view text);
/// What the vocabulary calls it; empty: absent.
template <class E>
std::string_view label(E value) {
  return choices_of<E>()[static_cast<std::size_t>(value)].label;
}

/// Instead of a row: the result was withdrawn, or left the list by a correction.
struct GapRow {
  bool withdrawn = false;
  std::optional<Day> on;  ///< of the withdrawal
  static const Shape& shape();
};

struct ResultRow {
  std::string path;
  std::string_view id;
  std::optional<GapRow> gap;  ///< present: nothing below is
  std::string_view name;
  std::string items;
  std::string_view department;
  std::optional<Date> inspected_on;
  std::optional<Mark> mark;
  std::string_view wording;  ///< the department's own, where it is not the category's name
  bool approximate = false;  ///< that wording only comes near the category
  std::optional<Date> published_on;
  bool pending = false;
  static const Shape& shape();
};

/// A table of results, the newest first. A column that no row fills is left out.
struct ResultTable {
  std::string caption;
  bool items = false;
  std::int64_t span = 0;  ///< columns after the first
  std::vector<ResultRow> rows;
  Date newest_fact;  // not shown as such
  static const Shape& shape();
};

ResultRow result_row(const Assessment& site, std::uint32_t result);
/// Of the rows [first, last) of a list that runs from the oldest.
ResultTable result_table(const Assessment& site, std::span<const ListRow> rows, std::string caption);

/// The chips that lead to the categories that have a page; `current` is marked, `none` stands for all results.
std::vector<Link> category_links(const Assessment& site, std::optional<Category> current);
/// To the years that have a summary.
std::vector<Link> year_links(const Assessment& site);
bool has_page(const Assessment& site, Category category);

}  // namespace gongshi
