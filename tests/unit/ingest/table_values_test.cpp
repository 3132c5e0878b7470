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

SheetCell number_cell(std::string_view literal) {
  SheetCell cell;
  cell.kind = CellKind::number;
  cell.text = literal;
  return cell;
}

std::string number(std::string_view literal) { return shown_text(number_cell(literal)); }

std::string percent(std::string_view literal, std::uint8_t decimals = 0, std::uint8_t more = 0) {
  SheetCell cell = number_cell(literal);
  cell.percent = true;
  cell.decimals = decimals;
  cell.more_decimals = more;
  return shown_text(cell);
}

std::string fraction(std::string_view literal, std::uint16_t denominator, bool fixed = false) {
  SheetCell cell = number_cell(literal);
  cell.denominator = denominator;
  cell.fixed_denominator = fixed;
  return shown_text(cell);
}

}  // namespace

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

TEST_CASE("numbers with the words of their format, in groups of thousands; a code with them") {
  auto shown = [](std::string_view literal, std::string_view prefix, std::string_view suffix, bool grouped, std::uint8_t decimals = 0) {
    SheetCell cell = number_cell(literal);
    cell.prefix = prefix;
    cell.suffix = suffix;
    cell.grouped = grouped;
    cell.decimals = decimals;
    return shown_text(cell) + " " + plain_code(cell).value_or("-");
  };
  CHECK(shown("3", "", "次/年", false) == "3次/年 3次/年");
  CHECK(shown("50000", "¥", "", true).starts_with("¥50,000 "));
  CHECK(shown("-1234567.5", "", "元", true, 2).starts_with("-1,234,567.50元 "));
  CHECK(shown("123", "", "", true).starts_with("123 "));
  CHECK(shown("1000", "", "", true).starts_with("1,000 "));
  CHECK(shown("001", "T", "", false) == "T001 T001");
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
