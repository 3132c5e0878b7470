#include "rules/targets/targets.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/catalogue.hpp"
#include "base/text.hpp"
#include "rules/stages.hpp"

namespace gongshi {
namespace {

Period year(int number) { return {number, Period::Unit::year, 0}; }

/// Numbers of records: a numerator, or what is in the denominator alone.
using Numbers = std::vector<std::uint32_t>;

void distinct(Numbers& numbers) {
  std::ranges::sort(numbers);
  auto gone = std::ranges::unique(numbers);
  numbers.erase(gone.begin(), gone.end());
}

struct Sums {
  const TargetBasis& basis;
  Behind behind;
  std::vector<TargetValue>& out;
  std::set<int> years{};

  Sums(const TargetBasis& from, Behind which, std::vector<TargetValue>& to) : basis(from), behind(which), out(to) {
    if (basis.as_of) years.insert(basis.as_of->year());
    for (const TargetResult& r : basis.results)
      for (auto day : {r.inspected_on, r.determined_on})
        if (day && (years.empty() || *years.rbegin() != day->year())) years.insert(day->year());
    for (const TargetTask& t : basis.tasks)
      if (t.started && t.on) years.insert(t.on->year());
  }

  bool listed() const { return behind == Behind::listed; }

  TargetValue& add(const Target& rule, Period period) {
    TargetValue& value = out.emplace_back();
    value.kind = target_kind(rule.name);
    value.rule = &rule;
    value.period = period;
    value.threshold = rule.threshold;
    return value;
  }

  /// The names of records, sorted; `name` of a number.
  template <class Name>
  std::vector<std::string> names(const Numbers& numbers, Name name) const {
    std::vector<std::string> made;
    if (!listed()) return made;
    for (std::uint32_t i : numbers) made.emplace_back(name(i));
    std::ranges::sort(made);
    return made;
  }
  auto object_name() const {
    return [this](std::uint32_t i) -> const std::string& { return basis.objects[i].id; };
  }
  auto result_name() const {
    return [this](std::uint32_t i) { return basis.results[i].record->id; };
  }
  auto task_name() const {
    return [this](std::uint32_t i) { return basis.tasks[i].task->id; };
  }

  template <class Name>
  void set(TargetValue& value, const Numbers& counted, const Numbers& others, Name name) const {
    value.counted = static_cast<std::int64_t>(counted.size());
    value.counted_records = names(counted, name);
    value.other_records = names(others, name);
  }

  void share(TargetValue& value, std::size_t of) const {
    value.of = static_cast<std::int64_t>(of);
    if (of != 0) value.value = static_cast<double>(value.counted) / static_cast<double>(of);
  }

  void set_beside(TargetValue& value, BesideKind kind, std::int64_t count, std::vector<std::string> records) const {
    value.beside.push_back({kind, count, std::move(records)});
  }

