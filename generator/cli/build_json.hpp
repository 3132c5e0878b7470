// What a build did, as one JSON object, and of which kinds of files the site is made.
#pragma once
#include <cstddef>
#include <string>

#include "base/date.hpp"
#include "base/output_plan.hpp"
#include "publish/builder.hpp"

namespace gongshi {

/// `{"as_of", "files", "written", "unchanged", "removed", "pending", "kinds": [{"name", "files"}], "changes": [{"path", "kind", "why"}]}`.
/// All kinds of the catalog, also those without a file here. `pending`: results that wait for publication. `changes`: with that list,
/// sorted by path; what is removed has no kind any more.
std::string build_json(const publish::BuildReport& report, OutputPlan& plan, Date as_of, std::size_t pending, bool changes);

}  // namespace gongshi
