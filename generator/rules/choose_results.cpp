#include <algorithm>
#include <deque>
#include <limits>
#include <mutex>
#include <ranges>
#include <tuple>

#include "base/catalogue.hpp"
#include "base/memory.hpp"
#include "base/parallel.hpp"
#include "base/text.hpp"
#include "rules/deadlines/eligibility.hpp"
#include "rules/ledger/public_record.hpp"
#include "rules/stages.hpp"

namespace gongshi {
namespace {

/// A result that will stand in the site.
struct Candidate {
  const Result* source = nullptr;
  const Trail* trail = nullptr;    ///< null: pending
  const Kept* kept = nullptr;      ///< withdrawn, and told by its places: `source` is a bare record
  const Course* course = nullptr;  ///< where it has corrections
};

/// `by`: the correction that wrote it; null: the source.
void report_wording(const Bench& bench, const Result& result, const Correction* by = nullptr) {
  bench.out.add(about(Code::unknown_wording, by != nullptr ? by->origin : result.origin, result.id, by != nullptr ? "new" : "result",
                      unknown_wording_args(result.result, *bench.data.profile, bench.wordings)));
}

/// A published id that is no longer in the content: the new row that may be it.
void report_vanished(const Bench& bench, std::string_view id, const Trail& trail) {
  std::vector<std::string_view> fresh;
  for (const Result& r : bench.data.results)
    if (r.department == trail.publish->department && bench.trails.find(r.id) == nullptr) fresh.push_back(r.id);
  auto near = nearest(id, fresh, 1);
  std::string_view guess = !near.empty() ? near.front() : fresh.size() == 1 ? fresh.front() : std::string_view{};
  Diagnostic d{Code::published_vanished, {std::string(id), std::string(guess)}};
  if (trail.withdraw != nullptr) d.args.emplace_back("withdrawn");
  d.record = id;
  d.place = {"content/ledger.ndjson", "", static_cast<std::uint32_t>(trail.publish->seq), 1};
  bench.out.add(std::move(d));
}

/// The last correction of a field; null: none.
const Correction* last_on(std::string_view field, const Course& course) {
  const Correction* out = nullptr;
  for (const Step& step : course.steps)
    if (step.correction->field_name == field) out = step.correction;
  return out;
}

/// Whether the newest entry of a published result sealed this record.
bool holds_seal(const Candidate& c, const Result& record, const Ledger& ledger) {
  const LedgerEntry& entry = *c.trail->latest();
  return seals(entry, record, ledger.salts[static_cast<std::size_t>(entry.seq - 1)]);
}

/// The record with corrections as it was published last; nullopt: it is not that. A source that was mended already, with the correction
/// still waiting, is accepted.
std::optional<Result> sealed_record(const Candidate& c, const Result& seen, const Ledger& ledger, std::deque<std::string>& texts) {
  Result entered = applied(seen, *c.course, c.course->entered, texts, nullptr);
  if (holds_seal(c, entered, ledger)) return entered;
  Result before = taken_back(std::move(entered), *c.course, c.course->entered);
  return holds_seal(c, before, ledger) ? std::optional(std::move(before)) : std::nullopt;
}

/// The published record must be what its newest entry sealed.
bool as_sealed(const Candidate& c, const Result& seen, const Ledger& ledger) {
  std::deque<std::string> texts;
  return c.course ? sealed_record(c, seen, ledger, texts).has_value() : holds_seal(c, seen, ledger);
}

/// What waits says as `old` what was published, and not what nobody has seen: a record that was published with the `new` value has
/// nothing to correct.
void check_waiting(const Bench& bench, const Course& course, Result published) {
  for (const Step& step : course.steps | std::views::drop(course.entered)) {
    const Correction& c = *step.correction;
    const Field* field = Result::shape().find(c.field_name);
    if (field == nullptr || !c.before || !c.after || !sealed(*field)) continue;
    if (!field->equal(&published, c.before.get()) && field->equal(&published, c.after.get())) report_old(c, *field, published, bench.out);
    field->assign(&published, c.after.get());
  }
}

using Courses = std::deque<Course>;  // few results have one

const Course* course(const Bench& bench, std::string_view id, const Trail* trail, Date as_of, Courses& courses) {
  auto found = bench.corrections_of.find(id);
  bool entered = trail != nullptr && (!trail->corrects.empty() || trail->withdraw != nullptr);
  if (found == bench.corrections_of.end() && !entered) return nullptr;
  std::span<const Correction* const> corrections;
  if (found != bench.corrections_of.end()) corrections = found->second;
  return &courses.emplace_back(course_of(corrections, trail, as_of));
}

Candidate bare(const Bench& bench, std::string_view id, const Trail& trail, const Kept& kept, Assessment& site, Courses& courses) {
  return {&site.effective.emplace_back(bare_result(id, kept)), &trail, &kept, course(bench, id, &trail, site.as_of, courses)};
}

/// On a day before its withdrawal a result shows as it stood then, for as long as its source still says so.
bool stood_then(const Bench& bench, const Candidate& c) {
  if (c.trail->withdraw != nullptr) return false;
  std::deque<std::string> texts;
  Diagnostics faults;
  auto seen = publicly(*c.source, c.trail, texts);
  const Result& source = seen ? *seen : *c.source;
  if (c.course) applied(source, *c.course, c.course->entered, texts, &faults);  // a correction of what is not there any more
  return faults.empty() && as_sealed(c, source, bench.ledger);
}

/// A result of 不配合 names its situation where the profile asks for it (陵环发〔2024〕4号 art. 23, 武陟指引 三(四)).
void check_ground(const Bench& bench, const Result& r) {
  const auto& rule = bench.data.profile->uncooperative_ground;
  if (!rule || r.uncooperative_ground != UncooperativeGround::absent) return;
  auto meaning = bench.wordings.meaning(r.result);
  if (!meaning || meaning->category != Category::uncooperative) return;
  std::vector<std::string_view> grounds;
  for (const Choice& c : choices_of<UncooperativeGround>())
    if (!c.label.empty()) grounds.push_back(c.label);
  bench.out.add(about(Code::ground_missing, r.origin, r.id, "uncooperative_ground",
                      {std::string(r.result), std::string(rule->article), list_argument(grounds)}));
}

/// An inspection that is still to come is nothing strange; any other day after it makes the result wait.
void check_future(const Bench& bench, const Result& r, Date as_of) {
  auto fact = future_fact(r, as_of);
  if (fact && r.inspected_on && *r.inspected_on <= as_of)
    bench.out.add(about(Code::future_date, r.origin, r.id, fact->field, {fact->field, fact->on.iso(), as_of.iso()}));
}

/// A slip of the document is taken; who can still write it right is told.
void check_misprint(const Bench& bench, const Result& r) {
  auto meaning = bench.wordings.meaning(r.result);
  if (meaning && meaning->misprint)
    bench.out.add(about(Code::wording_misprint, r.origin, r.id, "result", {std::string(r.result), std::string(meaning->allowed)}));
}

/// A withdrawn id under which another inspection stands now, one after its publication: it would never be published, and nobody would know.
void check_used_again(const Bench& bench, const Candidate& c) {
  if (c.source->inspected_on > c.trail->publish->on) bench.out.add(about(Code::withdrawn_id_used, c.source->origin, c.source->id, "id"));
}

/// What the source makes of a result: a candidate, nothing (not public), or a wording that is no wording (reported).
std::optional<Candidate> candidate(const Bench& bench, std::size_t number, Assessment& site, Courses& courses) {
  const Result& r = bench.data.results[number];
  const Trail* trail = bench.trails.find(r.id);
  Candidate c{&r, trail, nullptr, course(bench, r.id, trail, site.as_of, courses)};
  if (const Kept* kept = bench.kept.find(r.id)) {
    if (trail == nullptr) return std::nullopt;  // the day asked for is before its publication
    if (!stood_then(bench, c)) {
      check_used_again(bench, c);
      return bare(bench, r.id, *trail, *kept, site, courses);
    }
  }
  if (!bench.wordings.meaning(r.result)) {
    report_wording(bench, r);
    return std::nullopt;
  }
  check_ground(bench, r);
  if (trail == nullptr) check_misprint(bench, r);
  if (trail != nullptr) {
    if (r.withheld) bench.out.add(about(Code::withheld_published, r.origin, r.id, "withheld"));
    return c;
  }
  if (site.audience != Audience::preview || (c.course && c.course->withdrawal)) return std::nullopt;
  Standing how = standing(r, bench.task_of[number], *bench.data.profile, site.as_of);
  if (how == Standing::embargoed) check_future(bench, r, site.as_of);
  return how == Standing::eligible ? std::optional(c) : std::nullopt;
}

/// Published results that are no longer in the content: withdrawn ones stay by their places.
void add_vanished(const Bench& bench, Assessment& site, std::vector<Candidate>& out, Courses& courses) {
  for (const auto& [id, trail] : bench.trails.all()) {
    if (trail.publish == nullptr || std::ranges::binary_search(bench.data.results, id, {}, &Result::id)) continue;
    if (const Kept* kept = bench.kept.find(id))
      out.push_back(bare(bench, id, trail, *kept, site, courses));
    else if (!bench.data.unread_of(Result::shape()).may_hold(id))
      report_vanished(bench, id, trail);
  }
}

/// Published ones by their entries, then those that wait by day of inspection and id.
void put_in_order(std::vector<Candidate>& all) {
  struct Key {
    std::int64_t seq;
    std::optional<Date> inspected_on;
    std::string_view id;
    std::size_t at;
  };
  std::vector<Key> keys;
  keys.reserve(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    bool known = all[i].trail != nullptr;
    keys.push_back(
        {known ? all[i].trail->publish->seq : std::numeric_limits<std::int64_t>::max(), all[i].source->inspected_on, all[i].source->id, i});
  }
  std::ranges::sort(keys, {}, [](const Key& k) { return std::tie(k.seq, k.inspected_on, k.id, k.at); });
  std::vector<Candidate> out;
  reserve_large(out, all.size());
  for (const Key& k : keys) out.push_back(all[k.at]);
  all = std::move(out);
}

std::vector<Candidate> candidates(const Bench& bench, Assessment& site, Courses& courses) {
  for (const Result& r : bench.data.faulty_results)
    if (!r.result.empty() && !bench.wordings.meaning(r.result)) report_wording(bench, r);
  std::vector<Candidate> out;
  reserve_large(out, bench.data.results.size());
  std::size_t known = 0;
  for (std::size_t i = 0; i < bench.data.results.size(); ++i) {
    auto c = candidate(bench, i, site, courses);
    if (!c) continue;
    if (c->trail != nullptr) ++known;
    out.push_back(*c);
  }
  if (known != bench.trails.all().size()) add_vanished(bench, site, out, courses);
  put_in_order(out);
  return out;
}

/// The withdrawal of a result must stay in the content, whatever became of the rest.
void check_withdrawal(const Bench& bench, const Candidate& c, std::mutex& writing) {
  if (c.trail->withdraw == nullptr || c.course->withdrawal) return;
  Diagnostic d = about(Code::published_changed, c.source->origin, c.source->id, "");
  if (c.kept != nullptr) d.place = {"content/ledger.ndjson", "", static_cast<std::uint32_t>(c.trail->withdraw->seq), 1};
  std::scoped_lock lock(writing);
  bench.out.add(std::move(d));
}

/// A correction that was entered is not what it was, though all of them together lead to the same record.
void report_breach(const Bench& bench, const Candidate& c, const LedgerEntry& entry) {
  auto step = std::ranges::find(c.course->steps, &entry, &Step::entry);
  Origin origin = step == c.course->steps.end() ? c.source->origin : step->correction->origin;
  bench.out.add(about(Code::published_changed, origin, c.source->id, ""));
}

void check_sealed(const Bench& bench, const Candidate& c, const Result& seen, std::mutex& writing) {
  if (bench.data.unread_of(Correction::shape()).may_hold(c.source->id)) return;                       // what it should say is not known
  if (c.kept != nullptr || c.trail->withdraw != nullptr) return check_withdrawal(bench, c, writing);  // nothing of it is shown any more
  const LedgerEntry& entry = *c.trail->latest();
  bool salted = !bench.ledger.salts[static_cast<std::size_t>(entry.seq - 1)].empty();
  if (salted && !c.course && holds_seal(c, seen, bench.ledger)) return;
  std::deque<std::string> texts;
  if (salted && c.course && c.course->orphans.empty())
    if (auto published = sealed_record(c, seen, bench.ledger, texts)) {
      const LedgerEntry* breach = c.course->entered == 0 ? nullptr : first_breach(*c.source, *c.trail, *c.course, bench.ledger);
      if (breach != nullptr) {
        std::scoped_lock lock(writing);
        return report_breach(bench, c, *breach);
      }
      if (c.course->entered == c.course->steps.size()) return;
      std::scoped_lock lock(writing);
      return check_waiting(bench, *c.course, std::move(*published));
    }
  std::scoped_lock lock(writing);
  bench.out.add(salted ? about(Code::published_changed, c.source->origin, c.source->id, "")
                       : about(Code::salt_missing, c.source->origin, c.source->id, "", {std::to_string(entry.seq)}));
}

void show_withdrawal(const Candidate& c, ShownResult& shown, Date as_of) {
  const LedgerEntry* entry = c.kept != nullptr ? c.kept->withdraw : c.trail != nullptr ? c.trail->withdraw : nullptr;
  shown.withdrawn = true;
  shown.withdrawal_pending = entry == nullptr;
  shown.withdrawn_on = entry != nullptr ? entry->on.value_or(as_of) : as_of;
  shown.withdrawn_seq = entry != nullptr ? entry->seq : 0;
  shown.withdrawn_role = entry != nullptr ? entry->approver_role : c.course->withdrawal->correction->approver_role;
}

/// The record after the corrections that this site shows. The live one shows what was sealed, also where the source has been mended
/// for a correction that has no entry yet.
Result corrected(const Bench& bench, const Candidate& c, const Result& seen, Assessment& site) {
  if (site.audience == Audience::preview) return applied(seen, *c.course, c.course->steps.size(), site.texts, &bench.out);
  Result entered = applied(seen, *c.course, c.course->entered, site.texts, &bench.out);
  if (c.course->entered == c.course->steps.size() || holds_seal(c, entered, bench.ledger)) return entered;
  return taken_back(entered, *c.course, c.course->entered);
}

/// A correction may not move a result to a task that is not there.
void check_task(const Bench& bench, const Result& record, const Correction& by) {
  bool known = std::ranges::binary_search(bench.data.tasks, record.task_id, {}, &Task::id);
  if (known || bench.data.unread_of(Task::shape()).may_hold(record.task_id)) return;
  std::vector<std::string_view> ids;
  for (const Task& task : bench.data.tasks) ids.push_back(task.id);
  auto near = nearest(record.task_id, ids, 1);
  bench.out.add(about(Code::unknown_task, by.origin, record.id, "new",
                      {std::string(record.task_id), near.empty() ? std::string() : std::string(near.front()), list_argument(ids), ""}));
}

void show_entries(const Bench& bench, const Candidate& c, ShownResult& out) {
  if (c.trail == nullptr) return;
  const LedgerEntry& latest = *c.trail->latest();
  out.seq = c.trail->publish->seq;
  out.digest = latest.digest;
  out.salt = bench.ledger.salts[static_cast<std::size_t>(latest.seq - 1)];
}

ShownResult shown_by_places(const Bench& bench, const Candidate& c, Assessment& site) {
  ShownResult out;
  out.id = c.source->id;
  out.record = c.source;
  out.kept = true;
  show_withdrawal(c, out, site.as_of);
  out.category = c.kept->categories.back().first;
  out.published_on = c.kept->published_on(bench.trails.released_on(c.trail->publish->seq, site.as_of));
  show_entries(bench, c, out);
  return out;
}

/// The day of the task that the deadline counts from is what it was at the publication: another one would make good what was late.
void check_start(const Bench& bench, const Candidate& c, const Result& record) {
  if (c.trail == nullptr || c.trail->publish->started.empty() || record.task_id != c.source->task_id || record.completed_on) return;
  std::string_view salt = bench.ledger.salts[static_cast<std::size_t>(c.trail->publish->seq - 1)];
  const Task* task = bench.data.task(record.task_id);
  if (salt.empty() || task == nullptr || !bench.data.profile->deadline || bench.data.profile->deadline->from != StartEvent::completed_on)
    return;
  if (!task->completed_on || started_digest(*task->completed_on, salt) != c.trail->publish->started)
    bench.out.add(about(Code::start_changed, task->origin, task->id, "completed_on"));
}

ShownResult shown(const Bench& bench, const Candidate& c, Assessment& site) {
  if (c.kept != nullptr) return shown_by_places(bench, c, site);
  ShownResult out;
  out.id = c.source->id;
  out.record = c.source;
  if (auto seen = publicly(*c.source, c.trail, site.texts)) out.record = &site.effective.emplace_back(std::move(*seen));
  bool preview = site.audience == Audience::preview;
  if (c.course && !c.course->steps.empty()) out.record = &site.effective.emplace_back(corrected(bench, c, *out.record, site));
  bool entered = c.trail != nullptr && c.trail->withdraw != nullptr;
  if (entered || (preview && c.course && c.course->withdrawal)) show_withdrawal(c, out, site.as_of);
  if (out.record->task_id != c.source->task_id) check_task(bench, *out.record, *last_on("task_id", *c.course));
  auto meaning = bench.wordings.meaning(out.record->result);
  if (!meaning) {
    report_wording(bench, *out.record, last_on("result", *c.course));
    meaning = bench.wordings.meaning(c.source->result);
  }
  out.category = meaning->category;
  out.approximate = meaning->approximate;
  std::string_view name = facts(out.category).name;
  if (out.record->result != name && folded(out.record->result) != folded(name)) out.wording = out.record->result;
  out.pending = c.trail == nullptr;
  out.reported = out.record->published_on.has_value();
  out.published_on =
      out.record->published_on.value_or(c.trail != nullptr ? bench.trails.released_on(c.trail->publish->seq, site.as_of) : site.as_of);
  show_entries(bench, c, out);
  if (!out.withdrawn) check_start(bench, c, *out.record);
  return out;
}

void show_corrections(const std::vector<Candidate>& chosen, Assessment& site) {
  auto add = [&](const Step& step, std::uint32_t result) {
    ShownCorrection c{step.correction, result, 0, site.as_of, true};
    if (step.entry != nullptr) c = {step.correction, result, step.entry->seq, step.entry->on.value_or(site.as_of), false};
    site.corrections.push_back(c);
  };
  bool preview = site.audience == Audience::preview;
  for (std::uint32_t i = 0; i < chosen.size(); ++i) {
    if (!chosen[i].course) continue;
    const Course& course = *chosen[i].course;
    bool gone = site.results[i].withdrawn;
    if (chosen[i].kept != nullptr) {
      for (const LedgerEntry* entry : chosen[i].trail->corrects) add({&site.told.emplace_back(told_correction(*entry)), entry}, i);
      if (course.withdrawal && course.withdrawal->entry != nullptr) add(*course.withdrawal, i);
      continue;
    }
    for (std::size_t k = 0; k < (preview && !gone ? course.steps.size() : course.entered); ++k) add(course.steps[k], i);
    if (gone && course.withdrawal) add(*course.withdrawal, i);
  }
  std::ranges::stable_sort(site.corrections, [](const ShownCorrection& a, const ShownCorrection& b) {
    if (a.pending != b.pending) return b.pending;
    return a.pending ? a.correction->approved_on < b.correction->approved_on : a.seq < b.seq;
  });
  for (std::uint32_t k = 0; k < site.corrections.size(); ++k) site.results[site.corrections[k].result].corrections.push_back(k);
}

}  // namespace

void choose_results(Bench& bench, Assessment& site) {
  Courses courses;
  std::vector<Candidate> chosen = candidates(bench, site, courses);
  reserve_large(site.results, chosen.size());
  for (const Candidate& c : chosen) site.results.push_back(shown(bench, c, site));
  std::mutex writing;
  parallel(chosen.size(), bench.jobs, 256, [&](std::size_t i) {
    const Candidate& c = chosen[i];
    if (c.trail == nullptr) return;
    std::deque<std::string> texts;
    auto seen = publicly(*c.source, c.trail, texts);
    check_sealed(bench, c, seen ? *seen : *c.source, writing);
  });
  show_corrections(chosen, site);
  for (const ShownResult& r : site.results)
    if (r.withdrawn) keep_place(site, "summaries", Period::month_of(r.published_on).name(), r.seq);
  site.result_by_id.reserve(site.results.size());
  for (std::uint32_t i = 0; i < site.results.size(); ++i) site.result_by_id.emplace(site.results[i].id, i);
}

}  // namespace gongshi
