// What is wrong with a clerk's table, as words at its cells.
#pragma once
#include <map>
#include <string>
#include <string_view>

#include "base/catalogue.hpp"
#include "formats/marking/xlsx_marks.hpp"

namespace gongshi {

/// Errors and warnings about the file, by sheet and cell; those about a row as a whole stand at its first cell, those about the file as a
/// whole nowhere. In Chinese, as all that a workbook says. The diagnostics have their places. Ready to be written: without control
/// characters, not longer than anybody reads.
std::map<std::string, CellMarks> remarks_at_cells(std::string_view file, const Diagnostics& diagnostics);

/// Without the control characters that no workbook can hold.
std::string printable(std::string_view text);

}  // namespace gongshi
