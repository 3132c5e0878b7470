#include "base/text.hpp"
#include "formats/table/sheet_file.hpp"
#include "formats/text/csv.hpp"

namespace gongshi {
namespace {

/// What platforms write so that Excel keeps a code: `="0123"`.
std::string_view without_formula_quotes(std::string_view cell) {
  std::string_view bare = trimmed(cell);
  bool quoted = bare.size() >= 3 && bare.starts_with("=\"") && bare.ends_with('"');
  return quoted && bare.find('"', 2) == bare.size() - 1 ? bare.substr(2, bare.size() - 3) : cell;
}

SheetFault as_sheet_fault(const CsvFault& fault) {
  bool open = fault.what == CsvFault::What::unclosed_quote;
  SheetFault out;
  out.what = open ? SheetFault::What::unclosed_quote : SheetFault::What::text_after_quote;
  out.row = fault.row;
  out.column = fault.cell;
  return out;
}

}  // namespace

std::optional<SheetFault> read_csv_sheet(std::string_view text, SheetSink& sink, char& separator) {
  CsvReader reader(text);
  separator = reader.separator();
  SheetHead head;
  if (!sink.sheet(head)) return std::nullopt;
  CsvRow cells;
  SheetRow row;
  std::size_t faults = 0;
  while (reader.next(cells)) {
    row.row = cells.row;
    row.cells.clear();
    row.faults.clear();
    for (std::size_t c = 0; c < cells.cells.size(); ++c) {
      std::string_view cell = plain_cell(cells.cells[c]);
      if (cell.size() == cells.cells[c].size()) cell = without_formula_quotes(cell);  // with a `'` before it, it is a text
      if (trimmed(cell).empty()) continue;
      if (cell.size() > SheetLimits::cell_bytes)
        return SheetFault{SheetFault::What::limit,          "有一格内容过长", "a cell in it is too long", "", row.row,
                          static_cast<std::uint32_t>(c + 1)};
      if (c >= SheetLimits::columns)
        return SheetFault{SheetFault::What::limit, "超过 16384 列", "it has more than 16,384 columns", "", row.row, 0};
      row.cells.push_back({.column = static_cast<std::uint32_t>(c), .text = cell});
    }
    for (; faults < reader.faults().size(); ++faults) row.faults.push_back(as_sheet_fault(reader.faults()[faults]));
    if (!row.cells.empty() || !row.faults.empty()) sink.row(row);
  }
  sink.end_sheet();
  return std::nullopt;
}

}  // namespace gongshi
