// Files that no program writes, and what readers of sheets make of them. Honest ones are those of the office suite.
#include "formats/table/sheet_file.hpp"

#include <doctest/doctest.h>

#include "base/output_plan.hpp"
#include "formats/package/zip_stream.hpp"
#include "formats/table/cell_build.hpp"

using namespace gongshi;

namespace {

/// Sheets in `[` `]`, rows by their numbers (`h`: without a hidden part), cells by column, kind where it is no text, and text.
class Words final : public SheetSink {
 public:
  std::string words;
  bool sheet(const SheetHead& /*head*/) override {
    words += '[';
    return true;
  }
  void row(const SheetRow& row) override {
    words += std::to_string(row.row) + (row.hidden_part ? "h:" : ":");
    for (const SheetCell& cell : row.cells) {
      constexpr std::string_view kinds = "tndbeu";
      words += std::to_string(cell.column) + kinds[static_cast<std::size_t>(cell.kind)] + (cell.percent ? "%" : "") +
               (cell.of_number ? "#" : "") + std::string(cell.text);
      words += ';';
    }
  }
  void end_sheet() override { words += ']'; }
};

struct Bytes final : Sink {
  std::string all;
  void write(std::string_view bytes) override { all += bytes; }
};

/// A workbook with these rows; style 1 is a percentage.
std::string workbook(std::string_view rows) {
  Bytes file;
  ZipStream zip(file);
  auto part = [&](std::string_view name, std::string_view text) {
    zip.begin(name);
    zip.write(text);
  };
  part("xl/workbook.xml", R"(<workbook><sheets><sheet name="a" id="a"/></sheets></workbook>)");
  part("xl/_rels/workbook.xml.rels",
       R"(<Relationships><Relationship Id="a" Type="/worksheet" Target="a.xml"/><Relationship Id="s" Type="/styles" Target="s.xml"/>)"
       "</Relationships>");
  part("xl/s.xml", R"(<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/></cellXfs></styleSheet>)");
  part("xl/a.xml", "<worksheet><sheetData>" + std::string(rows) + "</sheetData></worksheet>");
  zip.finish();
  return file.all;
}

std::string spreadsheetml(std::string_view sheets) {
  return R"(<Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">)" + std::string(sheets) + "</Workbook>";
}

std::string words_of(std::string_view file) {
  Words sink;
  SheetSource source = read_sheets(file, sink);
  return source.fault ? source.fault->english : sink.words;
}

}  // namespace

TEST_CASE("sheets: a blank cell that is formatted as a percentage says nothing of the cell before it") {
  CHECK(words_of(workbook(R"(<row><c><v>5</v></c><c s="1"><v> </v></c></row>)")) == "[1:0n5;]");
  CHECK(words_of(workbook(R"(<row><c><v>5</v></c><c s="1"><v>0.5</v></c></row>)")) == "[1:0n5;1n%0.5;]");
}

TEST_CASE("sheets: what is true and false has four spellings (xsd:boolean); others are texts, none is nothing") {
  CHECK(words_of(workbook(R"(<row><c t="b"><v>1</v></c><c t="b"><v>false</v></c><c t="b"><v>2</v></c><c t="b"><v/></c></row>)")) ==
        "[1:0bTRUE;1bFALSE;2t2;]");
  std::string cells;
  for (std::string_view value : {"0", "true", "x", ""}) cells += "<Cell><Data ss:Type=\"Boolean\">" + std::string(value) + "</Data></Cell>";
  CHECK(words_of(spreadsheetml("<Worksheet><Table><Row>" + cells + "</Row></Table></Worksheet>")) == "[1:0bFALSE;1bTRUE;2tx;]");
}

TEST_CASE("sheets: rows in rows, cells in cells and sheets in sheets are refused, for nobody knows what they mean") {
  CHECK(words_of(workbook("<row><c><v>1</v></c><row><c><v>2</v></c></row></row>")) == "a row in it stands inside of a row");
  CHECK(words_of(workbook("<row><c><v>1</v><c><v>2</v></c></c></row>")) == "a cell in it stands inside of a cell");
  CHECK(words_of(workbook("<c><v>1</v></c><row><c><v>2</v></c></row>")) == "[1:0n2;]");
  CHECK(words_of(spreadsheetml("<Worksheet><Worksheet/></Worksheet>")) == "a sheet in it stands inside of a sheet");
  CHECK(words_of(spreadsheetml("<Worksheet><Row><Row/></Row></Worksheet>")) == "a row in it stands inside of a row");
  CHECK(words_of(spreadsheetml("<Worksheet><Row><Cell><Cell/></Cell></Row></Worksheet>")) == "a cell in it stands inside of a cell");
  CHECK(words_of(spreadsheetml("<Worksheet/><Row/>")) == "a row in it is outside of any sheet");
  CHECK(words_of(spreadsheetml("<Worksheet><Row/><Cell/></Worksheet>")) == "a cell in it is outside of any sheet");
}

