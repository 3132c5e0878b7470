#include <algorithm>
#include <array>

#include "outputs/data/published.hpp"
#include "outputs/reports/sheet_rows.hpp"
#include "outputs/views.hpp"
#include "report/period_sheets.hpp"

namespace gongshi {
namespace {

/// Of the data tables, what says nothing to the regulator: a withdrawn result is not in the sheet, and salts and addresses are for the
/// public that checks the ledger.
constexpr std::array<std::string_view, 4> left_out{"state", "withdrawn_on", "salt", "url"};

/// What fits on a page in letters that can be read; all other columns stand to the right of it and are not printed.
struct Printed {
  std::string_view name;
  double width;
};
constexpr std::array<Printed, printed_columns> printed{{{"id", 11},
                                                        {"object_name", 20},
                                                        {"object_code", 19.5},
                                                        {"items", 17},
                                                        {"department", 12},
                                                        {"inspected_on", 10.5},
                                                        {"result", 13},
                                                        {"findings", 17},
                                                        {"handling", 16},
                                                        {"follow_up", 8.5},
                                                        {"published_on", 10.5}}};

struct DetailColumn {
  std::size_t number;  ///< in `table_columns`
  const RecordColumn* column;
  double width;
};

std::vector<DetailColumn> detail_columns() {
  std::span<const RecordColumn> all = table_columns();
  std::vector<DetailColumn> out;
  for (const Printed& of : printed) {
    auto found = std::ranges::find(all, of.name, &RecordColumn::name);
    out.push_back({static_cast<std::size_t>(found - all.begin()), &*found, of.width});
  }
  for (std::size_t i = 0; i < all.size(); ++i)
    if (std::ranges::find(left_out, all[i].name) == left_out.end() &&
        std::ranges::find(printed, all[i].name, &Printed::name) == printed.end())
      out.push_back({i, &all[i], std::clamp(all[i].width, 11.5, 26.0)});
  return out;
}

void write_cell(Row& row, const TableCell& cell, const RecordColumn& column) {
  switch (cell.kind) {
    case TableCell::Kind::date:
      row.date(cell.date);
      break;
    case TableCell::Kind::number:
      row.number(cell.number);
      break;
    default:
      row.text(cell.kind == TableCell::Kind::none ? std::string_view{} : cell.text, column.code ? wrapped_code_cell : wrapped_cell);
  }
}

/// What holds where a record leaves it out (CONTRACT §2): the regulator filters by these columns.
void fill_default(TableCell& cell, const Assessment& site, const ShownResult& r, std::string_view column) {
  if (column == "object_kind") cell.set(label(ObjectKind::market));
  if (column == "object_type") cell.set(label(ObjectType::enterprise));
  if (column != "completed_on" || r.task == none_index) return;
  std::optional<Date> completed = site.tasks[r.task].task->completed_on;
  if (completed && *completed <= site.as_of) cell.set(completed);
}

Sheet& begin_details(Workbook& book, const Assessment& site, const Period& period, const std::vector<DetailColumn>& columns) {
  std::vector<Head> heads;
  for (const DetailColumn& of : columns) heads.push_back({of.column->header, of.width});
  return begin_sheet(book, site, period, "结果明细", heads, printed_columns);
}

}  // namespace

std::size_t detail_sheets(std::size_t results, std::uint32_t most_rows) {
  std::size_t of_a_sheet = most_rows - first_record_row;
  return std::max<std::size_t>(1, (results + of_a_sheet - 1) / of_a_sheet);
}

void write_details(Workbook& book, const ReportBasis& basis, const PeriodSummary& summary, std::uint32_t most_rows) {
  const Assessment& site = basis.site;
  std::vector<DetailColumn> columns = detail_columns();
  Sheet* sheet = &begin_details(book, site, summary.period, columns);
  if (summary.results.empty()) return say_none(*sheet, first_record_row, printed_columns, "本期没有公示的检查结果。");
  std::uint32_t at = first_record_row;
  TableCell cell;
  for (std::uint32_t result : summary.results) {
    if (at == most_rows) {
      sheet = &begin_details(book, site, summary.period, columns);
      at = first_record_row;
    }
    Row row(*sheet, at++);
    for (const DetailColumn& of : columns) {
      fill_cell(cell, site, result, of.number);
      if (cell.kind == TableCell::Kind::none) fill_default(cell, site, site.results[result], of.column->name);
      write_cell(row, cell, *of.column);
    }
  }
}

}  // namespace gongshi
