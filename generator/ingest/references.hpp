// What no file can say alone: doubled ids, references to records that are not there, dates in a wrong order.
#pragma once
#include "ingest/sources.hpp"

namespace gongshi {

void check_references(Intake& intake);

/// What one result says by itself: the order of its dates, and pairs of which one is missing.
void check_dates(const Result& result, Diagnostics& out);

}  // namespace gongshi
