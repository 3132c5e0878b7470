// Whether the columns of a header are what a table needs.
#pragma once
#include <string>
#include <vector>

#include "base/diagnostics.hpp"
#include "ingest/table.hpp"

namespace gongshi {

/// Says of each column of the sheet's last header what must be said: not known (with the nearest), twice, dropped, left out; and which
/// required ones are missing, but for the task where it is known otherwise. False: there is a fault, and no row below can be read.
bool check_columns(const Shape& shape, const std::string& file, const SheetReport& sheet, bool task_known, Diagnostics& out);

/// A table of results is wanted, and all columns that are known are about objects, as in a library of them; none has a name like those of
/// results.
bool lists_no_results(const Shape& shape, const std::vector<TakenColumn>& columns);

/// As the argument of a diagnostic.
std::string required_headers(const Shape& shape);

}  // namespace gongshi
