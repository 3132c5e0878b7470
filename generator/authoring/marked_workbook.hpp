// The clerk's own table as a workbook with what is wrong marked at its cell; or only the rows that were refused.
#pragma once
#include <filesystem>
#include <set>
#include <string_view>

#include "base/catalogue.hpp"
#include "ingest/table.hpp"

namespace gongshi {

struct MarkedTable {
  std::string_view path;  ///< of the table, as diagnostics name it
  const TableReport& report;
  const Diagnostics& diagnostics;                 ///< with their places; errors and warnings are marked
  const std::set<std::uint64_t>* only = nullptr;  ///< these rows (`table_offset`) and the headers; null: all
};

/// libxlsxwriter cannot change a file, so the sheets are written anew: cells with their values, no colours and no merged cells. Rows keep
/// their numbers unless `only` some are wanted. `day` is the date that the file carries. Throws Failure.
void write_marked_workbook(const std::filesystem::path& out, const MarkedTable& table, Language language, Date day);

}  // namespace gongshi
