#include "formats/table/merged_cells.hpp"

#include <doctest/doctest.h>

#include "formats/package/zip_reader.hpp"
#include "formats/package/zip_stream.hpp"

using namespace gongshi;

namespace {

/// How many merged cells are found in a part.
std::size_t found_in(const std::string& xml) {
  StringSink bytes;
  ZipStream out(bytes);
  out.begin("sheet.xml");
  out.write(xml);
  out.finish();
  ZipReader zip(bytes.bytes);
  std::optional<SheetFault> fault;
  std::size_t found = read_merged_cells(zip, "sheet.xml", fault).size();
  CHECK(!fault);
  return found;
}

}  // namespace

TEST_CASE("merged cells are found behind the rows, whatever words stand in these") {
  const std::string merges = R"(<mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>)";
  for (const char* text : {"x", "sheetData", "a/sheetData>", "&lt;/sheetData&gt;", "x:sheetData/>"}) {
    std::string rows = "<row><c><is><t>" + std::string(text) + "</t></is></c></row>";
    CHECK(found_in("<worksheet><sheetData>" + rows + "</sheetData>" + merges) == 1);
    CHECK(found_in("<worksheet><x:sheetData >" + rows + "</x:sheetData >" + merges) == 1);
    CHECK(found_in("<worksheet><sheetDataX/><sheetData>" + rows + std::string(200'000, ' ') + rows + "</sheetData\n>" + merges) == 1);
  }
  CHECK(found_in("<worksheet><sheetData/>" + merges) == 1);
  CHECK(found_in("<worksheet><!-- <sheetData> --><sheetData><!--</sheetData>--><row/></sheetData>" + merges) == 1);
  CHECK(found_in("<worksheet><sheetData><row><c><is><t><![CDATA[</sheetData>]]></t></is></c></row></sheetData>" + merges) == 1);
  std::string wide = "\xff\xfe";  // UTF-16
  for (char c : "<worksheet><sheetData><row/></sheetData>" + merges) (wide += c) += '\0';
  CHECK(found_in(wide) == 1);
  for (std::size_t blanks = 65'400; blanks < 65'600; ++blanks)  // wherever the pieces of the part end
    CHECK(found_in("<worksheet><sheetData>" + std::string(blanks, ' ') + "</sheetData>" + merges) == 1);
}

TEST_CASE("of merged cells the first is seen") {
  std::vector<SheetArea> areas{{1, 1, 0, 5}, {3, 5, 1, 1}, {3, 4, 3, 4}, {6, 9, 0, 4}};
  SeenCells seen(areas);
  CHECK(seen.seen({1, 3}) == CellName{1, 0});
  CHECK(seen.seen({1, 6}) == CellName{1, 6});
  CHECK(seen.seen({2, 1}) == CellName{2, 1});
  CHECK(seen.seen({3, 1}) == CellName{3, 1});
  CHECK(seen.seen({4, 4}) == CellName{3, 3});
  CHECK(seen.seen({5, 1}) == CellName{3, 1});
  CHECK(seen.seen({5, 3}) == CellName{5, 3});
  CHECK(seen.seen({8, 3}) == CellName{6, 0});
  CHECK(seen.seen({10, 0}) == CellName{10, 0});
}
