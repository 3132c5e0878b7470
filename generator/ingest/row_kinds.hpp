// Rows of a table that are no records: totals, notes, signatures, the example of the template, and what a summary of this program
// lists without a result.
#pragma once
#include <optional>
#include <span>

#include "ingest/table.hpp"

namespace gongshi {

/// nullopt: a record, good or bad. `columns` by their number, as far as the header goes; `goes_on`: cells of rows above reach down into it.
std::optional<Skip> skip_of(const SheetRow& row, std::span<const ColumnUse> columns, const Shape& shape, bool goes_on);

/// A line that may stand above a table, and is none of its records: one text outside of the columns of fields, or one that names a year or
/// ends as titles do; beside one with a year only what is filled in there (`单位：家`, a day).
bool may_be_title(const SheetRow& row, std::span<const ColumnUse> columns);
/// A row as it stands below a table, and never above one: a note, a signature, a day.
bool ends_table(const SheetRow& row);

}  // namespace gongshi
