#include "rules/ledger/corrections.hpp"

#include <algorithm>
#include <ranges>

#include "base/canonical_json.hpp"
#include "base/catalogue.hpp"
#include "rules/ledger/public_record.hpp"

namespace gongshi {
namespace {

bool approved_alike(const Correction& correction, const LedgerEntry& entry) {
  return correction.approved_on == entry.approved_on && correction.approver_role == entry.approver_role;
}

bool matches(const Correction& correction, const LedgerEntry& entry) {
  return correction.field_name == entry.field_name && approved_alike(correction, entry) &&
         choices_of<CorrectionKind>()[static_cast<std::size_t>(correction.kind)].key == entry.correction;
}

/// Whether the source says what one of `steps` makes of the field.
bool mended(const Result& record, const Field& field, std::span<const Step> steps) {
  return std::ranges::any_of(steps, [&](const Step& step) {
    const Correction& c = *step.correction;
    return c.field_name == field.name && c.after && field.equal(&record, c.after.get());
  });
}

void report_person(const Correction& correction, Diagnostics& out) {
  out.add(about(
      Code::bad_format, correction.origin, correction.result_id, "new",
      {"new", "检查对象是个人的，姓名写成“李某某”的样子，不写代码", "a person is named by the surname, like 李某某, and has no code"}));
}

}  // namespace

void report_old(const Correction& correction, const Field& field, const Result& record, Diagnostics& out) {
  std::string now;
  append_canonical_value(now, field, &record);
  out.add(about(Code::correction_old, correction.origin, correction.result_id, "old", {now.empty() ? "null" : now}));
}

Course course_of(std::span<const Correction* const> corrections, const Trail* trail, Date as_of) {
  Course course;
  std::vector<const Correction*> waiting;
  for (const Correction* c : corrections) {
    if (c->kind != CorrectionKind::withdrawal) {
      waiting.push_back(c);
    } else if (!course.withdrawal &&
               (trail != nullptr && trail->withdraw != nullptr ? approved_alike(*c, *trail->withdraw) : c->approved_on <= as_of)) {
      course.withdrawal = Step{c, trail != nullptr ? trail->withdraw : nullptr};
    }
  }
  if (trail != nullptr) {
    for (const LedgerEntry* entry : trail->corrects) {
      auto found = std::ranges::find_if(waiting, [&](const Correction* c) { return matches(*c, *entry); });
      if (found == waiting.end()) {
        course.orphans.push_back(entry);
        continue;
      }
      course.steps.push_back({*found, entry});
      waiting.erase(found);
    }
    if (trail->withdraw != nullptr && !course.withdrawal) course.orphans.push_back(trail->withdraw);
  }
  course.entered = course.steps.size();
  for (const Correction* c : waiting)
    if (c->approved_on <= as_of) course.steps.push_back({c, nullptr});
  return course;
}

Result applied(const Result& source, const Course& course, std::size_t count, std::deque<std::string>& texts, Diagnostics* out) {
  Result record = source;
  for (std::size_t i = 0; i < count; ++i) {
    const Correction& c = *course.steps[i].correction;
    const Field* field = Result::shape().find(c.field_name);
    if (field == nullptr || !c.before || !c.after) continue;  // reported when it was read
    if (out != nullptr && !field->equal(&record, c.before.get()) && !mended(record, *field, std::span(course.steps).subspan(i)))
      report_old(c, *field, record, *out);
    field->assign(&record, c.after.get());
    bool named = c.field_name == "object_name" || c.field_name == "object_code";
    if (mask_person(record, texts) && named && out != nullptr) report_person(c, *out);
  }
  return record;
}

Result found_by_correction(const Dataset& data, const Trail& trail, const Result& source, Date approved_on,
                           std::deque<std::string>& texts) {
  std::vector<const Correction*> before;
  for (const Correction& c : data.corrections)
    if (c.result_id == source.id) before.push_back(&c);
  auto seen = publicly(source, &trail, texts);
  Course course = course_of(before, &trail, approved_on);
  return applied(seen ? *seen : source, course, course.steps.size(), texts, nullptr);
}

namespace {

const LedgerEntry* led_astray(const Result& first, const Trail& trail, const Course& course, const Ledger& ledger) {
  std::deque<std::string> texts;
  for (std::size_t k = 0; k <= course.entered; ++k) {
    const LedgerEntry& entry = k == 0 ? *trail.publish : *course.steps[k - 1].entry;
    std::string_view salt = ledger.salts[static_cast<std::size_t>(entry.seq - 1)];
    if (salt.empty()) continue;
    if (!seals(entry, applied(first, course, k, texts, nullptr), salt)) return &entry;
    if (!entry.told.empty() && correction_digest(*course.steps[k - 1].correction, salt) != entry.told) return &entry;
  }
  return nullptr;
}

}  // namespace

/// There are several ways back to the record before all corrections: a source may have been mended already for one that waits, or not; and
/// a correction that made a person of the object took the name away with it, so that the way begins at the source.
const LedgerEntry* first_breach(const Result& source, const Trail& trail, const Course& course, const Ledger& ledger) {
  std::deque<std::string> texts;
  auto seen = publicly(source, &trail, texts);
  Result entered = applied(seen ? *seen : source, course, course.entered, texts, nullptr);
  Course without_waiting = course;
  without_waiting.steps.resize(course.entered);
  const LedgerEntry* first = nullptr;
  for (const Course* back : {&course, static_cast<const Course*>(&without_waiting)}) {
    const LedgerEntry* entry = led_astray(taken_back(entered, *back, 0), trail, course, ledger);
    if (entry == nullptr) return nullptr;
    if (first == nullptr) first = entry;
    Result whole = taken_back(source, *back, 0);
    auto masked = publicly(whole, &trail, texts);
    if (led_astray(masked ? *masked : whole, trail, course, ledger) == nullptr) return nullptr;
  }
  return first;
}

Result taken_back(Result record, const Course& course, std::size_t first) {
  for (const Step& step : course.steps | std::views::drop(first) | std::views::reverse) {
    const Correction& c = *step.correction;
    const Field* field = Result::shape().find(c.field_name);
    if (field != nullptr && c.before && c.after && field->equal(&record, c.after.get())) field->assign(&record, c.before.get());
  }
  return record;
}

}  // namespace gongshi
