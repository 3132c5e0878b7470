#include "rules/ledger/verify_site.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "rules/ledger/corrections.hpp"
#include "rules/ledger/ledger.hpp"
#include "rules/ledger/public_record.hpp"

namespace gongshi {
namespace {

std::string number(std::int64_t n) { return std::to_string(n); }

class SiteJudge {
 public:
  SiteJudge(const Chain& chain, const SavedSite& site, bool cut) : chain_(chain), site_(site), cut_(cut) {}

  SiteVerdict run() {
    files();
    data();
    return std::move(verdict_);
  }

 private:
  void add(std::int64_t entry, FaultKind kind, std::string chinese, std::string english, std::string_view record = {}) {
    verdict_.faults.push_back({entry, kind, std::move(chinese), std::move(english), std::string(record)});
  }

  std::int64_t last_release() const {
    const LedgerEntry* release = chain_.last_release();
    return release == nullptr ? 0 : release->seq;
  }

  void files() {
    for (const std::string& path : site_.strange)
      add(last_release(), FaultKind::site_differs, "网站里有不该有的链接：" + path,
          "the site holds a link, which no publish makes: " + path);
    if (!site_.whole) return;
    std::string tree = tree_digest(site_.files).hex();
    auto found = std::find_if(chain_.intact.rbegin(), chain_.intact.rend(),
                              [&](const LedgerEntry* e) { return e->kind == EntryKind::release && e->digest == tree; });
    if (found != chain_.intact.rend()) verdict_.release = *found;
    const LedgerEntry* newest = chain_.last_release();
    if (newest == nullptr || verdict_.release == newest) return;
    if (cut_ && verdict_.release == nullptr) return;
    if (verdict_.release != nullptr)
      add(newest->seq, FaultKind::site_differs, "网站还是第 " + number(verdict_.release->seq) + " 条发布时的样子",
          "the site is still that of release " + number(verdict_.release->seq));
    else
      add(newest->seq, FaultKind::site_differs, "网站的文件与这次发布的不同：有的被改动、增加或删去",
          "the files of the site are not those of this release: some were changed, added or removed");
  }

  bool chain_is_sure() const {
    return std::ranges::all_of(chain_.faults, [](const LedgerFault& f) { return f.kind == FaultKind::cut; });
  }

  void data() {
    if (site_.data_found && !site_.data_good)
      add(last_release(), FaultKind::site_differs, "data/results.json 读不出来", "data/results.json cannot be read");
    if (cut_ && verdict_.release == nullptr) return;
    if (!site_.data_good || !chain_is_sure()) return;
    verdict_.records_compared = true;
    collect();
    for (const SavedRecord& r : site_.records) record(r);
    missing();
    seals(documents_, site_.documents);
    seals(draws_, site_.draws);
  }

  /// Documents and drawn lists against the entries that sealed them last.
  void seals(const std::map<std::string_view, const LedgerEntry*>& entries, const std::vector<SavedSeal>& found) {
    std::map<std::string_view, const SavedSeal*> by_id;
    for (const SavedSeal& seal : found) {
      by_id.emplace(seal.id, &seal);
      if (!entries.contains(seal.id))
        add(0, FaultKind::uncovered_change, "数据里的这一项没有登记在台账里", "this stands in the data and not in the ledger", seal.id);
    }
    for (const auto& [id, entry] : entries) {
      auto seal = by_id.find(id);
      if (seal == by_id.end())
        add(entry->seq, FaultKind::uncovered_change, "登记公开过的，不在数据里", "it was made public and is not in the data", id);
      else if (seal->second->ledger != entry->seq || seal->second->digest.hex() != entry->digest)
        add(entry->seq, FaultKind::uncovered_change, "数据与这一条登记的内容不同", "the data are not what this entry sealed", id);
    }
  }