TEST_CASE("sheets: a number that is shown with zeros before it has them, a number with other digits has not") {
  std::string padded = R"(<Styles><Style ss:ID="a"><NumberFormat ss:Format="00000"/></Style></Styles><Worksheet><Table><Row>)";
  for (std::string_view value : {"12", "123456", "-1", "1.5"})
    padded += R"(<Cell ss:StyleID="a"><Data ss:Type="Number">)" + std::string(value) + "</Data></Cell>";
  CHECK(words_of(spreadsheetml(padded + "</Row></Table></Worksheet>")) == "[1:0n00012;1n123456;2n-1;3n1.5;]");
}

TEST_CASE("sheets: a date that does not show its day is a text of year and month, a time is a text") {
  std::string styles =
      R"(<Styles><Style ss:ID="m"><NumberFormat ss:Format="yyyy\-m"/></Style><Style ss:ID="s"><NumberFormat ss:Format="Short Date"/></Style></Styles>)";
  auto cell = [](std::string_view style) {
    return "<Cell ss:StyleID=\"" + std::string(style) + R"("><Data ss:Type="DateTime">2024-05-06T00:00:00.000</Data></Cell>)";
  };
  CHECK(words_of(spreadsheetml(styles + "<Worksheet><Table><Row>" + cell("m") + cell("s") + "</Row></Table></Worksheet>")) ==
        "[1:0t2024年5月;1d2024-05-06T00:00:00.000;]");
  RowBuild row;
  row.begin(1);
  row.time(0, 45418.395833333333, false);
  row.time(1, 1.5, true);
  row.date(2, Date(2024, 12, 6), {.kind = NumberLook::Kind::date, .no_year = true}, "45632");
  CHECK(row.finish());
  CHECK(row.row.cells[0].text == "9:30");
  CHECK(row.row.cells[1].text == "36:00");
  CHECK(row.row.cells[2].year_unseen);
}

TEST_CASE("sheets: percentages of SpreadsheetML by the style of the cell, of its parent, of the row") {
  std::string styles =
      R"(<Styles><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style><Style ss:ID="c" ss:Parent="p"/><Style ss:ID="n"/></Styles>)";
  auto cell = [](std::string_view style) { return "<Cell" + std::string(style) + R"(><Data ss:Type="Number">0.5</Data></Cell>)"; };
  std::string row = R"(<Worksheet><Table><Row ss:StyleID="p">)" + cell("") + cell(R"( ss:StyleID="n")") + "</Row><Row>" +
                    cell(R"( ss:StyleID="p")") + cell(R"( ss:StyleID="c")") + cell("") + cell(R"( ss:StyleID="x")") +
                    "</Row></Table></Worksheet>";
  CHECK(words_of(spreadsheetml(styles + row)) == "[1:0n%0.5;1n0.5;2:0n%0.5;1n%0.5;2n0.5;3n0.5;]");
}

TEST_CASE("sheets: a table with rows of its own is one, with what stands in tables in its cells; one that arranges others is none") {
  std::string line = "<table><tr><td>x<td>y</table>";
  std::string lines = "<table><tr><td>x<td>y<tr><td>z<td>w</table>";
  auto around = [](std::string_view inner) {
    return "<table><tr><td>a<td>b<tr><td>c" + std::string(inner) + "<td>d<tr><td>e<td>f</table>";
  };
  CHECK(words_of(around(line)) == "[1:0ta;1tb;2:0tc\nx y;1td;3:0te;1tf;]");
  CHECK(words_of(around(lines)) == "[1:0ta;1tb;2:0tc;1td;3:0te;1tf;][1:0tx;1ty;2:0tz;1tw;]");
  CHECK(words_of("<table><tr><td>title<tr><td>" + line + "<td>" + line + "</table>") == "[1:0tx;1ty;][1:0tx;1ty;]");
}

TEST_CASE("sheets: of a form, what was filled in and what was chosen") {
  CHECK(words_of("<table><tr><td><input value='a'><td><input type=hidden value=b><td><textarea>c</textarea><td><select><option>d<option "
                 "selected>e<option>f</select>g</table>") == "[1:0ta;2tc;3teg;]");
  CHECK(words_of("<table><tr><td><input value='a'><b>a</b><td><input value='b'>c<td><select><option>d<option>e</select></table>") ==
        "[1:0ta;1tc b;2td;]");
}

