// results.xlsx, and the tables of results in other workbooks (workbook.hpp).
#include <algorithm>
#include <vector>

#include "formats/xlsx_table.hpp"
#include "outputs/data/published.hpp"
#include "outputs/data/rows.hpp"
#include "outputs/data/workbook.hpp"

namespace gongshi {
namespace {

// Cells without borders: empty ones, which are not written, look like the others.
constexpr CellStyle plain{.border = false};
constexpr CellStyle digits{.border = false, .code = true};
constexpr CellStyle flowing{.border = false, .wrap = true};

bool for_programs(std::string_view name) { return name == "salt" || name == "url" || name == "state" || name == "withdrawn_on"; }

std::vector<std::size_t> chosen_columns(const Assessment& site, std::span<const std::uint32_t> results, Columns which) {
  std::span<const TableColumn> columns = table_columns();
  TableCell cell;
  std::vector<std::size_t> out;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    auto filled = [&](std::uint32_t result) {
      fill_cell(cell, site, result, c);
      return cell.kind != TableCell::Kind::none;
    };
    if (which == Columns::all || (!for_programs(columns[c].name) && std::ranges::any_of(results, filled))) out.push_back(c);
  }
  return out;
}

void write_cell(Sheet& sheet, std::uint32_t row, std::uint16_t at, const TableCell& cell, const TableColumn& column) {
  switch (cell.kind) {
    case TableCell::Kind::none:
      break;
    case TableCell::Kind::text:
      sheet.text(row, at, cell.text, column.code ? digits : column.wrapped ? flowing : plain);
      break;
    case TableCell::Kind::date:
      sheet.date(row, at, cell.date, plain);
      break;
    case TableCell::Kind::number:
      sheet.integer(row, at, cell.number, plain);
      break;
  }
}

void write_cell(XlsxTables& book, const TableCell& cell) {
  switch (cell.kind) {
    case TableCell::Kind::none:
      return book.blank();
    case TableCell::Kind::text:
      return book.text(cell.text);
    case TableCell::Kind::date:
      return book.date(cell.date);
    case TableCell::Kind::number:
      return book.integer(cell.number);
  }
}

double width_of(const TableColumn& column) { return std::max(column.width, display_width(column.header) + 2); }

}  // namespace

WorkbookInfo workbook_info(const Assessment& site, std::string title, Date newest_fact) {
  std::string publisher(site.site->organisation.name);
  return {std::move(title), publisher, publisher, newest_fact};
}

void write_result_table(Sheet& sheet, std::uint32_t head, const Assessment& site, std::span<const std::uint32_t> results, Columns which) {
  std::span<const TableColumn> columns = table_columns();
  std::vector<std::size_t> chosen = chosen_columns(site, results, which);
  std::vector<double> widths;
  std::vector<std::string_view> headers;
  for (std::size_t c : chosen) {
    widths.push_back(width_of(columns[c]));
    headers.push_back(columns[c].header);
  }
  sheet.widths(widths);
  sheet.header(head, headers);
  TableCell cell;
  for (std::size_t i = 0; i < results.size(); ++i)
    for (std::size_t at = 0; at < chosen.size(); ++at) {
      fill_cell(cell, site, results[i], chosen[at]);
      write_cell(sheet, static_cast<std::uint32_t>(head + 1 + i), static_cast<std::uint16_t>(at), cell, columns[chosen[at]]);
    }
}

void write_results_workbook(const RowSet& set, Sink& out) {
  const Assessment& site = set.site();
  std::span<const TableColumn> columns = table_columns();
  XlsxTable table{"检查结果", {}, set.rows().size()};
  for (const TableColumn& c : columns)
    table.columns.push_back({std::string(c.header), width_of(c),
                             c.code      ? TextLook::code
                             : c.wrapped ? TextLook::wrapped
                                         : TextLook::plain});
  XlsxTables book(out, workbook_info(site, std::string(site.site->site.name) + "：检查结果", set.newest_fact()), {std::move(table)});
  TableCell cell;
  for (std::uint32_t result : set.rows()) {
    book.row();
    for (std::size_t c = 0; c < columns.size(); ++c) {
      fill_cell(cell, site, result, c);
      write_cell(book, cell);
    }
  }
  book.finish();
}

}  // namespace gongshi
