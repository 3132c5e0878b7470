// What has to be done by which day: a duty that the profile in force states, counted out on the calendar.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/shape.hpp"
#include "model/profile.hpp"

namespace gongshi {

enum class Duty : std::uint8_t {
  absent,
  publication,       ///< of a result (`deadline` of the profile)
  transfer,          ///< of a suspected case (`transfer`)
  report,            ///< of a joint inspection to the market regulator (`report_to_regulator`)
  plan_filing,       ///< of the year's joint plan (`plan_due`)
  plan_publication,  ///< of the year's joint plan (`plan_public_due`)
  numbers,           ///< how many objects the next year will inspect (`numbers_due`)
};
/// Keys as in the JSON of `status`, labels as a clerk says it.
template <>
std::span<const Choice> choices_of<Duty>();

/// One duty with its days. All of them are facts of a record and of the calendar, so a new day changes none.
struct Due {
  Duty duty = Duty::absent;
  std::optional<Date> started_on;  ///< not counted itself; none where the rule names the end of a month
  Date due_on;                     ///< the last day in time
  Date plain_on;                   ///< a period of calendar days: its own last day, before it ran on to a working day; else `due_on`
  Date by_weekends_on;             ///< what `due_on` were if only Saturdays and Sundays were off
  bool provisional = false;        ///< it reaches into a year without a calendar, where Monday to Friday are counted
  bool ran_on() const { return plain_on != due_on; }
  friend bool operator==(const Due&, const Due&) = default;
};

/// Where a duty stands written.
struct DutyRule {
  std::string words;         ///< 自检查结束之日起20个工作日内; empty: the profile does not state the duty
  std::string_view article;  ///< with the document's number
  std::string_view source;   ///< the profile's document
};
DutyRule rule_of(const Profile& profile, Duty duty);

}  // namespace gongshi
