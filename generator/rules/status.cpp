#include "rules/status.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "rules/deadlines/deadlines.hpp"
#include "rules/deadlines/working_days.hpp"
#include "rules/ledger/corrections.hpp"
#include "rules/ledger/kept.hpp"
#include "rules/ledger/ledger.hpp"
#include "rules/ledger/public_record.hpp"
#include "rules/wordings.hpp"

namespace gongshi {
namespace {

std::optional<Ledger> as_it_was(const Ledger& ledger, Date day) {
  if (ledger.entries.empty() || ledger.entries.back().on <= day) return std::nullopt;
  return ledger_until(ledger, day);
}

struct Desk {
  const Dataset& data;
  const Profile& profile;
  std::optional<Ledger> shorter;  ///< where the ledger has entries after the day: what it was then
  Trails trails;
  KeptResults kept;
  Wordings wordings;
  WorkingDays days;
  Date as_of;
  std::unordered_map<std::string_view, std::size_t> tasks;  ///< number in Dataset::tasks
  std::unordered_map<std::string_view, std::vector<const Correction*>> corrections;

  Desk(const Dataset& dataset, const Ledger& ledger, Date day)
      : data(dataset),
        profile(*dataset.profile),
        shorter(as_it_was(ledger, day)),
        trails(shorter ? *shorter : ledger),
        kept(dataset),
        wordings(*dataset.profile),
        days(working_days(dataset)),
        as_of(day) {
    for (std::size_t i = 0; i < data.tasks.size(); ++i) tasks.emplace(data.tasks[i].id, i);
    for (const Correction& c : data.corrections) corrections[c.result_id].push_back(&c);
  }
  std::optional<Date> by_now(std::optional<Date> date) const { return date && *date <= as_of ? date : std::nullopt; }
  const Task* task_of(const Result& result) const {
    auto found = tasks.find(result.task_id);
    return found == tasks.end() ? nullptr : &data.tasks[found->second];
  }
};

/// How a duty stands that was done on `done`, or not yet.
struct Verdict {
  State state = State::absent;
  std::optional<std::int64_t> days_left, days_late;
};

/// `days_left`: working days after the as-of date up to and including the last day; once that has passed, minus the working days
/// since, at most −1 (an overdue one may have none since: the days between were all off). `days_late`: these, of what is or was too late.
Verdict judge(const Due& due, std::optional<Date> done, State in_time, const Desk& desk) {
  auto late = [&](Date until) { return std::max<std::int64_t>(desk.days.between(due.due_on, until), 1); };
  if (done && *done <= due.due_on) return {in_time, std::nullopt, std::nullopt};
  if (done) return {State::late, std::nullopt, late(*done)};
  if (desk.as_of <= due.due_on) return {State::due, desk.days.between(desk.as_of, due.due_on), std::nullopt};
  return {State::overdue, -late(desk.as_of), late(desk.as_of)};
}

bool platform_named(const Result& result, const Profile& profile) {
  if (!profile.channels) return false;
  const auto& names = result.object_kind == ObjectKind::non_market ? profile.channels->non_market : profile.channels->market;
  return std::ranges::find(names, "platform") != names.end();
}

/// A result's own record with the corrections that the day knows of, and whether it was withdrawn by then.
struct Seen {
  const Result* record;
  bool withdrawn = false;
};

Seen seen(const Result& source, const Trail* trail, Status& status, const Desk& desk) {
  Seen out{&source};
  if (auto masked = publicly(source, trail, status.texts)) out.record = &status.effective.emplace_back(std::move(*masked));
  auto found = desk.corrections.find(source.id);
  if (found == desk.corrections.end()) return out;
  Course course = course_of(found->second, trail, desk.as_of);
  if (!course.steps.empty())
    out.record = &status.effective.emplace_back(applied(*out.record, course, course.steps.size(), status.texts, nullptr));
  if (trail != nullptr)
    out.withdrawn = trail->withdraw != nullptr && desk.by_now(trail->withdraw->on);
  else
    out.withdrawn = course.withdrawal.has_value();
  return out;
}

/// The day of first publication: as another system reported it, else that of the release.
std::optional<Date> publication(const Result& record, const Trail* trail, const Desk& desk) {
  if (auto reported = desk.by_now(record.published_on)) return reported;
  if (trail == nullptr || trail->publish == nullptr || !desk.by_now(trail->publish->on)) return std::nullopt;
  return desk.by_now(desk.trails.released_on(trail->publish->seq, desk.as_of));
}

/// The states in which no day is waited for; absent: the days decide.
State without_days(const Seen& seen, const ResultStatus& row, Date as_of) {
  if (seen.withdrawn) return State::withdrawn;
  if (seen.record->withheld) return State::withheld;
  if (seen.record->inspected_on && *seen.record->inspected_on > as_of) return State::embargoed;
  return row.due ? State::absent : State::undated;
}

ResultStatus result_status(const Result& source, Status& status, const Desk& desk) {
  const Trail* trail = desk.trails.find(source.id);
  Seen now = seen(source, trail, status, desk);
  ResultStatus row;
  row.record = now.record;
  if (auto meaning = desk.wordings.meaning(now.record->result)) {
    row.category = meaning->category;
    row.approximate = meaning->approximate;
  }
  row.due = publication_due(*now.record, desk.task_of(source), desk.profile, desk.days, desk.as_of);
  row.published_on = publication(*now.record, trail, desk);
  bool platform = platform_named(*now.record, desk.profile);
  row.state = without_days(now, row, desk.as_of);
  if (row.state != State::absent) {
    if (platform) row.platform_state = row.state;
    return row;
  }
  Verdict here = judge(*row.due, row.published_on, State::published, desk);
  row.state = here.state;
  row.days_left = here.days_left;
  row.days_late = here.days_late;
  if (!platform) return row;
  Verdict there = judge(*row.due, desk.by_now(now.record->platform_on), State::published, desk);
  row.platform_state = there.state;
  row.platform_days_left = there.days_left;
  return row;
}

/// Withdrawn results whose source has left the content, among the others.
void list_kept(Status& status, const Desk& desk) {
  auto listed = static_cast<std::ptrdiff_t>(status.results.size());
  for (const auto& [id, kept] : desk.kept.all()) {
    const Trail* trail = desk.trails.find(id);
    if (trail == nullptr || std::ranges::binary_search(desk.data.results, id, {}, &Result::id)) continue;
    ResultStatus& row = status.results.emplace_back();
    row.record = &status.effective.emplace_back(bare_result(id, kept));
    row.category = kept.categories.back().first;
    row.published_on = kept.published_on(desk.trails.released_on(trail->publish->seq, desk.as_of));
    row.state = State::withdrawn;
    if (platform_named(*row.record, desk.profile)) row.platform_state = row.state;
    ++status.counts.at(static_cast<std::size_t>(row.state));
  }
  std::ranges::inplace_merge(status.results, status.results.begin() + listed, {}, [](const ResultStatus& row) { return row.record->id; });
}

DutyStatus duty_status(Duty duty, const std::optional<Due>& due, std::optional<Date> done, const Desk& desk) {
  DutyStatus row;
  row.duty = duty;
  row.due = due;
  row.done_on = desk.by_now(done);
  row.state = State::undated;
  if (!due) return row;
  Verdict verdict = judge(*due, row.done_on, State::done, desk);
  row.state = verdict.state;
  row.days_left = verdict.days_left;
  return row;
}

void list_results(Status& status, const Desk& desk) {
  status.results.reserve(desk.data.results.size());
  for (const Result& result : desk.data.results) {
    const ResultStatus& row = status.results.emplace_back(result_status(result, status, desk));
    ++status.counts.at(static_cast<std::size_t>(row.state));
    bool open = row.state != State::withdrawn && row.state != State::withheld && row.state != State::embargoed;
    if (!desk.profile.transfer || !open || !to_transfer(*row.record)) continue;
    DutyStatus duty =
        duty_status(Duty::transfer, transfer_due(*row.record, desk.profile, desk.days, desk.as_of), row.record->transferred_on, desk);
    duty.result = row.record;
    status.duties.push_back(duty);
  }
  list_kept(status, desk);
}

/// Objects of a task that were inspected, where no list of those not inspected tells: distinct ones among its results.
using Inspected = std::vector<std::set<std::string>>;

/// The task itself says how many were inspected.
bool told(const Task& task, Date as_of) { return task.drawn && task.ended_on && *task.ended_on <= as_of; }

std::int64_t inspected(const Task& task, const std::set<std::string>& objects, Date as_of) {
  if (told(task, as_of)) return std::max<std::int64_t>(0, *task.drawn - static_cast<std::int64_t>(task.not_inspected.size()));
  return static_cast<std::int64_t>(objects.size());
}

bool ours(const Task& task, const Site& site) {
  return task.lead.empty() || task.lead == site.organisation.name || task.lead == site.organisation.short_name;
}

void list_tasks(Status& status, const Desk& desk) {
  Inspected objects(desk.data.tasks.size());
  status.tasks.resize(desk.data.tasks.size());
  for (const ResultStatus& row : status.results) {
    auto found = desk.tasks.find(row.record->task_id);
    if (found == desk.tasks.end()) continue;
    TaskStatusRow& task = status.tasks[found->second];
    if (row.state == State::published || row.state == State::late) ++task.published;
    if (row.state == State::withheld) ++task.withheld;
    if (row.state != State::withdrawn && desk.by_now(row.record->inspected_on) && !told(desk.data.tasks[found->second], desk.as_of))
      objects[found->second].insert(object_id(row.record->object_name, row.record->object_code, row.record->district));
  }
  for (std::size_t i = 0; i < desk.data.tasks.size(); ++i) {
    const Task& task = desk.data.tasks[i];
    TaskStatusRow& row = status.tasks[i];
    row.task = &task;
    row.drawn = task.drawn;
    if (!row.drawn && !task.objects.empty()) row.drawn = static_cast<std::int64_t>(task.objects.size());
    row.inspected = inspected(task, objects[i], desk.as_of);
    row.ours = ours(task, desk.data.site);
    auto due = report_due(task, desk.profile, desk.days, desk.as_of);
    if (!due) continue;
    row.report = status.duties.size();
    DutyStatus duty = duty_status(Duty::report, due, task.reported_on, desk);
    duty.task = &task;
    status.duties.push_back(duty);
  }
}

void add_plan_duty(Duty duty, const std::optional<MonthDue>& rule, int year, const Plan* plan, std::optional<Date> done, Status& status,
                   const Desk& desk) {
  if (!rule) return;
  DutyStatus row = duty_status(duty, due_by_month(duty, *rule, duty == Duty::numbers ? year - 1 : year, desk.days), done, desk);
  row.year = year;
  if (plan != nullptr) row.plan_id = plan->id;
  status.duties.push_back(row);
}

/// Plans of every year that there are; where none is written, also next year's numbers and this year's joint plan, and what was missed for
/// tasks that there are: this year's numbers, last year's joint plan. It does not go away with the year.
void list_plans(Status& status, const Desk& desk) {
  int now = desk.as_of.year();
  std::map<int, std::vector<const Plan*>> joint{{now, {}}};
  std::map<int, std::vector<const Plan*>> all{{now + 1, {}}};
  auto tasks_of = [&](int year) {
    return std::ranges::any_of(desk.data.tasks,
                               [&](const Task& t) { return (t.from ? t.from : t.ended_on).value_or(Date{}).year() == year; });
  };
  if (tasks_of(now)) all[now];
  if (tasks_of(now - 1)) joint[now - 1];
  for (const Plan& plan : desk.data.plans) {
    if (!plan.year) continue;
    all[static_cast<int>(*plan.year)].push_back(&plan);
    if (joint_plan(plan)) joint[static_cast<int>(*plan.year)].push_back(&plan);
  }
  auto each = [&](const std::map<int, std::vector<const Plan*>>& years, Duty duty, const std::optional<MonthDue>& rule,
                  std::optional<Date> Plan::* done) {
    for (const auto& [year, plans] : years) {
      if (plans.empty()) add_plan_duty(duty, rule, year, nullptr, std::nullopt, status, desk);
      for (const Plan* plan : plans) add_plan_duty(duty, rule, year, plan, plan->*done, status, desk);
    }
  };
  each(joint, Duty::plan_filing, desk.profile.plan_due, &Plan::filed_on);
  each(joint, Duty::plan_publication, desk.profile.plan_public_due, &Plan::published_on);
  each(all, Duty::numbers, desk.profile.numbers_due, &Plan::numbers_fixed_on);
}

/// What the calendar does to the days, and what it lacks.
void look_at_calendar(Status& status, const Desk& desk) {
  std::map<std::tuple<Date, Date, Duty>, WeekendDifference> differing;
  std::set<int> missing;
  if (!desk.days.announced(desk.as_of.year())) missing.insert(desk.as_of.year());
  auto look = [&](const std::optional<Due>& due, State state) {
    if (!due) return;
    if (due->provisional)
      for (int year : desk.days.missing(due->started_on.value_or(due->due_on + -1), due->due_on)) missing.insert(year);
    if (due->by_weekends_on == due->due_on) return;
    WeekendDifference& row = differing[{due->due_on, due->started_on.value_or(due->due_on), due->duty}];
    row.due = *due;
    ++row.records;
    row.waiting = row.waiting || state == State::due || state == State::overdue;
  };
  for (const ResultStatus& row : status.results) look(row.due, row.state);
  for (const DutyStatus& row : status.duties) look(row.due, row.state);
  for (auto& [key, row] : differing) status.differing.push_back(row);
  status.missing_years.assign(missing.begin(), missing.end());
  status.calendar_until = desk.days.known_until(desk.as_of);
}

void reach_targets(Status& out, const Desk& desk, Behind behind) {
  std::vector<ResultOnDay> rows;
  rows.reserve(out.results.size());
  for (const ResultStatus& row : out.results)
    if (row.state != State::withdrawn) rows.push_back({row.record, row.record->withheld.has_value(), row.published_on});
  out.targets = targets(target_basis(desk.data, rows, desk.as_of), behind);
}

}  // namespace

std::unique_ptr<Status> status(const Dataset& data, const Ledger& ledger, Date as_of, Behind behind) {
  Desk desk(data, ledger, as_of);
  auto out = std::make_unique<Status>();
  out->as_of = as_of;
  out->profile = &desk.profile;
  list_results(*out, desk);
  list_tasks(*out, desk);
  list_plans(*out, desk);
  reach_targets(*out, desk, behind);
  look_at_calendar(*out, desk);
  return out;
}

}  // namespace gongshi
