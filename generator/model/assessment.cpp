#include "model/assessment.hpp"

#include <algorithm>

namespace gongshi {

const ShownResult* Assessment::find_result(std::string_view id) const {
  auto found = result_by_id.find(id);
  return found == result_by_id.end() ? nullptr : &results[found->second];
}

const ShownTask* Assessment::find_task(std::string_view id) const {
  auto found = std::ranges::lower_bound(tasks, id, {}, [](const ShownTask& t) { return t.task->id; });
  return found != tasks.end() && found->task->id == id ? &*found : nullptr;
}

const PeriodSummary* Assessment::find_period(const Period& period) const {
  auto found = std::ranges::find(periods, period, &PeriodSummary::period);
  return found == periods.end() ? nullptr : &*found;
}

}  // namespace gongshi
