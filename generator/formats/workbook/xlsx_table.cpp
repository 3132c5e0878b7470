#include "formats/workbook/xlsx_table.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <set>

#include "base/text.hpp"

namespace gongshi {
namespace {

constexpr std::size_t piece = 65536;
constexpr std::string_view declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view main_space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view relation_space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

// The formats of `styles`, by their number.
enum Style : unsigned { plain_style, header_style, wrapped_style, code_style, date_style, integer_style };

constexpr std::string_view styles =
    R"(<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/></numFmts>)"
    R"(<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>)"
    R"(<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>)"
    R"(<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>)"
    R"(<fill><patternFill patternType="solid"><fgColor rgb="FFEEEEEE"/><bgColor indexed="64"/></patternFill></fill></fills>)"
    R"(<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>)"
    R"(<border><left style="thin"><color auto="1"/></left><right style="thin"><color auto="1"/></right>)"
    R"(<top style="thin"><color auto="1"/></top><bottom style="thin"><color auto="1"/></bottom><diagonal/></border></borders>)"
    R"(<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>)"
    R"(<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="center"/></xf>)"
    R"(<xf numFmtId="0" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">)"
    R"(<alignment horizontal="center" vertical="center" wrapText="1"/></xf>)"
    R"(<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>)"
    R"(<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">)"
    R"(<alignment vertical="center"/></xf>)"
    R"(<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">)"
    R"(<alignment vertical="center"/></xf>)"
    R"(<xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">)"
    R"(<alignment vertical="center"/></xf>)"
    R"(</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>)";

/// Bytes that may have to be written otherwise: markup, control characters, the `_` of `_x0001_`, and where U+FFFE and U+FFFF begin.
constexpr std::array<bool, 256> doubtful = [] {
  std::array<bool, 256> out{};
  for (std::size_t c = 0; c < 0x20; ++c) out[c] = c != '\t' && c != '\n';
  for (unsigned c : {0x22U, 0x26U, 0x3cU, 0x3eU, 0x5fU, 0xefU}) out[c] = true;  // " & < > _
  return out;
}();

/// How the text's first bytes are written; `length`: how many they are. Empty: as they are.
std::string_view escape(std::string_view text, std::size_t& length, std::array<char, 8>& room) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  length = 1;
  auto c = static_cast<unsigned char>(text.front());
  switch (c) {
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '&':
      return "&amp;";
    case '"':
      return "&quot;";
    case '_':
      return like_notation(text) ? "_x005F_" : "";
    case 0xef:
      if (!text.starts_with("\xef\xbf\xbe") && !text.starts_with("\xef\xbf\xbf")) return {};
      length = 3;
      return text[2] == '\xbe' ? "_xFFFE_" : "_xFFFF_";
    default:
      room = {'_', 'x', '0', '0', digits[c >> 4U], digits[c & 15U], '_', 0};
      return {room.data(), 7};
  }
}

void append_escaped(std::string& out, std::string_view text) {
  std::size_t from = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (!doubtful[static_cast<unsigned char>(text[at])]) {
      ++at;
      continue;
    }
    std::array<char, 8> room{};
    std::size_t length = 1;
    std::string_view written = escape(text.substr(at), length, room);
    if (!written.empty()) {
      out += text.substr(from, at - from);
      out += written;
      from = at + length;
    }
    at += length;
  }
  out += text.substr(from);
}

bool white(char c) { return c == ' ' || c == '\t' || c == '\n'; }

/// `<is><t>text</t></is>`
void append_element(std::string& out, std::string_view name, std::string_view text) {
  bool keep = !text.empty() && (white(text.front()) || white(text.back()));
  out.append("<").append(name).append(keep ? "><t xml:space=\"preserve\">" : "><t>");
  append_escaped(out, text);
  out.append("</t></").append(name).append(">");
}

std::string escaped(std::string_view text) {
  assert(!bad_utf8(text));
  std::string out;
  append_escaped(out, text);
  return out;
}

