// A table as its document prints it: columns in their order, one or two header rows, cells that go on over several rows, remarks below.
// For the annexes of plans and for item lists.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "formats/workbook/xlsx_writer.hpp"
#include "outputs/grid.hpp"

namespace gongshi {

struct PrintedTable {
  std::string_view document;  ///< in the head of each printed page
  std::string_view title;
  std::string source;  ///< issuer, number and day of the document
  std::span<const Column> columns;
  std::span<const std::string_view> merged;  ///< keys of columns whose empty cells belong to the cell above
  std::size_t rows = 0;
  CellOf cell;
  std::vector<std::string> remarks;
};

/// Into an empty sheet of a workbook that is not streamed.
void write_printed_table(Sheet& sheet, const PrintedTable& table);

/// A revision as a remark.
std::string revision_text(const Revision& revision);

}  // namespace gongshi
