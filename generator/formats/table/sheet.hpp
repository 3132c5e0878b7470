// Tables as spreadsheets hold them, whatever the file is: sheets, rows, cells with what the program that wrote them said they are.
// Syntax only. Readers give one row after the other and keep none, so that the longest sheet needs the memory of its widest row.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"

namespace gongshi {

enum class CellKind : std::uint8_t {
  text,
  number,        ///< `text` is the literal of the file, which may hold more or fewer digits than were shown; also a day that does not exist
  date,          ///< a number that is shown as a date, or a date by its type
  boolean,       ///< TRUE, FALSE
  error,         ///< #N/A and the like
  uncalculated,  ///< a formula whose value the file does not hold
};

struct SheetCell {
  std::uint32_t column = 0;  ///< from 0
  CellKind kind = CellKind::text;
  bool percent = false;                          ///< a number that is shown as a percentage
  std::uint8_t decimals = 0, more_decimals = 0;  ///< of a percentage: digits behind its point, and how many more where they are not 0
  std::uint16_t denominator = 0;                 ///< of a number that is shown as a fraction: the largest; 0: it is none
  bool fixed_denominator = false;                ///< … and the only one
  bool of_number = false;                        ///< a text by which a web page shows a number: of a spreadsheet, which keeps 15 digits
  bool grouped = false;                          ///< a number that is shown as 1,000
  bool year_unseen = false;                      ///< a date that is shown without its year, which the spreadsheet put in
  std::string_view prefix{}, suffix{};           ///< words that its format shows around a number; they live as long as the sheet is read
  Date date{};                                   ///< of a date; its time is dropped
  std::string_view text{};                       ///< valid UTF-8; never blank alone, but for uncalculated ones. Valid until the next row
};

/// A place that the syntax itself makes doubtful.
struct SheetFault {
  enum class What : std::uint8_t {
    unclosed_quote,  ///< CSV: all that follows was taken as that cell
    text_after_quote,
    not_text,        ///< neither UTF-8 nor GB18030 nor marked as UTF-16
    mixed_encoding,  ///< GB18030, and here UTF-8
    damaged,         ///< not whole, or not made by the rules of its format
    limit,           ///< more than any honest file needs
    unsupported,     ///< another kind of file
    encrypted,
  };
  What what = What::damaged;
  std::string chinese{}, english{};  ///< what exactly; of `unsupported`, what it is
  std::string sheet{};
  std::uint32_t row = 0, column = 0;  ///< from 1; 0: not known
};

/// A row in which there is something.
struct SheetRow {
  std::uint32_t row = 0;  ///< as Excel shows it, from 1; greater than that of the row before
  bool hidden = false;
  bool hidden_part = false;        ///< of a web page: something in a cell that no browser shows was left out
  std::vector<SheetCell> cells;    ///< those that are not blank, by column
  std::vector<SheetFault> faults;  ///< the cells may not be what was meant
};

/// Cells that were made one; only the first of them, at the top left, holds something. Rows from 1, columns from 0.
struct SheetArea {
  std::uint32_t row = 0, last_row = 0, column = 0, last_column = 0;
};

struct SheetHead {
  std::string name{};  ///< empty: the file is one table
  bool hidden = false;
  std::vector<SheetArea> areas{};  ///< by first row, then column; of more than one cell
};

class SheetSink {
 public:
  virtual ~SheetSink() = default;
  /// False: its rows are of no interest. The head lives until `end_sheet`.
  virtual bool sheet(const SheetHead& head) = 0;
  virtual void row(const SheetRow& row) = 0;
  virtual void end_sheet() = 0;
};

/// What no reader goes beyond; a file that does is refused. There is no limit on the bytes of a sheet, as long as something stands in it.
struct SheetLimits {
  static constexpr std::uint32_t rows = 1'048'576, columns = 16'384;  ///< Excel's own
  static constexpr std::size_t sheets = 1'000;
  static constexpr std::size_t parts = 10'000;             ///< files in a workbook
  static constexpr std::size_t shared_bytes = 48'000'000;  ///< texts that sheets share, and how many of them
  static constexpr std::size_t shared_texts = 2'000'000;
  static constexpr std::uint64_t shared_ratio = 1'000;  ///< what they come to in cells, to the bytes of the file; beyond `ratio_from`
  static constexpr std::size_t styles = 100'000;
  static constexpr std::size_t areas = 500'000;
  static constexpr std::size_t cell_bytes = 100'000;  ///< Excel's own: 32,767 characters
  static constexpr std::size_t row_bytes = 16'000'000;
  static constexpr int depth = 64;                       ///< nested elements
  static constexpr std::size_t token_bytes = 1'000'000;  ///< a tag with its attributes
  static constexpr std::uint64_t packed_ratio = 100;     ///< expanded to packed, of all that is read beyond `ratio_from`; honest: 8 to 30
  static constexpr std::uint64_t ratio_from = 32'000'000;
  static constexpr std::uint64_t part_bytes = 200'000'000;   ///< of a part that is no sheet
  static constexpr std::uint64_t blank_bytes = 100'000'000;  ///< of a sheet: rows and cells without content, and all between them;
  static constexpr std::uint64_t blank_share = 1'000;        ///< … and so many for each cell with content, and 16 for each byte of it
  static constexpr std::size_t name_bytes = 200;             ///< of a sheet; what is longer is cut. Excel has 31 characters
};

}  // namespace gongshi
