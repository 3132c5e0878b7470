// The files of data/ (outputs/files.hpp).
#include "outputs/data/ledger_files.hpp"
#include "outputs/data/rows.hpp"
#include "outputs/data/schema.hpp"
#include "outputs/data/text_file.hpp"
#include "outputs/files.hpp"
#include "outputs/kinds.hpp"

namespace gongshi {
namespace {

using RowWriter = void (*)(const RowSet&, Sink&);

/// The name alone, without the folder, is in the digest: equal rows give equal bytes in every folder.
StreamFile results_file(std::shared_ptr<const RowSet> set, std::string_view name, RowWriter write) {
  StreamFile file;
  file.path = set->folder() + std::string(name);
  file.depends = [set, name](QuickHasher& hasher) {
    hasher.add_part(name);
    hasher.add_part(set->digest().hex());
  };
  file.write = [set = std::move(set), write](Sink& out) { write(*set, out); };
  return file;
}

}  // namespace

void add_data_files(const Assessment& site, OutputPlan& plan) {
  std::vector<std::shared_ptr<const RowSet>> sets = row_sets(site);
  std::vector<StreamFile> large;
  for (const auto& set : sets) {
    large.push_back(results_file(set, "results.xlsx", write_results_workbook));  // the slowest first
    large.push_back(results_file(set, "results.json", write_results_json));
    large.push_back(results_file(set, "results.ndjson", write_results_ndjson));
    large.push_back(results_file(set, "results.csv", write_results_csv));
  }
  std::vector<std::string> ledger;
  for (StreamFile& file : ledger_files(site)) {
    ledger.push_back(file.path);
    large.push_back(std::move(file));
  }
  plan.add(std::make_unique<StreamKind>("data", StreamKind::Weight::large, std::move(large)));

  std::vector<StreamFile> small;
  small.push_back(text_file("data/datapackage.json", [&site, sets, ledger] { return datapackage(site, sets, ledger); }));
  for (const SchemaFile& file : schema_files())
    small.push_back(text_file("data/schema/" + std::string(file.name) + ".schema.json", [&file] { return json_schema(file.shape()); }));
  plan.add(std::make_unique<StreamKind>("data-descriptions", StreamKind::Weight::small, std::move(small)));
}

}  // namespace gongshi
