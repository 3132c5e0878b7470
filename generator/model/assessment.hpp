// What follows from a Dataset on a day, for the site that is being made: which results stand in it, in which order, what each
// one counts as, and how the ledger and the corrections lie over it.
//
// What is embargoed, withheld or personal is not in here: outputs see an Assessment and nothing else, so they cannot leak it.
// Pointers and views go into the Dataset, which must live as long.
#pragma once
#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/digest.hpp"
#include "model/dataset.hpp"
#include "model/document.hpp"
#include "model/due.hpp"
#include "model/target.hpp"

namespace gongshi {

/// `live`: what has an entry in the ledger. `preview`: also what a publish on that day would add.
enum class Audience : std::uint8_t { live, preview };

inline constexpr std::uint32_t none_index = 0xffffffff;

/// The newest fact of what holds no dated fact: pages then print no 数据截至.
inline constexpr Date no_fact{};

/// A correction that shows: by its ledger entry, or in the preview because its day has come.
struct ShownCorrection {
  const Correction* correction = nullptr;
  std::uint32_t result = none_index;  ///< in Assessment::results
  std::int64_t seq = 0;               ///< of its ledger entry; 0 while pending
  Date on;                            ///< the entry's date; the as-of date while pending
  bool pending = false;
};

/// A result that stands in the site, or stood there and was withdrawn (then only id, number and withdrawal may be shown).
struct ShownResult {
  const Result* record = nullptr;  ///< effective: corrections applied, defaults not filled in but `department`; a person's name as 姓+某某
  std::string_view id;
  Category category = Category::none;
  bool approximate = false;
  std::string_view wording;                ///< the department's own, where it is not the category's name; else empty
  std::int64_t seq = 0;                    ///< number of its publish entry; 0 while pending
  bool pending = false;                    ///< 待公示: stands only in the preview
  Date published_on;                       ///< as reported elsewhere, else the release of its batch, else the as-of date
  bool reported = false;                   ///< published_on is what another system is said to have done
  std::string_view digest, salt;           ///< of its latest entry, hex; empty while pending
  std::uint32_t task = none_index;         ///< in Assessment::tasks
  std::uint32_t object = none_index;       ///< in Assessment::objects; none for a person or a withdrawn result
  std::vector<std::uint32_t> corrections;  ///< in Assessment::corrections, oldest first
  std::uint32_t category_place = 0;        ///< where it stands in the list of its category, from 0; see CategoryList
  std::optional<Due> due;                  ///< of its publication; none for a withdrawn one
  Date newest_fact;                        ///< latest date that its record, corrections or publication hold

  /// Whether it was published by its last day; none while that is not known (pending here and reported by no other system).
  std::optional<bool> in_time() const {
    if (!due || (pending && !reported)) return std::nullopt;
    return published_on <= due->due_on;
  }

