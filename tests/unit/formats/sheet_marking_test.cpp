#include "formats/marking/sheet_marking.hpp"

#include <doctest/doctest.h>

using namespace gongshi;

namespace {

std::string sheet_with(std::string_view body) {
  return "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">" + std::string(body) + "</worksheet>";
}

bool pass(XmlEditor& editor, std::string_view xml, std::string& out) {
  XmlSplice splice(editor, [&](std::string_view piece) { out += piece; });
  return splice.feed(xml) && splice.feed({}, true);
}

/// The body with the cells marked: their styles get 10 more. Empty: it is not lawful.
std::string marked(std::string_view body, std::vector<CellName> names) {
  std::vector<MarkedCell> cells;
  for (CellName name : names) cells.push_back({name});
  std::string same;
  MarkLooker looker(cells);
  if (!pass(looker, sheet_with(body), same) || !looker.whole()) return "";
  CHECK(same == sheet_with(body));
  for (MarkedCell& cell : cells) cell.style += 10;
  std::string out;
  MarkWriter writer(cells, looker.drawing().empty() ? "rId9" : "");
  REQUIRE(pass(writer, sheet_with(body), out));
  std::string begin = sheet_with("");
  begin.resize(begin.size() - std::string_view("</worksheet>").size());
  return out.substr(begin.size(), out.size() - begin.size() - std::string_view("</worksheet>").size());
}

constexpr std::string_view drawing =
    "<legacyDrawing xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:id=\"rId9\"/>";

}  // namespace

TEST_CASE("cells that are there, and cells, rows and data that are not") {
  std::string end(drawing);
  CHECK(marked("<sheetData><row r=\"2\" spans=\"1:1\"><c r=\"A2\" s=\"3\"><v>1</v></c></row></sheetData>", {{2, 0}}) ==
        "<sheetData><row r=\"2\" spans=\"1:1\"><c r=\"A2\" s=\"13\"><v>1</v></c></row></sheetData>" + end);
  CHECK(marked("<sheetData><row r=\"2\" spans=\"2:2\"><c r=\"B2\"/></row></sheetData>", {{1, 1}, {2, 0}, {2, 1}, {2, 2}, {4, 0}, {4, 2}}) ==
        "<sheetData><row r=\"1\"><c r=\"B1\" s=\"10\"/></row><row r=\"2\"><c r=\"A2\" s=\"10\"/><c s=\"10\" r=\"B2\"/><c r=\"C2\" "
        "s=\"10\"/></row>"
        "<row r=\"4\"><c r=\"A4\" s=\"10\"/><c r=\"C4\" s=\"10\"/></row></sheetData>" +
            end);
  CHECK(marked("<sheetData/>", {{1, 0}}) == "<sheetData><row r=\"1\"><c r=\"A1\" s=\"10\"/></row></sheetData>" + end);
  CHECK(marked("<sheetData><row r=\"3\"/><row r=\"5\"/></sheetData>", {{3, 0}, {4, 0}}) ==
        "<sheetData><row r=\"3\"><c r=\"A3\" s=\"10\"/></row><row r=\"4\"><c r=\"A4\" s=\"10\"/></row><row r=\"5\"/></sheetData>" + end);
}

TEST_CASE("rows and cells without names are counted") {
  CHECK(marked("<sheetData><row><c/></row><row><c/><c s=\"1\"/></row></sheetData>", {{1, 1}, {2, 1}}) ==
        "<sheetData><row><c/><c r=\"B1\" s=\"10\"/></row><row><c/><c s=\"11\"/></row></sheetData>" + std::string(drawing));
}

TEST_CASE("a cell that is not there looks like its row, else like its column") {
  CHECK(marked("<cols><col min=\"2\" max=\"3\" style=\"4\"/></cols><sheetData><row r=\"1\" s=\"7\" customFormat=\"1\"/><row r=\"2\" "
               "s=\"7\"/></sheetData>",
               {{1, 1}, {2, 0}, {2, 1}, {3, 2}}) ==
        "<cols><col min=\"2\" max=\"3\" style=\"4\"/></cols><sheetData><row r=\"1\" s=\"7\" customFormat=\"1\"><c r=\"B1\" s=\"17\"/></row>"
        "<row r=\"2\" s=\"7\"><c r=\"A2\" s=\"10\"/><c r=\"B2\" s=\"14\"/></row><row r=\"3\"><c r=\"C3\" s=\"14\"/></row></sheetData>" +
            std::string(drawing));
}

TEST_CASE("the drawing stands in its place, and the dimension holds all cells") {
  CHECK(marked("<dimension ref=\"B2\"/><sheetData/><drawing/><tableParts/><extLst/>", {{1, 0}}) ==
        "<dimension ref=\"A1:B2\"/><sheetData><row r=\"1\"><c r=\"A1\" s=\"10\"/></row></sheetData><drawing/>" + std::string(drawing) +
            "<tableParts/><extLst/>");
  CHECK(marked("<dimension ref='A1:C9'/><sheetData/><legacyDrawing id=\"rId1\"/>", {{1, 0}}) ==
        "<dimension ref='A1:C9'/><sheetData><row r=\"1\"><c r=\"A1\" s=\"10\"/></row></sheetData><legacyDrawing id=\"rId1\"/>");
}

TEST_CASE("sheets in which nobody can be sure of a cell") {
  for (std::string_view body :
       {"", "<sheetData/><sheetData/>", "<x><sheetData/></x>", "<sheetData><c/></sheetData>", "<sheetData><row><row/></row></sheetData>",
        "<sheetData><row><c><c/></c></row></sheetData>", "<sheetData><row r=\"2\"/><row r=\"1\"/></sheetData>",
        "<sheetData><row r=\"x\"/></sheetData>", "<sheetData><row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row></sheetData>",
        "<sheetData><row r=\"1\"><c r=\"A2\"/></row></sheetData>", "<sheetData><row r=\"1\"><c r=\"A1\" s=\"-1\"/></row></sheetData>",
        "<sheetData xmlns=\"urn:other\"/>", "<y:sheetData xmlns:y=\"urn:other\"/>"}) {
    CAPTURE(body);
    CHECK(marked(body, {{1, 0}}).empty());
  }
}

TEST_CASE("other roots than that of a sheet") {
  for (std::string_view xml :
       {"<worksheet><sheetData/></worksheet>",
        "<worksheet xmlns=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><sheetData/></worksheet>",
        "<chartsheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData/></chartsheet>",
        "<x:worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData/></x:worksheet>"}) {
    CAPTURE(xml);
    std::string out;
    std::vector<MarkedCell> cells{{CellName{1, 0}}};
    MarkLooker looker(cells);
    CHECK(!pass(looker, xml, out));
  }
}
