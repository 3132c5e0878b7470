#include "formats/text/csv.hpp"

#include <doctest/doctest.h>

using namespace gongshi;

namespace {

struct Read {
  std::vector<std::vector<std::string>> rows;
  std::vector<CsvRow> places;
  std::vector<CsvFault> faults;
  char separator;
};

Read read(std::string_view text) {
  CsvReader reader(text);
  Read out;
  CsvRow row;
  while (reader.next(row)) {
    out.rows.emplace_back(row.cells.begin(), row.cells.end());
    out.places.push_back(row);
  }
  out.faults = reader.faults();
  out.separator = reader.separator();
  return out;
}

using Rows = std::vector<std::vector<std::string>>;

std::string row_of(std::vector<std::string_view> cells) {
  std::string out;
  append_csv_row(out, cells);
  return out;
}

}  // namespace

TEST_CASE("rows end with any line break, the last one need not") {
  const Rows expected{{"a", "b"}, {"c", ""}, {"", "d"}};
  CHECK(read("a,b\nc,\n,d").rows == expected);
  CHECK(read("a,b\r\nc,\r\n,d\r\n").rows == expected);
  CHECK(read("a,b\rc,\r,d\r").rows == expected);
  CHECK(read("\xef\xbb\xbf"
             "a,b\nc,\n,d\n")
            .rows == expected);
  CHECK(read("").rows.empty());
  CHECK(read("\xef\xbb\xbf").rows.empty());
  CHECK(read("a,").rows == Rows{{"a", ""}});
}

TEST_CASE("quotes") {
  CHECK(read("\"a,\"\"b\"\"\",\"\",\"\"\"\"\n").rows == Rows{{"a,\"b\"", "", "\""}});
  CHECK(read("a\"b, \"c\"\n").rows == Rows{{"a\"b", " \"c\""}});
  CHECK(read("\"\"").rows == Rows{{""}});
  CHECK(read("\"甲\r\n乙\",丙").rows == Rows{{"甲\r\n乙", "丙"}});
}

TEST_CASE("rows are numbered as Excel shows them, lines as an editor does") {
  Read in = read(
      "\xef\xbb\xbf"
      "a,\"x\ny\"\n\n\"z\"\"\r\n\",b\nc,d");
  REQUIRE(in.places.size() == 4);
  auto place = [&](std::size_t i) { return std::vector<std::uint64_t>{in.places[i].row, in.places[i].line, in.places[i].offset}; };
  CHECK(place(0) == std::vector<std::uint64_t>{1, 1, 3});
  CHECK(place(1) == std::vector<std::uint64_t>{2, 3, 11});
  CHECK(place(2) == std::vector<std::uint64_t>{3, 4, 12});
  CHECK(place(3) == std::vector<std::uint64_t>{4, 6, 22});
  CHECK(in.rows[1].empty());
  CHECK(in.faults.empty());
}

TEST_CASE("the separator is that of the header, below titles and outside quotes") {
  CHECK(read("a,b\n").separator == ',');
  CHECK(read("a;b;c\n1,5;2,5;3\n").separator == ';');
  CHECK(read("a\tb\n").rows == Rows{{"a", "b"}});
  CHECK(read("2024年结果公示表\n编号;名称\n").separator == ';');
  CHECK(read("\"a;b;c;d\",e,f\n").separator == ',');
  CHECK(read("\"a\"\"b;;;;\",e\n").separator == ',');
  CHECK(read("one\n").separator == ',');
}

TEST_CASE("an unclosed quote is reported where it opens") {
  Read in = read("a,b\n\nc,\"d\ne\nf,g\n");
  REQUIRE(in.faults.size() == 1);
  CHECK(in.faults[0].what == CsvFault::What::unclosed_quote);
  CHECK(in.faults[0].row == 3);
  CHECK(in.faults[0].line == 3);
  CHECK(in.faults[0].cell == 2);
  CHECK(in.faults[0].offset == 7);
  CHECK(in.rows.back() == std::vector<std::string>{"c", "d\ne\nf,g\n"});
  CHECK(read("\"").faults.size() == 1);
  CHECK(read("\"a\"\"").faults.size() == 1);
}

TEST_CASE("text after a closing quote is a fault and is kept") {
  Read in = read("a,\"b\"c\"d,e\n\"f\"\"\"g");
  CHECK(in.rows == Rows{{"a", "bc\"d", "e"}, {"f\"g"}});
  REQUIRE(in.faults.size() == 2);
  CHECK(in.faults[0].what == CsvFault::What::text_after_quote);
  CHECK(in.faults[0].offset == 5);
  CHECK(in.faults[0].cell == 2);
  CHECK(in.faults[1].row == 2);
}

TEST_CASE("writing quotes what needs it") {
  CHECK(row_of({"a", "b c", "危"}) == "a,b c,危\r\n");
  CHECK(row_of({"a,b", "c\"d", "e\nf", "g;h", "i\tj"}) == "\"a,b\",\"c\"\"d\",\"e\nf\",\"g;h\",\"i\tj\"\r\n");
  CHECK(row_of({""}) == "\"\"\r\n");
  CHECK(row_of({"", ""}) == ",\r\n");
  CHECK(row_of({}) == "\r\n");
}

TEST_CASE("cells that a program would run are marked, and the mark can be undone") {
  CHECK(row_of({"=1+1", "+86", "-2+3", "@SUM", "＝1", "＋", "－", "＠"}) == "'=1+1,'+86,'-2+3,'@SUM,'＝1,'＋,'－,'＠\r\n");
  CHECK(row_of({"\t=1", "\rx", "\nx"}) == "\"'\t=1\",\"'\rx\",\"'\nx\"\r\n");
  CHECK(row_of({"-5", "-0.5", "-", "-5-", "-.5", "-5.", "-5.x"}) == "-5,-0.5,'-,'-5-,'-.5,'-5.,'-5.x\r\n");
  CHECK(row_of({"'=1", "''-", "'abc", "'"}) == "''=1,'''-,'abc,'\r\n");
  for (std::string_view cell : {"=1", "'=1", "''=1", "'-5", "-5", "'", "''", "'abc", "", "-x", "＝", "\"=", "'\t", "\n", "a\r\nb,\"c\""}) {
    CAPTURE(cell);
    std::string row = row_of({"h,", cell, ""});
    Read in = read(row);
    REQUIRE(in.rows.size() == 1);
    REQUIRE(in.rows[0].size() == 3);
    CHECK(plain_cell(in.rows[0][1]) == cell);
    CHECK(in.faults.empty());
  }
}