TEST_CASE("sheets: a part of a cell that no browser shows is no content, a cell of a hidden column is") {
  CHECK(
      words_of(
          "<table><tr><td><span style='color: red; DISPLAY : none'>20240506</span>2024年5月6日<td><i hidden>x<b>y</b><br></i>a</table>") ==
      "[1h:0t2024年5月6日;1ta;]");
  CHECK(words_of("<table><tr><td><span hidden>x<p>y<td>a<td><p hidden>b<p>c<td><input type=text hidden value=b></table>") ==
        "[1h:1ta;2tc;]");
  CHECK(words_of("<table><tr><td>a<div hidden>b<table><tr><td>c<td>d</table>e</div>f<td>g<tr><td>h<td>i</table>") ==
        "[1h:0taf;1tg;2:0th;1ti;]");
  CHECK(words_of("<table><tr><td style='display:none'>a<td>b</table>") == "[1:0ta;1tb;]");
  CHECK(
      words_of("<table><tr><td>a<table><tr><td>b<i hidden>c<td><input style='display:none' value=d>e</table><td>f<tr><td>g<td>h</table>") ==
      "[1h:0ta\nb e;1tf;2:0tg;1th;]");
  CHECK(words_of("<table><tr><td><select><option hidden selected>choose<option>a</select><td><select><option "
                 "selected><option>a</select>b</table>") == "[1:0tchoose;1tb;]");
  std::string panel = "<div style='display:none'><table><tr><td>a<td>b<tr><td>c<td>d</table></div>";
  CHECK(words_of("<table><tr><td>x<td>y<tr><td>z<td>" + panel + "</table>").ends_with("[1:0ta;1tb;2:0tc;1td;]"));
  for (std::string_view from : {"Generator content='Microsoft Excel 15'", "ProgId content=Excel.Sheet", "generator content='WPS Office'"})
    CHECK(words_of("<meta name=" + std::string(from) + "><table><tr><td>one<span style='display:none'>more</span><td>a</table>") ==
          "[1:0tonemore;1ta;]");
}

TEST_CASE("sheets: cells of a web page that reach down take the places of those below, also where they cross") {
  CHECK(words_of("<table><tr><td rowspan=3>a<td>b<td rowspan=2>c<tr><td>d<td>e<tr><td colspan=2>f<td>g</table>") ==
        "[1:0ta;1tb;2tc;2:1td;3te;3:1tf;3tg;]");
  CHECK(words_of("<table><tr><td>a<td rowspan=2>b<tr><td colspan=3>c<td>d<tr><td>e<td>f</table>") == "[1:0ta;1tb;2:0tc;3td;3:0te;1tf;]");
}

TEST_CASE("sheets: a tag with thousands of attributes is refused before the parser compares them; one with long values is not") {
  std::string tag = "<table>\n<tr><td ";
  std::string names, joined;
  for (int i = 0; i < 2500; ++i) {
    names += "a" + std::to_string(i) + " ";
    joined += "a" + std::to_string(i) + "='>'";
  }
  CHECK(words_of(tag + names + ">x</table>") == "a tag in it has too many attributes");
  CHECK(words_of(tag + joined + ">x</table>") == "a tag in it has too many attributes");
  CHECK(words_of(tag + "title = '" + names + "'>x</table>") == "[1:0tx;]");
}

TEST_CASE("sheets: a web page that ends in the middle of a tag has the rows that it has") {
  CHECK(words_of("<table><tr><td>a</td></tr><tr><td>b") == "[1:0ta;2:0tb;]");
  CHECK(words_of("<table><tr><td>a</td></tr><tr><") == "[1:0ta;]");
}

TEST_CASE("sheets: a page that a spreadsheet was saved as says which cells are numbers there") {
  CHECK(words_of(
            "<table><tr><td x:num>5</td><td x:num='6'>6</td><td sdval='7' sdnum='1033;'>7</td><td x:str>8</td><td>9</td></tr></table>") ==
        "[1:0t#5;1t#6;2t#7;3t8;4t9;]");
  CHECK(words_of("<table><tr><td x:num> </td><td>9</td></tr></table>") == "[1:1t9;]");
}

TEST_CASE("sheets: control characters in a web page are a fault with its line; the parser would leave them out") {
  for (std::string_view bad : {std::string_view("\x01"), std::string_view("\0", 1), std::string_view("\x0b")}) {
    Words sink;
    SheetSource source = read_sheets("<table>\n<tr><td>a" + std::string(bad) + "b</td></tr></table>", sink);
    REQUIRE(source.fault);
    CHECK(source.fault->english == "it holds a control character");
    CHECK(source.fault->row == 2);
    CHECK(sink.words.empty());
  }
  CHECK(words_of("<table>\t\r\n<tr><td>a\tb</td></tr></table>") == "[1:0ta b;]");
}
