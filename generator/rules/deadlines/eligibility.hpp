// When a result may stand in the open (CONTRACT §3, "What becomes public when").
#pragma once
#include <optional>
#include <string>

#include "model/profile.hpp"
#include "model/result.hpp"
#include "model/task.hpp"

namespace gongshi {

enum class Standing : std::uint8_t {
  eligible,
  withheld,   ///< not to be published, with a ground and an approval
  embargoed,  ///< its own inspection has not ended (获嘉 art. 22, 武陟细则 五3), or another of its dates is still to come
  undated,    ///< the day of its inspection is missing, or that which the profile's deadline counts from is, or lies after the as-of date
};

/// The day that the profile's deadline counts from; `completed_on` is the task's where the result has none.
std::optional<Date> start_day(const Result& result, const Task* task, const Profile& profile);

/// That day where it stands in the task alone: the deadline counts from the completion, and the result names none of its own.
std::optional<Date> day_of_task(const Result& result, const Task* task, const Profile& profile);

/// The key of the day that is wanted for it first: that of the inspection, then that of the deadline, which the profile has.
std::string_view start_key(const Result& result, const Profile& profile);

/// The key of the day without which that deadline cannot be counted; empty: it can.
std::string_view missing_start(const Result& result, const Task* task, const Profile& profile);

/// A fact that a record names and that has not happened yet.
struct FutureFact {
  std::string field;  ///< `penalty.decided_on`
  Date on;
};
/// The first of the record's dates after `as_of`, in the order of its fields; nullopt: none.
std::optional<FutureFact> future_fact(const Result& record, Date as_of);

Standing standing(const Result& result, const Task* task, const Profile& profile, Date as_of);

}  // namespace gongshi
