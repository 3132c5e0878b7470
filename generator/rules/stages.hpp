// The stages of `assess`, in their order; each adds its part to the Assessment from what the stages before have put there.
#pragma once
#include <unordered_map>

#include "base/diagnostics.hpp"
#include "model/assessment.hpp"
#include "rules/deadlines/working_days.hpp"
#include "rules/ledger/corrections.hpp"
#include "rules/ledger/kept.hpp"
#include "rules/ledger/ledger.hpp"
#include "rules/objects.hpp"
#include "rules/wordings.hpp"

namespace gongshi {

/// What the stages know besides the Assessment.
struct Bench {
  const Dataset& data;
  const Ledger& ledger;
  const Trails& trails;
  const Wordings& wordings;
  const Library& library;
  const KeptResults& kept;
  const WorkingDays& days;
  bool countable;  ///< the profile's deadlines can be counted; else that was an error
  unsigned jobs;
  Diagnostics& out;
  std::vector<const Task*> task_of;  ///< by result of the dataset
  std::unordered_map<std::string_view, std::vector<const Correction*>> corrections_of;
};

/// Results and corrections that stand in the site, in publication order; checks published ones against the ledger.
void choose_results(Bench& bench, Assessment& site);
/// Objects of the results that stand, and the pointers from their former addresses.
void group_objects(const Bench& bench, Assessment& site);
/// Tasks with the numbered lists of their results.
void list_tasks(const Bench& bench, Assessment& site);
/// The numbered list of each category, with the gaps of what left.
void list_categories(const Bench& bench, Assessment& site);
/// Counts by month, quarter and year of publication.
void sum_periods(Assessment& site);
/// Plans, items, notices and guide pages that are public by now.
void choose_documents(Assessment& site);
/// The last day of each result's publication, and the duties of each task.
void count_deadlines(const Bench& bench, Assessment& site);
/// Those documents with their ledger entries; a published one must be what was sealed, or say in its revisions what changed.
void enter_documents(const Bench& bench, Assessment& site);
/// The drawn lists: sealed ones must be what they were; after the task each drawn object has a result or a reason.
void list_draws(const Bench& bench, Assessment& site);
/// Names of objects that are secret by now, in the texts of what is about to become public.
void check_secret_names(const Bench& bench, const Assessment& site);
/// Corrections that have no entry yet, against the profile: who approves, what each kind may change (rules/ledger/correction_rules.hpp).
void check_corrections(const Bench& bench, const Assessment& site);
/// What each page prints as 数据截至, and the fingerprint of each result.
void date_and_sign(const Bench& bench, Assessment& site);
/// The public targets of each year and quarter, and the dates of the facts behind them.
void reach_targets(Assessment& site);

}  // namespace gongshi
