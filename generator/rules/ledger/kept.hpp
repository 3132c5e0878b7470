// What withdrawn results leave behind in the public site (CONTRACT §4: an address that was published keeps working). `publish` writes it to
// content/withdrawn.ndjson when it enters the withdrawal; from then on ledger and places alone make the page, the gaps and the stub in
// the data, so that the source may be changed or deleted: it may hold what has to go.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "model/assessment.hpp"

namespace gongshi {

/// One withdrawn result as its places tell it.
struct Kept {
  const LedgerEntry* withdraw = nullptr;
  std::string_view task_id;
  std::optional<Period> month;                                ///< of its publication
  std::vector<std::pair<Category, std::int64_t>> categories;  ///< oldest first, each with the entry that brought it there
  bool whole() const { return !task_id.empty() && month && !categories.empty(); }
  /// The day of publication: that of its release, or, where another system published it in another month, the first of that one.
  Date published_on(Date released) const { return month->contains(released) ? released : month->first(); }
};

class KeptResults {
 public:
  /// By the dataset's own ledger, whatever day is looked at: what has left the content cannot be shown as it once stood.
  explicit KeptResults(const Dataset& data);
  /// Null: not withdrawn, or not all of its places are kept, so that its source has to tell.
  const Kept* find(std::string_view id) const;
  /// By id; all are whole.
  const std::map<std::string_view, Kept>& all() const { return by_id_; }
  /// Ids of the objects' pages that stay, whoever's results they listed.
  const std::vector<std::string_view>& objects() const { return objects_; }

 private:
  std::map<std::string_view, Kept> by_id_;
  std::vector<std::string_view> objects_;
};

/// A record that holds no more than the ids that places tell.
Result bare_result(std::string_view id, const Kept& kept);
/// A correction of a withdrawn result as its entry tells it: without values and reason.
Correction told_correction(const LedgerEntry& entry);

/// Puts a place on the list that `publish` writes. `kind` is `tasks`, `categories`, `summaries` or `objects`.
void keep_place(Assessment& site, std::string_view kind, std::string_view name, std::optional<std::int64_t> seq);
/// content/withdrawn.ndjson: the places in order, each once. Sorted, so that the order of withdrawals does not tell whose object it was.
std::string kept_lines(std::vector<KeptPlace> places);

}  // namespace gongshi