  /// What the ledger says of each result up to the release that the site shows.
  void collect() {
    std::int64_t upto = verdict_.release != nullptr ? verdict_.release->seq : std::max(last_release(), std::int64_t{0});
    for (const LedgerEntry* e : chain_.intact) {
      if (e->seq > upto) break;
      if (e->kind == EntryKind::release) continue;
      if (e->kind == EntryKind::draw || of_document(*e)) {
        (e->kind == EntryKind::draw ? draws_ : documents_)[e->id] = e;
        continue;
      }
      Known& known = by_id_[e->id];
      if (e->kind == EntryKind::publish) known.trail.publish = e;
      if (e->kind == EntryKind::correct) known.trail.corrects.push_back(e);
      if (e->kind == EntryKind::withdraw) known.trail.withdraw = e;
    }
  }

  void record(const SavedRecord& r) {
    auto found = by_id_.find(r.id);
    if (found == by_id_.end() || found->second.trail.publish == nullptr) {
      if (r.ledger <= chain_.last)
        add(r.ledger, FaultKind::uncovered_change, "数据里的这条记录没有登记在台账里", "this record of the data is not in the ledger",
            r.id);
      return;
    }
    found->second.seen = true;
    const Trail& trail = found->second.trail;
    if (trail.withdraw != nullptr || r.withdrawn) {
      std::int64_t at = trail.withdraw != nullptr ? trail.withdraw->seq : trail.latest()->seq;
      if (trail.withdraw == nullptr || !r.withdrawn || r.digest.hex() != trail.withdraw->digest)
        add(at, FaultKind::uncovered_change, "撤回的记录与登记的撤回不符", "the withdrawn record is not what its entry says", r.id);
      return;
    }
    if (r.ledger != trail.publish->seq)
      add(trail.publish->seq, FaultKind::uncovered_change, "记录写的台账序号不对", "the record gives another number of its entry", r.id);
    bool other_day = !trail.latest()->reported.empty() && r.reported.hex() != trail.latest()->reported;
    if (other_day || r.digest.hex() != trail.latest()->digest)
      add(trail.latest()->seq, FaultKind::uncovered_change, "记录与这一条登记的内容不同，没有更正说明",
          "the record is not what this entry sealed, and no correction covers it", r.id);
    corrections(r, trail);
  }

  static bool says(const SavedCorrection& c, const LedgerEntry& e) {
    return c.ledger == e.seq && c.field_name == e.field_name && c.kind == e.correction && c.approver_role == e.approver_role &&
           c.approved_on == e.approved_on;
  }

  void corrections(const SavedRecord& r, const Trail& trail) {
    for (const LedgerEntry* e : trail.corrects)
      if (std::ranges::none_of(r.corrections, [&](const SavedCorrection& c) { return says(c, *e); }))
        add(e->seq, FaultKind::uncovered_change, "登记的更正没有照实写在记录里",
            "the record does not tell of this correction as it was entered", r.id);
    for (const SavedCorrection& c : r.corrections)
      if (c.ledger <= chain_.last && std::ranges::none_of(trail.corrects, [&](const LedgerEntry* e) { return e->seq == c.ledger; }))
        add(c.ledger, FaultKind::uncovered_change, "记录里的更正没有登记在台账里",
            "the record tells of a correction that was never entered", r.id);
  }

  void missing() {
    for (const auto& [id, known] : by_id_)
      if (known.trail.publish != nullptr && !known.seen)
        add(known.trail.publish->seq, FaultKind::uncovered_change, "登记公示过的记录不在数据里",
            "the record was published and is not in the data", id);
  }

