#include <algorithm>
#include <tuple>

#include "rules/deadlines/deadlines.hpp"
#include "rules/stages.hpp"

namespace gongshi {
namespace {

bool earlier(const Due& a, const Due& b) { return std::tie(a.due_on, a.started_on) < std::tie(b.due_on, b.started_on); }

/// The first and the last to be due of those that a task's results have.
class Ends {
 public:
  void see(const Due& due) {
    if (!first_ || earlier(due, *first_)) first_ = due;
    if (!last_ || earlier(*last_, due)) last_ = due;
  }
  void put(std::vector<Due>& out) const {
    if (first_) out.push_back(*first_);
    if (last_ && *last_ != *first_) out.push_back(*last_);
  }

 private:
  std::optional<Due> first_, last_;
};

void count_task(const Bench& bench, Assessment& site, ShownTask& shown) {
  Ends publication, transfer;
  for (std::uint32_t i : shown.results) {
    const ShownResult& r = site.results[i];
    if (r.due) publication.see(*r.due);
    if (r.withdrawn) continue;
    if (auto due = transfer_due(*r.record, *site.profile, bench.days, site.as_of)) transfer.see(*due);
  }
  publication.put(shown.dues);
  transfer.put(shown.dues);
  if (auto due = report_due(*shown.task, *site.profile, bench.days, site.as_of)) shown.dues.push_back(*due);
}

}  // namespace

void count_deadlines(const Bench& bench, Assessment& site) {
  if (!bench.countable) return;
  for (ShownResult& r : site.results) {
    const Task* task = r.task == none_index ? nullptr : site.tasks[r.task].task;
    if (!r.withdrawn) r.due = publication_due(*r.record, task, *site.profile, bench.days, site.as_of);
  }
  for (ShownTask& task : site.tasks) count_task(bench, site, task);
}

}  // namespace gongshi
