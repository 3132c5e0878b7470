#include "formats/workbook/xlsx_table.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

#include "base/failure.hpp"

using namespace gongshi;
namespace fs = std::filesystem;

namespace {

const WorkbookInfo info{"结果 A&B", "某局", "某局", Date(2024, 5, 14)};

std::string results(std::uint64_t rows = 3, std::uint32_t most_rows = XlsxTables::rows_of_a_sheet) {
  StringSink out;
  XlsxTables book(
      out, info,
      {{"结果", {{"编号", 9}, {"名称", 30, TextLook::wrapped}, {"代码", 20, TextLook::code}, {"日期"}, {"备注"}, {"地址", 40}}, rows}},
      most_rows);
  for (std::uint64_t i = 0; i < rows; ++i) {
    book.row();
    book.integer(static_cast<std::int64_t>(i));
    book.text("=1+1 企业 " + std::to_string(i * 7919));
    book.text("91140525123456789X");
    book.date(Date(2024, 2, 29));
    book.blank();
    book.text("https://gongshi.example/?a=1&b=2");
  }
  book.finish();
  return out.bytes;
}

/// A workbook of one column with these texts, under the header 头.
std::string column(const std::vector<std::string>& texts) {
  StringSink out;
  XlsxTables book(out, info, {{"表", {{"头"}}, texts.size()}});
  for (const std::string& text : texts) {
    book.row();
    book.text(text);
  }
  book.finish();
  return out.bytes;
}

struct Scratch {
  fs::path folder;
  Scratch() {
    std::string name = (fs::temp_directory_path() / "gongshi-test-XXXXXX").string();
    folder = ::mkdtemp(name.data());
  }
  ~Scratch() { fs::remove_all(folder); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
};

/// What openpyxl, which shares no code with us, finds in the file. `zip`: the archive, and what Python's zipfile finds wrong with it.
std::string seen_by_openpyxl(const std::string& bytes, const char* script) {
  Scratch scratch;
  std::ofstream(scratch.folder / "a.xlsx", std::ios::binary) << bytes;
  std::ofstream(scratch.folder / "a.py") << "import openpyxl,sys,zipfile\nzip=zipfile.ZipFile(sys.argv[1])\nassert zip.testzip() is None\n"
                                            "wb=openpyxl.load_workbook(sys.argv[1]);ws=wb.worksheets[0]\n"
                                         << script;
  std::string command =
      "/usr/bin/python3 -W error " + (scratch.folder / "a.py").string() + " " + (scratch.folder / "a.xlsx").string() + " 2>&1";
  std::FILE* pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string out;
  for (int c = 0; (c = std::fgetc(pipe)) != EOF;) out += static_cast<char>(c);
  ::pclose(pipe);
  return out;
}

constexpr const char* everything = R"(
print([c.value for c in ws[1]], ws['A1'].font.b, ws['A1'].fill.fgColor.rgb, ws['A1'].border.left.style)
print([(c.value if c.data_type!='d' else c.value.isoformat(), c.data_type, c.number_format) for c in ws[2]])
for r in ws.iter_rows():
    assert all(c.data_type != 'f' for c in r)
print(ws.dimensions, ws.auto_filter.ref, ws.freeze_panes, ws.print_title_rows, ws.oddFooter.center.text)
print(ws.page_setup.orientation, ws.page_setup.paperSize, ws.page_setup.fitToHeight, ws.sheet_properties.pageSetUpPr.fitToPage)
print([ws.column_dimensions[c].width for c in 'ABF'], ws['B2'].alignment.wrap_text, ws['C2'].alignment.wrap_text)
p=wb.properties
print(p.creator, p.title, p.created, p.modified, '<Company>某局</Company>' in zip.read('docProps/app.xml').decode())
)";

/// A sink that is full after some bytes.
class Full final : public Sink {
 public:
  explicit Full(std::size_t room) : room_(room) {}
  void write(std::string_view bytes) override {
    if (bytes.size() > room_) throw Failure("full");
    room_ -= bytes.size();
  }

 private:
  std::size_t room_;
};

}  // namespace

TEST_CASE("a plain table, as another program reads it") {
  CHECK(seen_by_openpyxl(results(), everything) ==
        "['编号', '名称', '代码', '日期', '备注', '地址'] True FFEEEEEE thin\n"
        "[(0, 'n', '0'), ('=1+1 企业 0', 's', 'General'), ('91140525123456789X', 's', '@'), ('2024-02-29T00:00:00', 'd', 'yyyy-mm-dd'), "
        "(None, 'n', 'General'), ('https://gongshi.example/?a=1&b=2', 's', 'General')]\n"
        "A1:F4 A1:F4 A2 $1:$1 第 &P 页，共 &N 页\n"
        "landscape 9 0 True\n"
        "[9.7109375, 30.7109375, 40.7109375] True None\n"
        "某局 结果 A&B 2024-05-14 00:00:00 2024-05-14 00:00:00 True\n");
}

