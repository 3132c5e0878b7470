#include <algorithm>
#include <map>
#include <set>

#include "rules/stages.hpp"

namespace gongshi {
namespace {

void count(Counts& counts, const ShownResult& r) {
  ++counts.by_category.at(static_cast<std::size_t>(r.category));
  if (r.approximate) ++counts.approximate.at(static_cast<std::size_t>(r.category));
  ++counts.total;
}

/// A person, or a withdrawn one, has no object; each such result counts as an object of its own.
std::uint32_t distinct_objects(const Assessment& site, const std::vector<std::uint32_t>& results) {
  std::vector<std::uint32_t> seen;
  std::uint32_t alone = 0;
  for (std::uint32_t i : results) {
    if (site.results[i].object == none_index)
      ++alone;
    else
      seen.push_back(site.results[i].object);
  }
  std::ranges::sort(seen);
  auto gone = std::ranges::unique(seen);
  return alone + static_cast<std::uint32_t>(seen.size() - gone.size());
}

void name_departments(Assessment& site) {
  std::set<std::string_view> names;
  for (const ShownResult& r : site.results)
    if (!r.withdrawn) names.insert(r.record->department);
  for (const ShownTask& t : site.tasks) {
    names.insert(t.task->lead);
    names.insert(t.task->partners.begin(), t.task->partners.end());
  }
  std::string_view own = site.site->organisation.name;
  for (std::string_view gone : {std::string_view{}, own, site.site->organisation.short_name}) names.erase(gone);
  site.departments.push_back(own);
  site.departments.insert(site.departments.end(), names.begin(), names.end());
  std::set<std::string_view> districts;
  for (const ShownResult& r : site.results)
    if (!r.withdrawn && !r.record->district.empty()) districts.insert(r.record->district);
  site.districts.assign(districts.begin(), districts.end());
}

void sum(const Assessment& site, PeriodSummary& p) {
  p.by_department.resize(site.departments.size());
  std::vector<std::vector<std::uint32_t>> of_department(site.departments.size());
  std::map<std::string_view, std::pair<Counts, std::vector<std::uint32_t>>> districts;
  std::unordered_map<std::string_view, std::size_t> number;
  for (std::size_t d = 0; d < site.departments.size(); ++d) number.emplace(site.departments[d], d);
  number.emplace(site.site->organisation.short_name, 0);
  for (std::uint32_t i : p.results) {
    const ShownResult& r = site.results[i];
    count(p.all, r);
    if (auto found = number.find(r.record->department); found != number.end()) {
      count(p.by_department[found->second], r);
      of_department[found->second].push_back(i);
    }
    if (!r.record->district.empty()) {
      auto& [counts, results] = districts[r.record->district];
      count(counts, r);
      results.push_back(i);
    }
  }
  p.all.objects = distinct_objects(site, p.results);
  for (std::size_t d = 0; d < of_department.size(); ++d) p.by_department[d].objects = distinct_objects(site, of_department[d]);
  for (auto& [name, part] : districts) {
    part.first.objects = distinct_objects(site, part.second);
    p.by_district.emplace_back(name, part.first);
  }
}

/// Newest first; a year before its quarters before their months.
bool comes_before(const Period& a, const Period& b) {
  if (a.year != b.year) return a.year > b.year;
  if (a.unit != b.unit) return a.unit < b.unit;
  return a.number > b.number;
}

}  // namespace

void sum_periods(Assessment& site) {
  name_departments(site);
  std::map<Period, PeriodSummary> periods;
  auto each = [&](Date day, auto add) {
    for (const Period& p : {Period::year_of(day), Period::quarter_of(day), Period::month_of(day)}) add(periods[p]);
  };
  for (std::uint32_t i = 0; i < site.results.size(); ++i)
    each(site.results[i].published_on, [&](PeriodSummary& p) {  // a period keeps its address though all of its results were withdrawn
      if (!site.results[i].withdrawn) p.results.push_back(i);
    });
  for (std::uint32_t k = 0; k < site.corrections.size(); ++k)
    each(site.corrections[k].on, [&](PeriodSummary& p) { p.corrections.push_back(k); });
  for (auto& [period, summary] : periods) {
    summary.period = period;
    sum(site, summary);
    site.periods.push_back(std::move(summary));
  }
  std::ranges::sort(site.periods, comes_before, &PeriodSummary::period);
}

}  // namespace gongshi
