#include "formats/table/cell_build.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"

namespace gongshi {

std::string_view utf8_prefix(std::string_view text, std::size_t bytes) {
  std::size_t end = std::min(text.size(), bytes);
  while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) --end;
  return text.substr(0, end);
}

void RowBuild::begin(std::uint32_t number, bool hidden) {
  row.row = number;
  row.hidden = hidden;
  row.hidden_part = false;
  row.cells.clear();
  row.faults.clear();
  texts_.clear();
  spans_.clear();
}

bool RowBuild::add(std::uint32_t column, CellKind kind, std::string_view text) {
  if (kind != CellKind::uncalculated && trimmed(text).empty()) return false;
  if (texts_.size() > SheetLimits::row_bytes) return false;  // `finish` says so
  row.cells.push_back({column, kind});
  spans_.emplace_back(texts_.size(), text.size());
  texts_ += text;
  return true;
}

void RowBuild::date(std::uint32_t column, Date day, const NumberLook& look, std::string_view text) {
  if (look.no_day) {
    add(column, CellKind::text, (look.no_year ? "" : std::to_string(day.year()) + "年") + std::to_string(day.month()) + "月");
    return;
  }
  if (!add(column, CellKind::date, text)) return;
  row.cells.back().date = day;
  row.cells.back().year_unseen = look.no_year;
}

void RowBuild::time(std::uint32_t column, double days, bool elapsed) {
  if (!elapsed) days -= std::floor(days);
  constexpr int minutes_of_day = 1440;
  constexpr int minutes_of_hour = 60;
  auto minutes = static_cast<std::int64_t>(std::llround(days * minutes_of_day));
  std::string behind = std::to_string(minutes % minutes_of_hour);
  add(column, CellKind::text, std::to_string(minutes / minutes_of_hour) + (behind.size() < 2 ? ":0" : ":") + behind);
}

void RowBuild::boolean(std::uint32_t column, std::string_view value) {
  bool yes = value == "1" || value == "true";
  bool no = value == "0" || value == "false";
  if (yes || no)
    add(column, CellKind::boolean, yes ? "TRUE" : "FALSE");
  else
    add(column, CellKind::text, value);
}

void RowBuild::number(std::uint32_t column, const NumberLook& look, std::string_view text) {
  std::string padded;
  if (text.size() < look.digits && text.find_first_not_of("0123456789") == std::string_view::npos) {
    padded = std::string(look.digits - text.size(), '0').append(text);
    text = padded;
  }
  if (!add(column, CellKind::number, text)) return;
  SheetCell& cell = row.cells.back();
  cell.percent = look.kind == NumberLook::Kind::percent;
  cell.decimals = look.decimals;
  cell.more_decimals = look.more_decimals;
  cell.denominator = look.denominator;
  cell.fixed_denominator = look.fixed;
  if (look.positive && (text.starts_with('-') || text.find_first_of("123456789") == std::string_view::npos)) return;
  cell.grouped = look.grouped;
  cell.prefix = look.prefix;
  cell.suffix = look.suffix;
}

bool RowBuild::finish() {
  std::string_view texts = texts_;
  for (std::size_t i = 0; i < row.cells.size(); ++i) row.cells[i].text = texts.substr(spans_[i].first, spans_[i].second);
  if (!std::ranges::is_sorted(row.cells, {}, &SheetCell::column)) std::ranges::stable_sort(row.cells, {}, &SheetCell::column);
  return texts_.size() <= SheetLimits::row_bytes && std::ranges::adjacent_find(row.cells, {}, &SheetCell::column) == row.cells.end();
}

}  // namespace gongshi
