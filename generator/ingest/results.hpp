// content/results/, content/objects/ and content/tasks/: JSON, NDJSON and tables in any mix.
#pragma once
#include "ingest/sources.hpp"

namespace gongshi {

/// Fills `results` (sorted by id, departments filled in, missing ids derived) and reports doubled ones.
void read_results(Intake& intake);
void read_objects(Intake& intake);
void read_tasks(Intake& intake);

/// CONTRACT §2: the first 16 hex digits of SHA-256 over the canonical JSON of [task, code or NFKC name, department, sorted items].
/// `result.department` is as the source gives it (empty where it gives none).
std::string derived_id(const Result& result);

/// How the name of a workbook ends in which `import` puts the rows that it refused, `-拒收.xlsx`; of a next one, `-拒收-2.xlsx`.
std::string refused_ending(unsigned number);
/// Whether it is such a workbook: named by `check`, and not read.
bool holds_refusals(std::string_view path);

}  // namespace gongshi
