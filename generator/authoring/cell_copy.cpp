#include "authoring/cell_copy.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "authoring/remarks.hpp"
#include "base/text.hpp"
#include "ingest/table_values.hpp"

namespace gongshi {
namespace {

bool looks_like_code(std::string_view text) {
  constexpr std::size_t shortest = 12;
  return text.size() >= shortest && std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); });
}

std::optional<double> number_in(const SheetCell& cell) {
  double value = 0;
  auto [end, error] = std::from_chars(cell.text.data(), cell.text.data() + cell.text.size(), value);
  bool padded = cell.text.size() > 1 && cell.text.front() == '0' && cell.text[1] != '.';  // 0012, which a number does not keep
  bool number =
      cell.kind == CellKind::number && !cell.percent && !padded && error == std::errc() && end == cell.text.data() + cell.text.size();
  return number && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

}  // namespace

CellCopy::CellCopy(Sheet& sheet, const SheetReport* report, const CellMarks* remarks, std::size_t& comments)
    : sheet_(sheet), report_(report), remarks_(remarks), comments_(comments) {}

bool CellCopy::code(std::uint32_t column) const {
  return report_ != nullptr && std::ranges::any_of(report_->columns, [&](const TakenColumn& taken) {
           return taken.column == column && taken.use.field != nullptr && taken.use.field->name == "object_code";
         });
}

void CellCopy::row(std::uint32_t at, const SheetRow& row) {
  static const CellMarks none;
  const CellMarks& remarks = remarks_ == nullptr ? none : *remarks_;
  auto remark = remarks.lower_bound({row.row, 0});
  auto end = remarks.lower_bound({row.row + 1, 0});
  for (const SheetCell& cell : row.cells) {
    for (; remark != end && remark->first.column < cell.column; ++remark) this->remark(at, remark->first.column, remark->second, true);
    bool marked = remark != end && remark->first.column == cell.column;
    if (cell.column < copied_columns) put(at, cell, marked);
    if (marked) this->remark(at, cell.column, remark++->second, false);
  }
  for (; remark != end; ++remark) this->remark(at, remark->first.column, remark->second, true);
}

void CellCopy::put(std::uint32_t at, const SheetCell& cell, bool marked) {
  constexpr std::string_view failed = "#N/A";
  constexpr double exact = 1e15;
  CellStyle style{.border = false, .marked = marked, .code = code(cell.column)};
  auto column = static_cast<std::uint16_t>(cell.column);
  if (cell.kind == CellKind::date) return sheet_.date(at, column, cell.date, {.border = false, .marked = marked});
  if (auto value = number_in(cell)) {
    bool whole = std::floor(*value) == *value && std::abs(*value) < exact;  // shown with all of its digits
    return whole ? sheet_.integer(at, column, static_cast<std::int64_t>(*value), style) : sheet_.number(at, column, *value, style);
  }
  if (cell.kind == CellKind::uncalculated) return sheet_.text(at, column, failed, style);
  style.code = style.code || looks_like_code(cell.text);
  sheet_.text(at, column, printable(cell.percent ? shown_text(cell) : std::string(cell.text)), style);
}

void CellCopy::remark(std::uint32_t at, std::uint32_t column, const std::string& words, bool blank) {
  if (column >= copied_columns) return;
  auto narrow = static_cast<std::uint16_t>(column);
  if (blank) sheet_.blank(at, narrow, {.border = false, .marked = true, .code = code(column)});
  if (comments_ == 0) return;
  --comments_;
  sheet_.comment(at, narrow, words);
}

}  // namespace gongshi
