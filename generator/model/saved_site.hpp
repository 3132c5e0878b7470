// A ledger and a site as they stand somewhere, before anyone trusts them: what `verify` judges.
#pragma once
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/digest.hpp"
#include "base/text_pool.hpp"
#include "model/ledger.hpp"

namespace gongshi {

/// A ledger line by line.
struct LedgerLines {
  std::vector<std::optional<LedgerEntry>> lines;  ///< nullopt: a line that is no entry
  bool torn = false;                              ///< after the last line stand bytes without a line end
  bool found = false;                             ///< there is such a file
  std::string text;                               ///< of the file
  TextPool pool;
};

/// A correction of a record as the data show it.
struct SavedCorrection {
  std::string_view kind, field_name, approver_role;
  RawJson old_value, new_value, reason, investigation, pending;
  std::optional<Date> approved_on, on;
  std::int64_t ledger = 0;  ///< number of its entry
  static const Shape& shape();
};

/// A record of data/results.json, as far as the ledger can judge it.
struct SavedRecord {
  std::string id;
  std::int64_t ledger = 0;  ///< number of its publish entry; 0: it names none
  Digest digest;            ///< over what the ledger seals of it (CONTRACT §5); of a withdrawn one over all that is left
  Digest reported;          ///< over the day on which another system published it, where one did
  bool withdrawn = false;
  std::vector<SavedCorrection> corrections;
};

/// What data/documents.json and data/draws.json say of a plan, an item list, a notice (`plans/ID` …), of the drawn list of a task.
struct SavedSeal {
  std::string id;
  std::int64_t ledger = 0;  ///< number of the entry that sealed it last
  Digest digest;            ///< over what stands there; all zero: it does not hold together
};

struct SavedFile {
  std::string path;  ///< relative to the site, with `/`
  Digest bytes;
};

struct SavedSite {
  bool found = false;                          ///< there is such a folder
  bool whole = false;                          ///< pages and all, not the data alone
  std::vector<SavedFile> files;                ///< sorted by path
  std::vector<std::string> left_out;           ///< names that no site has: `.DS_Store`, `Thumbs.db` …
  std::vector<std::string> strange;            ///< symbolic links, devices
  LedgerLines ledger;                          ///< data/ledger.ndjson
  bool data_found = false, data_good = false;  ///< data/results.json is there; and could be read
  std::vector<SavedRecord> records;
  std::vector<SavedSeal> documents, draws;
  std::string publisher, base_url;  ///< base_url: with a `/` at its end; empty: not known
  TextPool pool;
};

}  // namespace gongshi
