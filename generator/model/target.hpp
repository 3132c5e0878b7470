// How far a target of the profile in force is met: its value in a year or a quarter, what it is measured against, and the records behind
// it. Which records are counted is rules/targets/targets; a value that stands in the Assessment counts public records alone.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/shape.hpp"
#include "model/profile.hpp"
#include "model/result.hpp"

namespace gongshi {

/// CONTRACT §2. In the order of the contract; keys as in a profile, labels as the public reads them.
enum class TargetKind : std::uint8_t {
  absent,
  coverage,          ///< 泽州 一、三(一): distinct market objects with a result ÷ market objects in the library
  publication_rate,  ///< 泽州 一: results published ÷ (determined − withheld)
  joint_share,       ///< 获嘉通知 二: joint tasks that the publisher started ÷ (its own + those)
  quarterly,         ///< 获嘉 art. 14: distinct objects of a class drawn in the quarter ÷ the library's of that class
  joint_per_object,  ///< 陵川 art. 10, 平顶山 art. 10: most joint inspections that one object had
  inspectors,        ///< 武陟 二: fewest inspectors of an inspection
  joint_initiated,   ///< 陵川 art. 10, 平顶山 art. 9: joint tasks that each department started
  plan_coverage,     ///< 获嘉通知 一(一): items that the year's plans cover ÷ items of the list
};
inline constexpr std::size_t target_count = 9;
template <>
std::span<const Choice> choices_of<TargetKind>();

/// The kind that a profile's key names; `absent` for another word.
TargetKind target_kind(std::string_view key);

/// How a target is said and judged.
struct TargetFacts {
  TargetKind kind = TargetKind::absent;
  bool share = false;        ///< value and threshold are shares (0.05); else numbers
  bool at_most = false;      ///< the threshold is a ceiling; else a floor
  bool may_show = false;     ///< its records are all public, so that a profile may have the site show it
  std::string_view counted;  ///< what the numerator counts
  std::string_view of;       ///< what the denominator counts; empty: there is none
};
const TargetFacts& facts(TargetKind kind);

/// What stands beside a value without being part of it.
enum class BesideKind : std::uint8_t {
  absent,
  withheld,              ///< results that are not to be published
  drawn_without_result,  ///< of tasks whose inspection has ended: drawn objects that have no result
  outside_library,       ///< objects that were inspected and that the library does not list
  uncounted,             ///< results that do not say how many inspected
  entries_without_task,  ///< of the year's plans, but for the section of what is off the plan
  tasks_without_entry,   ///< started, and not said to be off the plan
};
template <>
std::span<const Choice> choices_of<BesideKind>();

struct Beside {
  BesideKind kind = BesideKind::absent;
  std::int64_t count = 0;
  std::vector<std::string> records;  ///< sorted; empty unless asked for, and where only a number is known
};

struct TargetValue {
  TargetKind kind = TargetKind::absent;
  const Target* rule = nullptr;                                   ///< of the profile: force, article
  Period period;                                                  ///< a year; `quarterly`: a quarter
  SupervisionClass supervision_class = SupervisionClass::absent;  ///< `quarterly`
  std::string_view department;                                    ///< empty: all
  std::optional<double> value;                                    ///< none: there is nothing to count
  std::optional<double> threshold;                                ///< of this row; none: the document asks this department for nothing
  std::optional<bool> met;                                        ///< none: value or threshold is none
  std::int64_t counted = 0, of = 0;                               ///< numerator and denominator; `of` is 0 where there is none
  /// Ids behind the numerator, and what is in the denominator alone: objects by the id of their address, results, tasks and plan
  /// entries by theirs (`plan/internal/1`), items by name. Sorted; empty unless asked for.
  std::vector<std::string> counted_records, other_records;
  std::vector<Beside> beside;
  Date newest_fact{};  ///< latest date of the records that it counts; Date{} where none has one

  /// `2024`, `2024-Q1:key`, `2024:某县住房和城乡建设局` (CONTRACT §5).
  std::string scope() const;
};

/// For people: `6.2%`, `3`; a threshold of a share without the digits it does not need (`35%`); empty: none.
std::string target_number(TargetKind kind, std::optional<double> value);
/// To hundredths of a percent, cut and not rounded: what is just short of its threshold must not read as if it reached it.
double cut_share(double share);

}  // namespace gongshi
