// What a plan and an item list must be by themselves: their columns show what an entry has, no period ends before it begins, and a task
// that names an entry means one.
#pragma once
#include "ingest/sources.hpp"

namespace gongshi {

void check_plans(Intake& intake);

}  // namespace gongshi
