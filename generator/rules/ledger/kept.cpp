#include "rules/ledger/kept.hpp"

#include <algorithm>
#include <tuple>

#include "base/canonical_json.hpp"

namespace gongshi {
namespace {

/// `tasks/T1` as `tasks` and `T1`.
std::pair<std::string_view, std::string_view> split(std::string_view place) {
  std::size_t slash = place.find('/');
  if (slash == std::string_view::npos) return {place, {}};
  return {place.substr(0, slash), place.substr(slash + 1)};
}

void take(Kept& kept, const KeptPlace& place) {
  auto [kind, name] = split(place.place);
  if (kind == "tasks") kept.task_id = name;
  if (kind == "summaries")
    if (auto month = Period::parse(name); month && month->unit == Period::Unit::month) kept.month = month;
  if (kind == "categories")
    if (auto category = category_by_slug(name)) kept.categories.emplace_back(*category, *place.seq);
}

/// The entries of withdrawn results: number → id.
std::unordered_map<std::int64_t, std::string_view> entries_of(const Ledger& ledger, const std::map<std::string_view, Kept>& withdrawn) {
  std::unordered_map<std::int64_t, std::string_view> out;
  for (const LedgerEntry& e : ledger.entries)
    if ((e.kind == EntryKind::publish || e.kind == EntryKind::correct) && withdrawn.contains(e.id)) out.emplace(e.seq, e.id);
  return out;
}

}  // namespace

KeptResults::KeptResults(const Dataset& data) {
  for (const LedgerEntry& e : data.ledger.entries)
    if (e.kind == EntryKind::withdraw) by_id_[e.id].withdraw = &e;
  auto entries = by_id_.empty() ? std::unordered_map<std::int64_t, std::string_view>{} : entries_of(data.ledger, by_id_);
  for (const KeptPlace& place : data.kept_places) {
    if (auto [kind, name] = split(place.place); kind == "objects" && !place.seq) objects_.push_back(name);
    if (!place.seq) continue;
    if (auto found = entries.find(*place.seq); found != entries.end()) take(by_id_[found->second], place);
  }
  std::erase_if(by_id_, [](const auto& item) { return !item.second.whole(); });
  for (auto& [id, kept] : by_id_) std::ranges::stable_sort(kept.categories, {}, &std::pair<Category, std::int64_t>::second);
}

const Kept* KeptResults::find(std::string_view id) const {
  auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &found->second;
}

Result bare_result(std::string_view id, const Kept& kept) {
  Result out;
  out.id = id;
  out.task_id = kept.task_id;
  return out;
}

Correction told_correction(const LedgerEntry& entry) {
  Correction out;
  out.result_id = entry.id;
  out.field_name = entry.field_name;
  out.approver_role = entry.approver_role;
  out.approved_on = entry.approved_on;
  std::span<const Choice> kinds = choices_of<CorrectionKind>();
  auto kind = std::ranges::find(kinds, entry.correction, &Choice::key);
  if (kind != kinds.end()) out.kind = static_cast<CorrectionKind>(kind - kinds.begin());
  return out;
}

void keep_place(Assessment& site, std::string_view kind, std::string_view name, std::optional<std::int64_t> seq) {
  std::string& text = site.texts.emplace_back(kind);
  text.append("/").append(name);
  site.kept_places.push_back({text, seq});
}

std::string kept_lines(std::vector<KeptPlace> places) {
  auto key = [](const KeptPlace& p) { return std::tuple(p.place, p.seq); };
  std::ranges::sort(places, {}, key);
  auto twice = std::ranges::unique(places, {}, key);
  places.erase(twice.begin(), twice.end());
  std::string out;
  for (const KeptPlace& place : places) {
    append_json(out, KeptPlace::shape(), &place);
    out += '\n';
  }
  return out;
}

}  // namespace gongshi
