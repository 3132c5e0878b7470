// Any bytes as a table. A reader of a few lines, written apart, has the same cells wherever there is no fault; what was read is written
// and read again: the same cells, without a fault, and nothing that a program would run.
#include <algorithm>
#include <string>
#include <vector>

#include "formats/text/csv.hpp"
#include "require.hpp"

using namespace gongshi;

namespace {

/// Cells in one text, so that a run of ten million need not make a string for each.
struct Table {
  std::string texts;
  std::vector<std::size_t> ends;  // of each cell, in `texts`
  std::vector<std::size_t> rows;  // how many cells there were at the end of each row
  bool operator==(const Table&) const = default;

  void clear() {
    texts.clear();
    ends.clear();
    rows.clear();
  }
  void end_cell() { ends.push_back(texts.size()); }
  void end_row() { rows.push_back(ends.size()); }
  std::string_view cell(std::size_t i) const {
    std::size_t from = i == 0 ? 0 : ends[i - 1];
    return std::string_view(texts).substr(from, ends[i] - from);
  }
};

/// RFC 4180, byte by byte, of a text without faults.
void read_plainly(std::string_view text, char separator, Table& out) {
  bool quoted = false;
  for (std::size_t i = text.starts_with(csv_byte_order_mark) ? 3 : 0; i < text.size();) {
    bool blank = text[i] == '\n' || text[i] == '\r';
    for (bool begin = true; i < text.size(); ++i) {
      char c = text[i];
      bool opens = begin && c == '"' && !quoted;
      begin = false;
      if (opens || (quoted && c == '"')) {
        bool doubled = quoted && text.substr(i + 1).starts_with('"');
        if (doubled) out.texts += text[i++];
        quoted = opens || doubled;
      } else if (!quoted && (c == '\n' || c == '\r')) {
        break;
      } else if (!quoted && c == separator) {
        out.end_cell();
        begin = true;
      } else {
        out.texts += c;
      }
    }
    if (!blank) out.end_cell();
    out.end_row();
    i += text.substr(std::min(i, text.size())).starts_with("\r\n") ? 2 : 1;
  }
}

bool runs(std::string_view cell) {
  if (cell.empty()) return false;
  if (cell[0] == '-') return cell.size() == 1 || cell.find_first_not_of("0123456789.", 1) != std::string_view::npos;
  if (cell[0] == '\xef') return cell.starts_with("＝") || cell.starts_with("＋") || cell.starts_with("－") || cell.starts_with("＠");
  return std::string_view("=+@\t\r\n").find(cell[0]) != std::string_view::npos;
}

void check_written(std::string_view written, const Table& table) {
  CsvReader again(written);
  CsvRow row;
  std::size_t cells = 0, rows = 0;
  while (again.next(row)) {
    require(rows < table.rows.size() && cells + row.cells.size() == table.rows[rows++]);
    for (std::string_view cell : row.cells) require(!runs(cell) && plain_cell(cell) == table.cell(cells++));
  }
  require(rows == table.rows.size() && again.faults().empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  static Table table, plain;
  static std::string written;
  table.clear();
  plain.clear();
  written = csv_byte_order_mark;
  CsvReader reader(text);
  CsvRow row;
  for (std::uint32_t line = 0; reader.next(row); line = row.line) {
    require(row.row == table.rows.size() + 1 && row.line > line && row.offset < size);
    for (std::string_view cell : row.cells) {
      table.texts += cell;
      table.end_cell();
    }
    table.end_row();
    append_csv_row(written, row.cells);
  }
  for (const CsvFault& fault : reader.faults())
    require(fault.offset < size && fault.row >= 1 && fault.row <= table.rows.size() && fault.cell >= 1);
  read_plainly(text, reader.separator(), plain);
  require(!reader.faults().empty() || table == plain);
  check_written(written, table);
  return 0;
}
