#include "rules/ledger/correction_rules.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "base/canonical_json.hpp"
#include "base/catalogue.hpp"
#include "base/text.hpp"
#include "model/date_order.hpp"
#include "rules/deadlines/eligibility.hpp"
#include "rules/ledger/public_record.hpp"
#include "rules/stages.hpp"

namespace gongshi {
namespace {

constexpr std::string_view principal = "本部门主要负责人";

const Choice& kind_of(const Correction& c) { return choices_of<CorrectionKind>()[static_cast<std::size_t>(c.kind)]; }

/// A correction, the rule for it, and where to report.
struct Check {
  const Correction& c;
  const Result& before;
  const CorrectionRule* rule;
  const Profile& profile;
  const Wordings& wordings;
  Diagnostics& out;

  std::string article() const { return std::string(rule != nullptr && !rule->article.empty() ? rule->article : profile.source); }

  void report(Code code, std::string_view field, std::vector<std::string> args) const {
    out.add(about(code, c.origin, c.result_id, field, std::move(args)));
  }

  /// What changes nothing is no correction.
  void same() const {
    const Field* field = Result::shape().find(c.field_name);
    if (field == nullptr || !c.before || !c.after || !field->equal(c.before.get(), c.after.get())) return;
    std::string value;
    append_canonical_value(value, *field, c.after.get());
    report(Code::correct_same, "new", {std::string(c.field_name), value.empty() ? "null" : value});
  }

  void role() const {
    if (rule == nullptr || rule->role.empty()) return;
    if (folded(c.approver_role) != folded(rule->role))
      report(Code::correction_role, "approver_role",
             {std::string(kind_of(c).label), std::string(rule->role), c.approver_role.empty() ? "—" : std::string(c.approver_role),
              article(), std::string(kind_of(c).key)});
    else if (c.approved_by.empty())
      report(Code::correction_incomplete, "", {"approved_by"});
  }

  template <std::size_t N>
  bool about_one_of(const std::array<std::string_view, N>& fields) const {
    return std::ranges::find(fields, c.field_name) != fields.end();
  }

  void wrong_field(Code code, std::span<const std::string_view> fields, std::string_view written) const {
    const CorrectionRule* error = correction_rule(profile, CorrectionKind::error);
    report(code, "field",
           {std::string(c.field_name), article(), list_argument(fields),
            std::string(error != nullptr && !error->role.empty() ? error->role : principal), std::string(written)});
  }

  void progress() const {
    if (!about_one_of(progress_fields)) return wrong_field(Code::progress_field, progress_fields, "");
    const Field* field = Result::shape().find(c.field_name);
    if (field == nullptr || !c.before || !field->present(c.before.get())) return;
    bool taken_away = !c.after || !field->present(c.after.get());
    if (taken_away || !about_one_of(going_on)) wrong_field(Code::progress_field, progress_fields, taken_away ? "away" : "anew");
  }

  Category category(const Result& record) const {
    auto meaning = wordings.meaning(record.result);
    return meaning ? meaning->category : Category::none;
  }

  void wrong_category(Category from, Category to, std::vector<std::string_view> allowed) const {
    report(
        Code::correction_category, "kind",
        {std::string(kind_of(c).label), std::string(facts(from).name), to == Category::none ? std::string() : std::string(facts(to).name),
         article(), list_argument(allowed), std::string(kind_of(c).key)});
  }

  bool repairable(Category now) const {
    if (now == Category::false_disclosure || now == Category::uncooperative) return false;
    return rule == nullptr || rule->categories.empty() || std::ranges::find(rule->categories, facts(now).slug) != rule->categories.end();
  }

  void repair() const {
    if (!about_one_of(repair_fields)) return wrong_field(Code::repair_field, repair_fields, "");
    Category now = category(before);
    if (now == Category::none) return;  // reported with the result
    Category to = c.field_name == "result" && c.after ? category(*c.after) : Category::no_problem;
    bool worse = to == Category::false_disclosure || to == Category::uncooperative;
    if (repairable(now) && !worse) return;
    std::vector<std::string_view> allowed;
    for (const CategoryFacts& f : categories())
      if (repairable(f.category)) allowed.push_back(f.name);
    wrong_category(now, worse ? to : Category::none, std::move(allowed));
  }

