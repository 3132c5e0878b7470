// results.csv: for Excel and WPS, hence the byte-order mark and cells that cannot be taken for formulas (formats/text/csv.hpp).
#include "formats/text/csv.hpp"
#include "outputs/data/published.hpp"
#include "outputs/data/rows.hpp"

namespace gongshi {
namespace {

void spell(TableCell& cell) {
  if (cell.kind == TableCell::Kind::date) cell.text = cell.date.iso();
  if (cell.kind == TableCell::Kind::number) cell.text = std::to_string(cell.number);
  if (cell.kind == TableCell::Kind::none) cell.text.clear();
}

}  // namespace

void write_results_csv(const RowSet& set, Sink& out) {
  std::span<const RecordColumn> columns = table_columns();
  Pieces pieces(out);
  pieces.buffer += csv_byte_order_mark;
  std::vector<std::string_view> row;
  for (const RecordColumn& column : columns) row.push_back(column.header);
  append_csv_row(pieces.buffer, row);
  std::vector<TableCell> cells(columns.size());
  for (std::uint32_t result : set.rows()) {
    for (std::size_t c = 0; c < columns.size(); ++c) {
      fill_cell(cells[c], set.site(), result, c);
      spell(cells[c]);
      row[c] = cells[c].text;
    }
    append_csv_row(pieces.buffer, row);
    pieces.pass();
  }
  pieces.flush();
}

}  // namespace gongshi
