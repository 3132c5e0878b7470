// What a publish adds to the ledger (CONTRACT §3, §5).
#pragma once
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/diagnostics.hpp"
#include "base/digest.hpp"
#include "model/assessment.hpp"

namespace gongshi {

/// The ledger with entries that are not in its file yet. Views of the old entries go into the dataset, those of new ones into `texts`.
struct GrownLedger {
  Ledger ledger;
  std::size_t old_entries = 0;
  std::size_t published = 0, corrected = 0, withdrawn = 0;  ///< results
  std::size_t documents = 0, draws = 0;                     ///< plans, item lists and notices, new or revised; drawn lists
  /// What the entries were made from, with all that is pending; null where there were errors.
  std::unique_ptr<Assessment> preview;
  std::string salt_lines;              ///< to be appended to content/salts.ndjson, before the ledger's
  std::vector<KeptPlace> kept_places;  ///< all of content/withdrawn.ndjson, to be written before the ledger
  /// One line for each new entry, with a digest of the record that does not depend on the salt: equal lists, equal lines.
  std::vector<std::string> changes;
  std::deque<std::string> texts;

  /// Digest of the list of changes: what `--approved` takes.
  Digest list_digest() const;
  bool grown() const { return ledger.entries.size() > old_entries; }
  /// Entries that no release closes: the new ones, or those of a publish that was interrupted.
  bool open() const { return !ledger.entries.empty() && ledger.entries.back().kind != EntryKind::release; }
  /// Lines of the entries from `first` on, to be appended to content/ledger.ndjson.
  std::string lines(std::size_t first) const;
};

/// Entries on the day `on`: for documents that are public by then and have none, or were revised; for drawn lists; for results that are
/// eligible and have none (in the order of the preview); then for the corrections and withdrawals that are due. `new_salt` yields 32 hex
/// digits, new at every call.
GrownLedger grow_ledger(const Dataset& data, Date on, unsigned jobs, const std::function<std::string()>& new_salt, Diagnostics& out);

/// Closes the open batch: `tree` is the digest over the site's files, `approved` the digest (hex) of the list that was signed, or empty.
void add_release(GrownLedger& grown, Date on, const Digest& tree, std::string_view approved, const std::function<std::string()>& new_salt);

/// What a release keeps of the list that was signed: SHA-256, in hex, over the canonical [digest of the list, salt of the entry]. The list
/// holds what stays secret (a drawn list, what was withdrawn), and who guesses all of it must not see whether the guess is right.
std::string approval_digest(std::string_view list_digest, std::string_view salt);

/// The first release that keeps this list; null: none. Releases of earlier versions keep its digest as it is.
const LedgerEntry* release_of_list(const Ledger& ledger, std::string_view list_digest);

}  // namespace gongshi