TEST_CASE("nothing of the machine is in the archive, and its parts stand in the order that readers want") {
  CHECK(seen_by_openpyxl(results(),
                         "print(*[i.filename for i in zip.infolist()])\n"
                         "print({(i.date_time, i.flag_bits, i.compress_type, i.create_system, i.external_attr, i.extra) for i in "
                         "zip.infolist()})") ==
        "[Content_Types].xml _rels/.rels docProps/app.xml docProps/core.xml xl/workbook.xml xl/_rels/workbook.xml.rels xl/styles.xml "
        "xl/worksheets/sheet1.xml xl/sharedStrings.xml\n"
        "{((1980, 1, 1, 0, 0, 0), 2056, 8, 0, 0, b'')}\n");
}

TEST_CASE("the same tables give the same bytes: twice, in any time zone and locale, from threads at once") {
  std::string expected = results(2000);
  CHECK(results(2000) == expected);
  for (const char* zone : {"Asia/Shanghai", "America/St_Johns", "UTC"}) {
    ::setenv("TZ", zone, 1);
    ::tzset();
    std::setlocale(LC_ALL, "C.UTF-8");
    CHECK(results(2000) == expected);
  }
  ::unsetenv("TZ");
  ::tzset();
  std::setlocale(LC_ALL, "C");
  std::vector<std::string> made(4);
  {
    std::vector<std::jthread> crew;
    for (std::string& one : made) crew.emplace_back([&] { one = results(2000); });
  }
  for (const std::string& one : made) CHECK(one == expected);
}

TEST_CASE("every text comes back as it was") {
  std::vector<std::string> texts = {"<a href=\"x\">&amp; 'b' ]]>",
                                    " vorn",
                                    "hinten ",
                                    "\t行\n末\n",
                                    "a  b",
                                    "\x01"
                                    "2\x1f\r\n",
                                    "_x0041_ _x000D_ _x004g_ _X0041_ __x0041_",
                                    "\xef\xbf\xbe\xef\xbf\xbf\xef\xbf\xbd，（）",
                                    "\xf0\xa0\x80\x80\xf0\x9f\x98\x80",
                                    "=1+1",
                                    "-1",
                                    "001",
                                    std::string("a\0b", 3)};
  // openpyxl leaves Excel's notation for control characters as it is, and undoes `_x005F_` in shared texts; the rest is XML.
  const std::string begin =
      R"(['<a href="x">&amp; \'b\' ]]>', ' vorn', 'hinten ', '\t\u884c\n\u672b\n', 'a  b', '_x0001_2_x001F__x000D_\n', )";
  const std::string end = R"('_xFFFE__xFFFF_\ufffd\uff0c\uff08\uff09', '\U00020000\U0001f600', '=1+1', '-1', '001', 'a_x0000_b'])"
                          "\n";
  CHECK(seen_by_openpyxl(column(texts), "print(ascii([c.value for c in ws['A']][1:]))") ==
        begin + "'_x0041_ _x000D_ _x004g_ _X0041_ __x0041_', " + end);

  std::vector<std::string> late;  // behind so many others that the cells hold them themselves
  for (std::size_t i = 0; i < RepeatedTexts::most_of_a_column; ++i) late.push_back(std::to_string(i));
  late.insert(late.end(), texts.begin(), texts.end());
  CHECK(seen_by_openpyxl(column(late), "print(ascii([c.value for c in ws['A']][257:]))") ==
        begin + "'_x005F_x0041_ _x005F_x000D_ _x004g_ _X0041_ __x005F_x0041_', " + end);
}

TEST_CASE("texts that a column repeats stand in the workbook once; where they do not repeat, few do") {
  StringSink out;
  XlsxTables book(out, info, {{"表", {{"编号"}, {"机关"}, {"说明"}}, 5000}});
  std::string both[] = {"某局", "未发现问题"};
  for (std::size_t i = 0; i < 5000; ++i) {
    book.row();
    book.text("R" + std::to_string(i));
    book.text(both[i % 2]);
    book.text(i == 0 ? both[0] : std::string(RepeatedTexts::longest + 1, 'x'));  // in another column too; too long
  }
  book.finish();
  CHECK(seen_by_openpyxl(
            out.bytes,
            "import re\nshared = zip.read('xl/sharedStrings.xml').decode()\nsheet = zip.read('xl/worksheets/sheet1.xml').decode()\n"
            "print(len(re.findall('<si>', shared)), re.search('uniqueCount=\"(.*?)\"', shared)[1], shared.count('某局'), "
            "shared.count('x' * 100), sheet.count('某局'), len(re.findall('t=\"s\"', sheet)))\n"
            "print(*[[c.value for c in row] for row in ws['A2:B3']], ws['A5001'].value, ws['B5001'].value, ws['C2'].value, "
            "len(ws['C3'].value))") ==
        // the three headers and 255 ids, which fill the first column; the two
        "260 260 1 0 0 5259\n"
        "['R0', '某局'] ['R1', '未发现问题'] R4999 未发现问题 某局 121\n");
}

