// The sheet that the leader signs before a publish (`gongshi publish --dry-run --out FILE.xlsx`): what becomes public, what is corrected,
// each changed field with its old and new value, what is withdrawn, and the documents and draws that are entered. An internal paper: it
// names what the site will show no more (a withdrawn result, the reason), but no drawn object and no withheld result.
#pragma once
#include <string_view>

#include "base/output_plan.hpp"
#include "model/assessment.hpp"

namespace gongshi {

/// `preview`: of the day of the publish. `list_digest`: hex, what `--approved` takes; it stands on the first sheet and in the foot of the
/// signature. Equal content gives equal bytes. Throws Failure.
void write_approval_sheet(const Assessment& preview, std::string_view list_digest, Sink& out);

}  // namespace gongshi
