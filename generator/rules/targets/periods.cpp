#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "rules/stages.hpp"

namespace gongshi {
namespace {

void count(Counts& counts, const ShownResult& r) {
  ++counts.by_category.at(static_cast<std::size_t>(r.category));
  if (r.approximate) ++counts.approximate.at(static_cast<std::size_t>(r.category));
  ++counts.total;
}

std::vector<std::string_view> sorted(const std::unordered_set<std::string_view>& names) {
  std::vector<std::string_view> out(names.begin(), names.end());
  std::ranges::sort(out);
  return out;
}

void name_departments(Assessment& site) {
  std::unordered_set<std::string_view> names;
  std::unordered_set<std::string_view> districts;
  for (const ShownResult& r : site.results) {
    if (r.withdrawn) continue;
    names.insert(r.record->department);
    districts.insert(r.record->district);
  }
  for (const ShownTask& t : site.tasks) {
    names.insert(t.task->lead);
    names.insert(t.task->partners.begin(), t.task->partners.end());
  }
  std::string_view own = site.site->organisation.name;
  for (std::string_view gone : {std::string_view{}, own, site.site->organisation.short_name}) names.erase(gone);
  districts.erase("");
  site.departments = sorted(names);
  site.departments.insert(site.departments.begin(), own);
  site.districts = sorted(districts);
}

/// Sums up one period after the other.
class Sums {
 public:
  explicit Sums(const Assessment& site) : site_(site), seen_(site.objects.size(), 0) {
    std::unordered_map<std::string_view, std::uint32_t> departments = numbered(site.departments);
    departments.emplace(site.site->organisation.short_name, 0);
    std::unordered_map<std::string_view, std::uint32_t> districts = numbered(site.districts);
    auto number = [](const auto& of, std::string_view name) {
      auto found = of.find(name);
      return found == of.end() ? none_index : found->second;
    };
    for (const ShownResult& r : site.results) {
      department_.push_back(number(departments, r.record->department));
      district_.push_back(number(districts, r.record->district));
    }
  }

  void sum(PeriodSummary& p) {
    for (std::uint32_t i : p.results) count(p.all, site_.results[i]);
    p.all.objects = distinct_objects(p.results);
    p.by_department = parts(p.results, department_, site_.departments.size());
    std::vector<Counts> districts = parts(p.results, district_, site_.districts.size());
    for (std::size_t d = 0; d < districts.size(); ++d)
      if (districts[d].total != 0) p.by_district.emplace_back(site_.districts[d], districts[d]);
  }

 private:
  static std::unordered_map<std::string_view, std::uint32_t> numbered(const std::vector<std::string_view>& names) {
    std::unordered_map<std::string_view, std::uint32_t> out;
    for (std::uint32_t n = 0; n < names.size(); ++n) out.emplace(names[n], n);
    return out;
  }

  /// By the part that `part_of` says of each result.
  std::vector<Counts> parts(const std::vector<std::uint32_t>& results, const std::vector<std::uint32_t>& part_of, std::size_t count_of) {
    std::vector<Counts> out(count_of);
    std::vector<std::vector<std::uint32_t>> of(count_of);
    for (std::uint32_t i : results) {
      if (part_of[i] == none_index) continue;
      count(out[part_of[i]], site_.results[i]);
      of[part_of[i]].push_back(i);
    }
    for (std::size_t part = 0; part < count_of; ++part) out[part].objects = distinct_objects(of[part]);
    return out;
  }

  /// A person, or a withdrawn one, has no object; each such result counts as an object of its own.
  std::uint32_t distinct_objects(const std::vector<std::uint32_t>& results) {
    ++round_;
    std::uint32_t out = 0;
    for (std::uint32_t i : results) {
      std::uint32_t object = site_.results[i].object;
      if (object == none_index || std::exchange(seen_[object], round_) != round_) ++out;
    }
    return out;
  }

  const Assessment& site_;
  std::vector<std::uint32_t> department_, district_;  ///< of each result, in the lists of the site; none_index: in none
  std::vector<std::uint32_t> seen_;                   ///< for each object the round that counted it last
  std::uint32_t round_ = 0;
};

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
  Sums sums(site);
  for (auto& [period, summary] : periods) {
    summary.period = period;
    sums.sum(summary);
    site.periods.push_back(std::move(summary));
  }
  std::ranges::sort(site.periods, comes_before, &PeriodSummary::period);
}

}  // namespace gongshi
