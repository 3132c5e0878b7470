// Cells that are merged over several rows of a table: each of the rows has what the first one says.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "formats/table/sheet.hpp"

namespace gongshi {

class MergedDown {
 public:
  /// `areas`: of the sheet, by row; they live as long. Those below row `after`, in the first `columns` columns, count.
  MergedDown(const std::vector<SheetArea>& areas, std::size_t columns, std::uint32_t after);

  /// Rows come in order.
  void look(const SheetRow& row);
  /// What the cells of rows above say in this one; valid until the next row.
  const std::vector<SheetCell>& cells_for(std::uint32_t row);

 private:
  struct Held {
    std::uint32_t row = 0, last_row = 0;  // 0: none
    SheetCell cell{};
    std::string text{};
  };
  const std::vector<SheetArea>& areas_;
  std::size_t next_ = 0;
  std::vector<Held> held_;  // by column: one each, so that a row costs its columns however many areas there are
  std::vector<std::uint32_t> busy_;
  std::vector<SheetCell> cells_;
};

}  // namespace gongshi
