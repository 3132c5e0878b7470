#include "ingest/references.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "base/parallel.hpp"
#include "base/text.hpp"
#include "ingest/doubles.hpp"
#include "ingest/plan_checks.hpp"
#include "model/date_order.hpp"

namespace gongshi {
namespace {

/// Ids that are equal but for case; `records` are in a settled order.
template <class T>
void check_doubles(Intake& intake, const std::vector<T>& records, std::string_view T::* id, Code code = Code::duplicate_id) {
  std::unordered_map<std::string, const T*> seen;
  Doubles doubles;
  for (const T& r : records) {
    auto [found, fresh] = seen.emplace(lower_ascii(r.*id), &r);
    if (!fresh)
      doubles.add(about(code, r.origin, r.*id, code == Code::duplicate_id ? "id" : "", {std::string(r.*id), ""}), 1, found->second->origin);
  }
  doubles.report(intake);
}

void check_calendar(Intake& intake) {
  std::unordered_map<std::int64_t, const CalendarYear*> seen;  // the year is required
  Doubles doubles;
  for (const CalendarYear& c : intake.data.calendar) {
    auto [found, fresh] = seen.emplace(c.year.value_or(0), &c);
    if (!fresh)
      doubles.add(about(Code::duplicate_year, c.origin, "", "year", {std::to_string(c.year.value_or(0)), ""}), 1, found->second->origin);
  }
  doubles.report(intake);
}

/// The word itself, the candidate that is like it, and all of them where they are few.
std::vector<std::string> with_candidates(std::string_view word, std::span<const std::string_view> candidates) {
  constexpr std::size_t few = 10;
  return {std::string(word), joined(nearest(word, candidates, 1), ""),
          candidates.size() <= few ? list_argument(candidates) : std::string()};
}

template <class T>
std::vector<std::string_view> ids_of(const std::vector<T>& records) {
  std::vector<std::string_view> out;
  for (const T& r : records) out.push_back(r.id);
  return out;
}

using Tasks = std::unordered_map<std::string_view, const Task*>;

/// What a block of results says, and those that name no task.
struct Found {
  Diagnostics out;
  std::vector<const Result*> homeless;
};

void check_result(const Result& r, const Tasks& tasks, Found& found) {
  check_dates(r, found.out);
  auto at = tasks.find(r.task_id);
  if (at == tasks.end()) return found.homeless.push_back(&r);
  const Task& task = *at->second;
  if (task.from && task.to && *task.to < *task.from) return;  // reported at the task
  if (r.inspected_on && ((task.from && *r.inspected_on < *task.from) || (task.to && *r.inspected_on > *task.to)))
    found.out.add(about(Code::date_outside_task, r.origin, r.id, "inspected_on",
                        {"检查日期", "inspected_on", r.inspected_on->iso(), std::string(task.id), task.from ? task.from->iso() : "…",
                         task.to ? task.to->iso() : "…"}));
}

/// Each task that is not there once a file, at its first record, with the number of the others: a wrong id fills a whole column.
void report_unknown_tasks(Intake& intake, const std::vector<const Result*>& homeless) {
  std::map<std::pair<std::uint32_t, std::string_view>, std::vector<const Result*>> by_file;
  for (const Result* r : homeless)
    if (!r->task_id.empty() && !intake.data.unread_of(Task::shape()).may_hold(r->task_id))
      by_file[{r->origin.file, r->task_id}].push_back(r);
  std::vector<std::string_view> task_ids = ids_of(intake.data.tasks);
  for (const auto& [where, records] : by_file) {
    const Result& first = **std::ranges::min_element(records, {}, [](const Result* r) { return r->origin.offset; });
    std::vector<std::string> args = with_candidates(first.task_id, task_ids);
    args.push_back(records.size() == 1 ? "" : std::to_string(records.size() - 1));
    intake.out.add(about(Code::unknown_task, first.origin, first.id, "task_id", std::move(args)));
  }
}

void check_results(Intake& intake) {
  const Dataset& data = intake.data;
  Tasks tasks;
  for (const Task& t : data.tasks) tasks.emplace(t.id, &t);
  constexpr std::size_t block = 4096;
  std::vector<Found> found((data.results.size() + block - 1) / block);
  parallel(found.size(), intake.jobs, 1, [&](std::size_t b) {
    for (std::size_t i = b * block; i < std::min(data.results.size(), (b + 1) * block); ++i) check_result(data.results[i], tasks, found[b]);
  });
  std::vector<const Result*> homeless;
  for (Found& part : found) {
    intake.out.take(std::move(part.out));
    homeless.insert(homeless.end(), part.homeless.begin(), part.homeless.end());
  }
  for (const Result& r : data.faulty_results) {  // as far as they could be read: one run names every fault
    check_dates(r, intake.out);
    if (!tasks.contains(r.task_id)) homeless.push_back(&r);
  }
  report_unknown_tasks(intake, homeless);
}

/// An object that stands twice in a list would be counted twice.
void check_once(const Task& t, std::string_view field, const std::vector<std::string_view>& objects, std::string_view key,
                Diagnostics& out) {
  std::unordered_map<std::string, std::size_t> first;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    auto [at, fresh] = first.try_emplace(compared(objects[i]), i);
    if (fresh) continue;
    std::string place = std::string(field).append("[").append(std::to_string(i)).append("]").append(key);
    out.add(about(Code::object_twice, t.origin, t.id, place, {std::string(objects[i]), std::to_string(at->second + 1)}));
  }
}

void check_drawn(const Task& t, Diagnostics& out) {
  check_once(t, "objects", t.objects, "", out);
  std::vector<std::string_view> left_out;
  for (const NotInspected& n : t.not_inspected) left_out.push_back(n.object);
  check_once(t, "not_inspected", left_out, ".object", out);
}

void check_task(Intake& intake, const Task& t) {
  Diagnostics& out = intake.out;
  check_drawn(t, out);
  check_order(t.origin, t.id, {{"from", "开始日期", t.from}, {"to", "结束日期", t.to}}, out);
  check_order(t.origin, t.id, {{"ended_on", "检查结束日期", t.ended_on}, {"completed_on", "任务完成日期", t.completed_on}}, out);
  if (t.plan_id.empty()) {
    if (!t.plan_entry.empty()) out.add(about(Code::missing_key, t.origin, t.id, "plan_id", {"plan_id", "计划编号"}));
    return;
  }
  auto plan = std::ranges::find(intake.data.plans, t.plan_id, &Plan::id);
  if (plan == intake.data.plans.end()) {
    if (!intake.data.unread_of(Plan::shape()).may_hold(t.plan_id))
      out.add(about(Code::unknown_plan, t.origin, t.id, "plan_id", with_candidates(t.plan_id, ids_of(intake.data.plans))));
    return;
  }
  if (t.plan_entry.empty()) return;
  std::vector<std::string> names;
  for (const PlanSection& s : plan->sections)
    for (const PlanEntry& e : s.entries) names.push_back(plan_entry_key(s, e));
  if (std::ranges::find(names, t.plan_entry) != names.end()) return;
  std::vector<std::string_view> all(names.begin(), names.end());
  constexpr std::size_t few = 20;
  if (all.size() > few)
    if (auto near = nearest(t.plan_entry, all, 3); !near.empty()) all = near;
  out.add(about(Code::unknown_plan_entry, t.origin, t.id, "plan_entry",
                {std::string(plan->id), std::string(t.plan_entry), list_argument(all)}));
}

/// Attachments lie in site/static/ of the root, or are of the program's own.
void check_attachments(Intake& intake) {
  for (const Notice& notice : intake.data.notices)
    for (std::size_t i = 0; i < notice.attachments.size(); ++i) {
      std::string path = attachment_path(notice.attachments[i]);
      if (std::ranges::binary_search(intake.data.statics, path, {}, &StaticFile::path)) continue;
      intake.out.add(about(Code::attachment_missing, notice.origin, notice.slug, "attachments[" + std::to_string(i) + "]", {path}));
    }
}

void check_corrections(Intake& intake) {
  for (const Correction& c : intake.data.corrections) {
    if (std::ranges::binary_search(intake.data.results, c.result_id, {}, &Result::id)) continue;
    // One that was published may be gone after its withdrawal; else it is reported by its entry (R0605).
    if (std::ranges::find(intake.data.ledger.entries, c.result_id, &LedgerEntry::id) != intake.data.ledger.entries.end()) continue;
    if (intake.data.unread_of(Result::shape()).may_hold(c.result_id)) continue;
    intake.out.add(
        about(Code::unknown_result, c.origin, c.result_id, "result_id", with_candidates(c.result_id, ids_of(intake.data.results))));
  }
}

/// Two objects of the library under one code: which name is the right one, nobody can tell. One that stands there twice counts once.
void check_library(Intake& intake) {
  std::unordered_map<std::string, const Object*> seen;
  Doubles doubles;
  for (const Object& object : intake.data.objects) {
    bool coded = !object.code.empty();
    auto [at, fresh] = seen.try_emplace(object_id(object.name, object.code, object.district), &object);
    if (fresh) continue;
    const Object& first = *at->second;
    if (coded && first.name != object.name)
      intake.out.add(about(Code::two_names, object.origin, "", "code",
                           {std::string(object.code), std::string(first.name) + "、" + std::string(object.name)}));
    else
      doubles.add(about(Code::library_double, object.origin, "", coded ? "code" : "name",
                        {std::string(object.name), "", first.supervision_class == object.supervision_class ? "" : "class"}),
                  1, first.origin);
  }
  doubles.report(intake);
}

}  // namespace

void check_references(Intake& intake) {
  check_doubles(intake, intake.data.plans, &Plan::id);
  check_doubles(intake, intake.data.items, &ItemList::id);
  check_doubles(intake, intake.data.tasks, &Task::id);
  check_doubles(intake, intake.data.profiles, &Profile::id);
  check_doubles(intake, intake.data.notices, &Notice::slug, Code::same_file_name);
  check_doubles(intake, intake.data.guide, &GuidePage::slug, Code::same_file_name);
  check_calendar(intake);
  check_plans(intake);
  check_library(intake);
  for (const Task& t : intake.data.tasks) check_task(intake, t);
  check_results(intake);
  check_corrections(intake);
  check_attachments(intake);
}

}  // namespace gongshi
