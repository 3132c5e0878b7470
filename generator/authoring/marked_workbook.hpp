// The clerk's own table as a workbook with what is wrong marked at its cell.
#pragma once
#include <filesystem>
#include <string_view>

#include "base/catalogue.hpp"
#include "ingest/table.hpp"

namespace gongshi {

struct ImportedRows {
  std::string_view path;  ///< of the table, as diagnostics name it
  const TableReport& report;
  const Diagnostics& diagnostics;  ///< with their places; errors and warnings are marked
};

/// The workbook itself, in which nothing but the marks is new: true. A table that is no workbook, or one that is made in a way in which
/// that is not sure to be right, is written anew, cells with their values, hidden rows and sheets as they were: false. `day` is the date
/// that such a file carries. Throws Failure.
bool write_marked_workbook(const std::filesystem::path& out, const ImportedRows& table, Date day);

}  // namespace gongshi
