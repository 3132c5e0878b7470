// What stands in the way of counting: a calendar or a profile that says the impossible, a result without its start day.
#pragma once
#include <span>

#include "base/diagnostics.hpp"
#include "model/dataset.hpp"
#include "rules/ledger/kept.hpp"

namespace gongshi {

/// Days of a calendar that lie in another year, or are off and worked at once.
void check_calendar_days(const Dataset& data, Diagnostics& out);
/// Periods without days or start, months that do not exist, in the profile in force. False: its deadlines cannot be counted.
bool check_rules(const Profile& profile, Diagnostics& out);
/// Results that no day is known for from which publication counts: a warning, an error once their task has ended. `tasks`: by result.
/// A start day that is known but still to come stays a warning.
void check_start_days(const Dataset& data, std::span<const Task* const> tasks, const KeptResults& kept, Date as_of, Diagnostics& out);

}  // namespace gongshi
