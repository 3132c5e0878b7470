// results.xlsx, and what the workbooks of the site say about themselves (workbook.hpp).
#include <algorithm>

#include "formats/text/display_width.hpp"
#include "formats/workbook/xlsx_table.hpp"
#include "formats/workbook/xlsx_writer.hpp"
#include "outputs/data/published.hpp"
#include "outputs/data/rows.hpp"
#include "outputs/data/workbook.hpp"

namespace gongshi {
namespace {

XlsxTable::Column column_of(const RecordColumn& column) {
  double width = std::max(column.width, display_width(column.header) + 2);
  TextLook look = column.code ? TextLook::code : column.wrapped ? TextLook::wrapped : TextLook::plain;
  return {std::string(column.header), width, look};
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

}  // namespace

WorkbookInfo workbook_info(const Assessment& site, std::string title, Date newest_fact) {
  std::string publisher(site.site->organisation.name);
  return {std::move(title), publisher, publisher, newest_fact};
}

void write_results_workbook(const RowSet& set, Sink& out) {
  const Assessment& site = set.site();
  XlsxTable table{"检查结果", {}, set.rows().size()};
  for (const RecordColumn& column : table_columns()) table.columns.push_back(column_of(column));
  std::size_t columns = table.columns.size();
  XlsxTables book(out, workbook_info(site, std::string(site.site->site.name) + "：检查结果", set.newest_fact()), {std::move(table)});
  TableCell cell;
  for (std::uint32_t result : set.rows()) {
    book.row();
    for (std::size_t c = 0; c < columns; ++c) {
      fill_cell(cell, site, result, c);
      write_cell(book, cell);
    }
  }
  book.finish();
}

}  // namespace gongshi
