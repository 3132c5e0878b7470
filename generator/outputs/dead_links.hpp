// Links that a clerk wrote into a notice, a guide page or a plan and that lead nowhere in the site.
#pragma once
#include "base/diagnostics.hpp"
#include "base/output_plan.hpp"
#include "model/assessment.hpp"

namespace gongshi {

/// To be asked when all files are in the plan. A warning each: what a link leads to may be published later.
void report_dead_links(const Assessment& site, const OutputPlan& plan, Diagnostics& out);

}  // namespace gongshi
