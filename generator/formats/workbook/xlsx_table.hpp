// Workbooks (.xlsx) of plain tables, however long: written straight into the sink, row by row. The same calls give the same bytes, on any
// machine and any day; many threads may each write one. No cell is ever a formula. For other workbooks there is xlsx_writer.hpp.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/output_plan.hpp"
#include "formats/package/zip_stream.hpp"
#include "formats/table/xlsx_text.hpp"
#include "formats/workbook/repeated_texts.hpp"

namespace gongshi {

/// How the texts of a column look. `code`: number format `@`, so that Excel keeps the digits also when the cell is edited.
enum class TextLook : std::uint8_t { plain, wrapped, code };

/// A header row, then rows. Sheets are A4 landscape, as wide as the page, pages numbered; the header is frozen, repeated on each page, and
/// filters the rows.
struct XlsxTable {
  struct Column {
    std::string header;
    double width = 12;  ///< in half-width characters
    TextLook look = TextLook::plain;
  };
  std::string name;  ///< of the sheet; made acceptable by `sheet_name`
  std::vector<Column> columns;
  std::uint64_t rows = 0;  ///< how many will come: a table longer than a sheet goes on in a next one
};

/// All texts are valid UTF-8 (asserted). What is too long for a cell ends with …（已截断）.
class XlsxTables {
 public:
  static constexpr std::uint32_t rows_of_a_sheet = 1'048'576;  ///< Excel's own limit, with the header

  XlsxTables(Sink& out, const WorkbookInfo& info, std::vector<XlsxTable> tables, std::uint32_t most_rows = rows_of_a_sheet);
  XlsxTables(const XlsxTables&) = delete;
  XlsxTables& operator=(const XlsxTables&) = delete;

  /// Begins the next row: of the first table as many as it was to have, then of the second.
  void row();
  // The cells of the row, from the left; what follows the last one is blank.
  void text(std::string_view text);
  void date(Date date);              ///< yyyy-mm-dd
  void integer(std::int64_t value);  ///< below 10^15 (asserted)
  void blank() { ++column_; }
  /// The end of the file, after the last row; the last call. Throws Failure, as all the others.
  void finish();

 private:
  struct Sheet {
    std::string name;
    const std::vector<XlsxTable::Column>* columns = nullptr;
    std::uint32_t rows = 0;  // with the header
  };
  struct CellHead {
    std::string xml;  // `<c r="AB`
    unsigned style = 0;
  };

  void plan(std::uint32_t most_rows);
  void part(std::string_view name, std::string_view content);
  void workbook_part();
  void begin_sheet();
  void end_sheet();
  void begin_cell(unsigned style);
  void put_text(std::string_view text, unsigned style);

  ZipStream zip_;
  std::vector<XlsxTable> tables_;
  std::vector<Sheet> sheets_;
  std::size_t next_sheet_ = 0;   // the one being written is before it
  std::vector<CellHead> heads_;  // of the sheet being written
  std::uint32_t row_ = 0, rows_ = 0;
  std::size_t column_ = 0;
  RepeatedTexts repeated_;
  std::string row_number_;  // of the row being written
  std::string xml_;         // not yet in the zip
};

}  // namespace gongshi
