// content/ledger.ndjson, content/salts.ndjson and content/withdrawn.ndjson, and the corrections, whose values are read as fields of a
// result.
#pragma once
#include "ingest/sources.hpp"

namespace gongshi {

void read_ledger(Intake& intake);
void read_corrections(Intake& intake);

}  // namespace gongshi
