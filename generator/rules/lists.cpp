#include <algorithm>
#include <limits>
#include <set>
#include <unordered_set>

#include "rules/deadlines/eligibility.hpp"
#include "rules/ledger/public_record.hpp"
#include "rules/stages.hpp"

namespace gongshi {
namespace {

/// Pending results come after all entries, pending corrections after them: a publish would number them so.
constexpr std::int64_t unnumbered = std::numeric_limits<std::int64_t>::max() / 2;

bool begun(const Task& task, Date as_of) { return task.from ? *task.from <= as_of : task.status != TaskStatus::planned; }

/// Tasks of which an object is still to be inspected, whatever `ended_on` says: the rest of their drawn list stays secret with it
/// (获嘉 art. 22, 武陟细则 五3).
std::set<std::string_view> still_inspecting(const Dataset& data, Date as_of) {
  std::set<std::string_view> out;
  for (const Result& r : data.results)
    if (r.inspected_on && *r.inspected_on > as_of) out.insert(r.task_id);
  return out;
}

bool over(const Task& task, Date as_of) { return task.ended_on && *task.ended_on <= as_of; }

void place_in_plan(const Dataset& data, ShownTask& shown) {
  auto plan = std::ranges::find(data.plans, shown.task->plan_id, &Plan::id);
  if (shown.task->plan_id.empty() || plan == data.plans.end()) return;
  shown.plan = &*plan;
  std::string_view wanted = shown.task->plan_entry;
  std::size_t slash = wanted.find('/');
  if (slash == std::string_view::npos) return;
  for (const PlanSection& section : plan->sections) {
    if (choices_of<SectionKind>()[static_cast<std::size_t>(section.kind)].key != wanted.substr(0, slash)) continue;
    for (const PlanEntry& entry : section.entries)
      if (entry.number == wanted.substr(slash + 1)) {
        shown.section = &section;
        shown.entry = &entry;
        return;
      }
  }
}

/// One coming into a category: the result, and the number that its row stands by.
struct Arrival {
  std::int64_t seq;  ///< of the ledger entry; from `unnumbered` on while pending
  std::uint32_t result;
  bool still_there;
};

/// The categories that a result went through, with the entries by which it came into each.
void trace(const Bench& bench, const Assessment& site, std::uint32_t index, std::array<std::vector<Arrival>, category_count + 1>& into) {
  const ShownResult& r = site.results[index];
  if (r.kept) {
    for (auto [category, seq] : bench.kept.find(r.id)->categories)
      into.at(static_cast<std::size_t>(category)).push_back({seq, index, false});
    return;
  }
  auto category_of = [&](const Result& record) {
    auto meaning = bench.wordings.meaning(record.result);
    return meaning ? meaning->category : Category::none;
  };
  std::vector<std::pair<Category, std::int64_t>> stays;
  std::int64_t first_seq = r.pending ? unnumbered : r.seq;
  for (std::uint32_t k : r.corrections) {
    const ShownCorrection& c = site.corrections[k];
    if (c.correction->field_name != "result" || !c.correction->before || !c.correction->after) continue;
    if (stays.empty()) stays.emplace_back(category_of(*c.correction->before), first_seq);
    Category now = category_of(*c.correction->after);
    if (now != stays.back().first) stays.emplace_back(now, c.pending ? unnumbered + 1 + std::int64_t{k} : c.seq);
  }
  if (stays.empty()) stays.emplace_back(r.category, first_seq);
  for (std::size_t s = 0; s < stays.size(); ++s)
    into.at(static_cast<std::size_t>(stays[s].first)).push_back({stays[s].second, index, s + 1 == stays.size() && !r.withdrawn});
}

/// Tasks that have left the content with their withdrawn results: the address stays, with the gaps, and tells nothing.
/// A drawn person who was not inspected stands there by the surname, as persons do everywhere.
std::vector<NotInspected> publicly_not_inspected(const Bench& bench, const Task& task, std::deque<std::string>& texts) {
  std::vector<NotInspected> out = task.not_inspected;
  for (NotInspected& n : out)
    if (const Object* known = bench.library.drawn(n.object); known != nullptr && known->type == ObjectType::person)
      n.object = texts.emplace_back(masked_name(known->name));
  return out;
}

void add_gone_tasks(const Bench& bench, Assessment& site) {
  std::set<std::string_view> gone;
  for (const ShownResult& r : site.results)
    if (r.kept && !std::ranges::binary_search(bench.data.tasks, r.record->task_id, {}, &Task::id)) gone.insert(r.record->task_id);
  for (std::string_view id : gone) {
    Task& task = site.gone_tasks.emplace_back();
    task.id = id;
    task.name = "已撤下的抽查任务";
    site.tasks.emplace_back().task = &task;
  }
  if (!gone.empty()) std::ranges::sort(site.tasks, {}, [](const ShownTask& t) { return t.task->id; });
}

}  // namespace

void list_tasks(const Bench& bench, Assessment& site) {
  std::unordered_map<std::string_view, std::uint32_t> number;
  std::unordered_set<std::string_view> with_results;
  for (const ShownResult& r : site.results) with_results.insert(r.record->task_id);
  std::set<std::string_view> inspecting = still_inspecting(bench.data, site.as_of);
  for (const Task& task : bench.data.tasks) {
    if (!begun(task, site.as_of) && !with_results.contains(task.id)) continue;
    ShownTask& shown = site.tasks.emplace_back();
    shown.task = &task;
    shown.ended = over(task, site.as_of) && !inspecting.contains(task.id);
    if (shown.ended) shown.not_inspected = publicly_not_inspected(bench, task, site.texts);
    place_in_plan(bench.data, shown);
  }
  add_gone_tasks(bench, site);
  for (std::uint32_t t = 0; t < site.tasks.size(); ++t) number.emplace(site.tasks[t].task->id, t);
  for (std::uint32_t i = 0; i < site.results.size(); ++i) {
    auto found = number.find(site.results[i].record->task_id);
    if (found == number.end()) continue;
    site.results[i].task = found->second;
    site.tasks[found->second].results.push_back(i);
    if (site.results[i].withdrawn)
      keep_place(site, "tasks", found->first, site.results[i].seq);
    else
      ++site.tasks[found->second].published;
  }
  for (const Result& r : bench.data.results)
    if (r.withheld && r.inspected_on && *r.inspected_on <= site.as_of)
      if (auto found = number.find(r.task_id); found != number.end()) ++site.tasks[found->second].withheld;
}

void list_categories(const Bench& bench, Assessment& site) {
  std::array<std::vector<Arrival>, category_count + 1> into;
  for (std::uint32_t i = 0; i < site.results.size(); ++i) trace(bench, site, i, into);
  for (std::size_t c = 1; c < into.size(); ++c) {
    std::ranges::stable_sort(into.at(c), {}, &Arrival::seq);  // pending ones stay in publication order
    CategoryList& list = site.categories.at(c);
    for (const Arrival& a : into.at(c)) {
      if (a.still_there) {
        site.results[a.result].category_place = static_cast<std::uint32_t>(list.rows.size());
        ++list.standing;
      }
      list.rows.push_back({a.result, !a.still_there});
      if (site.results[a.result].withdrawn) keep_place(site, "categories", facts(static_cast<Category>(c)).slug, a.seq);
    }
  }
}

}  // namespace gongshi
