// What the workbooks of the site have in common.
#pragma once
#include <string>

#include "formats/table/xlsx_text.hpp"
#include "model/assessment.hpp"

namespace gongshi {

/// Written by the publishing organisation; the only date is that of the newest fact.
WorkbookInfo workbook_info(const Assessment& site, std::string title, Date newest_fact);

}  // namespace gongshi
