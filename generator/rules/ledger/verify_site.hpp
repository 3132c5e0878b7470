// A site, its data and the content against the chain of the ledger (CONTRACT §5, `verify`).
#pragma once
#include <string>
#include <vector>

#include "model/dataset.hpp"
#include "rules/ledger/chain.hpp"

namespace gongshi {

/// Digest of a release: SHA-256 over the sorted lines `path SP sha256 LF` of all files but data/ledger.ndjson.
Digest tree_digest(const std::vector<SavedFile>& files);

struct SiteVerdict {
  std::vector<LedgerFault> faults;
  /// The release that the files are those of; null where they are of none (the newest one is taken for the records then).
  const LedgerEntry* release = nullptr;
  bool records_compared = false;  ///< each record was held against its entry
};

/// Every file against the releases, every record of the data against the newest entry of its result, its
/// corrections against theirs, documents and drawn lists against the entries that sealed them.
/// Records are left alone where the chain itself is at fault: what they should be is not known then. `cut`: its end is known to be missing,
/// so a site that is of no release in it is not at fault for that.
SiteVerdict judge_site(const Chain& chain, const SavedSite& site, bool cut);

/// Whether the data of the site know of entries after the end of the chain: they name one, or show a withdrawal that has none.
bool names_later_entries(const Chain& chain, const SavedSite& site);

/// The ledger that the site carries, against the one in the content, which may be ahead by a publish that was interrupted. `own`,
/// `carried`: their lines.
std::optional<LedgerFault> judge_copy(const Chain& own, const LedgerLines& own_lines, const LedgerLines& carried);

/// Every step of every corrected result against the digest of its entry, back to the publication: a value that was changed in the middle of
/// the corrections, where the end is still right, is found here. The dataset's ledger must be without fault.
std::vector<LedgerFault> judge_corrections(const Dataset& data);

}  // namespace gongshi
