#include "rules/deadlines/eligibility.hpp"

namespace gongshi {

std::optional<Date> start_day(const Result& result, const Task* task, const Profile& profile) {
  StartEvent from = profile.deadline ? profile.deadline->from : StartEvent::absent;
  if (from == StartEvent::inspected_on) return result.inspected_on;
  if (from == StartEvent::concluded_on) return result.concluded_on;
  if (from != StartEvent::completed_on) return std::nullopt;
  if (result.completed_on) return result.completed_on;
  return task != nullptr ? task->completed_on : std::nullopt;
}

std::optional<Date> day_of_task(const Result& result, const Task* task, const Profile& profile) {
  bool of_task = profile.deadline && profile.deadline->from == StartEvent::completed_on && !result.completed_on;
  return of_task && task != nullptr ? task->completed_on : std::nullopt;
}

std::string_view start_key(const Result& result, const Profile& profile) {
  return result.inspected_on ? choices_of<StartEvent>()[static_cast<std::size_t>(profile.deadline->from)].key : "inspected_on";
}

std::string_view missing_start(const Result& result, const Task* task, const Profile& profile) {
  bool countable = result.inspected_on && (!profile.deadline || start_day(result, task, profile));
  return countable ? std::string_view{} : start_key(result, profile);
}

namespace {

std::optional<FutureFact> future_in(const Shape& shape, const void* record, Date as_of, const std::string& path) {
  for (const Field& f : shape.fields) {
    if (f.internal || !f.present(record)) continue;
    if (f.kind == Kind::date && Date{} + static_cast<int>(f.number(record)) > as_of)
      return FutureFact{path + std::string(f.name), Date{} + static_cast<int>(f.number(record))};
    if (f.kind == Kind::object)
      if (auto found = future_in(f.shape(), f.item(record, 0), as_of, path + std::string(f.name) + ".")) return found;
  }
  return std::nullopt;
}

}  // namespace

std::optional<FutureFact> future_fact(const Result& record, Date as_of) { return future_in(Result::shape(), &record, as_of, {}); }

Standing standing(const Result& result, const Task* task, const Profile& profile, Date as_of) {
  if (result.withheld) return Standing::withheld;
  if (result.inspected_on && *result.inspected_on > as_of) return Standing::embargoed;
  auto start = start_day(result, task, profile);
  if (!result.inspected_on || !start || *start > as_of) return Standing::undated;
  return future_fact(result, as_of) ? Standing::embargoed : Standing::eligible;
}

}  // namespace gongshi