  struct Known {
    Trail trail;
    bool seen = false;
  };
  const Chain& chain_;
  const SavedSite& site_;
  bool cut_;
  SiteVerdict verdict_;
  std::unordered_map<std::string_view, Known> by_id_;
  std::map<std::string_view, const LedgerEntry*> documents_, draws_;
};

}  // namespace

Digest tree_digest(const std::vector<SavedFile>& files) {
  Hasher hasher;
  for (const SavedFile& file : files)
    if (file.path != "data/ledger.ndjson") hasher.add(file.path + " " + file.bytes.hex() + "\n");
  return hasher.finish();
}

SiteVerdict judge_site(const Chain& chain, const SavedSite& site, bool cut) { return SiteJudge(chain, site, cut).run(); }

bool names_later_entries(const Chain& chain, const SavedSite& site) {
  auto later = [&](const auto& x) { return x.ledger > chain.last; };
  if (std::ranges::any_of(site.records, [&](const SavedRecord& r) { return later(r) || std::ranges::any_of(r.corrections, later); }))
    return true;
  if (std::ranges::any_of(site.documents, later) || std::ranges::any_of(site.draws, later)) return true;
  if (!chain.faults.empty()) return false;  // the entry may have been taken out of the middle
  std::unordered_set<std::string_view> withdrawn;
  for (const LedgerEntry* entry : chain.intact)
    if (entry->kind == EntryKind::withdraw) withdrawn.insert(entry->id);
  return std::ranges::any_of(site.records, [&](const SavedRecord& r) { return r.withdrawn && !withdrawn.contains(r.id); });
}

std::optional<LedgerFault> judge_copy(const Chain& own, const LedgerLines& own_lines, const LedgerLines& carried) {
  std::size_t common = std::min(own_lines.lines.size(), carried.lines.size());
  for (std::size_t i = 0; i < common; ++i) {
    const auto& a = own_lines.lines[i];
    const auto& b = carried.lines[i];
    auto seq = static_cast<std::int64_t>(i + 1);
    if (a && b && a->hash == b->hash && entry_hash(*b) == entry_hash(*a)) continue;
    if (own.find(seq) == nullptr) return std::nullopt;  // the content's own fault, which is said already
    if (b && weigh(b).intact() && b->seq == seq)
      return LedgerFault{seq, FaultKind::forked, "网站上的台账这一条是另一条", "the ledger on the site has another entry here", {}};
    return LedgerFault{seq, FaultKind::site_differs, "网站上的台账这一条被改动", "this entry was changed in the ledger on the site", {}};
  }
  if (carried.lines.size() > common)
    return LedgerFault{own.last + 1,
                       FaultKind::cut,
                       "网站上的台账还有后面的条目：这里的末尾被截掉",
                       "the ledger on the site goes on: the end of this one was cut off",
                       {}};
  const LedgerEntry* release = own.last_release();
  if (release != nullptr && static_cast<std::int64_t>(common) < release->seq)
    return LedgerFault{static_cast<std::int64_t>(common) + 1,
                       FaultKind::site_differs,
                       "网站上的台账缺这一条以后的部分",
                       "the ledger on the site ends before this entry",
                       {}};
  if (carried.torn)
    return LedgerFault{
        own.last, FaultKind::site_differs, "网站上的台账多出不完整的一行", "the ledger on the site ends in a broken line", {}};
  return std::nullopt;
}

std::vector<LedgerFault> judge_corrections(const Dataset& data) {
  std::vector<LedgerFault> faults;
  Trails trails(data.ledger);
  std::unordered_map<std::string_view, std::vector<const Correction*>> by_result;
  for (const Correction& c : data.corrections) by_result[c.result_id].push_back(&c);
  for (const Result& source : data.results) {
    const Trail* trail = trails.find(source.id);
    if (trail == nullptr || trail->corrects.empty() || trail->withdraw != nullptr) continue;
    Course course = course_of(by_result[source.id], trail, data.ledger.entries.back().on.value_or(Date{}));
    if (!course.orphans.empty()) continue;
    const LedgerEntry* entry = first_breach(source, *trail, course, data.ledger);
    if (entry == nullptr) continue;
    bool first = entry == trail->publish;
    faults.push_back({entry->seq, FaultKind::uncovered_change,
                      first ? "除去更正以后与公示时的内容不符，来源或更正记录被改动过" : "更正与登记时的内容不符，更正记录被改动过",
                      first ? "without its corrections the result is not what was published here: its source or a correction was changed"
                            : "the corrections do not lead to what was entered here: one of them was changed",
                      std::string(source.id)});
  }
  return faults;
}

}  // namespace gongshi
