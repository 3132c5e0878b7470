// Tables of results and objects, in any format that formats/table/sheet_file reads: which rows are records, which column is which field,
// and cells as values. Strict: a header that is not known, or a cell that cannot be read, is a diagnostic, never a guess; every row ends as
// a record, a refusal or a skip for a reason, and they are counted.
#pragma once
#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/table/sheet_file.hpp"
#include "ingest/sources.hpp"
#include "ingest/table_header.hpp"
#include "ingest/table_row.hpp"

namespace gongshi {

/// Calls `record(origin)` for each row, for the struct to fill, then `done(struct, whole)`.
struct TableRecords {
  std::function<void*(Origin)> record;
  /// `whole`: no fault in it. Gives back whether it was taken; the report counts what was not as refused.
  std::function<bool(void*, bool whole)> done;
};

/// Why a row is no record.
enum class Skip : std::uint8_t {
  above,
  header,
  total,
  note,
  serial_only,
  example,
  blank,
  no_table,
  hidden_sheet,
  unfinished,  ///< in a summary of this program: not inspected, not determined, or not filled in yet
  withdrawn,   ///< in a workbook of this program
};
constexpr std::size_t skips = 11;

/// Rows from `first` to `last`, as Excel shows them.
struct HeaderRows {
  std::uint32_t first = 0, last = 0;
};

/// The header of a table above the last one of a sheet.
struct EarlierHeader {
  std::uint32_t row = 0, last_row = 0;
  std::vector<TakenColumn> columns;
};

struct SheetReport {
  std::string name;
  bool hidden = false;
  bool table = false;    ///< there was a header
  bool report = false;   ///< a sheet of this program's own reports that lists no results
  bool foreign = false;  ///< a header, but none of results: a list of objects or people, beside a sheet of results
  std::uint32_t header_row = 0, last_header_row = 0;
  std::string task;                    ///< that the lines above the first header name; empty: none
  std::vector<TakenColumn> columns;    ///< of its last header
  std::vector<EarlierHeader> earlier;  ///< from the top; the first ones
  std::size_t records = 0, refused = 0;
  std::array<std::size_t, skips> skipped{};            ///< by Skip
  std::vector<std::pair<Skip, std::uint32_t>> places;  ///< the first rows of each kind that were skipped, but for blank ones
  // What a copy of the refused rows needs to be read as they were; each from the top.
  std::vector<HeaderRows> headers;          ///< but for those that are printed once more without a title that says a year
  std::vector<std::uint32_t> between;       ///< lines between the rows that say a year or a task, titles of next tables among them
  std::vector<std::uint32_t> refused_rows;  ///< but for those below a header that was not understood
  std::uint32_t rows = 0;                   ///< number of the last row that holds something: the sum of all the above
};

struct TableReport {
  SheetSource source;
  std::vector<SheetReport> sheets;
  bool header_fault = false;  ///< a column that is not known, or missing, of a sheet that is not `foreign`: no row below it was read
};

/// Faults of a file beyond which no more of its rows are looked at: it is another file than was meant, and nobody reads on.
constexpr std::size_t most_faults = 50'000;

/// Reads the tables of a file whose bytes these are; `number` is the file's.
TableReport read_table(Intake& intake, std::uint32_t number, std::string_view bytes, const Shape& shape, TextPool& pool,
                       const TableRecords& records, const TableOptions& options = {});

/// Where a row is, as an Origin has it: sheet (from 0) and row.
constexpr std::uint64_t table_offset(std::uint32_t sheet, std::uint32_t row) { return std::uint64_t{sheet} << 32 | row; }

}  // namespace gongshi
