// How much room a text takes where letters have two widths: a terminal, a cell of a workbook.
#pragma once
#include <string_view>

namespace gongshi {

/// Width of the widest line in half-width characters: a Han character takes two. Of valid UTF-8.
double display_width(std::string_view text);
/// Lines that a wrapped text takes in a column of `width` half-width characters; at least one.
double lines_of(std::string_view text, double width);

}  // namespace gongshi
