#include "rules/deadlines/deadline_checks.hpp"

#include <algorithm>

#include "base/catalogue.hpp"
#include "rules/deadlines/eligibility.hpp"
#include "rules/draws.hpp"

namespace gongshi {
namespace {

constexpr std::int64_t longest = 366;  // days; no document asks for a period of more than a year

template <class Record>
void check_twice(const Record& record, Diagnostics& out) {
  std::vector<Date> work = record.work;
  std::ranges::sort(work);
  for (Date day : record.off)
    if (std::ranges::binary_search(work, day)) out.add(about(Code::calendar_day_twice, record.origin, "", "work", {day.iso()}));
}

void check_year(const CalendarYear& c, std::string_view field, const std::vector<Date>& days, Diagnostics& out) {
  for (Date day : days)
    if (day.year() != *c.year) out.add(about(Code::calendar_other_year, c.origin, "", field, {day.iso(), std::to_string(*c.year)}));
}

bool usable(const std::optional<Deadline>& rule, bool starts) {
  return !rule || (rule->days && *rule->days >= 1 && *rule->days <= longest && (!starts || rule->from != StartEvent::absent));
}

bool usable(const std::optional<MonthDue>& rule) { return !rule || (rule->month && *rule->month >= 1 && *rule->month <= 12); }

/// Whether the day of `key` must be known by now. The end of the inspection alone determines no result and completes no task.
bool ended(const Task& task, std::string_view key, Date as_of) {
  bool said = task.status == TaskStatus::completed || task.status == TaskStatus::published;
  return said || task_over(task, as_of) || (key == "inspected_on" && inspection_ended(task, as_of));
}

void report_undated(const Result& result, const Task* task, const Profile& profile, Date as_of, Diagnostics& out) {
  std::string_view key = start_key(result, profile);
  std::span<const Field> fields = Result::shape().fields;
  std::string label(std::ranges::find(fields, key, &Field::name)->header);
  auto start = start_day(result, task, profile);
  std::string coming = result.inspected_on && start ? start->iso() : "";
  bool over = coming.empty() && task != nullptr && ended(*task, key, as_of);
  bool by_task = key == "completed_on" && task != nullptr;  // one date there serves all its results
  out.add(about(over ? Code::undated_ended : Code::undated, result.origin, result.id, key,
                {std::move(label), std::string(key), std::move(coming), std::string(profile.deadline->article),
                 over || by_task ? std::string(task->id) : std::string(), by_task ? "task" : ""}));
}

}  // namespace

void check_calendar_days(const Dataset& data, Diagnostics& out) {
  for (const CalendarYear& c : data.calendar) {
    if (c.year) {
      check_year(c, "off", c.off, out);
      check_year(c, "work", c.work, out);
    }
    check_twice(c, out);
  }
  if (data.local_calendar) check_twice(*data.local_calendar, out);
}

bool check_rules(const Profile& profile, Diagnostics& out) {
  bool good = true;
  auto check = [&](bool usable, std::string_view key) {
    if (!usable) out.add(about(Code::rule_not_countable, profile.origin, profile.id, key, {std::string(key)}));
    good = good && usable;
  };
  check(usable(profile.deadline, true), "deadline");
  check(usable(profile.report_to_regulator, false), "report_to_regulator");
  check(usable(profile.transfer, false), "transfer");
  check(usable(profile.plan_due), "plan_due");
  check(usable(profile.plan_public_due), "plan_public_due");
  check(usable(profile.numbers_due), "numbers_due");
  return good;
}

void check_start_days(const Dataset& data, std::span<const Task* const> tasks, const KeptResults& kept, Date as_of, Diagnostics& out) {
  for (std::size_t i = 0; i < data.results.size(); ++i) {
    const Result& r = data.results[i];
    if (standing(r, tasks[i], *data.profile, as_of) != Standing::undated || kept.find(r.id) != nullptr) continue;
    bool task_faulty = tasks[i] == nullptr && start_key(r, *data.profile) == "completed_on";  // which is told, and may have the day
    if (!task_faulty) report_undated(r, tasks[i], *data.profile, as_of, out);
  }
}

}  // namespace gongshi
