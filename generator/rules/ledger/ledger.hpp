// The ledger's arithmetic (CONTRACT §5): digests of records, hashes of entries, and whether the chain holds.
#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/diagnostics.hpp"
#include "base/digest.hpp"
#include "model/correction.hpp"
#include "model/document.hpp"
#include "model/ledger.hpp"
#include "model/result.hpp"

namespace gongshi {

/// SHA-256, in hex, over the canonical JSON of the record's public keys (without `published_on`) and the salt.
std::string result_digest(const Result& effective, std::string_view salt);
/// SHA-256, in hex, over the canonical {published_on, salt}: the day on which another system is said to have published the result.
std::string reported_digest(Date published_on, std::string_view salt);
/// SHA-256, in hex, over the canonical {completed_on, salt}: the day of the task that the deadline of its result counts from.
std::string started_digest(Date completed_on, std::string_view salt);
/// Whether the record is what the entry sealed: its content, and its reported day where the entry seals one.
bool seals(const LedgerEntry& entry, const Result& effective, std::string_view salt);
/// The same over the canonical JSON of a correction, with what is not public of it, and the salt.
std::string correction_digest(const Correction& correction, std::string_view salt);
/// The same over {id, kind, withdrawn_on}, which is all that the data show of a withdrawn result.
std::string withdrawal_digest(std::string_view id, Date withdrawn_on);
/// The same over the canonical content of a document (`canonical_content`) with the salt.
std::string document_digest(const Document& document, std::string_view salt);
/// Hash of an entry: over its canonical JSON without `hash`.
std::string entry_hash(const LedgerEntry& entry);

/// Numbers from 1 without gaps, dates that never go back, each `prev` the hash before, each hash right. The first fault is reported;
/// false then.
bool check_chain(const Ledger& ledger, unsigned jobs, Diagnostics& out);

/// What the ledger says of one result.
struct Trail {
  const LedgerEntry* publish = nullptr;
  std::vector<const LedgerEntry*> corrects;  ///< by seq
  const LedgerEntry* withdraw = nullptr;
  /// The newest of publish and corrects: its digest and salt are those of the record as it stands.
  const LedgerEntry* latest() const { return corrects.empty() ? publish : corrects.back(); }
};

/// Whether an entry of kind publish or correct is of a plan, an item list or a notice: results have no slash in their ids.
bool of_document(const LedgerEntry& entry);

/// The ledger by result, document and draw. Points into the ledger.
class Trails {
 public:
  explicit Trails(const Ledger& ledger);
  /// Of a document, by `plans/ID` …; null where it has no entry.
  const Trail* document(std::string_view id) const;
  const std::map<std::string_view, Trail>& documents() const { return documents_; }
  /// The draw entries, by task.
  const std::map<std::string_view, const LedgerEntry*>& draws() const { return draws_; }
  const Trail* find(std::string_view result_id) const;
  const std::unordered_map<std::string_view, Trail>& all() const { return by_id_; }
  /// The day of the release that closed the batch of entry `seq`; `open` where none has yet.
  Date released_on(std::int64_t seq, Date open) const;

 private:
  std::unordered_map<std::string_view, Trail> by_id_;
  std::map<std::string_view, Trail> documents_;
  std::map<std::string_view, const LedgerEntry*> draws_;
  std::vector<const LedgerEntry*> releases_;
};

}  // namespace gongshi
