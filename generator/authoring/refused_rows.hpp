// The rows of a table that import refused, as a workbook that a clerk mends and imports again.
#pragma once
#include <filesystem>

#include "authoring/marked_workbook.hpp"

namespace gongshi {

/// Beside what import needs to read them as before (the lines above the header, which say the year; headers with their merged cells; lines
/// between the rows that say another year) the refused rows alone, marked; each has what cells merged down from above say in it.
/// It becomes FOLDER/NAME-拒收.xlsx; where that is there with other bytes, NAME-拒收-2.xlsx and so on: a clerk may have begun to mend it.
/// Gives its path. `day` is the date that the file carries. Throws Failure.
std::filesystem::path write_refused_rows(const std::filesystem::path& folder, const std::string& name, const ImportedRows& table, Date day);

}  // namespace gongshi
