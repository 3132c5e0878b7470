#include "sheets.hpp"

#include <algorithm>
#include <optional>
#include <tuple>

#include "base/text.hpp"
#include "require.hpp"

namespace gongshi::fuzz {
namespace {

void check_areas(const std::vector<SheetArea>& areas) {
  std::pair<std::uint32_t, std::uint32_t> before{0, 0};
  for (const SheetArea& area : areas) {
    std::pair at{area.row, area.column};
    require(area.row >= 1 && at >= before && area.last_row >= area.row && area.last_column >= area.column);
    require(area.last_column < SheetLimits::columns && area.row <= SheetLimits::rows);
    before = at;
  }
}

void check_cell(const SheetCell& cell) {
  require(cell.column < SheetLimits::columns && !bad_utf8(cell.text));
  if (cell.kind == CellKind::uncalculated)
    require(cell.text.empty());
  else
    require(!trimmed(cell.text).empty());
  if (cell.kind == CellKind::boolean) require(cell.text == "TRUE" || cell.text == "FALSE");
  if (cell.kind == CellKind::date) require(cell.date >= Date(1, 1, 1));
  require(!cell.percent || cell.kind == CellKind::number);
}

/// Those of a web page follow from spans that the writer does not write.
std::vector<SheetArea> areas_of(const KeptSheet& sheet, SheetFormat format) {
  std::vector<SheetArea> areas = format == SheetFormat::html ? std::vector<SheetArea>{} : sheet.areas;
  std::ranges::sort(areas, {}, [](const SheetArea& a) { return std::tuple(a.row, a.column, a.last_row, a.last_column); });
  return areas;
}

/// Of `表格12`: tables of a web page have their numbers from the top of the page, and come level by level.
std::optional<std::size_t> page_number(std::string_view name) {
  constexpr std::string_view before = "表格";
  if (!name.starts_with(before) || name.size() == before.size()) return std::nullopt;
  std::size_t out = 0;
  for (char c : name.substr(before.size())) {
    if (c < '0' || c > '9' || out > SheetLimits::sheets) return std::nullopt;
    out = out * 10 + static_cast<std::size_t>(c - '0');
  }
  return out;
}

bool same(const SheetArea& a, const SheetArea& b) {
  return a.row == b.row && a.column == b.column && a.last_row == b.last_row && a.last_column == b.last_column;
}

}  // namespace

bool Checking::sheet(const SheetHead& head) {
  require(!open_ && !bad_utf8(head.name));
  check_areas(head.areas);
  sheets.push_back({head.name, head.hidden, head.areas, {}});
  std::size_t number = page_number(head.name).value_or(sheets.size());
  return open_ = (number % 5 != 0);
}

void Checking::row(const SheetRow& row) {
  require(open_ && (!row.cells.empty() || !row.faults.empty()));
  std::vector<KeptRow>& rows = sheets.back().rows;
  require(row.row > (rows.empty() ? 0 : rows.back().row));
  KeptRow& kept = rows.emplace_back(KeptRow{row.row, row.hidden, {}});
  for (const SheetCell& cell : row.cells) {
    check_cell(cell);
    require(kept.cells.empty() || cell.column > kept.cells.back().column);
    kept.cells.push_back({cell.column, cell.kind, cell.percent, cell.date, std::string(cell.text)});
  }
}

void Checking::end_sheet() {
  require(open_);
  open_ = false;
}

void check_round_trip(std::string_view bytes, SheetFormat format, const Reader& reader) {
  Checking first;
  if (reader(bytes, first)) return;
  require(!first.open());
  if (format == SheetFormat::html)
    std::ranges::stable_sort(first.sheets, {}, [](const KeptSheet& sheet) { return page_number(sheet.name).value_or(0); });
  std::string file = written(first.sheets, format);
  Checking second;
  require(!reader(file, second) && second.sheets.size() == first.sheets.size());
  for (std::size_t i = 0; i < first.sheets.size(); ++i) {
    const KeptSheet &a = first.sheets[i], &b = second.sheets[i];
    require(a.name == b.name && a.hidden == b.hidden && a.rows == b.rows);
    require(std::ranges::equal(areas_of(a, format), areas_of(b, format), same));
  }
}

}  // namespace gongshi::fuzz
