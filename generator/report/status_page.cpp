#include "formats/text/html.hpp"
#include "report/status_out.hpp"
#include "report/status_report.hpp"

namespace gongshi {
namespace {

constexpr std::size_t most_rows = 500;

void append_cell(std::string& out, std::string_view tag, const ReportColumn& column, std::string_view text, bool labelled) {
  out += "<" + std::string(tag);
  if (tag == "th") out += labelled ? " scope=\"row\"" : " scope=\"col\"";
  if (column.number) out += " class=\"n\"";
  if (tag == "td") {
    out += " data-l=\"";
    escape_html(out, column.head);
    out += '"';
  }
  out += '>';
  escape_html(out, text);
  out += "</" + std::string(tag) + ">";
}

void append_table(std::string& out, const ReportTable& table) {
  out += "<section><h2>";
  escape_html(out, table.heading);
  out += "</h2>\n<table class=\"cards\"><caption>";
  escape_html(out, "共" + std::to_string(table.rows.size() + table.left_out) + "条" + (table.note.empty() ? "" : "。") + table.note);
  out += "</caption><thead><tr>";
  for (const ReportColumn& column : table.columns) append_cell(out, "th", column, column.head, false);
  out += "</tr></thead><tbody>\n";
  for (const auto& row : table.rows) {
    out += "<tr>";
    for (std::size_t c = 0; c < row.size(); ++c) append_cell(out, c == 0 ? "th" : "td", table.columns[c], row[c], true);
    out += "</tr>\n";
  }
  out += "</tbody></table>\n";
  if (table.left_out != 0) out += "<p>另有" + std::to_string(table.left_out) + "条，见 <code>gongshi status --format json</code></p>\n";
  out += "</section>\n";
}

}  // namespace

std::string status_page(const Status& status, const Site& site) {
  StatusReport report = status_report(status, site, Language::chinese, most_rows);
  std::string out =
      "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, "
      "initial-scale=1\"><meta name=\"robots\" content=\"noindex\"><title>";
  escape_html(out, report.title);
  out +=
      "</title><link rel=\"icon\" href=\"/static/icon.svg\"><link rel=\"stylesheet\" href=\"/static/site.css\"></head>\n<body><div "
      "class=\"page\"><header class=\"band\"><a class=\"name\" href=\"/index.html\"><span>内部使用，不在公示网站上</span>";
  escape_html(out, site.organisation.name);
  out += "</a></header>\n<main id=\"main\">\n<h1>公示办理情况</h1>\n";
  for (const std::string& line : report.lines) {
    out += "<p>";
    escape_html(out, line);
    out += "</p>\n";
  }
  out += "<dl class=\"facts tally\">\n";
  for (const ReportCount& count : report.counts) {
    out += "<div><dt class=\"st";
    if (!count.tone.empty() && count.count != 0) out += " " + std::string(count.tone);
    out += "\">";
    escape_html(out, count.name);
    out += "</dt><dd>" + std::to_string(count.count) + "条</dd></div>\n";
  }
  out += "</dl>\n";
  for (const ReportTable& table : report.tables) append_table(out, table);
  return out + "</main>\n<footer><p><a href=\"/index.html\">回到网站预览</a></p></footer>\n</div></body></html>\n";
}

}  // namespace gongshi
