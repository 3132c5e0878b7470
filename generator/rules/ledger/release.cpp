#include "rules/ledger/release.hpp"

#include <algorithm>

#include "base/canonical_json.hpp"
#include "rules/assess.hpp"
#include "rules/deadlines/eligibility.hpp"
#include "rules/draws.hpp"
#include "rules/ledger/corrections.hpp"
#include "rules/ledger/kept.hpp"
#include "rules/ledger/public_record.hpp"

namespace gongshi {
namespace {

struct Grower {
  GrownLedger& grown;
  Date on;
  const std::function<std::string()>& new_salt;

  std::string_view keep(std::string text) { return grown.texts.emplace_back(std::move(text)); }

  LedgerEntry next(EntryKind kind, std::string_view id) {
    LedgerEntry entry;
    entry.seq = static_cast<std::int64_t>(grown.ledger.entries.size() + 1);
    entry.on = on;
    entry.kind = kind;
    entry.id = id;
    entry.prev = grown.ledger.head();
    return entry;
  }

  std::string_view salt_for(const LedgerEntry& entry) {
    Salt salt{entry.seq, keep(new_salt())};
    append_json(grown.salt_lines, Salt::shape(), &salt);
    grown.salt_lines += '\n';
    return salt.salt;
  }

  void append(LedgerEntry entry, std::string digest, std::string_view salt) {
    entry.digest = keep(std::move(digest));
    entry.hash = keep(entry_hash(entry));
    grown.ledger.entries.push_back(entry);
    grown.ledger.salts.push_back(salt);
  }

  void note(std::initializer_list<std::string_view> parts) {
    std::string& line = grown.changes.emplace_back();
    for (std::string_view part : parts) line += (line.empty() ? "" : "\t") + std::string(part);
  }

  void enter(const ShownDocument& shown) {
    const Document& document = shown.document;
    LedgerEntry entry = next(shown.pending ? EntryKind::publish : EntryKind::correct, keep(document.id));
    entry.revisions = static_cast<std::int64_t>(document.revisions().size());
    std::string_view salt = salt_for(entry);
    append(entry, document_digest(document, salt), salt);
    note({shown.pending ? "publish" : "correct", document.id, document_digest(document, "")});
    ++grown.documents;
  }

  void seal(const Task& task) {
    LedgerEntry entry = next(EntryKind::draw, task.id);
    entry.drawn = static_cast<std::int64_t>(task.objects.size());
    std::string_view salt = salt_for(entry);
    append(entry, draw_digest(sealed_objects(task, salt)), salt);
    note({"draw", task.id, std::to_string(task.objects.size()), draw_digest(sealed_objects(task, ""))});
    ++grown.draws;
  }

  /// The day of another system's publication; empty where there is none.
  std::string_view reported(const Result& record, std::string_view salt) {
    return record.published_on ? keep(reported_digest(*record.published_on, salt)) : std::string_view{};
  }

  /// What the list that is signed says of a record: the same whatever salts are drawn.
  static std::string unsalted(const Result& record) {
    return result_digest(record, "") + (record.published_on ? "\t" + reported_digest(*record.published_on, "") : std::string());
  }

  /// `day`: of the task, where the deadline counts from it and the record has none of its own.
  void publish(const Result& source, std::optional<Date> day) {
    auto seen = publicly(source, nullptr, grown.texts);
    LedgerEntry entry = next(EntryKind::publish, source.id);
    entry.department = source.department;
    std::string_view salt = salt_for(entry);
    entry.reported = reported(source, salt);
    if (day) entry.started = keep(started_digest(*day, salt));
    append(entry, result_digest(seen ? *seen : source, salt), salt);
    note({"publish", source.id, unsalted(seen ? *seen : source) + (day ? "\t" + started_digest(*day, "") : std::string())});
    ++grown.published;
  }

  void correct(const Correction& c, const Result& after) {
    LedgerEntry entry = next(EntryKind::correct, c.result_id);
    entry.field_name = c.field_name;
    entry.correction = choices_of<CorrectionKind>()[static_cast<std::size_t>(c.kind)].key;
    entry.approver_role = c.approver_role;
    entry.approved_on = c.approved_on;
    std::string_view salt = salt_for(entry);
    entry.reported = reported(after, salt);
    entry.told = keep(correction_digest(c, salt));
    append(entry, result_digest(after, salt), salt);
    note({"correct", c.result_id, entry.field_name, entry.correction, entry.approver_role, c.approved_on->iso(), unsalted(after),
          correction_digest(c, "")});
    ++grown.corrected;
  }

