// The working-day calendar: Monday to Friday but for the days that the State Council's notices of a year move (content/calendar/
// YYYY.json), and a bureau's own days (local.json) laid over them.
//
// A period begins on the day after its start: the start day is not counted (民法典 art. 201). A period in calendar days that ends on
// a day off runs on to the next working day (民法典 art. 203). Everything here is constant in time, whatever the dates and numbers.
#pragma once
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "base/date.hpp"
#include "model/dataset.hpp"

namespace gongshi {

/// The end of a period.
struct LastDay {
  Date day;                  ///< the last day in time
  Date plain;                ///< of a period in calendar days: before it ran on to a working day; else `day`
  Date by_weekends;          ///< what `day` were if only Saturdays and Sundays were off
  bool provisional = false;  ///< the period reaches a year without a calendar; Monday to Friday are counted there
};

class WorkingDays {
 public:
  /// Years in any order, each at most once. A day that a record names both off and worked is worked. `local` may be null.
  WorkingDays(std::span<const CalendarYear> years, const LocalCalendar* local);

  bool worked(Date day) const;
  /// `n` working days after `start`; n ≥ 1.
  LastDay after_working(Date start, int n) const;
  /// `n` calendar days after `start`, run on to a working day; n ≥ 1.
  LastDay after_calendar(Date start, int n) const;
  /// Working days after `from` up to and including `to`; where `to` is before `from`, minus those after `to` up to and including
  /// `from`.
  int between(Date from, Date to) const { return rank(to) - rank(from); }

  /// Is there a calendar of that year? Local days alone make none.
  bool announced(int year) const { return announced_.contains(year); }
  /// The last day of the announced years that follow each other without a gap and hold `day`; where its year is not announced, of
  /// those before it. nullopt: there are none.
  std::optional<Date> known_until(Date day) const;
  /// The years from the day after `from` up to and including `to` that have no calendar.
  std::vector<int> missing(Date from, Date to) const;

 private:
  int rank(Date day) const;     ///< working days up to and including `day`, from a fixed day on
  Date ranked(int rank) const;  ///< the working day of that rank
  void lay(std::span<const Date> days, bool worked);

  std::set<int> announced_;
  Date first_;                    ///< of the table; before it and after it every week has five working days
  std::vector<char> work_;        ///< by day of the table
  std::vector<int> rank_;         ///< by day of the table
  std::vector<Date> worked_;      ///< the working days of the table
  int before_ = 0, surplus_ = 0;  ///< rank of the day before the table; how many more than Monday to Friday the table has
};

/// The calendar of a root.
WorkingDays working_days(const Dataset& data);

}  // namespace gongshi
