// What the targets count, gathered from a day's records or from what the site shows.
#include <algorithm>
#include <functional>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "rules/objects.hpp"
#include "rules/targets/targets.hpp"

namespace gongshi {
namespace {

bool market(const Object& object) { return object.kind != ObjectKind::non_market && object.type != ObjectType::person; }

/// Departments by name; the publisher's short name is the publisher.
class Departments {
 public:
  explicit Departments(const Organisation& own) : own_(own) {}
  void see(std::string_view name) {
    if (!name.empty() && name != own_.name && name != own_.short_name) names_.insert(name);
  }
  void number(std::vector<std::string_view>& out) {
    out.assign({own_.name});
    out.insert(out.end(), names_.begin(), names_.end());
    std::sort(out.begin() + 1, out.end());
    for (std::uint32_t i = 0; i < out.size(); ++i) numbers_.emplace(out[i], i);
  }
  std::uint32_t of(std::string_view name) const {
    auto found = numbers_.find(name);
    return found == numbers_.end() ? 0 : found->second;
  }

 private:
  const Organisation& own_;
  std::unordered_set<std::string_view> names_;
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
};

bool joint(const Task& task) { return task.kind == TaskKind::joint || (task.kind == TaskKind::off_plan && !task.partners.empty()); }

bool in_plan(const Task& task, const std::vector<Plan>& plans) {
  auto plan = std::ranges::find(plans, task.plan_id, &Plan::id);
  if (task.plan_id.empty() || plan == plans.end()) return false;
  for (const PlanSection& section : plan->sections)
    for (const PlanEntry& entry : section.entries)
      if (plan_entry_key(section, entry) == task.plan_entry) return true;
  return false;
}

TargetTask task_on(const Task& task, const Dataset& data, Date as_of) {
  TargetTask out;
  out.task = &task;
  for (auto date : {task.completed_on, task.ended_on, task.from})
    if (date) out.on = date;
  out.joint = joint(task);
  out.started = task.status != TaskStatus::planned && (!task.from || *task.from <= as_of);
  out.ended = task.ended_on && *task.ended_on <= as_of;
  out.in_plan = in_plan(task, data.plans);
  return out;
}

struct Gathering {
  const Dataset& data;
  TargetBasis basis{};
  Departments departments{data.site.organisation};
  std::unordered_map<std::string_view, std::uint32_t> tasks{};

  explicit Gathering(const Dataset& dataset) : data(dataset) {
    basis.data = &dataset;
    for (std::string_view member : data.site.members) departments.see(member);
    std::unordered_set<std::string> seen;
    for (const Object& object : data.objects)
      if (seen.insert(id_of(object)).second) basis.library.push_back(&object);
  }

  void add_task(const Task& task, Date as_of) {
    tasks.emplace(task.id, static_cast<std::uint32_t>(basis.tasks.size()));
    basis.tasks.push_back(task_on(task, data, as_of));
    departments.see(task.lead);
    for (std::string_view partner : task.partners) departments.see(partner);
  }

  TargetResult& add_result(const Result& record, Date as_of) {
    TargetResult& out = basis.results.emplace_back();
    out.record = &record;
    if (auto found = tasks.find(record.task_id); found != tasks.end()) out.task = found->second;
    if (record.inspected_on && *record.inspected_on <= as_of) out.inspected_on = record.inspected_on;
    bool own_day = data.profile->deadline && data.profile->deadline->from == StartEvent::concluded_on;
    std::optional<Date> determined = record.concluded_on || own_day ? record.concluded_on : record.inspected_on;
    if (out.inspected_on && determined && *determined <= as_of) out.determined_on = determined;
    departments.see(record.department);
    return out;
  }

  void name_departments() {
    departments.number(basis.departments);
    for (TargetResult& r : basis.results) r.department = departments.of(r.record->department);
    for (TargetTask& t : basis.tasks) t.lead = departments.of(t.task->lead);
  }