  void investigation() const {
    Category from = category(before);
    bool of_result = c.field_name == "result";
    bool unread = from == Category::none || (of_result && !c.after);  // reported where they are read
    Category to = of_result && !unread ? category(*c.after) : Category::none;
    if (!unread && (from != Category::follow_up || to != Category::no_problem)) wrong_category(from, to, {});
    if (!c.investigation || !c.investigation->on || c.investigation->outcome.empty())
      report(Code::investigation_missing, "investigation", {"", "", article()});
    else if (*c.investigation->on > *c.approved_on)
      report(Code::investigation_missing, "investigation", {c.investigation->on->iso(), c.approved_on->iso(), article()});
  }
};

/// The last of the waiting corrections of one of these fields; null: none.
const Correction* last_waiting(const Course& course, std::span<const std::string> fields) {
  const Correction* out = nullptr;
  for (const Step& step : course.steps)
    if (step.entry == nullptr && std::ranges::find(fields, step.correction->field_name) != fields.end()) out = step.correction;
  return out;
}

/// What the waiting corrections make of the record's dates keeps the order of a source (CONTRACT §2), and what is published was inspected
/// before its correction is approved.
void check_dates_after(const Result& record, const Course& course, bool published, Diagnostics& out) {
  Diagnostics found;
  check_dates(record, found);
  for (const Diagnostic& d : found.items())
    if (const Correction* by = last_waiting(course, d.args)) out.add(about(d.code, by->origin, by->result_id, "new", d.args));
  const std::array<std::string, 1> day{"inspected_on"};
  const Correction* by = last_waiting(course, day);
  if (!published || by == nullptr) return;
  Diagnostics early;
  check_order(by->origin, by->result_id, {{"inspected_on", "检查日期", record.inspected_on}, {"approved_on", "批准日期", by->approved_on}},
              early);
  for (Diagnostic& d : early.items()) d.field = "new";
  out.take(std::move(early));
}

/// What a waiting correction brings has happened by the day on which it is published.
void check_future_after(const Correction& c, const Result& after, Date as_of, Diagnostics& out) {
  auto fact = future_fact(after, as_of);
  if (!fact || *c.approved_on > as_of) return;
  std::string_view field = std::string_view(fact->field).substr(0, fact->field.find('.'));
  if (field == c.field_name) out.add(about(Code::correction_future, c.origin, c.result_id, "new", {fact->on.iso(), as_of.iso()}));
}

/// The day of the first publication may be corrected to a later one; to an earlier one it would make good what was late.
void check_set_back(const Correction& c, const Result& before, Date published_on, Diagnostics& out) {
  if (c.field_name != "published_on" || !c.after || !c.after->published_on) return;
  Date was = before.published_on.value_or(published_on);
  if (*c.after->published_on < was)
    out.add(about(Code::published_set_back, c.origin, c.result_id, "new", {was.iso(), c.after->published_on->iso()}));
}

/// The corrections of one result that wait for their entry, each over what those before it made of the record.
void check_course(const Bench& bench, const Assessment& site, const Result& source, std::span<const Correction* const> corrections) {
  const Trail* trail = bench.trails.find(source.id);
  std::deque<std::string> texts;
  auto seen = publicly(source, trail, texts);
  Result record = seen ? *seen : source;
  Course course = course_of(corrections, trail, Date::parse("2999-12-31").value());  // also those whose day is still to come
  auto withdrawal = course.withdrawal ? std::ranges::find(corrections, course.withdrawal->correction) : corrections.end();
  for (const Step& step : course.steps) {
    const Correction& c = *step.correction;
    if (step.entry == nullptr && std::find(withdrawal, corrections.end(), &c) != corrections.end())
      bench.out.add(about(Code::correct_withdrawn, c.origin, c.result_id, ""));
    if (step.entry == nullptr) {
      check_correction(c, record, *bench.data.profile, bench.wordings, bench.out);
      if (trail != nullptr) check_set_back(c, record, bench.trails.released_on(trail->publish->seq, site.as_of), bench.out);
    }
    const Field* field = Result::shape().find(c.field_name);
    if (field != nullptr && c.after) field->assign(&record, c.after.get());
    if (step.entry == nullptr) check_future_after(c, record, site.as_of, bench.out);
  }
  for (const Correction* c : corrections)
    if (c->kind == CorrectionKind::withdrawal && course.withdrawal && c != course.withdrawal->correction)
      bench.out.add(about(Code::correct_withdrawn, c->origin, c->result_id, ""));
  if (!course.withdrawal) check_dates_after(record, course, trail != nullptr, bench.out);
  if (course.withdrawal && course.withdrawal->entry == nullptr)
    check_correction(*course.withdrawal->correction, record, *bench.data.profile, bench.wordings, bench.out);
  if (site.find_result(source.id) != nullptr) return;  // its `old` values were checked when it was shown
  Course due = course_of(corrections, trail, site.as_of);
  applied(seen ? *seen : source, due, due.steps.size(), texts, &bench.out);
}

}  // namespace

const CorrectionRule* correction_rule(const Profile& profile, CorrectionKind kind) {
  std::string_view key = choices_of<CorrectionKind>()[static_cast<std::size_t>(kind)].key;
  auto found = std::ranges::find(profile.corrections, key, &CorrectionRule::kind);
  return found == profile.corrections.end() ? nullptr : &*found;
}

void check_correction(const Correction& c, const Result& before, const Profile& profile, const Wordings& wordings, Diagnostics& out) {
  Check check{c, before, correction_rule(profile, c.kind), profile, wordings, out};
  check.role();
  check.same();
  if (c.kind == CorrectionKind::progress) check.progress();
  if (c.kind == CorrectionKind::repair) check.repair();
  if (c.kind == CorrectionKind::investigation_closed) check.investigation();
}

void check_corrections(const Bench& bench, const Assessment& site) {
  for (const auto& [id, corrections] : bench.corrections_of) {
    auto source = std::ranges::lower_bound(bench.data.results, id, {}, &Result::id);
    if (source != bench.data.results.end() && source->id == id) check_course(bench, site, *source, corrections);
  }
}

}  // namespace gongshi
