// The merged cells of a worksheet in a workbook (.xlsx), and which of them is seen.
#pragma once
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "formats/package/zip_reader.hpp"
#include "formats/table/cell_name.hpp"
#include "formats/table/sheet.hpp"

namespace gongshi {

/// By first row, then column.
std::vector<SheetArea> read_merged_cells(ZipReader& zip, std::string_view part, std::optional<SheetFault>& fault);

/// Of merged cells only the first one, at the top left, is seen.
class SeenCells {
 public:
  /// By first row; they live as long.
  explicit SeenCells(const std::vector<SheetArea>& areas) : areas_(areas) {}
  /// The cell that is seen where this one stands; asked row by row from the top.
  CellName seen(CellName cell);

 private:
  const std::vector<SheetArea>& areas_;
  std::size_t next_ = 0;
  std::map<std::uint32_t, SheetArea> open_;  // by first column: those that began above; areas do not overlap
};

}  // namespace gongshi
