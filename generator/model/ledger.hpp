// The ledger: what was published when. Append-only; each line carries the hash of the line before (CONTRACT §5).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/shape.hpp"

namespace gongshi {

enum class EntryKind : std::uint8_t { absent, publish, correct, withdraw, draw, release };
template <>
std::span<const Choice> choices_of<EntryKind>();

/// One line of content/ledger.ndjson. It holds no values of records. Members in the order of the file.
struct LedgerEntry {
  std::int64_t seq = 0;  ///< from 1
  std::optional<Date> on;
  EntryKind kind = EntryKind::absent;
  std::string_view id;          ///< of the result, of the task (draw); `plans/ID`, `items/ID`, `notices/SLUG`; `release-SEQ`
  std::string_view digest;      ///< 64 hex digits
  std::string_view department;  ///< publish of a result: what it was then
  std::string_view field_name, correction, approver_role;  ///< correct: field and kind; withdraw: the role
  std::optional<Date> approved_on;                         ///< correct, withdraw
  std::optional<std::int64_t> drawn;                       ///< draw: how many objects
  std::optional<std::int64_t> revisions;                   ///< publish, correct of a document: how many revision lines it had then
  /// publish, correct of a result that another system published first: seals that day, which `digest` leaves out. Entries of earlier
  /// versions have none.
  std::string_view reported;
  /// publish of a result whose deadline counts from the day on which its task was completed, and which names none of its own: seals that
  /// day, which stands in the task alone. Entries of earlier versions have none.
  std::string_view started;
  /// correct: seals the correction itself, with reason, approver and investigation. Entries of earlier versions have none.
  std::string_view told;
  std::string_view approved;  ///< release: of the list that the leader signed, salted (approval_digest)
  std::string_view prev, hash;
  static const Shape& shape();
};

/// One line of content/salts.ndjson.
struct Salt {
  std::int64_t seq = 0;
  std::string_view salt;  ///< 32 hex digits
  static const Shape& shape();
};

/// One line of content/withdrawn.ndjson: a place in the public site that a withdrawn result had, and that stays (CONTRACT §4) also when
/// the result has left the content. It says no more than the site shows, and names no object together with its result.
struct KeptPlace {
  /// `tasks/ID`, `categories/SLUG`: a gap in that numbered list; `summaries/YYYY-MM`: the month of publication. `objects/ID`: a page
  /// without a name.
  std::string_view place;
  std::optional<std::int64_t> seq;  ///< of the entry that brought the result there; none for an object
  static const Shape& shape();
};

struct Ledger {
  std::vector<LedgerEntry> entries;
  std::vector<std::string_view> salts;  ///< of entry seq, at seq - 1; empty where it has none
  /// Bytes of content/ledger.ndjson that are complete lines; what follows is an append that was interrupted.
  std::uint64_t good_bytes = 0;
  bool torn = false;

  /// 64 zeros where there is no entry.
  std::string_view head() const;
};

/// The ledger as it was at the end of a day.
Ledger ledger_until(const Ledger& ledger, Date day);

inline constexpr std::string_view no_hash = "0000000000000000000000000000000000000000000000000000000000000000";

}  // namespace gongshi
