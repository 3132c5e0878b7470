// The steps of the house in a row: read, assess, plan. Each command takes as many as it needs.
#pragma once
#include <memory>
#include <optional>

#include "base/diagnostics.hpp"
#include "base/output_plan.hpp"
#include "cli/options.hpp"
#include "ingest/sources.hpp"
#include "model/assessment.hpp"

namespace gongshi {

/// A root with all that follows from it; the members point into each other and live together.
struct Loaded {
  Diagnostics diagnostics;  ///< places resolved, sorted
  std::unique_ptr<Dataset> data;
  std::unique_ptr<Assessment> site;
  OutputPlan plan;
  Date as_of;
  const UnwrittenFile* unwritten = nullptr;
  bool good = false;  ///< no error; else `site` and `plan` are of no use
};

/// The whole way for the preview. `unwritten`: a file read as if it stood in the root; it outlives what is loaded.
std::unique_ptr<Loaded> load(const Options& options, const UnwrittenFile* unwritten = nullptr);
/// The first step alone.
std::unique_ptr<Loaded> load_data(const Options& options, const UnwrittenFile* unwritten = nullptr);
/// The plan of a site from a dataset already read, for another ledger or audience. Errors go to `loaded.diagnostics`.
bool load_site(Loaded& loaded, const Ledger& ledger, Audience audience, const Options& options);

/// The live site as the ledger `ledger` has it, without a plan. Errors go to `loaded.diagnostics`; false then.
bool load_live(Loaded& loaded, const Ledger& ledger, const Options& options);

}  // namespace gongshi
