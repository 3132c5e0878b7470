#include "outputs/reports/sheet_rows.hpp"

#include <string>
#include <vector>

namespace gongshi {

Sheet& begin_sheet(Workbook& book, const Assessment& site, const Period& period, std::string_view name, std::span<const Head> heads,
                   std::size_t printed) {
  Sheet& sheet = book.add_sheet(name);
  std::vector<std::string_view> headers;
  std::vector<double> widths;
  for (const Head& head : heads) {
    headers.push_back(head.text);
    widths.push_back(head.width);
  }
  sheet.widths(widths);
  sheet.fit_heights();
  if (printed != 0) sheet.print_columns(static_cast<std::uint16_t>(printed));
  sheet.print_title(site.site->organisation.name);
  sheet.title(0, period.chinese() + std::string(name), static_cast<std::uint16_t>(printed != 0 ? printed : headers.size()));
  sheet.header(1, headers);
  return sheet;
}

void say_none(Sheet& sheet, std::uint32_t row, std::size_t columns, std::string_view text) {
  sheet.end_table();
  sheet.merge(row, 0, row, static_cast<std::uint16_t>(columns - 1), text, table_cell);
}

}  // namespace gongshi
