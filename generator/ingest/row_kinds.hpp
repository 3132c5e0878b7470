// Rows of a table that are no records: totals, notes, signatures, the example of the template, and what a summary of this program
// lists without a result.
#pragma once
#include <optional>
#include <span>

#include "ingest/table.hpp"

namespace gongshi {

/// nullopt: a record, good or bad. `columns` by their number, as far as the header goes; `goes_on`: cells of rows above reach down into it.
std::optional<Skip> skip_of(const SheetRow& row, std::span<const ColumnUse> columns, const Shape& shape, bool goes_on);

}  // namespace gongshi
