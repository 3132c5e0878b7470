// Any bytes as the parts of a workbook: the input is cut at NUL bytes into a sheet, shared texts, styles and workbook.xml, so that the
// fuzzer need not invent archives (table_fuzz.cpp gives it those).
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "formats/table/xlsx_sheet.hpp"
#include "sheets.hpp"

using namespace gongshi;

namespace {

constexpr std::array<std::string_view, 4> names{"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"};
constexpr std::string_view relations =
    R"(<Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="b" Type="x/sharedStrings" )"
    R"(Target="sharedStrings.xml"/><Relationship Id="c" Type="x/styles" Target="styles.xml"/></Relationships>)";
constexpr std::string_view book = R"(<workbook xmlns:r="r"><sheets><sheet name="a" r:id="a"/></sheets></workbook>)";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  if (!bad_utf8(rest)) fuzz::check_data(rest, SheetFormat::xlsx, read_xlsx);
  std::vector<fuzz::Part> parts{{"xl/_rels/workbook.xml.rels", relations}};
  for (std::string_view name : names) {
    std::string_view piece = rest.substr(0, rest.find('\0'));
    rest.remove_prefix(std::min(rest.size(), piece.size() + 1));
    parts.push_back({name, !piece.empty() ? piece : name == names.back() ? book : "<x/>"});
  }
  fuzz::check_round_trip(fuzz::archive(parts), SheetFormat::xlsx, read_xlsx);
  return 0;
}
