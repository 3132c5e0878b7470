// What became of a ledger: each fault of the chain by its kind (CONTRACT §5, `verify`), recognised from what the entries say of each other.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/saved_site.hpp"

namespace gongshi {

/// `edited`            an entry does not have the hash of its content, is no entry at all, stands there twice, or says what no publish
/// writes `removed`           a number is missing `reordered`         entries are whole, but stand in another order `cut`               the
/// end is missing `forked`            an entry of this number was another one: the history was written anew `rolled_back`       ledger and
/// site are an older state, whole in itself `site_differs`      the files of the site are not those that were released `uncovered_change`
/// a record is not what its entry sealed, and no correction covers it
enum class FaultKind : std::uint8_t { edited, removed, reordered, cut, forked, rolled_back, site_differs, uncovered_change };
inline constexpr std::size_t fault_kinds = 8;
std::string_view name_of(FaultKind kind);  ///< as in JSON

struct LedgerFault {
  std::int64_t entry = 0;  ///< number of the first entry that it is about; 0: of none
  FaultKind kind{};
  std::string chinese, english;  ///< what is wrong, without entry and kind
  std::string record{};          ///< id of the result, where it is about one
};

/// A line, judged by itself.
struct WeighedLine {
  const LedgerEntry* entry = nullptr;  ///< null: it is no entry
  std::string hash{};                  ///< of its content
  bool intact() const { return entry != nullptr && hash == entry->hash; }
};
WeighedLine weigh(const std::optional<LedgerEntry>& line);
/// All of them, from `jobs` threads. Points into `lines`.
std::vector<WeighedLine> weigh(const LedgerLines& lines, unsigned jobs);

/// A ledger with what can be relied on in it.
struct Chain {
  std::vector<const LedgerEntry*> intact;  ///< entries whose content has their hash, by number, each once
  std::size_t lines = 0;                   ///< of the file, torn one not counted
  std::int64_t last = 0;                   ///< highest number
  std::string_view head;                   ///< hash of the last line that is an entry; `no_hash` where there is none
  std::vector<LedgerFault> faults;         ///< sorted by entry

  /// The entry of that number, if it is intact.
  const LedgerEntry* find(std::int64_t seq) const;
  /// The newest release; null: none.
  const LedgerEntry* last_release() const;
};

/// Numbers, order, hashes and links; then what no publish writes: a second publication, a correction before it or after a withdrawal.
Chain judge_chain(std::span<const WeighedLine> lines, bool torn);

/// The head that was seen before; `seq` 0: its number is not known.
struct KnownHead {
  std::int64_t seq = 0;
  std::string hash;
};

/// Whether the chain still holds that head, and else what happened. `beyond`: something else (the site, its data) knows of entries after
/// the last one.
std::optional<LedgerFault> judge_head(const Chain& chain, const KnownHead& known, bool beyond);

void sort_faults(std::vector<LedgerFault>& faults);

}  // namespace gongshi
