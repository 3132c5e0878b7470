#include "formats/workbook/xlsx_writer.hpp"

#include <doctest/doctest.h>
#include <sys/resource.h>

#include <clocale>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <thread>

#include "base/failure.hpp"

using namespace gongshi;
namespace fs = std::filesystem;

namespace {

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

std::string workbook(const fs::path& scratch, bool streamed, std::uint32_t rows = 3) {
  Workbook book({"结果 A&B", "某局", "某县", Date(2024, 5, 14)}, scratch, streamed);
  Sheet& sheet = book.add_sheet("结果");
  const double widths[] = {8, 30, 20, 12};
  sheet.widths(widths);
  sheet.print_title("A&B");
  sheet.title(0, "检查结果汇总表", 4);
  const std::string_view header[] = {"编号", "名称", "代码", "日期"};
  sheet.header(1, header);
  for (std::uint32_t i = 0; i < rows; ++i) {
    sheet.integer(2 + i, 0, i);
    sheet.text(2 + i, 1, "=1+1 企业 " + std::to_string(i * 7919), wrapped_cell);
    sheet.text(2 + i, 2, "91140525123456789X", code_cell);
    sheet.date(2 + i, 3, Date(2024, 2, 29));
  }
  sheet.end_table();
  sheet.percent(rows + 2, 0, 0.5);
  sheet.real(rows + 2, 1, 1.25);
  sheet.text(rows + 2, 2, "_x0041_");
  sheet.blank(rows + 2, 3);
  if (!streamed) sheet.merge(rows + 3, 0, rows + 4, 1, "合并", total_cell);
  StringSink out;
  book.write_to(out);
  return out.bytes;
}

/// What openpyxl, which shares no code with us, finds in the file.
std::string seen_by_openpyxl(const std::string& bytes, const char* script) {
  Scratch scratch;
  std::ofstream(scratch.folder / "a.xlsx", std::ios::binary) << bytes;
  std::ofstream(scratch.folder / "a.py") << "import openpyxl,sys\nwb=openpyxl.load_workbook(sys.argv[1]);ws=wb.worksheets[0]\n" << script;
  std::string command =
      "/usr/bin/python3 -W error " + (scratch.folder / "a.py").string() + " " + (scratch.folder / "a.xlsx").string() + " 2>&1";
  std::FILE* pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string out;
  for (int c = 0; (c = std::fgetc(pipe)) != EOF;) out += static_cast<char>(c);
  ::pclose(pipe);
  return out;
}

constexpr const char* cells = R"(
for r in ws.iter_rows(min_row=2, max_row=3):
    print([(c.value if c.data_type!='d' else c.value.isoformat(), c.data_type, c.number_format) for c in r])
for r in ws.iter_rows():
    assert all(c.data_type != 'f' for c in r)
print([c.value for c in ws[6]], ws['A6'].number_format)
print(ws.auto_filter.ref, ws.freeze_panes, ws.print_title_rows, ws.oddFooter.center.text, ws.oddHeader.center.text)
print(ws.page_setup.orientation, ws.page_setup.paperSize, ws.page_setup.fitToHeight, [str(m) for m in ws.merged_cells.ranges])
print(wb.properties.creator, wb.properties.title, wb.properties.created, wb.properties.modified)
)";

}  // namespace

TEST_CASE("another program reads what was written") {
  Scratch scratch;
  CHECK(seen_by_openpyxl(workbook(scratch.folder, false), cells) ==
        "[('编号', 's', 'General'), ('名称', 's', 'General'), ('代码', 's', 'General'), ('日期', 's', 'General')]\n"
        "[(0, 'n', '0'), ('=1+1 企业 0', 's', 'General'), ('91140525123456789X', 's', '@'), ('2024-02-29T00:00:00', 'd', 'yyyy-mm-dd')]\n"
        "[0.5, 1.25, '_x0041_', None] 0.00%\n"
        "A2:D5 A3 $2:$2 第 &P 页，共 &N 页 A&&B\n"
        "landscape 9 0 ['A1:D1', 'A7:B8']\n"
        "某局 结果 A&B 2024-05-14 00:00:00 2024-05-14 00:00:00\n");
  CHECK(seen_by_openpyxl(workbook(scratch.folder, true), "print(ws['D5'].value.date(), ws['B5'].value, ws.max_row)") ==
        "2024-02-29 =1+1 企业 15838 6\n");
  CHECK(fs::is_empty(scratch.folder));
}

TEST_CASE("a workbook without a dated fact does not take the clock") {
  Scratch scratch;
  Workbook book({"空", "某局", "某县", Date{}}, scratch.folder, false);
  book.add_sheet("空");
  StringSink out;
  book.write_to(out);
  CHECK(seen_by_openpyxl(out.bytes, "print(wb.properties.created)") == "1970-01-01 00:00:01\n");
}

