// A ledger file and the folder of a site → what `verify` judges. Nothing is refused here: what cannot be read is kept as unreadable.
#pragma once
#include <filesystem>

#include "model/saved_site.hpp"

namespace gongshi {

/// The lines of `text`, each read by itself.
LedgerLines ledger_lines(std::string text);
/// The ledger at `path`; not found: empty.
LedgerLines read_ledger_lines(const std::filesystem::path& path);

/// The site in `folder`: every file's digest, its ledger and its records.
SavedSite read_saved_site(const std::filesystem::path& folder, unsigned jobs);

}  // namespace gongshi