TEST_CASE("a text too long for a cell is cut with a mark") {
  std::string pairs;
  for (int i = 0; i < 17000; ++i) pairs += "\xf0\xa0\x80\x80";
  std::string marks(32768, '&');
  CHECK(seen_by_openpyxl(column({std::string(32767, 'x'), std::string(32768, 'x'), pairs, marks}),
                         "print([len(c.value.encode('utf-16-le'))//2 for c in ws['A']], ws['A3'].value[-7:], ws['A4'].value[-7:], "
                         "set(ws['A5'].value[:-6]))") ==
        "[1, 32767, 32767, 32766, 32767] x…（已截断） \xf0\xa0\x80\x80…（已截断） {'&'}\n");
}

TEST_CASE("dates count as Excel counts them, and numbers keep their digits") {
  StringSink out;
  XlsxTables book(out, info, {{"表", {{"日期"}, {"数"}}, 4}});
  const Date dates[] = {Date(1900, 1, 1), Date(1900, 2, 28), Date(1900, 3, 1), Date(2999, 12, 31)};
  const std::int64_t numbers[] = {0, -7, 999'999'999'999'999, 42};
  for (std::size_t i = 0; i < 4; ++i) {
    book.row();
    book.date(dates[i]);
    book.integer(numbers[i]);
  }
  book.finish();
  CHECK(seen_by_openpyxl(out.bytes,
                         "import re\nprint(re.findall('(?<!t=.s.>)<v>(.*?)</v>', zip.read('xl/worksheets/sheet1.xml').decode()))\n"
                         "print(ws['A5'].value.date(), ws['B4'].value)") ==
        "['1', '0', '59', '-7', '61', '999999999999999', '401768', '42']\n2999-12-31 999999999999999\n");
}

TEST_CASE("a table longer than a sheet goes on in the next one") {
  CHECK(seen_by_openpyxl(results(7, 4),
                         "for s in wb: print(s.title, s.dimensions, s.freeze_panes, s.auto_filter.ref, s.print_title_rows, "
                         "[c.value for c in s['A']], s.sheet_view.tabSelected)") ==
        "结果 A1:F4 A2 A1:F4 $1:$1 ['编号', 0, 1, 2] True\n"
        "结果 (2) A1:F4 A2 A1:F4 $1:$1 ['编号', 3, 4, 5] None\n"
        "结果 (3) A1:F2 A2 A1:F2 $1:$1 ['编号', 6] None\n");
  CHECK(seen_by_openpyxl(results(3, 4), "print(wb.sheetnames)") == "['结果']\n");
}

TEST_CASE("several tables, some without rows; wide ones; names with what formulas mind") {
  StringSink out;
  std::vector<XlsxTable::Column> wide(703, {"列", 1});
  XlsxTables book(out, info, {{"无", {{"甲"}}, 0}, {"o'x \"&<", wide, 1}, {"无", {{"乙"}}, 0}, {"又无", {{"丙"}}, 0}});
  book.row();
  for (int i = 0; i < 703; ++i) book.integer(i);
  book.finish();
  CHECK(seen_by_openpyxl(out.bytes,
                         "for s in wb: print(s.title, s.dimensions, s.auto_filter.ref, s.print_titles)\n"
                         "s=wb.worksheets[1]\nprint(s['AAA2'].value, s['Z2'].value, s['AA2'].value, s['ZZ2'].value)") ==
        "无 A1:A1 None $1:$1\n"
        "o'x \"&< A1:AAA2 A1:AAA2 $1:$1\n"
        "无 (2) A1:A1 None $1:$1\n"
        "又无 A1:A1 None $1:$1\n"
        "702 25 26 701\n");
}

TEST_CASE("an entry or an archive that becomes too large, and a sink that is full, are a Failure") {
  StringSink out;
  ZipStream content(out, 1000);
  content.begin("a");
  content.write(std::string(1000, 'x'));
  CHECK_THROWS_AS(content.write("x"), Failure);
  ZipStream entries(out, 1000);
  CHECK_THROWS_AS(
      [&] {
        for (int i = 0; i < 100; ++i) entries.begin("entry " + std::to_string(i));
      }(),
      Failure);
  ZipStream contents(out, 1000);
  for (int i = 0; i < 14; ++i) contents.begin("entry " + std::to_string(i));
  CHECK_THROWS_AS(contents.finish(), Failure);

  Full full(3000);
  XlsxTables book(full, info, {{"表", {{"头"}}, 100'000}});
  CHECK_THROWS_AS(
      [&] {
        for (int i = 0; i < 100'000; ++i) {
          book.row();
          book.integer(i * 7919);
        }
      }(),
      Failure);
}

TEST_CASE("memory stays flat: pieces reach the sink as they are made") {
  class Counting final : public Sink {
   public:
    std::size_t bytes = 0, largest = 0;
    void write(std::string_view piece) override {
      bytes += piece.size();
      largest = std::max(largest, piece.size());
    }
  } sink;
  XlsxTables book(sink, info, {{"表", {{"头"}, {"尾"}}, 200'000}});
  std::size_t halfway = 0;
  for (int i = 0; i < 200'000; ++i) {
    book.row();
    book.integer(i * 7919);
    book.text("企业 " + std::to_string(i));
    if (i == 100'000) halfway = sink.bytes;
  }
  book.finish();
  CHECK(sink.largest <= 65536);
  CHECK(halfway > sink.bytes / 3);
}
