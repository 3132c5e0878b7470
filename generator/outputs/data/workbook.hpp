// What the workbooks of the site have in common.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "formats/xlsx_writer.hpp"
#include "model/assessment.hpp"

namespace gongshi {

/// Written by the publishing organisation; the only date is that of the newest fact.
WorkbookInfo workbook_info(const Assessment& site, std::string title, Date newest_fact);
/// Which columns of the data files (`table_columns`) a table of results has. `filled`: what is printed and read by people; without
/// columns that no row fills, and without what only programs want.
enum class Columns : std::uint8_t { all, filled };
/// The header in row `head`, then one row a result. Sets the widths.
void write_result_table(Sheet& sheet, std::uint32_t head, const Assessment& site, std::span<const std::uint32_t> results, Columns which);

}  // namespace gongshi
