#include "rules/deadlines/working_days.hpp"

#include <doctest/doctest.h>

#include <array>

#include "national_calendar.hpp"

using namespace gongshi;
using test::national_calendar;

namespace {

WorkingDays days() { return {national_calendar(), nullptr}; }

CalendarYear year(int number, std::vector<Date> off = {}, std::vector<Date> work = {}) {
  CalendarYear c;
  c.year = number;
  c.off = std::move(off);
  c.work = std::move(work);
  return c;
}

Date on(std::string_view text) { return Date::parse(text).value(); }

}  // namespace

TEST_CASE("working days after a start, by hand from the State Council's notices") {
  struct Vector {
    std::string_view start, seven, twenty, by_weekends;
  };
  // Start, +7, +20; and +20 by a count of Monday to Friday.
  constexpr std::array<Vector, 7> vectors{{{"2019-01-21", "2019-01-30", "2019-02-21", "2019-02-18"},
                                           {"2020-01-23", "2020-02-11", "2020-02-28", "2020-02-20"},
                                           {"2021-09-10", "2021-09-22", "2021-10-14", "2021-10-08"},
                                           {"2024-01-31", "2024-02-08", "2024-03-04", "2024-02-28"},
                                           {"2024-04-03", "2024-04-15", "2024-05-06", "2024-05-01"},
                                           {"2024-12-31", "2025-01-10", "2025-02-05", "2025-01-28"},
                                           {"2026-01-30", "2026-02-10", "2026-03-05", "2026-02-27"}}};
  WorkingDays all = days();
  for (const Vector& v : vectors) {
    CAPTURE(v.start);
    CHECK(all.after_working(on(v.start), 7).day == on(v.seven));
    LastDay last = all.after_working(on(v.start), 20);
    CHECK(last.day == on(v.twenty));
    CHECK(last.plain == last.day);
    CHECK(last.by_weekends == on(v.by_weekends));
    CHECK_FALSE(last.provisional);
  }
  CHECK(all.after_working(on("2026-09-10"), 7).day == on("2026-09-20"));  // a Sunday that is worked
}

TEST_CASE("which days are worked") {
  WorkingDays all = days();
  CHECK(all.worked(on("2024-02-09")));        // the last day of the lunar year was one in 2024
  CHECK_FALSE(all.worked(on("2024-02-12")));  // a Monday off
  CHECK(all.worked(on("2024-02-04")));        // a Sunday worked
  CHECK_FALSE(all.worked(on("2020-02-01")));  // the extension of 国办发明电〔2020〕1号
  // Beyond the calendars, Monday to Friday.
  CHECK(all.worked(on("2018-10-01")));
  CHECK_FALSE(all.worked(on("2018-09-30")));
  CHECK(all.worked(on("2027-01-01")));
  CHECK_FALSE(all.worked(on("2027-01-02")));
}

TEST_CASE("every year has as many working days as the notices leave") {
  WorkingDays all = days();
  constexpr std::array<int, 8> counts{250, 249, 250, 249, 249, 251, 248, 248};  // 2019 to 2026
  for (int y = 2019; y <= 2026; ++y)
    CHECK(all.between(Date(y - 1, 12, 31), Date(y, 12, 31)) == counts.at(static_cast<std::size_t>(y - 2019)));
}

TEST_CASE("calendar days run on to a working day, and keep the plain one") {
  WorkingDays all = days();
  LastDay last = all.after_calendar(on("2024-09-12"), 20);  // 2 October, a holiday until the 7th
  CHECK(last.plain == on("2024-10-02"));
  CHECK(last.day == on("2024-10-08"));
  CHECK(last.by_weekends == on("2024-10-02"));
  last = all.after_calendar(on("2024-09-08"), 20);  // 28 September, a Saturday; the Sunday after it is worked
  CHECK(last.plain == on("2024-09-28"));
  CHECK(last.day == on("2024-09-29"));
  CHECK(last.by_weekends == on("2024-09-30"));
  last = all.after_calendar(on("2024-05-14"), 20);
  CHECK(last.plain == on("2024-06-03"));
  CHECK(last.day == on("2024-06-03"));
}

TEST_CASE("working days between two days, in both directions") {
  WorkingDays all = days();
  CHECK(all.between(on("2024-02-08"), on("2024-02-18")) == 2);  // the 9th and the 18th
  CHECK(all.between(on("2024-02-18"), on("2024-02-08")) == -2);
  CHECK(all.between(on("2024-02-10"), on("2024-02-10")) == 0);
  CHECK(all.between(on("2018-12-24"), on("2019-01-04")) == 8);  // from before the table into it: 25–31 December, 2–4 January
  CHECK(all.between(on("2026-12-31"), on("2027-01-08")) == 6);  // and out of it
}

