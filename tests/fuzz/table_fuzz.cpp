// Any bytes as a file with a table (text of any encoding, web page, SpreadsheetML, workbook): sheets come in order, rows rise, cells
// stand by column, texts are UTF-8 and never blank.
//   clang++-19 -std=c++20 -g -O1 -fsanitize=fuzzer,address,undefined -Igenerator tests/fuzz/table_fuzz.cpp … (formats/ and base/) -lzip
//   -lexpat -lxml2
#include <cstdlib>
#include <string>

#include "base/text.hpp"
#include "formats/sheet_file.hpp"

using namespace gongshi;

namespace {

void require(bool good) {
  if (!good) std::abort();
}

class Checking final : public SheetSink {
 public:
  bool sheet(const SheetHead& head) override {
    require(!open_ && !bad_utf8(head.name));
    std::uint32_t before = 0;
    for (const SheetArea& area : head.areas) {
      require(area.row >= before && area.last_row >= area.row && area.last_column >= area.column);
      before = area.row;
    }
    row_ = 0;
    return open_ = (++sheets_ % 5 != 0);
  }
  void row(const SheetRow& row) override {
    require(open_ && row.row > row_ && row.row <= 0x7fffffff && (!row.cells.empty() || !row.faults.empty()));
    row_ = row.row;
    std::int64_t column = -1;
    for (const SheetCell& cell : row.cells) {
      require(cell.column > column && cell.column < SheetLimits::columns && !bad_utf8(cell.text));
      require(cell.kind == CellKind::uncalculated || !trimmed(cell.text).empty());
      column = cell.column;
    }
  }
  void end_sheet() override {
    require(open_);
    open_ = false;
  }

 private:
  bool open_ = false;
  std::uint32_t row_ = 0;
  int sheets_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  Checking sink;
  read_sheets({reinterpret_cast<const char*>(data), size}, sink);
  return 0;
}
