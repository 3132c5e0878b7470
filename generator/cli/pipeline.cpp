#include "cli/pipeline.hpp"

#include "cli/clock.hpp"
#include "ingest/places.hpp"
#include "ingest/read.hpp"
#include "outputs/catalog.hpp"
#include "rules/assess.hpp"
#include "rules/content.hpp"

namespace gongshi {
namespace {

void finish(Loaded& loaded, const Options& options) {
  resolve_places(options.root, *loaded.data, loaded.diagnostics, loaded.unwritten);
  hide_personal(loaded.diagnostics);
  loaded.diagnostics.sort();
  loaded.good = !loaded.diagnostics.errors();
}

}  // namespace

std::unique_ptr<Loaded> load_data(const Options& options, const UnwrittenFile* unwritten) {
  auto loaded = std::make_unique<Loaded>();
  loaded->unwritten = unwritten;
  loaded->data = read_root(options.root, options.jobs, loaded->diagnostics, unwritten);
  loaded->as_of = as_of_day(options, loaded->data->site);
  check_content(*loaded->data, loaded->as_of, options.jobs, loaded->diagnostics);
  finish(*loaded, options);
  return loaded;
}

bool load_site(Loaded& loaded, const Ledger& ledger, Audience audience, const Options& options) {
  loaded.site = assess(*loaded.data, ledger, audience, loaded.as_of, options.jobs, loaded.diagnostics);
  if (loaded.diagnostics.errors())
    check_templates(*loaded.site, loaded.diagnostics);
  else if (auto plan = plan_site(*loaded.site, options.jobs, loaded.diagnostics))
    loaded.plan = std::move(*plan);
  finish(loaded, options);
  return loaded.good;
}

bool load_live(Loaded& loaded, const Ledger& ledger, const Options& options) {
  loaded.plan = {};
  loaded.site = assess(*loaded.data, ledger, Audience::live, loaded.as_of, options.jobs, loaded.diagnostics);
  finish(loaded, options);
  return loaded.good;
}

std::unique_ptr<Loaded> load(const Options& options, const UnwrittenFile* unwritten) {
  auto loaded = load_data(options, unwritten);
  // Wordings and ledger are checked although other records are wrong: all faults in one run. Without a profile there are no rules.
  if (loaded->data->profile != nullptr) load_site(*loaded, loaded->data->ledger, Audience::preview, options);
  return loaded;
}

}  // namespace gongshi
