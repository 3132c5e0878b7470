// What no file can say alone: doubled ids, references to records that are not there, dates in a wrong order.
#pragma once
#include "ingest/sources.hpp"

namespace gongshi {

void check_references(Intake& intake);

}  // namespace gongshi
