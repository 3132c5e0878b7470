// Tables of counts: one row and one column per name, zeros shown, totals at the end. For the summaries.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/assessment.hpp"

namespace gongshi {

struct CountCell {
  std::string_view label;  ///< of its column
  std::int64_t value = 0;
  std::string path;  ///< to the records; empty: no link
  static const Shape& shape();
};

struct CountRow {
  std::string_view name;
  std::string path;
  std::vector<CountCell> cells;
  static const Shape& shape();
};

struct CountTable {
  std::string caption;
  std::string_view corner;  ///< what the rows are
  std::vector<std::string_view> columns;
  std::vector<CountRow> rows;
  std::vector<CountCell> totals;
  static const Shape& shape();
};

/// The categories that the site counts: the eight always, 合格 and 不合格 where the profile knows them or a result has them.
std::vector<Category> counted_categories(const Assessment& site);

/// Categories × departments; with more than eight departments turned, so that it stays readable.
CountTable department_table(const Assessment& site, const PeriodSummary& summary);
/// Districts × the categories that occur in one of them.
CountTable district_table(const Assessment& site, const PeriodSummary& summary);

}  // namespace gongshi