  bool withdrawn = false;
  bool withdrawal_pending = false;
  Date withdrawn_on;
  std::int64_t withdrawn_seq = 0;
  std::string_view withdrawn_role;
  /// Withdrawn, and told by the ledger and the kept places alone: `record` holds its id and its task's, whatever the source says.
  bool kept = false;
  /// Over all that pages and data show of it: an equal fingerprint, an equal page but for its surroundings.
  Digest fingerprint;
};

/// One row of a numbered list: a result, or the gap of one that is no longer there.
struct ListRow {
  std::uint32_t result = none_index;
  bool gap = false;  ///< withdrawn, or left the category by a correction
};

/// Rows from the oldest: by publication entry; for one that entered by a correction, by the entry of that correction.
struct CategoryList {
  std::vector<ListRow> rows;
  std::uint32_t standing = 0;  ///< rows that are no gaps
};

struct ShownObject {
  std::string id;                       ///< of its address
  std::string_view name;                ///< the newest
  std::vector<std::string_view> names;  ///< all others: used in results, former ones of the library
  std::string_view code;
  std::vector<std::string_view> former_codes;
  ObjectKind kind = ObjectKind::market;
  ObjectType type = ObjectType::enterprise;
  std::string_view district, industry;
  SupervisionClass supervision_class = SupervisionClass::absent;
  CreditRisk credit_risk = CreditRisk::absent;
  std::vector<std::uint32_t> results;  ///< newest inspection first; never empty
  Date newest_fact;
};

/// An address that was, or may have been, an object's: a former name or code (goes to `target`), or one whose results were all
/// withdrawn (goes nowhere: `target` is none).
struct ObjectPointer {
  std::string id;
  std::uint32_t target = none_index;  ///< in Assessment::objects
};

struct ShownTask {
  const Task* task = nullptr;
  const Plan* plan = nullptr;
  const PlanSection* section = nullptr;
  const PlanEntry* entry = nullptr;
  std::vector<std::uint32_t> results;  ///< rows of its numbered list, from the oldest; withdrawn ones are gaps
  std::uint32_t published = 0;         ///< results that stand (in the preview: with those pending)
  std::uint32_t withheld = 0;
  bool ended = false;  ///< its inspection has ended by the as-of date: the drawn list is no secret any more
  /// Ended tasks only: drawn objects without a result, with the stated reason.
  std::vector<NotInspected> not_inspected;
  /// By duty: of publication and of transfer the first and the last one to be due among the results that stand (one, where they are
  /// due alike), and the report of a joint inspection that has ended.
  std::vector<Due> dues;
  Date newest_fact;
};

/// A plan, an item list or a notice that is public by now, and how the ledger has it.
struct ShownDocument {
  Document document;
  std::int64_t seq = 0;           ///< number of its publish entry; 0 while pending
  std::int64_t latest_seq = 0;    ///< of its newest entry
  std::string_view digest, salt;  ///< of its newest entry, hex; empty while pending
  bool pending = false;           ///< has no entry yet
  bool revised = false;           ///< has one, but was revised since: the next publish enters that
};

/// One drawn object as the public may see it.
struct DrawnObject {
  std::string digest;             ///< SHA-256 over the canonical [object, salt], hex
  std::string_view object, salt;  ///< both empty: it stays a digest
};

/// The draw of a task, sealed in the ledger.
struct ShownDraw {
  std::string_view task_id;
  const Task* task = nullptr;
  std::int64_t seq = 0;  ///< of its entry; 0 while pending: then it is no more than a task and a number of objects
  std::int64_t drawn = 0;
  std::string_view digest;           ///< of its entry, hex
  std::vector<DrawnObject> objects;  ///< by digest
  bool pending = false;
};

/// Counts of one period: by category, of each department and district; every department has its row.
struct Counts {
  std::array<std::uint32_t, category_count + 1> by_category{};  ///< indexed by Category
  std::array<std::uint32_t, category_count + 1> approximate{};
  std::uint32_t total = 0;
  std::uint32_t objects = 0;  ///< distinct ones
};

struct PeriodSummary {
  Period period;
  Counts all;
  std::vector<Counts> by_department;                             ///< as Assessment::departments
  std::vector<std::pair<std::string_view, Counts>> by_district;  ///< sorted; results without one are not in here
  std::vector<std::uint32_t> results;                            ///< in publication order, withdrawn ones left out
  std::vector<std::uint32_t> corrections;                        ///< in Assessment::corrections
  std::vector<TargetValue> targets;  ///< of this year or quarter: those that the profile calls public, counted by what stands in the site
  Date newest_fact;
};

struct Assessment {
  const Dataset* data = nullptr;
  const Site* site = nullptr;
  const Profile* profile = nullptr;
  Audience audience = Audience::preview;
  Date as_of;  ///< never shown on a page

  std::vector<ShownResult> results;          ///< in publication order: ledger number; then pending ones by inspected_on, id
  std::vector<ShownCorrection> corrections;  ///< in order of ledger number; then pending ones
  std::vector<ShownObject> objects;          ///< by id
  std::vector<ObjectPointer> pointers;       ///< by id
  std::vector<ShownTask> tasks;              ///< by id; those that have begun or have a result in the site
  std::vector<const Plan*> plans;            ///< public by now, newest first
  std::vector<const ItemList*> items;
  std::vector<const Notice*> notices;  ///< newest first
  std::vector<const GuidePage*> guide;
  std::vector<const StaticFile*> statics;                   ///< all but what only pages of a later day name
  std::vector<ShownDocument> documents;                     ///< plans, item lists, notices: by id
  std::vector<ShownDraw> draws;                             ///< by task
  std::vector<std::string_view> departments;                ///< of results and tasks, the publisher first, then by text
  std::vector<std::string_view> districts;                  ///< of results, by text
  std::array<CategoryList, category_count + 1> categories;  ///< indexed by Category
  std::vector<PeriodSummary> periods;  ///< that have or had a result, or a correction: years, quarters and months, newest first, year
                                       ///< before its quarters before its months
  Date newest_fact;                    ///< of the whole site
  std::deque<Result> effective;        ///< records that corrections or masking made anew
  std::deque<std::string> texts;       ///< their texts
  std::deque<Correction> told;         ///< corrections of withdrawn results, as the ledger alone tells them
  std::deque<Task> gone_tasks;         ///< tasks that have left the content: no more than an id, for the address that stays
  /// What the withdrawn results leave behind: all of content/withdrawn.ndjson as it should be, in no order.
  std::vector<KeptPlace> kept_places;

  const ShownResult* find_result(std::string_view id) const;
  const ShownTask* find_task(std::string_view id) const;
  const PeriodSummary* find_period(const Period& period) const;

  std::unordered_map<std::string_view, std::uint32_t> result_by_id;  ///< for find_result
};

}  // namespace gongshi
