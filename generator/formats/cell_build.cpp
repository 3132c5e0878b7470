#include "formats/cell_build.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace gongshi {

void RowBuild::begin(std::uint32_t number, bool hidden) {
  row.row = number;
  row.hidden = hidden;
  row.cells.clear();
  row.faults.clear();
  texts_.clear();
  spans_.clear();
}

void RowBuild::add(std::uint32_t column, CellKind kind, std::string_view text) {
  if (kind != CellKind::uncalculated && trimmed(text).empty()) return;
  if (texts_.size() > SheetLimits::row_bytes) return;  // `finish` says so
  row.cells.push_back({column, kind});
  spans_.emplace_back(texts_.size(), text.size());
  texts_ += text;
}

void RowBuild::date(std::uint32_t column, Date day, std::string_view text) {
  add(column, CellKind::date, text);
  if (!row.cells.empty()) row.cells.back().date = day;
}

void RowBuild::last_is_percent() {
  if (!row.cells.empty()) row.cells.back().percent = true;
}

bool RowBuild::finish() {
  std::string_view texts = texts_;
  for (std::size_t i = 0; i < row.cells.size(); ++i) row.cells[i].text = texts.substr(spans_[i].first, spans_[i].second);
  if (!std::ranges::is_sorted(row.cells, {}, &SheetCell::column)) std::ranges::stable_sort(row.cells, {}, &SheetCell::column);
  return texts_.size() <= SheetLimits::row_bytes && std::ranges::adjacent_find(row.cells, {}, &SheetCell::column) == row.cells.end();
}

}  // namespace gongshi
