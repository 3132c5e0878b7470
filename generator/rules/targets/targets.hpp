// The targets of the profile in force, by the formulas of CONTRACT §2. Pure functions of what is counted (a TargetBasis): the clerk's has
// every record as it stands on a day, the site's only what is public.
//
// No object is counted twice: objects are those of rules/objects (code, former codes, name, former names). A person is none. Where the
// library lists an object, its kind and class there count, else those of its first result by id.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "model/assessment.hpp"
#include "model/dataset.hpp"
#include "model/target.hpp"

namespace gongshi {

/// How a result stands on the day; a withdrawn one is left out.
struct ResultOnDay {
  const Result* record = nullptr;    ///< effective
  bool withheld = false;             ///< by its record
  std::optional<Date> published_on;  ///< here or in another system; none: not published by the day
};

struct TargetResult {
  const Result* record = nullptr;
  std::uint32_t object = none_index;  ///< in TargetBasis::objects; none for a person
  std::uint32_t task = none_index;    ///< in TargetBasis::tasks
  std::uint32_t department = 0;       ///< in TargetBasis::departments
  bool withheld = false, published = false;
  std::optional<Date> inspected_on;  ///< none: unknown, or not by the day
  /// The day of its determination; where the record gives none and the profile counts no deadline from it, that of the inspection.
  std::optional<Date> determined_on;
  Date newest_fact{};
};

struct TargetTask {
  const Task* task = nullptr;
  std::uint32_t lead = 0;                  ///< in TargetBasis::departments; a task without a lead is the publisher's
  std::optional<Date> on;                  ///< the day that its year and quarter are those of: `from`, else `ended_on`, else `completed_on`
  bool joint = false;                      ///< of kind `joint`, or `off_plan` with partners (平顶山 art. 8: 临时性联合抽查)
  bool started = false;                    ///< its day has come, and it is more than planned
  bool ended = false;                      ///< its inspection has ended by the day
  bool in_plan = false;                    ///< there is an entry of a plan that it carries out
  std::vector<std::uint32_t> drawn;        ///< distinct objects of its list and its results; in TargetBasis::objects
  std::int64_t without_result = 0;         ///< once ended: drawn objects without a result
  std::vector<std::string> without_names;  ///< … as the list says them, where there is one
  Date newest_fact{};
};

struct TargetObject {
  std::string id;  ///< of its address
  bool market = true;
  SupervisionClass supervision_class = SupervisionClass::absent;
  bool listed = false;  ///< in the library
};

struct TargetBasis {
  const Dataset* data = nullptr;
  std::vector<TargetResult> results;
  std::vector<TargetTask> tasks;
  std::vector<TargetObject> objects;
  std::vector<const Object*> library;  ///< each object once, however often its files name it
  /// The publisher first (also under its short name); then by text those of the records and the members that site.json names.
  std::vector<std::string_view> departments;
  std::vector<const Plan*> plans;
  std::vector<const ItemList*> items;
  std::optional<Date> as_of;  ///< its year has rows also without records; none: only years with records have
  bool shown_only = false;    ///< only targets that the profile calls public
};

/// Everything as it stands on the day. Linear in the records.
TargetBasis target_basis(const Dataset& data, std::span<const ResultOnDay> results, Date as_of);
/// What the site shows and nothing else. After `date_and_sign`.
TargetBasis target_basis(const Assessment& site);

enum class Behind : std::uint8_t { counted, listed };

/// By kind in the order of the profile's vocabulary, then by period from the oldest, then all together before classes and departments in
/// their order. Every department has its row. `listed`: with the records behind each value.
std::vector<TargetValue> targets(const TargetBasis& basis, Behind behind);

/// A target without what it is measured against, and one called public that counts what is not.
void check_targets(const Profile& profile, Diagnostics& out);

}  // namespace gongshi
