// The ledger's arithmetic (CONTRACT §5): digests of records, hashes of entries, and whether the chain holds.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/diagnostics.hpp"
#include "base/digest.hpp"
#include "model/ledger.hpp"
#include "model/result.hpp"

namespace gongshi {

/// SHA-256, in hex, over the canonical JSON of the record's public keys (without `published_on`) and the salt.
std::string result_digest(const Result& effective, std::string_view salt);
/// The same over {id, kind, withdrawn_on}, which is all that the data show of a withdrawn result.
std::string withdrawal_digest(std::string_view id, Date withdrawn_on);
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

/// The ledger by result. Points into the ledger.
class Trails {
 public:
  explicit Trails(const Ledger& ledger);
  const Trail* find(std::string_view result_id) const;
  const std::unordered_map<std::string_view, Trail>& all() const { return by_id_; }
  /// The day of the release that closed the batch of entry `seq`; `open` where none has yet.
  Date released_on(std::int64_t seq, Date open) const;

 private:
  std::unordered_map<std::string_view, Trail> by_id_;
  std::vector<const LedgerEntry*> releases_;
};

}  // namespace gongshi
