// Dates in every way that clerks write them, and the year of a table's title. Where two readings are possible, neither is taken.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"

namespace gongshi {

/// The year that is named in the lines above a table (`2024年…`), and the months of that year (`2024年1月`, `2024年1—3月`,
/// `2024年第一季度`, `填报日期：2024年2月3日`).
class TitleYear {
 public:
  void look(std::string_view text);
  /// nullopt: none, or more than one.
  std::optional<int> year() const { return clash_ ? std::nullopt : year_; }
  bool named() const { return year_.has_value(); }  ///< one or more
  /// The other year that a day of this month may be of: in a table of January 28 December is hardly one of the same year, in one of
  /// December 5 January is nearer to it in the next. nullopt: no doubt.
  std::optional<int> other_year(int month) const;
  /// The months as they were named: 2024年1月至3月, and 2024-01 to 2024-03; empty where there are none.
  std::string chinese() const;
  std::string iso() const;
  friend bool operator==(const TitleYear&, const TitleYear&) = default;

 private:
  std::optional<int> year_;
  int first_ = 0, last_ = 0;  // months; `first_`: of what the table is about, not of a day on which it was filled in; 0: not named
  bool clash_ = false;
};

struct DateReading {
  enum class Why : std::uint8_t { good, none, two_readings, no_year };
  Why why = Why::none;
  Date date{};                  ///< where it is good
  std::optional<Date> other{};  ///< of two readings, where they can be named: `date` is the one, this the other
  bool by_title = false;        ///< the title's month makes it doubtful
};

/// 2024-05-06, 2024/5/6, 2024.5.6, 2024年5月6日, 20240506, 25/12/2024; 5月6日 with the year of the title. A time after the day is dropped,
/// also 9时30分, 上午, 10:00-11:30.
/// 5/6/2024, 24/5/6 and 5/6 have two readings.
DateReading read_date(std::string_view cell, const TitleYear& title = {});
/// `5月6日至5月7日`: a day is wanted, and there are two.
bool names_two_days(std::string_view cell);
/// The same, where it is good.
std::optional<Date> table_date(std::string_view cell);

}  // namespace gongshi
