#include "rules/eligibility.hpp"

namespace gongshi {

std::optional<Date> start_day(const Result& result, const Task* task, const Profile& profile) {
  StartEvent from = profile.deadline ? profile.deadline->from : StartEvent::absent;
  if (from == StartEvent::inspected_on) return result.inspected_on;
  if (from == StartEvent::concluded_on) return result.concluded_on;
  if (from != StartEvent::completed_on) return std::nullopt;
  if (result.completed_on) return result.completed_on;
  return task != nullptr ? task->completed_on : std::nullopt;
}

Standing standing(const Result& result, const Task* task, const Profile& profile, Date as_of) {
  if (result.withheld) return Standing::withheld;
  if (result.inspected_on && *result.inspected_on > as_of) return Standing::embargoed;
  auto start = start_day(result, task, profile);
  return result.inspected_on && start && *start <= as_of ? Standing::eligible : Standing::undated;
}

}  // namespace gongshi
