#include "ingest/table_values.hpp"

#include <doctest/doctest.h>

#include <initializer_list>
#include <utility>

using namespace gongshi;

namespace {

std::string code(std::string_view text, CellKind kind = CellKind::text) {
  SheetCell cell;
  cell.kind = kind;
  cell.text = text;
  return plain_code(cell).value_or("-");
}

std::string number(std::string_view literal) {
  SheetCell cell;
  cell.kind = CellKind::number;
  cell.text = literal;
  return shown_text(cell);
}

std::string percent(std::string_view literal, std::uint8_t decimals = 0, std::uint8_t more = 0) {
  SheetCell cell;
  cell.kind = CellKind::number;
  cell.percent = true;
  cell.decimals = decimals;
  cell.more_decimals = more;
  cell.text = literal;
  return shown_text(cell);
}

std::string fraction(std::string_view literal, std::uint16_t denominator, bool fixed = false) {
  SheetCell cell;
  cell.kind = CellKind::number;
  cell.denominator = denominator;
  cell.fixed_denominator = fixed;
  cell.text = literal;
  return shown_text(cell);
}

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

TEST_CASE("codes: blanks and widths do not count, lost digits are never mended") {
  CHECK(code("\t91140525MA0RBD2U59 ") == "91140525MA0RBD2U59");
  CHECK(code("９１１４０５２５ＭＡ０ＲＢＤ２Ｕ５９") == "91140525MA0RBD2U59");
  CHECK(code("91140525　MA0RBD2U59") == "91140525MA0RBD2U59");
  CHECK(code("企独琼总字第008245号") == "企独琼总字第008245号");
  CHECK(code("140525000012345", CellKind::number) == "140525000012345");
  CHECK(code("140525000012345.0", CellKind::number) == "140525000012345");
  for (std::string_view text : {"9.11405E+17", "9.11405e+17", "9E+17"}) CHECK(code(text) == "-");
  for (std::string_view text : {"9.1140525000012339E+17", "911405250000123456", "1.5", "-3", "1E5"})
    CHECK(code(text, CellKind::number) == "-");
  CHECK(code("9114E12345") == "9114E12345");  // a code may hold an E
}

TEST_CASE("codes that a web page shows of a number: beyond 15 digits they are lost, whatever it shows") {
  SheetCell cell;
  cell.of_number = true;
  for (auto [text, lost] : std::initializer_list<std::pair<std::string_view, bool>>{
           {"911405250000123000", true}, {"140525000012345", false}, {" 9114 0525 0000 1230 00", true}, {"9.11405E+17", true}}) {
    cell.text = text;
    CHECK(plain_code(cell).has_value() == !lost);
  }
}

TEST_CASE("numbers as they are shown") {
  CHECK(number("3") == "3");
  CHECK(number("0.30000000000000004") == "0.3");
  CHECK(number("x") == "x");
}

TEST_CASE("percentages with the digits of their format, a half away from zero") {
  CHECK(percent("0.25") == "25%");
  CHECK(percent("0.055", 1) == "5.5%");
  CHECK(percent("0.33333333333333331") == "33%");
  CHECK(percent("0.33333333333333331", 2) == "33.33%");
  CHECK(percent("0.125") == "13%");
  CHECK(percent("0.005") == "1%");
  CHECK(percent("0.0049") == "0%");
  CHECK(percent("-0.001") == "0%");
  CHECK(percent("-0.125", 1) == "-12.5%");
  CHECK(percent("0.99996", 2) == "100.00%");
  CHECK(percent("1.005", 0) == "101%");  // in binary a little less
  CHECK(percent("0", 2) == "0.00%");
  CHECK(percent("12", 0) == "1200%");
  CHECK(percent("1.5E-05", 2) == "0.00%");
  CHECK(percent("1.5E-05", 0, 4) == "0.0015%");
  CHECK(percent("0.5", 1, 2) == "50.0%");
  CHECK(percent("1e300") == "1e300");
}

TEST_CASE("fractions, the nearest that the format has room for") {
  CHECK(fraction("0.33333333333333331", 9) == "1/3");
  CHECK(fraction("0.5", 99) == "1/2");
  CHECK(fraction("1.25", 9) == "1 1/4");
  CHECK(fraction("-1.25", 9) == "-1 1/4");
  CHECK(fraction("3.1415926", 9) == "3 1/7");
  CHECK(fraction("3.1415926", 999) == "3 16/113");
  CHECK(fraction("0.3333", 8, true) == "3/8");
  CHECK(fraction("0.99999", 9) == "1");
  CHECK(fraction("2", 9) == "2");
  CHECK(fraction("0", 9) == "0");
  CHECK(fraction("-0.001", 9) == "0");
}

TEST_CASE("what Excel shows where a formula went wrong") {
  for (std::string_view text : {"#N/A", " #REF! ", "#DIV/0!"}) CHECK(says_error(text));
  for (std::string_view text : {"", "N/A", "#N/A 无", "#1", "#n/a"}) CHECK(!says_error(text));
}

TEST_CASE("names") { CHECK(count_names("王 某，李某/张某") == 3); }
