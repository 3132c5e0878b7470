// Sheets as files, as plainly as it can be done: written apart from the program's own writers, for its readers.
#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>

#include "base/text.hpp"
#include "formats/text/csv.hpp"
#include "sheets.hpp"

namespace gongshi::fuzz {
namespace {

/// Line breaks as references, so that no parser folds them.
std::string escaped(std::string_view text) {
  std::string out;
  for (char c : text) {
    bool special = c == '&' || c == '<' || c == '>' || c == '"' || (c >= 0 && c < ' ');
    if (special)
      out.append("&#").append(std::to_string(static_cast<int>(c))).append(";");
    else
      out += c;
  }
  return out;
}

/// Texts of a workbook: what XML cannot hold, and what looks like this, as `_xHHHH_`.
std::string workbook_text(std::string_view text) {
  std::string out;
  auto by_code = [&](unsigned code) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    out += "_x";
    for (unsigned shift : {12U, 8U, 4U, 0U}) out += digits[(code >> shift) & 0xfU];
    out += '_';
  };
  for (std::size_t at = 0; at < text.size();) {
    std::size_t from = at;
    char32_t c = next_character(text, at);
    if (c < ' ' || c == 0xfffe || c == 0xffff || (c == '_' && text.substr(at).starts_with('x')))
      by_code(c);
    else
      out += escaped(text.substr(from, at - from));
  }
  return out;
}

std::string cell_address(std::uint32_t row, std::uint32_t column) {
  std::string letters;
  for (std::uint32_t n = column + 1; n > 0; n = (n - 1) / 26) letters.insert(letters.begin(), static_cast<char>('A' + (n - 1) % 26));
  return letters + std::to_string(row);
}

bool iso_date(const KeptCell& cell) {
  return cell.kind == CellKind::date && Date::parse(std::string_view(cell.text).substr(0, 10)).has_value();
}

std::string workbook_cell(std::uint32_t row, const KeptCell& cell) {
  std::string at = "<c r=\"" + cell_address(row, cell.column) + '"';
  std::string value = "><v>" + escaped(cell.text) + "</v></c>";
  switch (cell.kind) {
    case CellKind::text:
      return at + " t=\"inlineStr\"><is><t>" + workbook_text(cell.text) + "</t></is></c>";
    case CellKind::number:
      return at + (cell.percent ? " s=\"2\"" : "") + value;
    case CellKind::date:
      return at + (iso_date(cell) ? " t=\"d\"" : " s=\"1\"") + value;
    case CellKind::boolean:
      return at + " t=\"b\"><v>" + (cell.text == "TRUE" ? "1" : "0") + "</v></c>";
    case CellKind::error:
      return at + " t=\"e\"" + value;
    default:
      return at + "><f>1</f></c>";
  }
}

std::string worksheet(const KeptSheet& sheet) {
  std::string out = "<worksheet><sheetData>";
  for (const KeptRow& row : sheet.rows) {
    out += "<row r=\"" + std::to_string(row.row) + (row.hidden ? "\" hidden=\"1\">" : "\">");
    for (const KeptCell& cell : row.cells) out += workbook_cell(row.row, cell);
    out += "</row>";
  }
  out += "</sheetData><mergeCells>";
  for (const SheetArea& area : sheet.areas)
    out += "<mergeCell ref=\"" + cell_address(area.row, area.column) + ':' + cell_address(area.last_row, area.last_column) + "\"/>";
  return out + "</mergeCells></worksheet>";
}

/// Whether days are counted from 1904: seen from the first that was read from a number.
bool from_1904(const std::vector<KeptSheet>& sheets) {
  for (const KeptSheet& sheet : sheets)
    for (const KeptRow& row : sheet.rows)
      for (const KeptCell& cell : row.cells)
        if (cell.kind == CellKind::date && !iso_date(cell))
          return std::floor(std::strtod(cell.text.c_str(), nullptr)) == cell.date - Date(1904, 1, 1);
  return false;
}

std::string workbook(const std::vector<KeptSheet>& sheets) {
  std::string tabs = from_1904(sheets) ? "<workbook><workbookPr date1904=\"1\"/><sheets>" : "<workbook><sheets>";
  std::string relations = R"(<Relationships><Relationship Id="s" Type="/styles" Target="styles.xml"/>)";
  std::vector<std::string> names, texts;
  for (const KeptSheet& sheet : sheets) {
    std::string id = "r" + std::to_string(names.size());
    tabs += "<sheet name=\"" + escaped(sheet.name) + (sheet.hidden ? "\" state=\"hidden" : "") + "\" id=\"" + id + "\"/>";
    relations += "<Relationship Id=\"" + id + R"(" Type="/worksheet" Target=")" + id + ".xml\"/>";
    names.push_back("xl/" + id + ".xml");
    texts.push_back(worksheet(sheet));
  }
  tabs += "</sheets></workbook>";
  relations += "</Relationships>";
  std::vector<Part> parts{
      {"xl/workbook.xml", tabs},
      {"xl/_rels/workbook.xml.rels", relations},
      {"xl/styles.xml", R"(<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/></cellXfs></styleSheet>)"}};
  for (std::size_t i = 0; i < names.size(); ++i) parts.push_back({names[i], texts[i]});
  return archive(parts);
}

std::string spreadsheetml_cell(const KeptCell& cell) {
  std::string at = "<Cell ss:Index=\"" + std::to_string(cell.column + 1) + '"';
  if (cell.kind == CellKind::uncalculated) return at + " ss:Formula=\"=1\"/>";
  std::string_view type = cell.kind == CellKind::number    ? "Number"
                          : cell.kind == CellKind::date    ? "DateTime"
                          : cell.kind == CellKind::boolean ? "Boolean"
                          : cell.kind == CellKind::error   ? "Error"
                                                           : "String";
  std::string text = cell.kind == CellKind::boolean ? (cell.text == "TRUE" ? "1" : "0") : escaped(cell.text);
  return at + "><Data ss:Type=\"" + std::string(type) + "\">" + text + "</Data></Cell>";
}

std::string spreadsheetml_sheet(const KeptSheet& sheet) {
  std::map<std::uint32_t, std::string> rows;
  std::map<std::uint32_t, bool> hidden;
  for (const SheetArea& area : sheet.areas)
    rows[area.row] += "<Cell ss:Index=\"" + std::to_string(area.column + 1) + "\" ss:MergeAcross=\"" +
                      std::to_string(area.last_column - area.column) + "\" ss:MergeDown=\"" + std::to_string(area.last_row - area.row) +
                      "\"/>";
  for (const KeptRow& row : sheet.rows) {
    hidden[row.row] = row.hidden;
    for (const KeptCell& cell : row.cells) rows[row.row] += spreadsheetml_cell(cell);
  }
  std::string out = "<Worksheet ss:Name=\"" + escaped(sheet.name) + "\"><Table>";
  for (const auto& [number, cells] : rows)
    out += "<Row ss:Index=\"" + std::to_string(number) + (hidden[number] ? "\" ss:Hidden=\"1" : "") + "\">" + cells + "</Row>";
  return out + "</Table>" + (sheet.hidden ? "<Visible>SheetHidden</Visible>" : "") + "</Worksheet>";
}

std::string spreadsheetml(const std::vector<KeptSheet>& sheets) {
  std::string out = R"(<Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">)";
  for (const KeptSheet& sheet : sheets) out += spreadsheetml_sheet(sheet);
  return out + "</Workbook>";
}

