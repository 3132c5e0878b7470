#include "ingest/table_dates.hpp"

#include <doctest/doctest.h>

#include <initializer_list>

using namespace gongshi;

namespace {

TitleYear title(std::initializer_list<std::string_view> lines) {
  TitleYear out;
  for (std::string_view line : lines) out.look(line);
  return out;
}

/// A day, two days, or `-`.
std::string days(std::string_view cell, const TitleYear& title) {
  DateReading reading = read_date(cell, title);
  if (reading.why == DateReading::Why::good) return reading.date.iso();
  return reading.other ? reading.date.iso() + " " + reading.other->iso() : "-";
}

}  // namespace

TEST_CASE("days without a year, and days with two readings") {
  CHECK(read_date("5月6日").why == DateReading::Why::no_year);
  CHECK(read_date("5月6日", title({"2024年"})).date == Date(2024, 5, 6));
  CHECK(read_date("2月29日", title({"2023年"})).why == DateReading::Why::none);
  for (std::string_view text : {"5/6/2024", "24/5/6", "5/6", "5.6", "24年5月6日", "01-02-03"}) {
    CAPTURE(text);
    CHECK(read_date(text, title({"2024年"})).why == DateReading::Why::two_readings);
  }
  CHECK(read_date("25/12/2024").date == Date(2024, 12, 25));
  CHECK(read_date("12/25/2024").date == Date(2024, 12, 25));
  CHECK(read_date("6/6/2024").date == Date(2024, 6, 6));
  for (std::string_view text : {"2024", "202405", "2024年5月", "32/13/2024", "2024-05-06至08", "20240230", "x", "2024年3月-5月",
                                "2024年5-6月", "2024.5-6", "3月-5月", "3-5月", "2024年6日5月", "6日5月", "5/6月"}) {
    CAPTURE(text);
    CHECK(read_date(text, title({"2024年"})).why == DateReading::Why::none);
  }
}

TEST_CASE("the year of the title, where it is one alone") {
  TitleYear year;
  CHECK_FALSE(year.year());
  year.look("虚构县２０２４年5月抽查结果");
  CHECK(year.year() == 2024);
  year.look("填报日期：2024年6月3日");
  CHECK(year.year() == 2024);
  year.look("12024年");
  CHECK(year.year() == 2024);
  year.look("2023年计划");
  CHECK_FALSE(year.year());
}

TEST_CASE("a day without a year may be of two, by the months that the title names: both are named") {
  CHECK(days("12月28日", title({"虚构县2024年1月检查情况表"})) == "2023-12-28 2024-12-28");
  CHECK(days("1月31日", title({"虚构县2024年1月检查情况表"})) == "2024-01-31");
  CHECK(days("6月1日", title({"2024年５月"})) == "2023-06-01 2024-06-01");
  CHECK(days("1月5日", title({"2024年12月"})) == "2024-01-05 2025-01-05");
  CHECK(days("6月5日", title({"2024年12月"})) == "2024-06-05");
  CHECK(days("2月29日", title({"2024年1月"})) == "2024-02-29");  // there was none in 2023
  for (std::string_view line : {"2024年1-3月", "2024年1月至3月", "2024年一、二、三月份", "2024年第一季度", "2024年1季度",
                                "2024年度第一季度", "2024 年 3 月", "2024年1月5日至3月6日", "2024年3月5日", "截至2024年3月"}) {
    CAPTURE(line);
    CHECK(days("3月31日", title({line})) == "2024-03-31");
    CHECK(days("1月2日", title({line})) == "2024-01-02");
    CHECK(days("4月1日", title({line})) == "2023-04-01 2024-04-01");
  }
  for (std::string_view line : {"2024年", "2024年度抽查", "2024年13月", "2024年下半年", "2024年12月31日", "填报日期：2024年12月",
                                "截至2024年12月", "2024年第5号"}) {
    CAPTURE(line);
    CHECK(days("12月28日", title({line})) == "2024-12-28");
    CHECK((days("1月5日", title({line})) == "2024-01-05") == (line != "2024年下半年"));
  }
  CHECK(days("3月5日", title({"2024年度抽查", "填报日期：2024年2月3日"})) == "2023-03-05 2024-03-05");
  CHECK(title({"2024年1—3月"}).chinese() == "2024年1月至3月");
  CHECK(title({"2024年1—3月"}).iso() == "2024-01 to 2024-03");
  CHECK(title({"2024年11月"}).iso() == "2024-11");
  CHECK(title({"2024年"}).chinese().empty());
  CHECK(title({"2023年12月", "2024年1月"}).chinese().empty());
  DateReading doubtful = read_date("5/6/2024");
  CHECK(doubtful.date == Date(2024, 5, 6));
  CHECK(doubtful.other == Date(2024, 6, 5));
}