TEST_CASE("the same calls give the same bytes in any time zone and locale") {
  Scratch scratch;
  std::string here = workbook(scratch.folder, false);
  std::string streamed = workbook(scratch.folder, true);
  for (const char* zone : {"Asia/Shanghai", "America/St_Johns", "UTC"}) {
    ::setenv("TZ", zone, 1);
    ::tzset();
    std::setlocale(LC_ALL, "C.UTF-8");
    CHECK(workbook(scratch.folder, false) == here);
    CHECK(workbook({}, true) == streamed);
  }
  ::unsetenv("TZ");
  ::tzset();
  std::setlocale(LC_ALL, "C");
}

TEST_CASE("two threads write at once") {
  Scratch scratch;
  std::string expected = workbook(scratch.folder, true, 200);
  std::vector<std::string> made(4);
  {
    std::vector<std::jthread> crew;
    for (std::string& one : made) crew.emplace_back([&] { one = workbook(scratch.folder, true, 200); });
  }
  for (const std::string& one : made) CHECK(one == expected);
}

TEST_CASE("sheet names are made acceptable and unique") {
  Scratch scratch;
  Workbook book({"t", "a", "c", Date(2024, 1, 1)}, scratch.folder);
  CHECK(book.add_sheet("a[b]:c*d?e/f\\g").name() == "a_b__c_d_e_f_g");
  CHECK(book.add_sheet("Plan").name() == "Plan");
  CHECK(book.add_sheet("PLAN").name() == "PLAN (2)");
  CHECK(book.add_sheet("'x'").name() == "x");
  CHECK(book.add_sheet("").name() == "表");
  CHECK(book.add_sheet("History").name() == "表 (2)");
  std::string longest;
  for (int i = 0; i < 40; ++i) longest += "某";
  CHECK(book.add_sheet(longest).name() == longest.substr(0, 31 * 3));
  CHECK(book.add_sheet(longest).name() == longest.substr(0, 27 * 3) + " (2)");
  std::string pairs = "a";
  for (int i = 0; i < 20; ++i) pairs += "\xf0\xa0\x80\x80";  // two UTF-16 units each
  CHECK(book.add_sheet(pairs).name() == pairs.substr(0, 1 + 15 * 4));
  StringSink out;
  book.write_to(out);
  CHECK(seen_by_openpyxl(out.bytes, "print(len(wb.sheetnames))") == "9\n");
}

TEST_CASE("a text too long for a cell is cut with a mark, and told of") {
  Scratch scratch;
  Workbook book({"t", "a", "c", Date(2024, 1, 1)}, scratch.folder);
  Sheet& sheet = book.add_sheet("长");
  sheet.text(0, 0, std::string(32767, 'x'));
  sheet.text(1, 2, std::string(32768, 'x'));
  std::string pairs;
  for (int i = 0; i < 17000; ++i) pairs += "\xf0\xa0\x80\x80";
  sheet.text(2, 0, pairs);
  REQUIRE(book.cuts().size() == 2);
  CHECK(book.cuts()[0].sheet == "长");
  CHECK(book.cuts()[0].row == 1);
  CHECK(book.cuts()[0].column == 2);
  CHECK(book.cuts()[1].row == 2);
  StringSink out;
  book.write_to(out);
  CHECK(seen_by_openpyxl(
            out.bytes,
            "print(len(ws['A1'].value), len(ws['C2'].value), ws['C2'].value[-7:], len(ws['A3'].value.encode('utf-16-le'))//2<=32767)") ==
        "32767 32767 x…（已截断） True\n");
}

TEST_CASE("what the machine refuses is a Failure, and nothing is left behind") {
  Scratch scratch;
  CHECK_THROWS_AS(Workbook({"t", "a", "c", Date(2024, 1, 1)}, scratch.folder / "none"), Failure);
  {
    Workbook book({"t", "a", "c", Date(2024, 1, 1)}, scratch.folder);
    book.add_sheet("never written");
  }
  // Files that cannot grow, as on a full disk: libxlsxwriter alone would report success and leave a workbook cut short.
  auto before = std::signal(SIGXFSZ, SIG_IGN);
  rlimit old{};
  ::getrlimit(RLIMIT_FSIZE, &old);
  for (bool streamed : {false, true}) {
    rlimit small{20000, old.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
    CHECK_THROWS_AS(workbook(scratch.folder, streamed, 3000), Failure);
    ::setrlimit(RLIMIT_FSIZE, &old);
  }
  std::signal(SIGXFSZ, before);
  CHECK(fs::is_empty(scratch.folder));
}