  /// `known` may be null; then `first`, a result of it, tells.
  void add_object(const std::string& id, const Object* known, const Result* first) {
    TargetObject& out = basis.objects.emplace_back();
    out.id = id;
    out.listed = known != nullptr;
    out.market = known != nullptr ? market(*known) : first == nullptr || first->object_kind != ObjectKind::non_market;
    if (known != nullptr)
      out.supervision_class = known->supervision_class;
    else if (first != nullptr)
      out.supervision_class = first->supervision_class;
  }
};

/// The name that a person's drawn entry has: the effective record hides it, the source does not.
std::string_view drawn_name(const Result& record, const std::vector<Result>& sources) {
  if (record.object_type != ObjectType::person) return record.object_name;
  auto source = std::ranges::lower_bound(sources, record.id, {}, &Result::id);
  return source != sources.end() && source->id == record.id ? source->object_name : record.object_name;
}

/// A task's drawn list against its results: the objects of both, and the entries without a result.
void compare_draw(TargetTask& task, const std::vector<const TargetResult*>& results, const Dataset& data, ObjectNumbers& numbers,
                  const std::function<void(std::uint32_t)>& seen) {
  std::set<std::uint32_t> with_result;
  std::set<std::string_view> texts;
  std::int64_t persons = 0;
  for (const TargetResult* r : results) {
    texts.insert(r->record->object_code);
    texts.insert(drawn_name(*r->record, data.results));
    r->object == none_index ? void(++persons) : void(with_result.insert(r->object));
  }
  std::set<std::uint32_t> drawn = with_result;
  for (std::string_view entry : task.task->objects) {
    auto number = numbers.of_drawn(entry);
    if (number) {
      seen(*number);
      drawn.insert(*number);
    }
    if (task.ended && !texts.contains(entry) && !(number && with_result.contains(*number))) task.without_names.emplace_back(entry);
  }
  task.drawn.assign(drawn.begin(), drawn.end());
  std::ranges::sort(task.without_names);
  task.without_result = static_cast<std::int64_t>(task.without_names.size());
  if (task.ended && task.task->objects.empty() && task.task->drawn)
    task.without_result = std::max<std::int64_t>(0, *task.task->drawn - persons - static_cast<std::int64_t>(with_result.size()));
}

}  // namespace

TargetBasis target_basis(const Dataset& data, std::span<const ResultOnDay> results, Date as_of) {
  Gathering all(data);
  TargetBasis& basis = all.basis;
  basis.as_of = as_of;
  for (const Task& task : data.tasks) all.add_task(task, as_of);
  Library library(data.objects);
  ObjectNumbers numbers(library);
  auto seen = [&](std::uint32_t number, const Result* result) {
    if (number == basis.objects.size()) all.add_object(numbers.id(number), numbers.known(number), result);
  };
  basis.results.reserve(results.size());
  std::vector<std::uint32_t> by_task;
  for (const ResultOnDay& r : results) {
    TargetResult& out = all.add_result(*r.record, as_of);
    out.withheld = r.withheld;
    out.published = r.published_on.has_value();
    if (r.record->object_type == ObjectType::person) continue;
    out.object = numbers.of(*r.record);
    seen(out.object, r.record);
  }
  all.name_departments();
  std::vector<std::vector<const TargetResult*>> of_task(basis.tasks.size());
  for (const TargetResult& r : basis.results)
    if (r.task != none_index) of_task[r.task].push_back(&r);
  for (std::size_t i = 0; i < basis.tasks.size(); ++i)
    compare_draw(basis.tasks[i], of_task[i], data, numbers, [&](std::uint32_t number) { seen(number, nullptr); });
  for (const Plan& plan : data.plans) basis.plans.push_back(&plan);
  for (const ItemList& list : data.items) basis.items.push_back(&list);
  return std::move(all.basis);
}

TargetBasis target_basis(const Assessment& site) {
  const Dataset& data = *site.data;
  Gathering all(data);
  TargetBasis& basis = all.basis;
  basis.shown_only = true;
  for (const ShownTask& shown : site.tasks) {
    all.add_task(*shown.task, site.as_of);
    basis.tasks.back().in_plan = shown.entry != nullptr;
    basis.tasks.back().newest_fact = shown.newest_fact;
  }
  for (const ShownResult& shown : site.results) {
    if (shown.withdrawn) continue;
    TargetResult& out = all.add_result(*shown.record, site.as_of);
    out.published = true;
    out.object = shown.object;
    out.newest_fact = shown.newest_fact;
  }
  all.name_departments();
  Library library(data.objects);
  for (const ShownObject& o : site.objects) {
    std::uint32_t first = *std::ranges::min_element(o.results, {}, [&](std::uint32_t i) { return site.results[i].id; });
    all.add_object(o.id, library.find(o.id), site.results[first].record);
  }
  basis.plans = site.plans;
  basis.items = site.items;
  return std::move(all.basis);
}

}  // namespace gongshi
