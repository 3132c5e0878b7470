// Every kind of file that a site is made of.
#pragma once
#include <optional>

#include "base/diagnostics.hpp"
#include "base/output_plan.hpp"
#include "model/assessment.hpp"

namespace gongshi {

/// The plan of the whole site. Views and drafts point into the Assessment, which must live as long as the plan.
/// nullopt where a template is wrong or two records claim one address: then `out` says so.
std::optional<OutputPlan> plan_site(const Assessment& assessment, unsigned jobs, Diagnostics& out);

/// What is wrong in the templates, where the content has errors and there can be no plan: all faults are told in one run.
void check_templates(const Assessment& assessment, Diagnostics& out);

}  // namespace gongshi
