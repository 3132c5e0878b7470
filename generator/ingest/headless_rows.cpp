#include "ingest/headless_rows.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "ingest/table_dates.hpp"
#include "ingest/table_values.hpp"

namespace gongshi {

void HeadlessRows::look(const SheetRow& row) {
  constexpr std::size_t looked_at = 5;       // rows
  constexpr std::size_t longest = 40;        // bytes of a day or a code
  constexpr std::size_t shortest_code = 12;  // others are told by no program
  if (++rows_ > looked_at) return;
  for (const SheetCell& cell : row.cells) {
    if (cell.text.size() > longest) continue;
    bool day = cell.kind == CellKind::date || (cell.kind == CellKind::text && table_date(trimmed(cell.text)));
    auto code = plain_code(cell);
    if (day) values_.insert({cell.column, Value::day});
    if (!day && code && code->size() >= shortest_code && valid_id(*code)) values_.insert({cell.column, Value::code});
  }
  widest_ = std::max(widest_, row.cells.size());
}

bool HeadlessRows::stand_in(const SheetReport& table) const {
  return std::ranges::any_of(table.columns, [&](const TakenColumn& taken) {
    bool day = taken.use.field != nullptr && taken.use.field->kind == Kind::date;
    if (!day && !taken.use.is("object_code")) return false;
    return values_.contains({taken.column, day ? Value::day : Value::code});
  });
}

bool HeadlessRows::go_on(std::span<const SheetReport> before) const {
  constexpr std::size_t wide = 3;  // columns
  return std::ranges::any_of(before, [&](const SheetReport& sheet) {
    if (!sheet.table || sheet.foreign) return false;
    return (sheet.records + sheet.refused == 0 && widest_ >= wide) || stand_in(sheet);
  });
}

}  // namespace gongshi