  void withdraw(const Correction& c) {
    LedgerEntry entry = next(EntryKind::withdraw, c.result_id);
    entry.approver_role = c.approver_role;
    entry.approved_on = c.approved_on;
    append(entry, withdrawal_digest(c.result_id, on), {});
    note({"withdraw", c.result_id, entry.approver_role, c.approved_on->iso(), correction_digest(c, "")});
    ++grown.withdrawn;
  }
};

/// The record as it stands after this correction, all that came before it applied.
Result after(const Dataset& data, const Trails& trails, const Correction& c, Date as_of, std::deque<std::string>& texts) {
  auto source = std::ranges::lower_bound(data.results, c.result_id, {}, &Result::id);
  std::vector<const Correction*> all;
  for (const Correction& other : data.corrections)
    if (other.result_id == c.result_id) all.push_back(&other);
  const Trail* trail = trails.find(c.result_id);
  auto seen = publicly(*source, trail, texts);
  Course course = course_of(all, trail, as_of);
  auto step = std::ranges::find(course.steps, &c, &Step::correction);
  // A source that was mended already for several corrections says less than the first of them leads to.
  Result before = taken_back(seen ? *seen : *source, course, course.entered);
  return applied(before, course, static_cast<std::size_t>(step - course.steps.begin()) + 1, texts, nullptr);
}

}  // namespace

Digest GrownLedger::list_digest() const {
  std::string all;
  for (const std::string& line : changes) all += line + '\n';
  return sha256(all);
}

std::string GrownLedger::lines(std::size_t first) const {
  std::string out;
  for (std::size_t i = first; i < ledger.entries.size(); ++i) {
    append_json(out, LedgerEntry::shape(), &ledger.entries[i]);
    out += '\n';
  }
  return out;
}

GrownLedger grow_ledger(const Dataset& data, Date on, unsigned jobs, const std::function<std::string()>& new_salt, Diagnostics& out) {
  GrownLedger grown;
  grown.ledger = data.ledger;
  grown.old_entries = data.ledger.entries.size();
  auto preview = assess(data, data.ledger, Audience::preview, on, jobs, out);
  if (out.errors()) return grown;
  Grower grower{grown, on, new_salt};
  for (const ShownDocument& d : preview->documents)
    if (d.pending || d.revised) grower.enter(d);
  for (const ShownDraw& draw : preview->draws)
    if (draw.pending) grower.seal(*draw.task);
  for (const ShownResult& r : preview->results)
    if (r.pending) {
      const Result& source = *std::ranges::lower_bound(data.results, r.id, {}, &Result::id);
      grower.publish(source, day_of_task(source, data.task(source.task_id), *data.profile));
    }
  Trails trails(data.ledger);
  for (const ShownCorrection& c : preview->corrections) {
    if (!c.pending) continue;
    if (c.correction->kind == CorrectionKind::withdrawal)
      grower.withdraw(*c.correction);
    else
      grower.correct(*c.correction, after(data, trails, *c.correction, on, grown.texts));
  }
  for (const KeptPlace& p : preview->kept_places) grown.kept_places.push_back({grower.keep(std::string(p.place)), p.seq});
  grown.preview = std::move(preview);
  return grown;
}

void add_release(GrownLedger& grown, Date on, const Digest& tree, std::string_view approved, const std::function<std::string()>& new_salt) {
  Grower grower{grown, on, new_salt};
  LedgerEntry entry = grower.next(EntryKind::release, {});
  entry.id = grower.keep("release-" + std::to_string(entry.seq));
  std::string_view salt = approved.empty() ? std::string_view{} : grower.salt_for(entry);
  if (!approved.empty()) entry.approved = grower.keep(approval_digest(approved, salt));
  grower.append(entry, tree.hex(), salt);
}

std::string approval_digest(std::string_view list_digest, std::string_view salt) {
  std::string json = "[";
  append_json_string(json, list_digest);
  json += ',';
  append_json_string(json, salt);
  return sha256(json + ']').hex();
}

const LedgerEntry* release_of_list(const Ledger& ledger, std::string_view list_digest) {
  auto found = std::ranges::find_if(ledger.entries, [&](const LedgerEntry& e) {
    if (e.approved.empty()) return false;
    auto at = static_cast<std::size_t>(e.seq - 1);  // of a damaged ledger it may be anything
    bool salted = at < ledger.salts.size() && !ledger.salts[at].empty();
    return e.approved == (salted ? approval_digest(list_digest, ledger.salts[at]) : list_digest);
  });
  return found == ledger.entries.end() ? nullptr : &*found;
}

}  // namespace gongshi