TEST_CASE("provisional where a year has no calendar") {
  WorkingDays all = days();
  CHECK_FALSE(all.after_working(on("2026-12-03"), 20).provisional);  // the last start whose end is in 2026
  LastDay last = all.after_working(on("2026-12-04"), 20);
  CHECK(last.provisional);
  CHECK(last.day == on("2027-01-01"));  // counted as if only weekends were off
  CHECK(all.missing(on("2026-12-04"), last.day) == std::vector<int>{2027});
  CHECK_FALSE(all.after_working(on("2018-12-31"), 20).provisional);  // its first day that counts is in 2019
  CHECK(all.after_working(on("2018-12-30"), 20).provisional);
  CHECK(all.after_calendar(on("2026-12-20"), 20).provisional);
  CHECK_FALSE(all.after_calendar(on("2026-12-11"), 20).provisional);
  CHECK(all.missing(on("2016-12-31"), on("2019-05-01")) == std::vector<int>{2017, 2018});
}

TEST_CASE("until when the calendar is known") {
  CHECK(days().known_until(on("2024-05-01")) == on("2026-12-31"));
  CHECK(days().known_until(on("2029-05-01")) == on("2026-12-31"));
  CHECK_FALSE(days().known_until(on("2018-12-31")));
  std::vector<CalendarYear> gap{year(2023), year(2020), year(2021)};
  WorkingDays some(gap, nullptr);
  CHECK(some.known_until(on("2020-01-01")) == on("2021-12-31"));
  CHECK(some.known_until(on("2022-07-01")) == on("2021-12-31"));
  CHECK(some.known_until(on("2023-07-01")) == on("2023-12-31"));
  CHECK(some.announced(2023));
  CHECK_FALSE(some.announced(2022));
}

TEST_CASE("no calendar at all, and a record without its year") {
  WorkingDays none({}, nullptr);
  CHECK(none.worked(on("2024-10-01")));
  CHECK(none.after_working(on("2024-09-27"), 3).day == on("2024-10-02"));
  CHECK(none.after_working(on("2024-09-27"), 3).provisional);
  CHECK_FALSE(none.known_until(on("2024-10-01")));
  CHECK(none.between(on("1900-01-01"), on("1900-01-08")) == 5);
  CalendarYear unnamed;
  unnamed.off = {on("2024-10-01")};
  std::vector<CalendarYear> years{unnamed};
  WorkingDays odd(years, nullptr);
  CHECK_FALSE(odd.worked(on("2024-10-01")));
  CHECK_FALSE(odd.announced(2024));
}

TEST_CASE("a bureau's own days lie over the national ones") {
  LocalCalendar local;
  local.off = {on("2020-02-03"), on("2020-02-04"), on("2027-01-04")};
  local.work = {on("2020-02-02")};
  WorkingDays own(national_calendar(), &local);
  CHECK_FALSE(own.worked(on("2020-02-03")));
  CHECK(own.worked(on("2020-02-02")));                                    // off by the national calendar
  CHECK(own.after_working(on("2020-01-23"), 7).day == on("2020-02-12"));  // 2, 5, 6, 7, 10, 11, 12 February
  CHECK_FALSE(own.worked(on("2027-01-04")));
  CHECK_FALSE(own.announced(2027));  // one local day is no calendar of a year
  CHECK(own.after_working(on("2026-12-31"), 1).day == on("2027-01-01"));
  CHECK(own.after_working(on("2027-01-01"), 1).day == on("2027-01-05"));
}

// 2022-01-01 was a Saturday, 2021-12-27 to 31 a Monday to Friday without a calendar here.
TEST_CASE("a table that begins on a weekend goes on from the days before it") {
  std::vector<CalendarYear> only{year(2022, {on("2022-01-03")})};
  WorkingDays table(only, nullptr);
  CHECK(table.after_working(on("2021-12-29"), 2).day == on("2021-12-31"));
  CHECK(table.after_working(on("2021-12-29"), 3).day == on("2022-01-04"));
  CHECK(table.after_working(on("2021-12-29"), 3).provisional);  // its first days are of 2021
  CHECK(table.after_working(on("2022-01-01"), 1).day == on("2022-01-04"));
  CHECK(table.after_working(on("2021-12-20"), 3).day == on("2021-12-23"));
}

TEST_CASE("the working days of a root are its own, laid over the national ones") {
  Dataset data;
  data.calendar = national_calendar();
  CHECK(working_days(data).worked(on("2020-02-03")));
  data.local_calendar.emplace().off = {on("2020-02-03")};  // provinces extended the holiday
  CHECK_FALSE(working_days(data).worked(on("2020-02-03")));
  CHECK(working_days(data).after_working(on("2020-01-23"), 7).day == on("2020-02-12"));
}
