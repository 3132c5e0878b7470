// Any bytes as the parts of a workbook: the input is cut at NUL bytes into workbook.xml, styles, shared texts and a sheet, so that the
// fuzzer need not invent archives (tests/fuzz/table_fuzz.cpp gives it those).
//   build: as table_fuzz.cpp
#include <array>
#include <cstdlib>
#include <string>

#include "base/output_plan.hpp"
#include "base/text.hpp"
#include "formats/xlsx_sheet.hpp"
#include "formats/zip_stream.hpp"

using namespace gongshi;

namespace {

struct Bytes final : Sink {
  std::string all;
  void write(std::string_view bytes) override { all += bytes; }
};

class Counting final : public SheetSink {
 public:
  bool sheet(const SheetHead&) override { return true; }
  void row(const SheetRow& row) override {
    for (const SheetCell& cell : row.cells)
      if (bad_utf8(cell.text)) std::abort();
  }
  void end_sheet() override {}
};

constexpr std::array<std::string_view, 4> parts{"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"};
constexpr std::string_view relations =
    R"(<Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="b" Type="x/sharedStrings" )"
    R"(Target="sharedStrings.xml"/><Relationship Id="c" Type="x/styles" Target="styles.xml"/></Relationships>)";
constexpr std::string_view book = R"(<workbook xmlns:r="r"><sheets><sheet name="a" r:id="a"/></sheets></workbook>)";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  Bytes file;
  {
    ZipStream zip(file);
    zip.begin("xl/_rels/workbook.xml.rels");
    zip.write(relations);
    for (std::string_view part : parts) {
      std::string_view piece = rest.substr(0, rest.find('\0'));
      rest.remove_prefix(std::min(rest.size(), piece.size() + 1));
      zip.begin(part);
      zip.write(piece.empty() && part == parts.back() ? book : piece.empty() ? "<x/>" : piece);
    }
    zip.finish();
  }
  Counting sink;
  read_xlsx(file.all, sink);
  return 0;
}
