// Sheets with a title, a header and one row a record: what all of them have in common.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "formats/workbook/xlsx_writer.hpp"
#include "model/assessment.hpp"

namespace gongshi {

/// A column: its header, and its width in half-width characters.
struct Head {
  std::string_view text;
  double width;
};

/// The first row of records, below title and header.
inline constexpr std::uint32_t first_record_row = 2;

/// A row of cells that are written from the left to the right; what is absent stays an empty cell with a border.
class Row {
 public:
  Row(Sheet& sheet, std::uint32_t row) : sheet_(sheet), row_(row) {}
  Row& text(std::string_view text, CellStyle style = wrapped_cell) {
    text.empty() ? sheet_.blank(row_, column_++, style) : sheet_.text(row_, column_++, text, style);
    return *this;
  }
  Row& date(std::optional<Date> date) {
    date ? sheet_.date(row_, column_++, *date, {.centred = true}) : sheet_.blank(row_, column_++);
    return *this;
  }
  /// The last day in time, with an asterisk where it is provisional.
  Row& due(const Due* due) {
    if (due == nullptr) return date(std::nullopt);
    sheet_.date(row_, column_++, due->due_on, {.centred = true, .provisional = due->provisional});
    return *this;
  }
  Row& due(const std::optional<Due>& due) { return this->due(due ? &*due : nullptr); }
  Row& number(std::optional<std::int64_t> number, CellStyle style = table_cell) {
    number ? sheet_.integer(row_, column_++, *number, style) : sheet_.blank(row_, column_++, style);
    return *this;
  }
  /// As a percentage, cut to what is shown; blank where there is none.
  Row& share(std::optional<double> share, CellStyle style = table_cell) {
    share ? sheet_.percent(row_, column_++, cut_share(*share), style) : sheet_.blank(row_, column_++, style);
    return *this;
  }
  /// Blank where there is nothing to divide by.
  Row& share(std::int64_t part, std::int64_t of, CellStyle style = table_cell) {
    return share(of > 0 ? std::optional(static_cast<double>(part) / static_cast<double>(of)) : std::nullopt, style);
  }

 private:
  Sheet& sheet_;
  std::uint32_t row_;
  std::uint16_t column_ = 0;
};

/// A new sheet with its title in the first row, over the first `printed` columns, which alone go on paper (0: all); then the header.
Sheet& begin_sheet(Workbook& book, const Assessment& site, const Period& period, std::string_view name, std::span<const Head> heads,
                   std::size_t printed = 0);
/// The one row of a table that has no records: a sentence that says so.
void say_none(Sheet& sheet, std::uint32_t row, std::size_t columns, std::string_view text);

}  // namespace gongshi
