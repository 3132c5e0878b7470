// Comma-separated tables (RFC 4180), as programs and clerks really write them. Syntax only: UTF-8 text in, cells out.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gongshi {

struct CsvRow {
  /// Empty for a blank line; of empty cells beyond the 20,000th there are none. Valid until the next row; they point into the text where
  /// nothing had to be unescaped.
  std::vector<std::string_view> cells;
  std::uint32_t row = 0;     ///< as Excel shows it: records from 1, blank ones counted
  std::uint32_t line = 0;    ///< line of the file where it begins, from 1; differs from `row` after a cell with line breaks
  std::uint64_t offset = 0;  ///< byte where it begins
};

struct CsvFault {
  enum class What : std::uint8_t {
    unclosed_quote,   ///< place: the opening quote; all that follows was taken as that cell
    text_after_quote  ///< place: the first byte after the closing quote; it was added to the cell
  };
  What what = What::unclosed_quote;
  std::uint32_t row = 0;
  std::uint32_t line = 0;
  std::uint32_t cell = 0;  ///< number of the cell in its row, from 1
  std::uint64_t offset = 0;
};

/// Rows one after the other. Lines end with \n, \r\n or \r; a byte-order mark is passed over; a quote inside a cell that does not begin
/// with one is a character like others. The separator (`,` `;` or tab) is the one that stands most often, outside quotes, in any one of the
/// first 20 rows, which is the header line below its titles; of equal ones the first to do so; a comma where there is none.
class CsvReader {
 public:
  /// `text` stays alive as long as the reader and its cells.
  explicit CsvReader(std::string_view text);
  /// False at the end.
  bool next(CsvRow& row);
  char separator() const { return separator_; }
  const std::vector<CsvFault>& faults() const { return faults_; }

 private:
  struct Piece {
    std::size_t from, size;
    bool unescaped;  // in buffer_, else in text_
  };
  Piece quoted_cell();
  Piece plain_piece();
  void line_break();
  void fault(CsvFault::What what, std::size_t at, std::uint32_t line);

  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t row_ = 0;
  std::uint32_t line_ = 1;
  char separator_ = ',';
  std::vector<Piece> pieces_;
  std::string buffer_;
  std::vector<CsvFault> faults_;
};

/// Before the first row of a file that Excel is to open.
inline constexpr std::string_view csv_byte_order_mark = "\xef\xbb\xbf";

/// Appends one row: separated by commas, quoted where a cell holds a separator (also `;` and tab), a quote or a line break, ended with
/// \r\n (RFC 4180; line breaks inside cells stay as they are). So that no program runs a cell as a formula, a cell that begins with
/// = + - @ ＝ ＋ － ＠ tab, \r or \n gets a `'` before it, unless it is a negative number; so does, to be undone without doubt, a cell that
/// begins with such a `'`, any number of them.
void append_csv_row(std::string& out, std::span<const std::string_view> cells);

/// Undoes the `'` of `append_csv_row`; other cells are as they were.
std::string_view plain_cell(std::string_view cell);

}  // namespace gongshi