  /// Both sides are correctly rounded, so that 1 of 20 meets 0.05 exactly.
  static void judge(TargetValue& value) {
    if (!value.value || !value.threshold) return;
    value.met = facts(value.kind).at_most ? *value.value <= *value.threshold : *value.value >= *value.threshold;
  }
};

// coverage

void coverage(Sums& sums, const Target& rule) {
  const TargetBasis& basis = sums.basis;
  std::map<int, Numbers> inspected;
  std::map<int, Date> newest;
  for (const TargetResult& r : basis.results) {
    if (!r.inspected_on || r.object == none_index || !basis.objects[r.object].market) continue;
    inspected[r.inspected_on->year()].push_back(r.object);
    Date& date = newest[r.inspected_on->year()];
    date = std::max(date, r.newest_fact);
  }
  std::size_t library = 0;
  for (const Object* o : basis.library) library += o->kind != ObjectKind::non_market && o->type != ObjectType::person ? 1 : 0;
  for (int y : sums.years) {
    Numbers& objects = inspected[y];
    distinct(objects);
    Numbers outside;
    std::ranges::copy_if(objects, std::back_inserter(outside), [&](std::uint32_t i) { return !basis.objects[i].listed; });
    TargetValue& value = sums.add(rule, year(y));
    sums.set(value, objects, {}, sums.object_name());
    sums.share(value, library);
    sums.set_beside(value, BesideKind::outside_library, static_cast<std::int64_t>(outside.size()), sums.names(outside, sums.object_name()));
    value.newest_fact = newest[y];
  }
}

// publication_rate

struct Published {
  Numbers published, waiting, withheld;
};

void publication_row(Sums& sums, const Target& rule, int y, const Published& part, std::string_view department) {
  TargetValue& value = sums.add(rule, year(y));
  value.department = department;
  sums.set(value, part.published, part.waiting, sums.result_name());
  sums.share(value, part.published.size() + part.waiting.size());
  sums.set_beside(value, BesideKind::withheld, static_cast<std::int64_t>(part.withheld.size()),
                  sums.names(part.withheld, sums.result_name()));
}

void drawn_without_result(const Sums& sums, TargetValue& value) {
  std::int64_t count = 0;
  std::vector<std::string> records;
  for (const TargetTask& t : sums.basis.tasks) {
    if (!t.ended || !t.on || t.on->year() != value.period.year) continue;
    count += t.without_result;
    if (!sums.listed()) continue;
    for (const std::string& name : t.without_names) records.push_back(std::string(t.task->id) + '/' + name);
  }
  std::ranges::sort(records);
  sums.set_beside(value, BesideKind::drawn_without_result, count, std::move(records));
}

void publication_rate(Sums& sums, const Target& rule) {
  const TargetBasis& basis = sums.basis;
  std::map<int, Published> all;
  std::map<std::pair<int, std::uint32_t>, Published> of_department;
  for (std::uint32_t i = 0; i < basis.results.size(); ++i) {
    const TargetResult& r = basis.results[i];
    std::optional<Date> day = r.determined_on;
    if (!day && r.published) day = r.inspected_on;  // what is published has been determined
    if (!day) continue;
    auto place = [&](Published& part) { (r.withheld ? part.withheld : r.published ? part.published : part.waiting).push_back(i); };
    place(all[day->year()]);
    place(of_department[{day->year(), r.department}]);
  }
  for (int y : sums.years) {
    publication_row(sums, rule, y, all[y], {});
    drawn_without_result(sums, sums.out.back());
    for (std::uint32_t d = 0; d < basis.departments.size(); ++d)
      publication_row(sums, rule, y, of_department[{y, d}], basis.departments[d]);
  }
}

// joint_share, joint_initiated, joint_per_object

void see_newest(TargetValue& value, const TargetTask& task) { value.newest_fact = std::max(value.newest_fact, task.newest_fact); }

void joint_share(Sums& sums, const Target& rule) {
  const TargetBasis& basis = sums.basis;
  for (int y : sums.years) {
    Numbers shared, alone;
    TargetValue& value = sums.add(rule, year(y));
    for (std::uint32_t i = 0; i < basis.tasks.size(); ++i) {
      const TargetTask& t = basis.tasks[i];
      if (!t.started || t.lead != 0 || !t.on || t.on->year() != y) continue;
      (t.joint ? shared : alone).push_back(i);
      see_newest(value, t);
    }
    sums.set(value, shared, alone, sums.task_name());
    sums.share(value, shared.size() + alone.size());
  }
}

bool names_one(std::span<const std::string_view> words, std::string_view department) {
  return std::ranges::any_of(words, [&](std::string_view word) { return department.find(word) != std::string_view::npos; });
}

enum class Asked : std::uint8_t { none, initiate, initiate_or_join };

/// What the document asks of a department (平顶山 art. 9 asks it of some, 陵川 art. 10 of each).
Asked asked_of(const Target& rule, std::string_view department) {
  if (rule.initiate.empty() && rule.initiate_or_join.empty()) return Asked::initiate;
  if (names_one(rule.initiate, department)) return Asked::initiate;
  return names_one(rule.initiate_or_join, department) ? Asked::initiate_or_join : Asked::none;
}

void joint_initiated(Sums& sums, const Target& rule) {
  const TargetBasis& basis = sums.basis;
  const Organisation& own = basis.data->site.organisation;
  for (int y : sums.years)
    for (std::uint32_t d = 0; d < basis.departments.size(); ++d) {
      Asked asked = asked_of(rule, basis.departments[d]);
      TargetValue& value = sums.add(rule, year(y));
      value.department = basis.departments[d];
      if (asked == Asked::none) value.threshold.reset();
      Numbers counted;
      auto takes_part = [&](const TargetTask& t) {
        return std::ranges::any_of(t.task->partners,
                                   [&](std::string_view p) { return p == value.department || (d == 0 && p == own.short_name); });
      };
      for (std::uint32_t i = 0; i < basis.tasks.size(); ++i) {
        const TargetTask& t = basis.tasks[i];
        if (!t.joint || !t.started || !t.on || t.on->year() != y) continue;
        if (t.lead != d && !(asked == Asked::initiate_or_join && takes_part(t))) continue;
        counted.push_back(i);
        see_newest(value, t);
      }
      sums.set(value, counted, {}, sums.task_name());
      value.value = static_cast<double>(counted.size());
    }
}

/// One inspection of an object in a joint task, whatever the departments: of the year of the first of them.
struct JointVisit {
  std::uint32_t task = 0, object = 0;
  Date on, newest;
};

std::vector<JointVisit> joint_visits(const TargetBasis& basis) {
  std::vector<JointVisit> visits;
  for (const TargetResult& r : basis.results)
    if (r.task != none_index && basis.tasks[r.task].joint && r.object != none_index && r.inspected_on)
      visits.push_back({r.task, r.object, *r.inspected_on, r.newest_fact});
  auto same = [](const JointVisit& v) { return std::pair(v.task, v.object); };
  std::ranges::sort(visits, {}, [&](const JointVisit& v) { return std::tuple(v.task, v.object, v.on); });
  auto gone = std::ranges::unique(visits, {}, same);
  visits.erase(gone.begin(), gone.end());
  return visits;
}

void joint_per_object(Sums& sums, const Target& rule) {
  std::map<int, std::map<std::uint32_t, std::uint32_t>> times;
  std::map<int, Date> newest;
  for (const JointVisit& v : joint_visits(sums.basis)) {
    ++times[v.on.year()][v.object];
    Date& date = newest[v.on.year()];
    date = std::max(date, v.newest);
  }
  for (int y : sums.years) {
    std::uint32_t most = 0;
    for (const auto& [object, count] : times[y]) most = std::max(most, count);
    Numbers worst, others;
    for (const auto& [object, count] : times[y]) (count == most ? worst : others).push_back(object);
    TargetValue& value = sums.add(rule, year(y));
    sums.set(value, worst, others, sums.object_name());
    value.of = static_cast<std::int64_t>(times[y].size());
    if (most != 0) value.value = most;
    value.newest_fact = newest[y];
  }
}

// inspectors

void inspectors_row(Sums& sums, const Target& rule, int y, const Numbers& results, std::string_view department) {
  const TargetBasis& basis = sums.basis;
  std::optional<std::int64_t> fewest;
  Numbers unknown;
  for (std::uint32_t i : results) {
    auto count = basis.results[i].record->inspector_count;
    if (!count)
      unknown.push_back(i);
    else
      fewest = std::min(fewest.value_or(*count), *count);
  }
  Numbers worst, others;
  for (std::uint32_t i : results)
    if (auto count = basis.results[i].record->inspector_count) (count == fewest ? worst : others).push_back(i);
  TargetValue& value = sums.add(rule, year(y));
  value.department = department;
  sums.set(value, worst, others, sums.result_name());
  value.of = static_cast<std::int64_t>(worst.size() + others.size());
  if (fewest) value.value = static_cast<double>(*fewest);
  sums.set_beside(value, BesideKind::uncounted, static_cast<std::int64_t>(unknown.size()), sums.names(unknown, sums.result_name()));
}

void inspectors(Sums& sums, const Target& rule) {
  const TargetBasis& basis = sums.basis;
  std::map<int, Numbers> all;
  std::map<std::pair<int, std::uint32_t>, Numbers> of_department;
  for (std::uint32_t i = 0; i < basis.results.size(); ++i) {
    const TargetResult& r = basis.results[i];
    if (!r.inspected_on) continue;
    all[r.inspected_on->year()].push_back(i);
    of_department[{r.inspected_on->year(), r.department}].push_back(i);
  }
  for (int y : sums.years) {
    inspectors_row(sums, rule, y, all[y], {});
    for (std::uint32_t d = 0; d < basis.departments.size(); ++d) inspectors_row(sums, rule, y, of_department[{y, d}], basis.departments[d]);
  }
}

// quarterly

struct ClassRow {
  SupervisionClass of;
  std::optional<double> ClassThresholds::* threshold;
};
constexpr std::array<ClassRow, 3> class_rows{{{SupervisionClass::key, &ClassThresholds::key},
                                              {SupervisionClass::general, &ClassThresholds::general},
                                              {SupervisionClass::special, &ClassThresholds::special}}};

void quarterly_row(Sums& sums, const Target& rule, Period quarter, const ClassRow& row, const Numbers& drawn) {
  const TargetBasis& basis = sums.basis;
  Numbers of_class, outside;
  for (std::uint32_t i : drawn)
    if (basis.objects[i].supervision_class == row.of) {
      of_class.push_back(i);
      if (!basis.objects[i].listed) outside.push_back(i);
    }
  std::int64_t library = std::ranges::count(basis.library, row.of, &Object::supervision_class);
  TargetValue& value = sums.add(rule, quarter);
  value.supervision_class = row.of;
  value.threshold = (*rule.classes).*row.threshold;
  sums.set(value, of_class, {}, sums.object_name());
  sums.share(value, static_cast<std::size_t>(library));
  sums.set_beside(value, BesideKind::outside_library, static_cast<std::int64_t>(outside.size()), sums.names(outside, sums.object_name()));
}

/// Every quarter of the years, up to the day's.
void quarterly(Sums& sums, const Target& rule) {
  if (!rule.classes) return;
  std::map<Period, Numbers> drawn;
  for (const TargetTask& t : sums.basis.tasks)
    if (t.started && t.on) {
      Numbers& to = drawn[Period::quarter_of(*t.on)];
      to.insert(to.end(), t.drawn.begin(), t.drawn.end());
    }
  for (int y : sums.years)
    for (unsigned q = 1; q <= 4; ++q) {
      Period quarter{y, Period::Unit::quarter, q};
      if (sums.basis.as_of && quarter.first() > *sums.basis.as_of) continue;
      distinct(drawn[quarter]);
      for (const ClassRow& row : class_rows)
        if ((*rule.classes).*row.threshold) quarterly_row(sums, rule, quarter, row, drawn[quarter]);
    }
}

// plan_coverage

/// `1、检验检测机构检查` → what is compared: without the number before it.
std::string item_name(std::string_view text) {
  std::string plain = nfkc(trimmed(text));
  std::string_view name = plain;
  std::size_t digits = name.find_first_not_of("0123456789");
  if (digits != 0 && digits != std::string_view::npos)
    for (std::string_view stop : {".", "、", ")"})
      if (name.substr(digits).starts_with(stop)) return folded(name.substr(digits + stop.size()));
  return folded(name);
}

/// Lists of the year; where there is none, those that say no year.
std::vector<const ItemList*> lists_of(const TargetBasis& basis, int y) {
  std::vector<const ItemList*> out;
  std::ranges::copy_if(basis.items, std::back_inserter(out), [&](const ItemList* list) { return list->year == y; });
  if (out.empty()) std::ranges::copy_if(basis.items, std::back_inserter(out), [](const ItemList* list) { return !list->year; });
  return out;
}

void cover_items(const Sums& sums, TargetValue& value, int y) {
  std::set<std::string> planned;
  for (const Plan* plan : sums.basis.plans)
    if (plan->year == y)
      for (const PlanSection& section : plan->sections)
        for (const PlanEntry& entry : section.entries)
          for (std::string_view item : entry.items) planned.insert(item_name(item));
  std::map<std::string, std::string_view> items;
  for (const ItemList* list : lists_of(sums.basis, y))
    for (const ItemEntry& entry : list->entries) items.emplace(item_name(entry.name), entry.name);
  for (const auto& [key, name] : items) {
    bool covered = planned.contains(key);
    value.counted += covered ? 1 : 0;
    if (sums.listed()) (covered ? value.counted_records : value.other_records).emplace_back(name);
  }
  std::ranges::sort(value.counted_records);
  std::ranges::sort(value.other_records);
  sums.share(value, items.size());
}

void plan_and_tasks(const Sums& sums, TargetValue& value, int y) {
  std::set<std::pair<std::string_view, std::string_view>> followed;
  std::vector<std::string> without_entry;
  for (const TargetTask& t : sums.basis.tasks) {
    followed.emplace(t.task->plan_id, t.task->plan_entry);
    if (!t.started || t.in_plan || t.task->kind == TaskKind::off_plan || !t.on || t.on->year() != y) continue;
    without_entry.emplace_back(t.task->id);
    see_newest(value, t);
  }
  std::vector<std::string> without_task;
  for (const Plan* plan : sums.basis.plans)
    if (plan->year == y)
      for (const PlanSection& section : plan->sections)
        for (const PlanEntry& entry : section.entries)
          if (std::string key = plan_entry_key(section, entry);
              section.kind != SectionKind::off_plan && !followed.contains({plan->id, key}))
            without_task.push_back(std::string(plan->id) + '/' + key);
  auto put = [&](BesideKind kind, std::vector<std::string>& records) {
    auto count = static_cast<std::int64_t>(records.size());
    std::ranges::sort(records);
    sums.set_beside(value, kind, count, sums.listed() ? std::move(records) : std::vector<std::string>{});
  };
  put(BesideKind::entries_without_task, without_task);
  put(BesideKind::tasks_without_entry, without_entry);
}

void plan_coverage(Sums& sums, const Target& rule) {
  std::set<int> years = sums.years;
  for (const Plan* plan : sums.basis.plans)
    if (plan->year) years.insert(static_cast<int>(*plan->year));
  for (int y : years) {
    TargetValue& value = sums.add(rule, year(y));
    cover_items(sums, value, y);
    plan_and_tasks(sums, value, y);
  }
}

using Formula = void (*)(Sums&, const Target&);
constexpr std::array<std::pair<TargetKind, Formula>, target_count - 1> formulas{{{TargetKind::coverage, coverage},
                                                                                 {TargetKind::publication_rate, publication_rate},
                                                                                 {TargetKind::joint_share, joint_share},
                                                                                 {TargetKind::quarterly, quarterly},
                                                                                 {TargetKind::joint_per_object, joint_per_object},
                                                                                 {TargetKind::inspectors, inspectors},
                                                                                 {TargetKind::joint_initiated, joint_initiated},
                                                                                 {TargetKind::plan_coverage, plan_coverage}}};

}  // namespace

std::vector<TargetValue> targets(const TargetBasis& basis, Behind behind) {
  std::vector<TargetValue> out;
  auto wanted = [&](const Target& rule) { return !basis.shown_only || (rule.shown && facts(target_kind(rule.name)).may_show); };
  if (std::ranges::none_of(basis.data->profile->targets, wanted)) return out;
  Sums sums(basis, behind, out);
  for (const auto& [kind, formula] : formulas)
    for (const Target& rule : basis.data->profile->targets)
      if (target_kind(rule.name) == kind && wanted(rule)) formula(sums, rule);
  for (TargetValue& value : out) Sums::judge(value);
  return out;
}

void reach_targets(Assessment& site) {
  if (std::ranges::none_of(site.data->profile->targets, &Target::shown)) return;
  for (TargetValue& value : targets(target_basis(site), Behind::listed))
    for (PeriodSummary& summary : site.periods)
      if (summary.period == value.period) {
        summary.newest_fact = std::max(summary.newest_fact, value.newest_fact);
        summary.targets.push_back(std::move(value));
        break;
      }
}

void check_targets(const Profile& profile, Diagnostics& out) {
  for (const Target& rule : profile.targets) {
    TargetKind kind = target_kind(rule.name);
    if (kind == TargetKind::absent) continue;
    bool by_class = kind == TargetKind::quarterly;
    bool any =
        by_class ? rule.classes && (rule.classes->key || rule.classes->general || rule.classes->special) : rule.threshold.has_value();
    if (!any)
      out.add(about(Code::target_threshold, profile.origin, profile.id, "targets",
                    {std::string(rule.name), by_class ? "classes" : "threshold"}));
    if (rule.shown && !facts(kind).may_show)
      out.add(about(Code::target_not_public, profile.origin, profile.id, "targets", {std::string(rule.name)}));
  }
}

}  // namespace gongshi
