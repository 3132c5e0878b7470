#include "ingest/references.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/parallel.hpp"
#include "base/text.hpp"

namespace gongshi {
namespace {

template <class T>
Diagnostic about(Code code, const T& record, std::string_view id, std::string_view field, std::vector<std::string> args) {
  Diagnostic d{code, std::move(args)};
  d.record = id;
  d.field = field;
  d.origin = record.origin;
  return d;
}

/// Ids that are equal but for case; `records` are sorted by id.
template <class T>
void check_doubles(Intake& intake, const std::vector<T>& records) {
  std::unordered_map<std::string, const T*> seen;
  for (const T& r : records) {
    auto [found, fresh] = seen.emplace(lower_ascii(r.id), &r);
    if (!fresh)
      intake.out.add(about(Code::duplicate_id, r, r.id, "id", {std::string(r.id), intake.data.files[found->second->origin.file]}));
  }
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates) {
  auto near = nearest(word, candidates, 1);
  if (!near.empty()) return "是不是 " + std::string(near.front()) + "？";
  if (candidates.empty()) return "先写好它";
  return candidates.size() <= 10 ? "现有的：" + joined(candidates, "、") : "核对编号";
}

template <class T>
std::vector<std::string_view> ids_of(const std::vector<T>& records) {
  std::vector<std::string_view> out;
  for (const T& r : records) out.push_back(r.id);
  return out;
}

struct Dated {
  std::string_view field, label;
  const std::optional<Date>& date;
};

template <class T>
void check_order(const T& record, std::string_view id, std::initializer_list<Dated> dates, Diagnostics& out) {
  const Dated* before = nullptr;
  for (const Dated& d : dates) {
    if (!d.date) continue;
    if (before != nullptr && *d.date < *before->date)
      out.add(about(Code::date_order, record, id, d.field,
                    {std::string(d.label), d.date->iso(), std::string(before->label), before->date->iso()}));
    before = &d;
  }
}

using Tasks = std::unordered_map<std::string_view, const Task*>;

void check_result(const Result& r, const Tasks& tasks, std::span<const std::string_view> task_ids, Diagnostics& out) {
  check_order(r, r.id,
              {{"inspected_on", "检查日期", r.inspected_on},
               {"concluded_on", "结果认定日期", r.concluded_on},
               {"completed_on", "任务完成日期", r.completed_on}},
              out);
  check_order(r, r.id, {{"inspected_on", "检查日期", r.inspected_on}, {"published_on", "公示日期", r.published_on}}, out);
  if (r.published_on.has_value() == r.published_via.empty())
    out.add(about(Code::half_pair, r, r.id, r.published_on ? "published_on" : "published_via", {"published_on", "published_via"}));
  auto found = tasks.find(r.task_id);
  if (found == tasks.end()) {
    if (!r.task_id.empty())
      out.add(about(Code::unknown_task, r, r.id, "task_id", {std::string(r.task_id), did_you_mean(r.task_id, task_ids)}));
    return;
  }
  const Task& task = *found->second;
  if (r.inspected_on && ((task.from && *r.inspected_on < *task.from) || (task.to && *r.inspected_on > *task.to)))
    out.add(about(Code::date_outside_task, r, r.id, "inspected_on",
                  {"检查日期", r.inspected_on->iso(), task.from ? task.from->iso() : "…", task.to ? task.to->iso() : "…"}));
}

void check_results(Intake& intake) {
  const Dataset& data = intake.data;
  Tasks tasks;
  for (const Task& t : data.tasks) tasks.emplace(t.id, &t);
  std::vector<std::string_view> task_ids = ids_of(data.tasks);
  constexpr std::size_t block = 4096;
  std::vector<Diagnostics> found((data.results.size() + block - 1) / block);
  parallel(found.size(), intake.jobs, 1, [&](std::size_t b) {
    for (std::size_t i = b * block; i < std::min(data.results.size(), (b + 1) * block); ++i)
      check_result(data.results[i], tasks, task_ids, found[b]);
  });
  for (Diagnostics& part : found) intake.out.take(std::move(part));
}

void check_task(Intake& intake, const Task& t) {
  Diagnostics& out = intake.out;
  check_order(t, t.id, {{"from", "开始日期", t.from}, {"to", "结束日期", t.to}}, out);
  check_order(t, t.id, {{"ended_on", "检查结束日期", t.ended_on}, {"completed_on", "任务完成日期", t.completed_on}}, out);
  if (t.plan_id.empty()) return;
  auto plan = std::ranges::find(intake.data.plans, t.plan_id, &Plan::id);
  if (plan == intake.data.plans.end()) {
    out.add(about(Code::unknown_plan, t, t.id, "plan_id", {std::string(t.plan_id), did_you_mean(t.plan_id, ids_of(intake.data.plans))}));
    return;
  }
  if (t.plan_entry.empty()) return;
  std::string all;
  for (const PlanSection& s : plan->sections)
    for (const PlanEntry& e : s.entries) {
      std::string name = std::string(choices_of<SectionKind>()[static_cast<std::size_t>(s.kind)].key) + "/" + std::string(e.number);
      if (name == t.plan_entry) return;
      all += (all.empty() ? "" : "、") + name;
    }
  out.add(about(Code::unknown_plan_entry, t, t.id, "plan_entry", {std::string(plan->id), std::string(t.plan_entry), all}));
}

void check_corrections(Intake& intake) {
  for (const Correction& c : intake.data.corrections) {
    if (std::ranges::binary_search(intake.data.results, c.result_id, {}, &Result::id)) continue;
    intake.out.add(about(Code::unknown_result, c, c.result_id, "result_id",
                         {std::string(c.result_id), did_you_mean(c.result_id, ids_of(intake.data.results))}));
  }
}

}  // namespace

void check_references(Intake& intake) {
  check_doubles(intake, intake.data.plans);
  check_doubles(intake, intake.data.items);
  check_doubles(intake, intake.data.tasks);
  check_doubles(intake, intake.data.profiles);
  for (const Task& t : intake.data.tasks) check_task(intake, t);
  check_results(intake);
  check_corrections(intake);
}

}  // namespace gongshi
