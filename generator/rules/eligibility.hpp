// When a result may stand in the open (CONTRACT §3, "What becomes public when").
#pragma once
#include <optional>

#include "model/profile.hpp"
#include "model/result.hpp"
#include "model/task.hpp"

namespace gongshi {

enum class Standing : std::uint8_t {
  eligible,
  withheld,   ///< not to be published, with a ground and an approval
  embargoed,  ///< its own inspection has not ended (获嘉 art. 22, 武陟细则 五3)
  undated,    ///< the day of its inspection is missing, or that which the profile's deadline counts from is, or lies after the as-of date
};

/// The day that the profile's deadline counts from; `completed_on` is the task's where the result has none.
std::optional<Date> start_day(const Result& result, const Task* task, const Profile& profile);

Standing standing(const Result& result, const Task* task, const Profile& profile, Date as_of);

}  // namespace gongshi
