// A copy of a workbook (.xlsx) in which cells are marked: filled yellow, with a comment. All else is as it was, byte for byte.
#pragma once
#include <map>
#include <string>
#include <string_view>

#include "base/output_plan.hpp"
#include "formats/table/cell_name.hpp"

namespace gongshi {

/// What is said at cells: valid UTF-8 without control characters but line breaks.
using CellMarks = std::map<CellName, std::string>;

/// Marks cells of sheets, by their names. Only these parts are written anew: the styles (each style in use at a marked cell once more, with
/// the fill), marked sheets (styles of cells; cells that were not there), their comments, which are kept and added to, and what refers to
/// them. A mark inside of merged cells stands at the one of them that is seen. Memory does not grow with the rows. The same bytes for the
/// same workbook and marks.
/// False: the workbook is made in a way in which this is not sure to be right (strict OOXML, another encoding than UTF-8, no styles,
/// macros, a structure that the standard does not have, expansion beyond `SheetLimits`); what was written then is no workbook.
bool mark_workbook(std::string_view bytes, const std::map<std::string, CellMarks>& sheets, Sink& out);

}  // namespace gongshi
