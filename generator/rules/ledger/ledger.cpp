#include "rules/ledger/ledger.hpp"

#include <algorithm>

#include "base/canonical_json.hpp"
#include "base/catalogue.hpp"
#include "base/parallel.hpp"

namespace gongshi {
namespace {

/// Public fields that are sealed, in canonical order, with a null where the salt stands.
const std::vector<const Field*>& sealed_fields() {
  static const std::vector<const Field*> order = [] {
    std::vector<std::pair<std::string_view, const Field*>> named{{"salt", nullptr}};
    for (const Field& f : Result::shape().fields)
      if (sealed(f)) named.emplace_back(f.name, &f);
    std::ranges::sort(named);
    std::vector<const Field*> out;
    for (const auto& [name, f] : named) out.push_back(f);
    return out;
  }();
  return order;
}

void append_member(std::string& out, std::string_view name) {
  out += out.size() == 1 ? "\"" : ",\"";
  out += name;
  out += "\":";
}

struct Fault {
  std::string chinese, english;
};

/// What is wrong with entry `i`, if anything.
std::optional<Fault> fault(const Ledger& ledger, std::size_t i) {
  const LedgerEntry& entry = ledger.entries[i];
  std::string due = std::to_string(i + 1);
  std::string seq = std::to_string(entry.seq);
  if (seq != due) return Fault{"序号应为 " + due + "，实为 " + seq, "its number is " + seq + ", not " + due};
  if (i != 0 && entry.on < ledger.entries[i - 1].on) return Fault{"日期早于上一条", "its date is before that of the entry before it"};
  if (entry.prev != (i == 0 ? no_hash : ledger.entries[i - 1].hash))
    return Fault{"与上一条接不上（prev 不等于上一条的 hash）", "it does not follow the entry before it (prev is not its hash)"};
  if (entry.hash != entry_hash(entry))
    return Fault{"内容与哈希不符，可能被改动", "its hash is not that of its content, which may have been changed"};
  return std::nullopt;
}

}  // namespace

std::string result_digest(const Result& effective, std::string_view salt) {
  std::string json = "{";
  for (const Field* f : sealed_fields()) {
    if (f == nullptr) {
      append_member(json, "salt");
      append_json_string(json, salt);
    } else if (f->present(&effective)) {
      append_member(json, f->name);
      append_canonical_value(json, *f, &effective);
    }
  }
  json += '}';
  return sha256(json).hex();
}

namespace {

std::string day_digest(std::string_view key, Date day, std::string_view salt) {
  std::string json = "{\"" + std::string(key) + "\":\"" + day.iso() + "\",\"salt\":";
  append_json_string(json, salt);
  return sha256(json + '}').hex();
}

}  // namespace

std::string reported_digest(Date published_on, std::string_view salt) { return day_digest("published_on", published_on, salt); }
std::string started_digest(Date completed_on, std::string_view salt) { return day_digest("completed_on", completed_on, salt); }

bool seals(const LedgerEntry& entry, const Result& effective, std::string_view salt) {
  if (result_digest(effective, salt) != entry.digest) return false;
  return entry.reported.empty() || (effective.published_on && reported_digest(*effective.published_on, salt) == entry.reported);
}

std::string correction_digest(const Correction& correction, std::string_view salt) {
  std::string json = "[";
  append_canonical(json, Correction::shape(), &correction);
  json += ',';
  append_json_string(json, salt);
  return sha256(json + ']').hex();
}

std::string withdrawal_digest(std::string_view id, Date withdrawn_on) {
  std::string json = R"({"id":)";
  append_json_string(json, id);
  json += R"(,"kind":"withdrawal","withdrawn_on":")" + withdrawn_on.iso() + "\"}";
  return sha256(json).hex();
}

std::string document_digest(const Document& document, std::string_view salt) { return sha256(canonical_content(document, salt)).hex(); }

std::string entry_hash(const LedgerEntry& entry) {
  std::string json;
  append_canonical(json, LedgerEntry::shape(), &entry, [](const Shape&, const Field& f) { return f.name != "hash"; });
  return sha256(json).hex();
}

bool check_chain(const Ledger& ledger, unsigned jobs, Diagnostics& out) {
  constexpr std::size_t block = 256;
  std::size_t size = ledger.entries.size();
  std::vector<std::size_t> bad((size + block - 1) / block, size);  // the first of each block
  parallel(bad.size(), jobs, 1, [&](std::size_t b) {
    for (std::size_t i = b * block; i < std::min(size, (b + 1) * block) && bad[b] == size; ++i)
      if (fault(ledger, i)) bad[b] = i;
  });
  auto found_in = std::ranges::find_if(bad, [&](std::size_t i) { return i != size; });
  if (found_in == bad.end()) return true;
  std::size_t first = *found_in;
  Fault found = *fault(ledger, first);
  Diagnostic d{Code::ledger_broken, {std::to_string(first + 1), found.chinese, found.english}};
  d.record = ledger.entries[first].id;
  d.place = {"content/ledger.ndjson", "", static_cast<std::uint32_t>(first + 1), 1};
  out.add(std::move(d));
  return false;
}

bool of_document(const LedgerEntry& entry) { return entry.id.find('/') != std::string_view::npos; }

Trails::Trails(const Ledger& ledger) {
  by_id_.reserve(ledger.entries.size());
  for (const LedgerEntry& entry : ledger.entries) {
    if (entry.kind == EntryKind::release) {
      releases_.push_back(&entry);
      continue;
    }
    if (entry.kind == EntryKind::draw) {
      draws_.emplace(entry.id, &entry);
      continue;
    }
    Trail& trail = of_document(entry) ? documents_[entry.id] : by_id_[entry.id];
    if (entry.kind == EntryKind::publish) trail.publish = &entry;
    if (entry.kind == EntryKind::correct) trail.corrects.push_back(&entry);
    if (entry.kind == EntryKind::withdraw) trail.withdraw = &entry;
  }
}

const Trail* Trails::find(std::string_view result_id) const {
  auto found = by_id_.find(result_id);
  return found == by_id_.end() || found->second.publish == nullptr ? nullptr : &found->second;
}

const Trail* Trails::document(std::string_view id) const {
  auto found = documents_.find(id);
  return found == documents_.end() || found->second.publish == nullptr ? nullptr : &found->second;
}

Date Trails::released_on(std::int64_t seq, Date open) const {
  auto after = std::ranges::upper_bound(releases_, seq, {}, &LedgerEntry::seq);
  return after == releases_.end() ? open : (*after)->on.value_or(open);
}

}  // namespace gongshi
