// results.xlsx, and the tables of results in other workbooks (workbook.hpp).
#include <algorithm>
#include <vector>

#include "outputs/data/published.hpp"
#include "outputs/data/rows.hpp"
#include "outputs/data/workbook.hpp"

namespace gongshi {
namespace {

constexpr std::size_t rows_of_a_sheet = 1'048'576 - 1;  // Excel's own limit, less the header

// Cells without borders: empty ones, which are not written, look like the others.
constexpr CellStyle plain{.border = false};
constexpr CellStyle digits{.border = false, .code = true};
constexpr CellStyle flowing{.border = false, .wrap = true};

}  // namespace

WorkbookInfo workbook_info(const Assessment& site, std::string title, Date newest_fact) {
  std::string publisher(site.site->organisation.name);
  return {std::move(title), publisher, publisher, newest_fact};
}

void write_result_table(Sheet& sheet, std::uint32_t head, const Assessment& site, std::span<const std::uint32_t> results) {
  std::span<const TableColumn> columns = table_columns();
  std::vector<double> widths;
  std::vector<std::string_view> headers;
  for (const TableColumn& column : columns) {
    widths.push_back(std::max(column.width, display_width(column.header) + 2));
    headers.push_back(column.header);
  }
  sheet.widths(widths);
  sheet.header(head, headers);
  TableCell cell;
  for (std::size_t i = 0; i < results.size(); ++i) {
    auto row = static_cast<std::uint32_t>(head + 1 + i);
    for (std::size_t c = 0; c < columns.size(); ++c) {
      fill_cell(cell, site, results[i], c);
      auto column = static_cast<std::uint16_t>(c);
      switch (cell.kind) {
        case TableCell::Kind::none: break;
        case TableCell::Kind::text:
          sheet.text(row, column, cell.text, columns[c].code ? digits : columns[c].wrapped ? flowing : plain);
          break;
        case TableCell::Kind::date: sheet.date(row, column, cell.date, plain); break;
        case TableCell::Kind::number: sheet.integer(row, column, cell.number, plain); break;
      }
    }
  }
}

void write_results_workbook(const RowSet& set, Sink& out) {
  const Assessment& site = set.site();
  Workbook book(workbook_info(site, std::string(site.site->site.name) + "：检查结果", set.newest_fact()), {}, true);
  std::span<const std::uint32_t> rows = set.rows();
  do {
    Sheet& sheet = book.add_sheet("检查结果");
    auto part = rows.first(std::min(rows.size(), rows_of_a_sheet));
    write_result_table(sheet, 0, site, part);
    rows = rows.subspan(part.size());
  } while (!rows.empty());
  book.write_to(out);
}

}  // namespace gongshi
