// Tables (CSV) of results and objects: which column is which field, and cells as values. Strict: a header that is not known, or a
// cell that cannot be read, is a diagnostic, never a guess.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/csv.hpp"
#include "ingest/sources.hpp"

namespace gongshi {

/// What a column is for.
struct TableColumn {
  const Field* field = nullptr;  ///< null: not read
  bool inspectors = false;       ///< names that are counted into inspector_count and dropped
  bool dropped = false;          ///< known, and never public: names, phones, addresses
  bool known = false;            ///< of any use, also as `序号`, which means nothing
};

/// By its header: those of the shape, and the names that clerks use for them. Blanks and line breaks in it make no difference.
TableColumn column_for(const Shape& shape, std::string_view header);

/// Calls `record(origin)` for each row, for the struct to fill, then `done(struct, whole)`.
struct TableRecords {
  std::function<void*(Origin)> record;
  std::function<void(void*, bool whole)> done;
};

/// Reads the table of a file that has been read as `text`; `number` is the file's.
void read_table(Intake& intake, std::uint32_t number, std::string_view text, const Shape& shape, TextPool& pool,
                const TableRecords& records);

/// The header row: the first of the first twenty rows in which at least two headers are known. Empty where there is none.
std::vector<std::string> header_row(CsvReader& reader, const Shape& shape, CsvRow& row);

/// `2024-05-06`, and as spreadsheets write it: 2024/5/6, 2024.5.6, 2024年5月6日.
std::optional<Date> table_date(std::string_view cell);

}  // namespace gongshi