template <class Number>
void append_number(std::string& out, Number number) {
  std::array<char, 32> digits;
  auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

/// A, B … Z, AA …; columns from 0.
std::string letters(std::size_t column) {
  std::string out;
  for (std::size_t n = column + 1; n > 0; n = (n - 1) / 26) out.insert(out.begin(), static_cast<char>('A' + (n - 1) % 26));
  return out;
}

/// Days since 1899-12-31, as Excel counts: with a February 29th in 1900.
int serial(Date date) {
  int days = date - Date(1899, 12, 31);
  return days >= 60 ? days + 1 : days;
}

/// A width in characters as the file has it: with the margins of 5 of a character's 7 pixels, in 256ths.
double stored_width(double width) { return std::floor((std::clamp(width, 1.0, 255.0) * 7 + 5) / 7 * 256) / 256; }

Style style_of(TextLook look) { return look == TextLook::code ? code_style : look == TextLook::wrapped ? wrapped_style : plain_style; }

/// Under '…' in a formula.
std::string quoted(std::string_view name) {
  std::string out = "'";
  for (char c : name) out += c == '\'' ? std::string_view("''") : std::string_view(&c, 1);
  return out + "'";
}

std::string application_part(const WorkbookInfo& info) {
  return "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Company>" +
         escaped(info.company) + "</Company></Properties>";
}

std::string core_part(const WorkbookInfo& info) {
  std::string author = escaped(info.author);
  std::string time = "xsi:type=\"dcterms:W3CDTF\">" + info.created.iso() + "T00:00:00Z</dcterms:";
  return "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\""
         " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\""
         " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>" +
         escaped(info.title) + "</dc:title><dc:creator>" + author + "</dc:creator><cp:lastModifiedBy>" + author +
         "</cp:lastModifiedBy><dcterms:created " + time + "created><dcterms:modified " + time + "modified></cp:coreProperties>";
}

std::size_t most_columns(const std::vector<XlsxTable>& tables) {
  std::size_t out = 0;
  for (const XlsxTable& table : tables) out = std::max(out, table.columns.size());
  return out;
}

std::string sheet_file(std::size_t i) { return "worksheets/sheet" + std::to_string(i + 1) + ".xml"; }

std::string types_part(std::size_t sheets) {
  constexpr std::string_view document = "application/vnd.openxmlformats-officedocument.";
  constexpr std::string_view package = "application/vnd.openxmlformats-package.";
  std::string out = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">";
  auto add = [&](std::string_view what, std::string_view name, std::string_view family, std::string_view type) {
    out.append("<").append(what).append("=\"").append(name).append("\" ContentType=\"").append(family).append(type).append("+xml\"/>");
  };
  add("Default Extension", "rels", package, "relationships");
  out += "<Default Extension=\"xml\" ContentType=\"application/xml\"/>";
  add("Override PartName", "/docProps/app.xml", document, "extended-properties");
  add("Override PartName", "/docProps/core.xml", package, "core-properties");
  add("Override PartName", "/xl/sharedStrings.xml", document, "spreadsheetml.sharedStrings");
  add("Override PartName", "/xl/styles.xml", document, "spreadsheetml.styles");
  add("Override PartName", "/xl/workbook.xml", document, "spreadsheetml.sheet.main");
  for (std::size_t i = 0; i < sheets; ++i) add("Override PartName", "/xl/" + sheet_file(i), document, "spreadsheetml.worksheet");
  return out + "</Types>";
}

/// Of relations rId1, rId2 …: type and target.
class Relations {
 public:
  Relations& add(std::string_view type, std::string_view target) {
    (xml_ += "<Relationship Id=\"rId") += std::to_string(++count_);
    xml_.append("\" Type=\"").append(type).append("\" Target=\"").append(target).append("\"/>");
    return *this;
  }
  std::string done() const { return xml_ + "</Relationships>"; }

 private:
  std::string xml_ = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
  std::size_t count_ = 0;
};

}  // namespace

