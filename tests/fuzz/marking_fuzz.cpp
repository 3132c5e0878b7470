// Marks in a workbook whose sheet, styles, comments, relations and workbook.xml are the input, cut at NUL bytes: what could be marked reads
// as before, and can be marked once more.
#include <algorithm>
#include <array>

#include "formats/marking/xlsx_marks.hpp"
#include "formats/table/xlsx_sheet.hpp"
#include "require.hpp"
#include "sheets.hpp"

using namespace gongshi;

namespace {

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"

struct Default {
  std::string_view name, bytes;
};
/// The parts in the order of the input, and what stands for an empty piece.
constexpr std::array<Default, 5> parts{{
    {"xl/worksheets/sheet1.xml",
     R"(<worksheet xmlns=")" MAIN R"("><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>)"},
    {"xl/styles.xml",
     R"(<styleSheet xmlns=")" MAIN R"("><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1">)"
     R"(<border/></borders><cellXfs count="1"><xf fontId="0" fillId="0" borderId="0"/></cellXfs></styleSheet>)"},
    {"xl/comments1.xml", R"(<comments xmlns=")" MAIN R"("><authors/><commentList/></comments>)"},
    {"xl/worksheets/_rels/sheet1.xml.rels",
     R"(<Relationships xmlns=")" PACKAGE R"(relationships"><Relationship Id="z" Type="z" Target="../z.xml"/></Relationships>)"},
    {"xl/workbook.xml", R"(<workbook xmlns=")" MAIN R"(" xmlns:r=")" OFFICE R"("><sheets><sheet name="a" r:id="a"/></sheets></workbook>)"},
}};
constexpr std::array<Default, 4> fixed{{
    {"xl/drawings/v.vml", R"(<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"></xml>)"},
    {"[Content_Types].xml",
     R"(<Types xmlns=")" PACKAGE R"(content-types"><Default Extension="xml" ContentType="application/xml"/></Types>)"},
    {"_rels/.rels", R"(<Relationships xmlns=")" PACKAGE R"(relationships"><Relationship Id="a" Type=")" OFFICE
                    R"(/officeDocument" Target="xl/workbook.xml"/></Relationships>)"},
    {"xl/_rels/workbook.xml.rels", R"(<Relationships xmlns=")" PACKAGE R"(relationships"><Relationship Id="a" Type=")" OFFICE
                                   R"(/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="c" Type=")" OFFICE
                                   R"(/styles" Target="styles.xml"/></Relationships>)"},
}};

/// Nothing where the workbook cannot be read.
std::vector<fuzz::KeptSheet> sheets_of(std::string_view file) {
  fuzz::Checking out;
  if (read_xlsx(file, out)) out.sheets.clear();
  return out.sheets;
}

void check_same(const std::vector<fuzz::KeptSheet>& before, const std::vector<fuzz::KeptSheet>& after) {
  require(before.size() == after.size());
  for (std::size_t i = 0; i < before.size(); ++i)
    require(before[i].name == after[i].name && before[i].hidden == after[i].hidden && before[i].rows == after[i].rows);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  std::vector<fuzz::Part> files;
  for (const Default& part : fixed) files.push_back({part.name, part.bytes});
  for (const Default& part : parts) {
    std::string_view piece = rest.substr(0, rest.find('\0'));
    rest.remove_prefix(std::min(rest.size(), piece.size() + 1));
    files.push_back({part.name, piece.empty() ? part.bytes : piece});
  }
  std::string book = fuzz::archive(files);
  std::vector<fuzz::KeptSheet> before = sheets_of(book);
  if (before.empty()) return 0;
  std::map<std::string, CellMarks> marks;
  for (const fuzz::KeptSheet& sheet : before) marks[sheet.name] = {{{1, 0}, "一"}, {{2, 1}, "<b>&\n二"}, {{2, 27}, "三"}, {{900, 3}, "四"}};
  StringSink once;
  if (!mark_workbook(book, marks, once)) return 0;
  check_same(before, sheets_of(once.bytes));
  StringSink twice;
  require(mark_workbook(once.bytes, marks, twice));
  check_same(before, sheets_of(twice.bytes));
  return 0;
}
