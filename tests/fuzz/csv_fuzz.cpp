// Any bytes as a table. Its cells are written and read again: the same cells, without a fault, and nothing that a program would run.
#include <cstdlib>
#include <string>

#include "formats/csv.hpp"

using namespace gongshi;

namespace {

void require(bool good) {
  if (!good) std::abort();
}

bool runs(std::string_view cell) {
  bool number = cell.size() > 1 && cell[0] == '-' && cell.find_first_not_of("0123456789.", 1) == std::string_view::npos;
  return !cell.empty() && std::string_view("=+-@\t\r\n").find(cell[0]) != std::string_view::npos && !number;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  CsvReader reader(text);
  CsvRow row;
  std::string written(csv_byte_order_mark);
  std::vector<std::vector<std::string>> rows;
  std::uint32_t line = 0;
  while (reader.next(row)) {
    require(row.row == rows.size() + 1 && row.line > line && row.offset < size);
    line = row.line;
    rows.emplace_back(row.cells.begin(), row.cells.end());
    append_csv_row(written, row.cells);
  }
  for (const CsvFault& fault : reader.faults())
    require(fault.offset < size && fault.row >= 1 && fault.row <= rows.size() && fault.cell >= 1);
  CsvReader again(written);
  std::size_t count = 0;
  for (; again.next(row); ++count) {
    require(count < rows.size() && row.cells.size() == rows[count].size());
    for (std::size_t i = 0; i < row.cells.size(); ++i) require(!runs(row.cells[i]) && plain_cell(row.cells[i]) == rows[count][i]);
  }
  require(count == rows.size() && again.faults().empty());
  return 0;
}
