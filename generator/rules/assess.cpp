#include "rules/assess.hpp"

#include <algorithm>

#include "rules/deadlines/deadline_checks.hpp"
#include "rules/stages.hpp"
#include "rules/targets/targets.hpp"

namespace gongshi {
namespace {

std::vector<const Task*> tasks_of_results(const Dataset& data) {
  std::unordered_map<std::string_view, const Task*> by_id;
  for (const Task& task : data.tasks) by_id.emplace(task.id, &task);
  std::vector<const Task*> out;
  out.reserve(data.results.size());
  for (const Result& r : data.results) {
    auto found = by_id.find(r.task_id);
    out.push_back(found == by_id.end() ? nullptr : found->second);
  }
  return out;
}

}  // namespace

std::unique_ptr<Assessment> assess(const Dataset& data, const Ledger& ledger, Audience audience, Date as_of, unsigned jobs,
                                   Diagnostics& out) {
  auto site = std::make_unique<Assessment>();
  site->data = &data;
  site->site = &data.site;
  site->profile = data.profile;
  site->audience = audience;
  site->as_of = as_of;
  if (data.profile == nullptr || !check_chain(ledger, jobs, out)) return site;
  check_targets(*data.profile, out);
  Trails trails(ledger);
  Wordings wordings(*data.profile);
  Library library(data.objects);
  KeptResults kept(data);
  WorkingDays days = working_days(data);
  bool countable = check_rules(*data.profile, out);
  Bench bench{data, ledger, trails, wordings, library, kept, days, countable, jobs, out, tasks_of_results(data), {}};
  check_calendar_days(data, out);
  if (countable) check_start_days(data, bench.task_of, kept, as_of, out);
  for (const Correction& c : data.corrections) bench.corrections_of[c.result_id].push_back(&c);
  choose_results(bench, *site);
  group_objects(bench, *site);
  list_tasks(bench, *site);
  list_categories(bench, *site);
  sum_periods(*site);
  choose_documents(*site);
  count_deadlines(bench, *site);
  enter_documents(bench, *site);
  list_draws(bench, *site);
  check_secret_names(bench, *site);
  check_corrections(bench, *site);
  date_and_sign(bench, *site);
  reach_targets(*site);
  return site;
}

}  // namespace gongshi
