// Any text as the content of a table, in a file as other programs write it: no cell says where it stands.
#include <algorithm>

#include "base/text.hpp"
#include "require.hpp"
#include "sheets.hpp"

namespace gongshi::fuzz {
namespace {

/// What each format calls its parts.
struct Words {
  std::string_view before, row, cell, merged, text, after_text, after_row, after;
};
constexpr Words html{"<table>", "<tr>", "<td", " colspan=2 rowspan=2", ">", "</td>", "</tr>", "</table>"};
constexpr Words spreadsheetml{R"(<Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table>)",
                              "<Row>",
                              "<Cell",
                              R"( ss:MergeAcross="1" ss:MergeDown="1")",
                              R"(><Data ss:Type="String">)",
                              "</Data></Cell>",
                              "</Row>",
                              "</Table></Worksheet></Workbook>"};
constexpr Words xlsx{"<worksheet><sheetData>",    "<row>",         "<c",     "",
                     R"( t="inlineStr"><is><t>)", "</t></is></c>", "</row>", "</sheetData></worksheet>"};

/// What every format can hold: no blanks that a page folds, no controls, nothing that a workbook takes for an escape.
bool plain(std::string_view cell) {
  bool visible = std::ranges::none_of(cell, [](char c) { return static_cast<unsigned char>(c) <= ' '; });
  bool noncharacter = cell.find("\xef\xbf\xbe") != std::string_view::npos || cell.find("\xef\xbf\xbf") != std::string_view::npos;
  return visible && !noncharacter && cell.find("_x") == std::string_view::npos && (cell.empty() || !trimmed(cell).empty());
}

/// `&` and the like by name or by number, in turn: parsers give a text in pieces there.
std::string escaped(std::string_view text) {
  std::string out;
  for (char c : text) out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&#62;" : c == '"' ? "&#x22;" : std::string(1, c);
  return out;
}

class Writer {
 public:
  explicit Writer(const Words& words) : file(words.before), words_(words) {}
  std::string file;
  std::vector<KeptRow> rows;

  void line(std::string_view cells) {
    file += words_.row;
    KeptRow row{++number_, false, {}};
    std::uint32_t column = 0;
    for (std::size_t at = 0; at <= cells.size();) {
      std::size_t end = std::min(cells.find('\t', at), cells.size());
      column = cell(cells.substr(at, end - at), column, row);
      at = end + 1;
    }
    file += words_.after_row;
    if (!row.cells.empty()) rows.push_back(std::move(row));
    reached_ = std::move(reaching_);
    reaching_.clear();
  }
  void finish() { file += words_.after; }

 private:
  /// Gives back the column of the next.
  std::uint32_t cell(std::string_view text, std::uint32_t column, KeptRow& row) {
    bool flows = words_.row == html.row;  // round what reaches down from the row above
    while (flows && std::ranges::find(reached_, column) != reached_.end()) ++column;
    bool merged = text.starts_with('#') && !words_.merged.empty();
    file.append(words_.cell).append(merged ? words_.merged : "").append(words_.text).append(escaped(text)).append(words_.after_text);
    if (!text.empty()) row.cells.push_back({column, CellKind::text, false, {}, std::string(text)});
    if (merged) reaching_.insert(reaching_.end(), {column, column + 1});
    return column + (merged ? 2 : 1);
  }

  const Words& words_;
  std::uint32_t number_ = 0;
  std::vector<std::uint32_t> reached_, reaching_;
};

std::string workbook_of(std::string_view sheet) {
  return archive(
      {{"xl/workbook.xml", R"(<workbook><sheets><sheet name="a" id="a"/></sheets></workbook>)"},
       {"xl/_rels/workbook.xml.rels", R"(<Relationships><Relationship Id="a" Type="/worksheet" Target="a.xml"/></Relationships>)"},
       {"xl/a.xml", sheet}});
}

}  // namespace

void check_data(std::string_view text, SheetFormat format, const Reader& reader) {
  Writer writer(format == SheetFormat::html ? html : format == SheetFormat::spreadsheetml ? spreadsheetml : xlsx);
  for (std::size_t at = 0; at <= text.size();) {
    std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    for (std::size_t from = 0; from <= line.size(); from = std::min(line.find('\t', from), line.size()) + 1)
      if (!plain(line.substr(from, line.find('\t', from) - from))) return;
    writer.line(line);
    at = end + 1;
  }
  writer.finish();
  Checking sink;
  require(!reader(format == SheetFormat::xlsx ? workbook_of(writer.file) : writer.file, sink));
  require(sink.sheets.size() == 1 && sink.sheets[0].rows == writer.rows);
}

}  // namespace gongshi::fuzz
