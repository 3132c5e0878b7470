#include "rules/deadlines/deadlines.hpp"

#include <algorithm>

#include "rules/deadlines/eligibility.hpp"

namespace gongshi {
namespace {

std::optional<Date> by(std::optional<Date> date, Date as_of) { return date && *date <= as_of ? date : std::nullopt; }

}  // namespace

Due due_after(Duty duty, const Deadline& rule, Date started_on, const WorkingDays& days) {
  int n = static_cast<int>(rule.days.value_or(0));
  LastDay last = rule.unit == DayUnit::calendar ? days.after_calendar(started_on, n) : days.after_working(started_on, n);
  return {duty, started_on, last.day, last.plain, last.by_weekends, last.provisional};
}

Due due_by_month(Duty duty, const MonthDue& rule, int year, const WorkingDays& days) {
  auto month = static_cast<unsigned>(rule.month.value_or(12));
  Date last = Period{year, Period::Unit::month, month}.last();
  return {duty, std::nullopt, last, last, last, !days.announced(year)};
}

std::optional<Due> publication_due(const Result& result, const Task* task, const Profile& profile, const WorkingDays& days, Date as_of) {
  auto start = by(start_day(result, task, profile), as_of);
  if (!start || !by(result.inspected_on, as_of)) return std::nullopt;
  return due_after(Duty::publication, *profile.deadline, *start, days);
}

bool to_transfer(const Result& result) {
  return result.follow_up == FollowUp::transferred || result.follow_up == FollowUp::judicial || result.transferred_on;
}

std::optional<Due> transfer_due(const Result& result, const Profile& profile, const WorkingDays& days, Date as_of) {
  auto start = by(result.concluded_on, as_of);
  if (!profile.transfer || !start || !to_transfer(result)) return std::nullopt;
  return due_after(Duty::transfer, *profile.transfer, *start, days);
}

bool to_report(const Task& task) { return task.kind == TaskKind::joint; }

std::optional<Due> report_due(const Task& task, const Profile& profile, const WorkingDays& days, Date as_of) {
  auto start = by(task.ended_on, as_of);
  if (!profile.report_to_regulator || !start || !to_report(task)) return std::nullopt;
  return due_after(Duty::report, *profile.report_to_regulator, *start, days);
}

bool joint_plan(const Plan& plan) {
  return plan.sections.empty() || std::ranges::find(plan.sections, SectionKind::joint, &PlanSection::kind) != plan.sections.end();
}

}  // namespace gongshi
