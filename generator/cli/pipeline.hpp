// The steps of the house in a row: read, assess, plan. Each command takes as many as it needs.
#pragma once
#include <memory>
#include <optional>

#include "base/diagnostics.hpp"
#include "base/output_plan.hpp"
#include "cli/options.hpp"
#include "model/assessment.hpp"

namespace gongshi {

/// A root with all that follows from it; the members point into each other and live together.
struct Loaded {
  Diagnostics diagnostics;  ///< places resolved, sorted
  std::unique_ptr<Dataset> data;
  std::unique_ptr<Assessment> site;
  OutputPlan plan;
  Date as_of;
  bool good = false;  ///< no error; else `site` and `plan` are of no use
};

/// The whole way for the preview.
std::unique_ptr<Loaded> load(const Options& options);
/// The first step alone.
std::unique_ptr<Loaded> load_data(const Options& options);
/// The plan of a site from a dataset already read, for another ledger or audience. Errors go to `loaded.diagnostics`.
bool load_site(Loaded& loaded, const Ledger& ledger, Audience audience, const Options& options);

}  // namespace gongshi
