// A line of a Markdown table, cell by cell.
#pragma once
#include <cstddef>
#include <string_view>

namespace gongshi {

/// What `line` holds behind its first `columns` cells: the words of the first cell there that is not empty, as a part of `line`; empty
/// where there is none. A bar in a code span, or behind a backslash, ends no cell; the one that begins a row is before the first.
std::string_view beyond_columns(std::string_view line, std::size_t columns);

}  // namespace gongshi