XlsxTables::XlsxTables(Sink& out, const WorkbookInfo& info, std::vector<XlsxTable> tables, std::uint32_t most_rows)
    : zip_(out), tables_(std::move(tables)), repeated_(most_columns(tables_)) {
  assert(!tables_.empty() && most_rows > 1 && most_rows <= rows_of_a_sheet);
  plan(most_rows);
  std::string space(relation_space);
  part("[Content_Types].xml", types_part(sheets_.size()));
  part("_rels/.rels", Relations()
                          .add(space + "/officeDocument", "xl/workbook.xml")
                          .add("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml")
                          .add(space + "/extended-properties", "docProps/app.xml")
                          .done());
  part("docProps/app.xml", application_part(info));
  part("docProps/core.xml", core_part(info));
  workbook_part();
  Relations relations;
  for (std::size_t i = 0; i < sheets_.size(); ++i) relations.add(space + "/worksheet", sheet_file(i));
  relations.add(space + "/styles", "styles.xml").add(space + "/sharedStrings", "sharedStrings.xml");
  part("xl/_rels/workbook.xml.rels", relations.done());
  part("xl/styles.xml", "<styleSheet xmlns=\"" + std::string(main_space) + "\">" + std::string(styles));
  xml_.reserve(piece * 2);
  begin_sheet();
}

/// The sheets that the tables take.
void XlsxTables::plan(std::uint32_t most_rows) {
  std::set<std::string> names;
  for (const XlsxTable& table : tables_) {
    assert(!table.columns.empty() && table.columns.size() <= 16384 && !bad_utf8(table.name));
    std::uint64_t left = table.rows;
    do {
      auto rows = static_cast<std::uint32_t>(std::min<std::uint64_t>(left, most_rows - 1));
      sheets_.push_back({sheet_name(table.name, names), &table.columns, rows + 1});
      left -= rows;
    } while (left > 0);
  }
}

void XlsxTables::part(std::string_view name, std::string_view content) {
  zip_.begin(name);
  zip_.write(declaration);
  zip_.write(content);
}

void XlsxTables::workbook_part() {
  std::string list;
  std::string defined;
  auto define = [&](std::string_view name, std::size_t sheet, std::string_view range) {
    defined.append("<definedName name=\"_xlnm.").append(name).append("\" localSheetId=\"").append(std::to_string(sheet)).append("\"");
    if (name == "_FilterDatabase") defined += " hidden=\"1\"";
    defined.append(">").append(escaped(quoted(sheets_[sheet].name))).append("!").append(range).append("</definedName>");
  };
  for (std::size_t i = 0; i < sheets_.size(); ++i) {
    const Sheet& sheet = sheets_[i];
    std::string number = std::to_string(i + 1);
    list.append("<sheet name=\"").append(escaped(sheet.name)).append("\" sheetId=\"").append(number);
    list.append("\" r:id=\"rId").append(number).append("\"/>");
    if (sheet.rows > 1) define("_FilterDatabase", i, "$A$1:$" + letters(sheet.columns->size() - 1) + "$" + std::to_string(sheet.rows));
    define("Print_Titles", i, "$1:$1");
  }
  part("xl/workbook.xml", "<workbook xmlns=\"" + std::string(main_space) + "\" xmlns:r=\"" + std::string(relation_space) +
                              "\"><bookViews><workbookView xWindow=\"240\" yWindow=\"15\" windowWidth=\"16095\" windowHeight=\"9660\"/>"
                              "</bookViews><sheets>" +
                              list + "</sheets><definedNames>" + defined + "</definedNames></workbook>");
}

