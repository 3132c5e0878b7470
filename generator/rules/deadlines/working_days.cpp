#include "rules/deadlines/working_days.hpp"

#include <algorithm>

namespace gongshi {
namespace {

constexpr Date monday(1900, 1, 1);  // the first day there is

bool weekday(Date day) { return (day - monday) % 7 < 5; }
/// Mondays to Fridays up to and including `day`, from `monday` on.
int weekdays(Date day) {
  int n = day - monday + 1;
  return n / 7 * 5 + std::min(n % 7, 5);
}
/// The Monday to Friday with that count.
Date weekday_ranked(int count) { return monday + ((count - 1) / 5 * 7 + (count - 1) % 5); }

/// The days that the table must cover: whole years with a calendar, and all local days.
std::pair<Date, Date> span_of(std::span<const CalendarYear> years, const LocalCalendar* local) {
  std::optional<std::pair<Date, Date>> out;
  auto cover = [&](Date from, Date to) {
    out = out ? std::pair{std::min(out->first, from), std::max(out->second, to)} : std::pair{from, to};
  };
  for (const CalendarYear& c : years) {
    if (c.year) cover(Date(static_cast<int>(*c.year), 1, 1), Date(static_cast<int>(*c.year), 12, 31));
    for (const std::vector<Date>& days : {c.off, c.work})
      for (Date day : days) cover(day, day);
  }
  if (local != nullptr)
    for (const std::vector<Date>& days : {local->off, local->work})
      for (Date day : days) cover(day, day);
  return out.value_or(std::pair{monday, monday});
}

}  // namespace

WorkingDays::WorkingDays(std::span<const CalendarYear> years, const LocalCalendar* local) {
  auto [first, last] = span_of(years, local);
  first_ = first;
  before_ = weekdays(first) - (weekday(first) ? 1 : 0);
  work_.reserve(static_cast<std::size_t>(last - first) + 1);
  for (Date day = first; day <= last; day = day + 1) work_.push_back(weekday(day) ? 1 : 0);
  for (const CalendarYear& c : years) {
    if (c.year) announced_.insert(static_cast<int>(*c.year));
    lay(c.off, false);
    lay(c.work, true);
  }
  if (local != nullptr) {
    lay(local->off, false);
    lay(local->work, true);
  }
  rank_.reserve(work_.size());
  for (std::size_t i = 0; i < work_.size(); ++i) {
    if (work_[i] != 0) worked_.push_back(first + static_cast<int>(i));
    rank_.push_back(before_ + static_cast<int>(worked_.size()));
  }
  surplus_ = rank_.back() - weekdays(last);
}

void WorkingDays::lay(std::span<const Date> days, bool worked) {
  for (Date day : days) work_[static_cast<std::size_t>(day - first_)] = worked ? 1 : 0;
}

bool WorkingDays::worked(Date day) const {
  auto at = static_cast<std::size_t>(day - first_);  // a day before the table becomes a number beyond it
  return at < work_.size() ? work_[at] != 0 : weekday(day);
}

int WorkingDays::rank(Date day) const {
  if (day < first_) return weekdays(day);
  auto at = static_cast<std::size_t>(day - first_);
  return at < rank_.size() ? rank_[at] : weekdays(day) + surplus_;
}

Date WorkingDays::ranked(int rank) const {
  if (rank <= before_) return weekday_ranked(rank);
  auto at = static_cast<std::size_t>(rank - before_ - 1);
  return at < worked_.size() ? worked_[at] : weekday_ranked(rank - surplus_);
}

LastDay WorkingDays::after_working(Date start, int n) const {
  Date day = ranked(rank(start) + n);
  return {day, day, weekday_ranked(weekdays(start) + n), !missing(start, day).empty()};
}

LastDay WorkingDays::after_calendar(Date start, int n) const {
  Date plain = start + n;
  Date day = worked(plain) ? plain : ranked(rank(plain) + 1);
  return {day, plain, weekday(plain) ? plain : weekday_ranked(weekdays(plain) + 1), !missing(start, day).empty()};
}

std::optional<Date> WorkingDays::known_until(Date day) const {
  auto after = announced_.upper_bound(day.year());
  if (after == announced_.begin()) return std::nullopt;
  int year = *std::prev(after);
  if (year == day.year())
    while (announced(year + 1)) ++year;
  return Date(year, 12, 31);
}

std::vector<int> WorkingDays::missing(Date from, Date to) const {
  std::vector<int> out;
  for (int year = (from + 1).year(); year <= to.year(); ++year)
    if (!announced(year)) out.push_back(year);
  return out;
}

WorkingDays working_days(const Dataset& data) { return {data.calendar, data.local_calendar ? &*data.local_calendar : nullptr}; }

}  // namespace gongshi
