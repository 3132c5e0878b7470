#include "ingest/merged_down.hpp"

#include <algorithm>

namespace gongshi {

MergedDown::MergedDown(const std::vector<SheetArea>& areas, std::size_t columns, std::uint32_t after) : areas_(areas), held_(columns) {
  while (next_ < areas_.size() && areas_[next_].row <= after) ++next_;
}

void MergedDown::look(const SheetRow& row) {
  for (; next_ < areas_.size() && areas_[next_].row <= row.row; ++next_) {
    const SheetArea& area = areas_[next_];
    if (area.row != row.row || area.last_row == area.row || area.column >= held_.size()) continue;
    auto cell = std::ranges::lower_bound(row.cells, area.column, {}, &SheetCell::column);
    if (cell == row.cells.end() || cell->column != area.column) continue;
    Held& held = held_[area.column];
    held = {area.row, area.last_row, *cell, std::string(cell->text)};
    if (std::ranges::find(busy_, area.column) == busy_.end()) busy_.push_back(area.column);
  }
}

const std::vector<SheetCell>& MergedDown::cells_for(std::uint32_t row) {
  cells_.clear();
  std::erase_if(busy_, [&](std::uint32_t column) { return held_[column].last_row < row; });
  for (std::uint32_t column : busy_) {
    const Held& held = held_[column];
    if (held.row >= row) continue;
    cells_.push_back(held.cell);
    cells_.back().text = held.text;
  }
  return cells_;
}

}  // namespace gongshi
