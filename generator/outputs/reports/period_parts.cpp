#include <algorithm>
#include <set>

#include "outputs/reports/sheets.hpp"

namespace gongshi {

PeriodParts period_parts(const Assessment& site, const PeriodSummary& summary) {
  PeriodParts parts;
  parts.summary = &summary;
  for (const ShownTask& task : site.tasks) {
    if (!task.ended || !task.task->ended_on) continue;
    if (summary.period.contains(*task.task->ended_on)) parts.ended.push_back(&task);
    if (*task.task->ended_on <= summary.period.last()) parts.so_far.push_back(&task);
  }
  for (const Plan* plan : site.plans)
    if (plan->year == summary.period.year) parts.plans.push_back(plan);
  return parts;
}

bool has_entries(const PeriodParts& parts) {
  return std::ranges::any_of(parts.plans, [](const Plan* plan) {
    return std::ranges::any_of(plan->sections, [](const PlanSection& s) { return !s.entries.empty(); });
  });
}

std::vector<Category> shown_categories(const Assessment& site, const PeriodSummary& summary) {
  std::vector<Category> out;
  for (const CategoryFacts& of : categories()) {
    bool sampling = of.category == Category::qualified || of.category == Category::unqualified;
    bool occurs = summary.all.by_category.at(static_cast<std::size_t>(of.category)) != 0;
    bool allowed = site.profile != nullptr &&
                   std::ranges::any_of(site.profile->allowed_results, [&](const AllowedResult& r) { return r.category == of.category; });
    if (!sampling || occurs || allowed) out.push_back(of.category);
  }
  return out;
}

std::int64_t inspected(const Assessment& site, const ShownTask& task) {
  if (task.task->drawn) return std::max<std::int64_t>(0, *task.task->drawn - static_cast<std::int64_t>(task.not_inspected.size()));
  std::set<std::uint32_t> objects;
  std::int64_t persons = 0;
  for (std::uint32_t i : task.results) {
    if (site.results[i].withdrawn) continue;
    if (site.results[i].object == none_index)
      ++persons;
    else
      objects.insert(site.results[i].object);
  }
  return persons + static_cast<std::int64_t>(objects.size());
}

}  // namespace gongshi
