#include "ingest/table_values.hpp"

#include <doctest/doctest.h>

using namespace gongshi;

namespace {

std::string code(std::string_view text, CellKind kind = CellKind::text) {
  SheetCell cell;
  cell.kind = kind;
  cell.text = text;
  return plain_code(cell).value_or("-");
}

std::string number(std::string_view literal, bool percent = false) {
  SheetCell cell;
  cell.kind = CellKind::number;
  cell.percent = percent;
  cell.text = literal;
  return shown_text(cell);
}

}  // namespace

TEST_CASE("days without a year, and days with two readings") {
  CHECK(read_date("5月6日").why == DateReading::Why::no_year);
  CHECK(read_date("5月6日", 2024).date == Date(2024, 5, 6));
  CHECK(read_date("2月29日", 2023).why == DateReading::Why::none);
  for (std::string_view text : {"5/6/2024", "24/5/6", "5/6", "5.6", "24年5月6日", "01-02-03"}) {
    CAPTURE(text);
    CHECK(read_date(text, 2024).why == DateReading::Why::two_readings);
  }
  CHECK(read_date("25/12/2024").date == Date(2024, 12, 25));
  CHECK(read_date("12/25/2024").date == Date(2024, 12, 25));
  CHECK(read_date("6/6/2024").date == Date(2024, 6, 6));
  for (std::string_view text : {"2024", "202405", "2024年5月", "32/13/2024", "2024-05-06至08", "20240230", "x"}) {
    CAPTURE(text);
    CHECK(read_date(text, 2024).why == DateReading::Why::none);
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

TEST_CASE("numbers as they are shown") {
  CHECK(number("3") == "3");
  CHECK(number("0.25", true) == "25%");
  CHECK(number("0.30000000000000004") == "0.3");
  CHECK(number("0.055", true) == "5.5%");
}

TEST_CASE("what Excel shows where a formula went wrong") {
  for (std::string_view text : {"#N/A", " #REF! ", "#DIV/0!"}) CHECK(says_error(text));
  for (std::string_view text : {"", "N/A", "#N/A 无", "#1", "#n/a"}) CHECK(!says_error(text));
}

TEST_CASE("names") { CHECK(count_names("王 某，李某/张某") == 3); }
