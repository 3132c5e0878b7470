// How corrections lie over a result: which of them the ledger knows, which are due, and the record that comes out.
#pragma once
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/diagnostics.hpp"
#include "model/correction.hpp"
#include "model/dataset.hpp"
#include "model/ledger.hpp"
#include "rules/ledger/ledger.hpp"

namespace gongshi {

/// One correction on its way: with its ledger entry, or due (its day has come) without one.
struct Step {
  const Correction* correction = nullptr;
  const LedgerEntry* entry = nullptr;
};

/// The corrections of one result, in the order in which they apply: those with an entry by its number, then the due ones by
/// `approved_on`, file and position.
struct Course {
  std::vector<Step> steps;
  std::size_t entered = 0;  ///< so many of the steps have an entry
  std::optional<Step> withdrawal;
  /// Entries of the ledger whose correction is no longer in the content.
  std::vector<const LedgerEntry*> orphans;
};

/// `corrections`: all of one result, in the dataset's order. `trail` may be null (not published).
Course course_of(std::span<const Correction* const> corrections, const Trail* trail, Date as_of);

/// The record after the first `count` steps. `old` must be the value before each step, or the value be what this or a later step
/// makes of it already (then the source has been mended, which is accepted); else the breach is reported to `out` (null: not
/// reported). Who is a person after a step stands by the surname; texts that are made for that go to `texts`.
Result applied(const Result& source, const Course& course, std::size_t count, std::deque<std::string>& texts, Diagnostics* out);

/// That `old` of a correction is not the value that it finds.
void report_old(const Correction& correction, const Field& field, const Result& record, Diagnostics& out);

/// What a correction of a published result finds that is approved on `approved_on` and read after all others of that day: the record after
/// those that come before it. `trail`: of the result.
Result found_by_correction(const Dataset& data, const Trail& trail, const Result& source, Date approved_on, std::deque<std::string>& texts);

/// The first entry of a corrected result that its source and its corrections do not lead to: the record before all corrections and after
/// each is what the entries sealed, and so is what each correction says of itself. Null: they lead to all.
const LedgerEntry* first_breach(const Result& source, const Trail& trail, const Course& course, const Ledger& ledger);

/// The record as it was before the steps from `first` on, where the source says their `new` already: their `old` put back.
Result taken_back(Result record, const Course& course, std::size_t first);

}  // namespace gongshi
