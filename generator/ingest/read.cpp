#include "ingest/read.hpp"

#include "ingest/documents.hpp"
#include "ingest/ledger_file.hpp"
#include "ingest/references.hpp"
#include "ingest/results.hpp"
#include "ingest/settings.hpp"

namespace gongshi {

std::unique_ptr<Dataset> read_root(const std::filesystem::path& root, unsigned jobs, Diagnostics& out, const UnwrittenFile* unwritten) {
  auto data = std::make_unique<Dataset>();
  Intake intake{root, jobs, *data, out, unwritten};
  read_site(intake);
  report_strays(intake);
  read_profiles(intake);
  read_calendar(intake);
  read_plans(intake);
  read_items(intake);
  read_tasks(intake);
  read_objects(intake);
  read_results(intake);
  read_corrections(intake);
  read_notices(intake);
  read_guide(intake);
  read_ledger(intake);
  read_templates(intake);
  read_statics(intake);
  check_references(intake);
  return data;
}

}  // namespace gongshi
