// What a root is set up with: site.json, profiles, calendars, templates and static files; what it lacks is the program's own.
#pragma once
#include "ingest/sources.hpp"

namespace gongshi {

void read_site(Intake& intake);
/// Names what lies in content/ and belongs to no part of it.
void report_strays(Intake& intake);
void read_profiles(Intake& intake);
void read_calendar(Intake& intake);
void read_templates(Intake& intake);
void read_statics(Intake& intake);

}  // namespace gongshi
