// Workbooks (.xlsx) by libxlsxwriter: the same calls give the same bytes, on any machine and any day. No cell is ever a formula.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/output_plan.hpp"
#include "formats/table/sheet.hpp"
#include "formats/table/xlsx_text.hpp"

namespace gongshi {

struct CellStyle {
  bool border = true;
  bool bold = false;
  bool wrap = false;
  bool centred = false;
  bool shaded = false;
  bool large = false;
  bool marked = false;       ///< yellow: somebody has to look at it
  bool left = false;         ///< also numbers and dates, which else stand at the right
  bool top = false;          ///< in place of the middle
  bool code = false;         ///< number format `@`: Excel keeps the digits also when the cell is edited
  bool provisional = false;  ///< of a date: shown with an asterisk, `2027-01-12*`, and a date all the same
};
inline constexpr CellStyle table_cell{};
inline constexpr CellStyle wrapped_cell{.wrap = true};
inline constexpr CellStyle code_cell{.code = true};
inline constexpr CellStyle wrapped_code_cell{.wrap = true, .code = true};
inline constexpr CellStyle total_cell{.bold = true};
inline constexpr CellStyle header_cell{.bold = true, .wrap = true, .centred = true, .shaded = true};
inline constexpr CellStyle title_cell{.border = false, .bold = true, .centred = true, .large = true};
inline constexpr CellStyle note_cell{.border = false, .wrap = true};

/// A text that was too long for a cell (32,767 UTF-16 units) and ends with …（已截断）. Rows and columns from 0.
struct CutText {
  std::string sheet;
  std::uint32_t row = 0;
  std::uint16_t column = 0;
};

/// A chart of bars that Excel draws from cells: the texts of one row against the numbers of another, over the same columns.
struct BarChart {
  std::string_view title;
  std::uint32_t names_row = 0, values_row = 0;
  std::uint16_t first_column = 0, last_column = 0;
};

/// One sheet: A4 landscape, as wide as the page, pages numbered. Rows and columns count from 0; texts are valid UTF-8 without NUL
/// (asserted). All functions throw Failure where the library refuses.
class Sheet {
 public:
  const std::string& name() const;  ///< as it was made acceptable
  /// Of columns from the first, in half-width characters: a Han character takes two (`display_width`).
  void widths(std::span<const double> columns);
  void height(std::uint32_t row, double points);
  /// Not shown among the tabs. There must be another one.
  void hide();
  /// Not shown; before its cells.
  void hide_row(std::uint32_t row);
  /// Rows from now on get the height that their wrapped texts take, by the widths of the columns (merged cells do not count): not every
  /// program works it out when it opens the file. Cells then come in the order of rows.
  void fit_heights();
  /// Printed on one page, however much there is on it.
  void one_page();
  /// Only so many columns from the first are printed.
  void print_columns(std::uint16_t columns);
  /// In the head of each printed page.
  void print_title(std::string_view text);

  void text(std::uint32_t row, std::uint16_t column, std::string_view text, CellStyle style = table_cell);
  void integer(std::uint32_t row, std::uint16_t column, std::int64_t value, CellStyle style = table_cell);  ///< below 10^15 (asserted)
  void real(std::uint32_t row, std::uint16_t column, double value, CellStyle style = table_cell);           ///< two decimals
  void number(std::uint32_t row, std::uint16_t column, double value, CellStyle style = table_cell);         ///< as it is
  void percent(std::uint32_t row, std::uint16_t column, double ratio, CellStyle style = table_cell);        ///< 0.5 is 50.00%
  void date(std::uint32_t row, std::uint16_t column, Date date, CellStyle style = table_cell);              ///< yyyy-mm-dd
  /// A remark at a cell, which opens when the pointer is on it.
  void comment(std::uint32_t row, std::uint16_t column, std::string_view text);
  /// Cells of a column that offer the values of a range, such as `=选项!$A$1:$A$9`, in a list; rows from `first` to `last`. `strict`: they
  /// take no others.
  void choices_from(std::uint32_t first, std::uint32_t last, std::uint16_t column, std::string_view range, bool strict);
  /// Cells that take dates only.
  void dates_only(std::uint32_t first, std::uint32_t last, std::uint16_t column);
  /// How cells of a column look that nothing was written into.
  void column_style(std::uint16_t column, double width, CellStyle style, bool dates = false);
  void blank(std::uint32_t row, std::uint16_t column, CellStyle style = table_cell);
  /// One cell over several, also rows; streamed workbooks only within one row (asserted).
  void merge(std::uint32_t row, std::uint16_t column, std::uint32_t last_row, std::uint16_t last_column, std::string_view text,
             CellStyle style = table_cell);
  /// The same with a date, within one row.
  void merge_date(std::uint32_t row, std::uint16_t column, std::uint16_t last_column, Date date, CellStyle style = table_cell);

  /// Cells become one, also over rows; only the first of them is to be written. In streamed workbooks before the rows below its first one.
  void join(const SheetArea& area);

  /// A title over the first `columns` columns.
  void title(std::uint32_t row, std::string_view text, std::uint16_t columns);
  /// The header row of a table, from the first column, and `table`.
  void header(std::uint32_t row, std::span<const std::string_view> columns);
  /// The header rows of the sheet's one table: frozen, repeated on each page; the rows below the last one get the filter.
  void table(std::uint32_t first_row, std::uint32_t last_row, std::uint16_t columns);
  /// With its upper left corner at a cell; about 20 rows high, as wide as 130 half-width characters.
  void chart(std::uint32_t row, std::uint16_t column, const BarChart& chart);
  /// The rows so far are the table: what follows (notes, signatures) is not filtered.
  void end_table();

  class Impl;
  explicit Sheet(std::unique_ptr<Impl> impl);
  ~Sheet();
  Sheet(const Sheet&) = delete;
  Sheet& operator=(const Sheet&) = delete;

 private:
  friend class Workbook;
  std::unique_ptr<Impl> impl_;
};

/// Many threads may each write a workbook: the library, which is not made for it, is entered by one at a time.
class Workbook {
 public:
  /// `streamed`: memory for one row only; cells come in the order of rows. `scratch`: an existing folder for temporary files, empty: that
  /// of the system.
  explicit Workbook(const WorkbookInfo& info, std::filesystem::path scratch = {}, bool streamed = false);
  ~Workbook();
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;

  /// The name is made acceptable: no []:*?/\ or leading or trailing ', at most 31 UTF-16 units, unique whatever the case. Lives as long as
  /// the workbook.
  Sheet& add_sheet(std::string_view name);
  /// The whole file, once, as the last call. Throws Failure, also where the disk was full.
  void write_to(Sink& out);
  const std::vector<CutText>& cuts() const;

  struct Impl;

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace gongshi
