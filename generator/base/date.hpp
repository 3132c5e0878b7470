// Calendar dates and the periods that results are summed up by. No clock: only `cli` knows what day it is.
#pragma once
#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gongshi {

/// A day of the Gregorian calendar, 1900-01-01 … 2999-12-31.
class Date {
 public:
  constexpr Date() = default;
  constexpr explicit Date(std::chrono::sys_days day) : day_(static_cast<std::int32_t>(day.time_since_epoch().count())) {}
  /// Of a day that exists; `parse` is for what comes from outside.
  constexpr Date(int year, unsigned month, unsigned day)
      : Date(std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)}) {}

  /// `YYYY-MM-DD` and nothing else; nullopt also for a day that does not exist (2024-02-30).
  static std::optional<Date> parse(std::string_view text);

  constexpr std::chrono::sys_days days() const { return std::chrono::sys_days{std::chrono::days{day_}}; }
  std::chrono::year_month_day ymd() const { return std::chrono::year_month_day{days()}; }
  int year() const { return static_cast<int>(ymd().year()); }
  unsigned month() const { return static_cast<unsigned>(ymd().month()); }
  unsigned day() const { return static_cast<unsigned>(ymd().day()); }
  /// `2024-05-14`, for tables, data and file names.
  std::string iso() const;
  /// `2024年5月14日`, for sentences.
  std::string chinese() const;

  friend constexpr auto operator<=>(Date, Date) = default;
  friend constexpr Date operator+(Date date, int days) { return Date{date.days() + std::chrono::days{days}}; }
  /// Calendar days from `b` to `a`.
  friend constexpr int operator-(Date a, Date b) { return a.day_ - b.day_; }

 private:
  std::int32_t day_ = 0;
};

/// A year, a quarter or a month: `2024`, `2024-Q2`, `2024-05`.
struct Period {
  enum class Unit : std::uint8_t { year, quarter, month };
  int year = 0;
  Unit unit = Unit::year;
  unsigned number = 0;  ///< of the quarter (1–4) or the month (1–12); 0 for a year

  static std::optional<Period> parse(std::string_view text);
  static Period year_of(Date date) { return {date.year(), Unit::year, 0}; }
  static Period quarter_of(Date date) { return {date.year(), Unit::quarter, (date.month() + 2) / 3}; }
  static Period month_of(Date date) { return {date.year(), Unit::month, date.month()}; }

  Date first() const;
  Date last() const;
  bool contains(Date date) const { return first() <= date && date <= last(); }
  /// The same period a year earlier.
  Period year_before() const { return {year - 1, unit, number}; }
  std::string name() const;     ///< `2024-Q2`, as in addresses
  std::string chinese() const;  ///< `2024年第二季度`

  friend auto operator<=>(const Period&, const Period&) = default;
};

}  // namespace gongshi
