#include "base/date.hpp"

#include <doctest/doctest.h>

using namespace gongshi;

TEST_CASE("a day is read as YYYY-MM-DD and printed so again") {
  for (std::string_view text : {"1900-01-01", "1969-12-31", "1970-01-01", "2000-02-29", "2024-02-29", "2024-12-31", "2999-12-31"}) {
    CAPTURE(text);
    auto date = Date::parse(text);
    REQUIRE(date);
    CHECK(date->iso() == text);
  }
  CHECK(Date(2024, 5, 4).chinese() == "2024年5月4日");
  CHECK(Date(2024, 5, 4).iso() == "2024-05-04");
}

TEST_CASE("what is no day is refused") {
  for (std::string_view text :
       {"",           "2024",       "2024-5-14",  "2024-05-14 ", " 2024-05-14", "2024/05/14", "2024-05/14",  "2024-02-30",
        "2023-02-29", "1900-02-29", "2024-04-31", "2024-00-10",  "2024-13-01",  "2024-01-00", "2024-01-32",  "1899-12-31",
        "3000-01-01", "0000-01-01", "-024-01-01", "2024-+1-01",  "2024-0x-01",  "20２4-01-1", "2024-05-14T", "2024-05-1\0"}) {
    CAPTURE(text);
    CHECK_FALSE(Date::parse(text));
  }
  CHECK_FALSE(Date::parse(std::string_view("2024-05-1\0", 10)));
}

TEST_CASE("days are counted by the calendar") {
  CHECK(Date(2024, 3, 1) - Date(2024, 2, 28) == 2);
  CHECK(Date(2023, 3, 1) - Date(2023, 2, 28) == 1);
  CHECK((Date(2024, 12, 31) + 1).iso() == "2025-01-01");
  CHECK((Date(1970, 1, 1) + -1).iso() == "1969-12-31");
  CHECK(Date(1900, 1, 1) < Date(1969, 12, 31));
  CHECK(Date() == Date(1970, 1, 1));
  CHECK(Date(2024, 11, 9).year() == 2024);
  CHECK(Date(2024, 11, 9).month() == 11);
  CHECK(Date(2024, 11, 9).day() == 9);
}

TEST_CASE("periods are read and printed") {
  for (std::string_view text : {"1900", "2999", "2024", "2024-Q1", "2024-Q4", "2024-01", "2024-12"}) {
    CAPTURE(text);
    auto period = Period::parse(text);
    REQUIRE(period);
    CHECK(period->name() == text);
  }
  for (std::string_view text :
       {"",        "202",     "20245",  "1899",     "3000",    "2024-",   "2024-Q0", "2024-Q5",    "2024-q1", "2024-Q", "2024-Q11",
        "2024-00", "2024-13", "2024-1", "2024-001", "2024/01", "2024 01", "2024-+1", "2024-05-14", "x024",    "2024-１"}) {
    CAPTURE(text);
    CHECK_FALSE(Period::parse(text));
  }
  CHECK(Period::parse("2024")->chinese() == "2024年");
  CHECK(Period::parse("2024-Q2")->chinese() == "2024年第二季度");
  CHECK(Period::parse("2024-05")->chinese() == "2024年5月");
}

TEST_CASE("a period holds its days and no others") {
  auto check = [](std::string_view name, std::string_view first, std::string_view last) {
    CAPTURE(name);
    Period period = *Period::parse(name);
    CHECK(period.first().iso() == first);
    CHECK(period.last().iso() == last);
    CHECK(period.contains(period.first()));
    CHECK(period.contains(period.last()));
    CHECK_FALSE(period.contains(period.first() + -1));
    CHECK_FALSE(period.contains(period.last() + 1));
  };
  check("2024", "2024-01-01", "2024-12-31");
  check("2024-Q1", "2024-01-01", "2024-03-31");
  check("2024-Q2", "2024-04-01", "2024-06-30");
  check("2024-Q3", "2024-07-01", "2024-09-30");
  check("2024-Q4", "2024-10-01", "2024-12-31");
  check("2024-02", "2024-02-01", "2024-02-29");
  check("2023-02", "2023-02-01", "2023-02-28");
  check("2024-12", "2024-12-01", "2024-12-31");
}

TEST_CASE("the periods of a day") {
  for (unsigned month = 1; month <= 12; ++month) {
    Date day(2024, month, 15);
    CHECK(Period::month_of(day).contains(day));
    CHECK(Period::quarter_of(day).contains(day));
    CHECK(Period::quarter_of(day).number == (month - 1) / 3 + 1);
    CHECK(Period::year_of(day).name() == "2024");
  }
  CHECK(Period::quarter_of(Date(2024, 5, 1)).year_before().name() == "2023-Q2");
}
