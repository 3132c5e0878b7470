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
/// A table of results with the columns of the data files: the header in row `head`, then one row a result. Widths included.
void write_result_table(Sheet& sheet, std::uint32_t head, const Assessment& site, std::span<const std::uint32_t> results);

}  // namespace gongshi
