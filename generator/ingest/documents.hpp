// Plans, item lists, tasks, and what is written in Markdown: notices and guide pages.
#pragma once
#include "ingest/sources.hpp"

namespace gongshi {

void read_plans(Intake& intake);
void read_items(Intake& intake);
void read_notices(Intake& intake);
void read_guide(Intake& intake);

}  // namespace gongshi