void XlsxTables::begin_sheet() {
  const Sheet& sheet = sheets_[next_sheet_];
  std::string range = "A1:" + letters(sheet.columns->size() - 1) + std::to_string(sheet.rows);
  zip_.begin("xl/" + sheet_file(next_sheet_));
  xml_.assign(declaration).append("<worksheet xmlns=\"").append(main_space);
  xml_.append("\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><dimension ref=\"").append(range).append("\"/><sheetViews><sheetView ");
  if (next_sheet_ == 0) xml_ += "tabSelected=\"1\" ";
  xml_ +=
      "workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"
      "<selection pane=\"bottomLeft\"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>";
  heads_.clear();
  for (const XlsxTable::Column& column : *sheet.columns) {
    heads_.push_back({"<c r=\"" + letters(heads_.size()), style_of(column.look)});
    std::string number = std::to_string(heads_.size());
    xml_.append("<col min=\"").append(number).append("\" max=\"").append(number).append("\" width=\"");
    append_number(xml_, stored_width(column.width));
    xml_ += "\" customWidth=\"1\"/>";
  }
  xml_ += "</cols><sheetData>";
  row_ = 0;
  rows_ = sheet.rows;
  ++next_sheet_;
  row();
  for (const XlsxTable::Column& column : *sheet.columns) put_text(column.header, header_style);
}

void XlsxTables::end_sheet() {
  const Sheet& sheet = sheets_[next_sheet_ - 1];
  assert(row_ == rows_);
  xml_ += "</row></sheetData>";
  if (rows_ > 1) xml_ += "<autoFilter ref=\"A1:" + letters(sheet.columns->size() - 1) + std::to_string(rows_) + "\"/>";
  xml_ +=
      "<pageMargins left=\"0.7\" right=\"0.7\" top=\"0.75\" bottom=\"0.75\" header=\"0.3\" footer=\"0.3\"/>"
      "<pageSetup paperSize=\"9\" fitToHeight=\"0\" orientation=\"landscape\"/>"
      "<headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter></worksheet>";
  zip_.write(xml_);
  xml_.clear();
}

void XlsxTables::row() {
  while (row_ == rows_) {
    end_sheet();
    assert(next_sheet_ < sheets_.size());
    begin_sheet();
  }
  if (row_ > 0) xml_ += "</row>";
  if (xml_.size() >= piece) {
    zip_.write(xml_);
    xml_.clear();
  }
  ++row_;
  column_ = 0;
  row_number_.clear();
  append_number(row_number_, row_);
  ((xml_ += "<row r=\"") += row_number_) += "\">";
}

void XlsxTables::begin_cell(unsigned style) {
  assert(column_ < heads_.size());
  xml_ += heads_[column_++].xml;
  xml_ += row_number_;
  if (style == plain_style) return;  // as cells are that name none
  xml_ += "\" s=\"";
  xml_ += static_cast<char>('0' + style);
}

void XlsxTables::put_text(std::string_view text, unsigned style) {
  assert(!bad_utf8(text));
  std::size_t column = column_;
  begin_cell(style);
  if (auto number = repeated_.number(column, text, [&](std::string& xml) { append_element(xml, "si", text); })) {
    xml_ += "\" t=\"s\"><v>";
    append_number(xml_, *number);
    xml_ += "</v></c>";
    return;
  }
  std::string cut;
  if (!fits_cell(text)) text = cut = cut_for_cell(text);
  xml_ += "\" t=\"inlineStr\">";
  append_element(xml_, "is", text);
  xml_ += "</c>";
}

void XlsxTables::text(std::string_view text) { put_text(text, heads_[column_].style); }

void XlsxTables::date(Date date) {
  begin_cell(date_style);
  xml_ += "\"><v>";
  append_number(xml_, serial(date));
  xml_ += "</v></c>";
}

void XlsxTables::integer(std::int64_t value) {
  assert(std::abs(value) < 1'000'000'000'000'000);
  begin_cell(integer_style);
  xml_ += "\"><v>";
  append_number(xml_, value);
  xml_ += "</v></c>";
}

void XlsxTables::finish() {
  for (; next_sheet_ < sheets_.size(); begin_sheet()) end_sheet();  // tables without rows
  end_sheet();
  part("xl/sharedStrings.xml", "<sst xmlns=\"" + std::string(main_space) + "\" uniqueCount=\"" + std::to_string(repeated_.size()) + "\">" +
                                   repeated_.xml() + "</sst>");
  zip_.finish();
}

}  // namespace gongshi
