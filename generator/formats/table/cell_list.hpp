// Lists in one cell of a table: `甲、乙`. Separated by `、` `;` `；` or line breaks, as clerks do; a part that holds one of these stands in
// quotes, as CSV quotes its cells: `甲、"乙、丙"` are two parts. Quotes around anything else are part of the text.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gongshi {

/// Of a cell: trimmed, without empty ones.
std::vector<std::string> parts_of(std::string_view cell);
/// One part more for the cell, so that `parts_of` gives it back.
void append_part(std::string& cell, std::string_view part);

}  // namespace gongshi
