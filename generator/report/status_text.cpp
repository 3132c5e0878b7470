#include <algorithm>
#include <limits>

#include "formats/text/display_width.hpp"
#include "report/status_out.hpp"
#include "report/status_report.hpp"

namespace gongshi {
namespace {

constexpr std::size_t most_rows = 50;

std::size_t width_of(std::string_view text) { return static_cast<std::size_t>(display_width(text)); }

/// `text` with blanks up to `width` columns; before it where `right`.
std::string padded(std::string_view text, std::size_t width, bool right = false) {
  std::size_t own = width_of(text);
  std::string blanks(width > own ? width - own : 0, ' ');
  return right ? blanks + std::string(text) : std::string(text) + blanks;
}

std::string line_of(const std::vector<std::string>& cells, const std::vector<ReportColumn>& columns,
                    const std::vector<std::size_t>& widths) {
  std::string out = " ";
  for (std::size_t c = 0; c < columns.size(); ++c) {
    bool last = c + 1 == columns.size() && !columns[c].number;
    out += " " + (last ? cells[c] : padded(cells[c], widths[c], columns[c].number)) + (last ? "" : " ");
  }
  out.erase(out.find_last_not_of(' ') + 1);
  return out + "\n";
}

void append_table(std::string& out, const ReportTable& table, Language language) {
  std::vector<std::string> heads;
  std::vector<std::size_t> widths;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    heads.emplace_back(table.columns[c].head);
    std::size_t width = width_of(heads.back());
    for (const auto& row : table.rows) width = std::max(width, width_of(row[c]));
    widths.push_back(width);
  }
  std::size_t count = table.rows.size() + table.left_out;
  bool chinese = language == Language::chinese;
  out += "\n" + table.heading + (chinese ? "（" : " (") + std::to_string(count) + (chinese ? "）" : ")") + "\n";
  if (!table.note.empty()) out += "  " + table.note + "\n";
  out += line_of(heads, table.columns, widths);
  for (const auto& row : table.rows) out += line_of(row, table.columns, widths);
  if (table.left_out != 0)
    out += chinese ? "  另有 " + std::to_string(table.left_out) + " 行，见 gongshi status --format json\n"
                   : "  and " + std::to_string(table.left_out) + " more: gongshi status --format json\n";
}

}  // namespace

std::string status_text(const Status& status, const Site& site, Language language, bool records) {
  StatusReport report = status_report(status, site, language, records ? std::numeric_limits<std::size_t>::max() : most_rows);
  std::string out = report.title + "\n";
  for (const std::string& line : report.lines) out += line + "\n";
  out += "\n";
  std::size_t width = 0;
  std::size_t digits = 0;
  for (const ReportCount& count : report.counts) {
    width = std::max(width, width_of(count.name));
    digits = std::max(digits, std::to_string(count.count).size());
  }
  for (const ReportCount& count : report.counts)
    out += "  " + padded(count.name, width) + "  " + padded(std::to_string(count.count), digits, true) + "\n";
  for (const ReportTable& table : report.tables) append_table(out, table, language);
  return out;
}

}  // namespace gongshi