std::string html_text(std::string_view text) {
  std::string out;
  for (char c : text) out += c == '\n' ? "<br>" : c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string(1, c);
  return out;
}

std::string html_sheet(const KeptSheet& sheet) {
  std::string out = "<table>";
  std::uint32_t next = 1;
  for (const KeptRow& row : sheet.rows) {
    for (; next < row.row; ++next) out += "<tr></tr>";
    out += row.hidden ? "<tr style=\"display:none\">" : "<tr>";
    std::uint32_t column = 0;
    for (const KeptCell& cell : row.cells) {
      for (std::uint32_t gap = 0; column < cell.column; column += gap) {
        gap = std::min(cell.column - column, 1000U);
        out += "<td colspan=" + std::to_string(gap) + "></td>";
      }
      out += "<td>" + html_text(cell.text) + "</td>";
      ++column;
    }
    out += "</tr>";
    ++next;
  }
  return out + (sheet.rows.empty() ? "<tr></tr></table>" : "</table>");
}

std::string csv(const KeptSheet& sheet) {
  std::string out(csv_byte_order_mark);
  std::uint32_t next = 1;
  for (const KeptRow& row : sheet.rows) {
    for (; next < row.row; ++next) out += "\r\n";
    std::vector<std::string_view> cells(row.cells.empty() ? 0 : row.cells.back().column + 1);
    for (const KeptCell& cell : row.cells) cells[cell.column] = cell.text;
    append_csv_row(out, cells);
    ++next;
  }
  return out;
}

void put(std::string& out, std::uint64_t value, int bytes) {
  for (; bytes > 0; --bytes, value >>= 8U) out += static_cast<char>(value & 0xffU);
}

/// What the two headers of an entry have in common, from the version on.
std::string entry(const Part& part) {
  std::string out;
  put(out, 20, 2);  // version
  put(out, 0, 4);   // flags, stored
  put(out, 0x00210000, 4);
  put(out, crc32(0, reinterpret_cast<const Bytef*>(part.bytes.data()), static_cast<uInt>(part.bytes.size())), 4);
  put(out, part.bytes.size(), 4);
  put(out, part.bytes.size(), 4);
  put(out, part.name.size(), 2);
  put(out, 0, 2);
  return out;
}

}  // namespace

std::string archive(const std::vector<Part>& parts) {
  std::string out, contents;
  for (const Part& part : parts) {
    std::string common = entry(part);
    contents.append("PK\x01\x02\x14\0", 6).append(common);
    put(contents, 0, 10);
    put(contents, out.size(), 4);
    contents += part.name;
    out.append("PK\x03\x04").append(common).append(part.name).append(part.bytes);
  }
  std::size_t at = out.size();
  out += contents;
  out.append("PK\x05\x06");
  put(out, 0, 4);
  put(out, parts.size(), 2);
  put(out, parts.size(), 2);
  put(out, contents.size(), 4);
  put(out, at, 4);
  put(out, 0, 2);
  return out;
}

std::string written(const std::vector<KeptSheet>& sheets, SheetFormat format) {
  if (format == SheetFormat::xlsx) return workbook(sheets);
  if (format == SheetFormat::spreadsheetml) return spreadsheetml(sheets);
  if (format == SheetFormat::csv) return sheets.empty() ? std::string() : csv(sheets.front());
  std::string out;
  for (const KeptSheet& sheet : sheets) out += html_sheet(sheet);
  return out;
}

}  // namespace gongshi::fuzz
