#include "formats/table/xlsx_book.hpp"

#include <doctest/doctest.h>

using namespace gongshi;

TEST_CASE("which number formats show a date") {
  for (std::string_view format : {"yyyy-mm-dd", "m/d/yy", "yyyy\"年\"m\"月\"d\"日\"", "yyyy\\年m\\月", "[$-804]yyyy/m/d;@",
                                  "[DBNum1]yyyy年m月", "h:mm", "YYYY-MM-DD"}) {
    CAPTURE(format);
    CHECK(look_of(format).kind == NumberLook::Kind::date);
  }
  for (std::string_view format :
       {"General", "0", "0.00", "@", "#,##0", "\"日d\"0", "0\\d", "[Red]0", "0_d", "0;yyyy", "G/通用格式", "\"unclosed d", "[unclosed d"}) {
    CAPTURE(format);
    CHECK(look_of(format).kind == NumberLook::Kind::plain);
  }
  CHECK(look_of("\"%\"0").kind == NumberLook::Kind::plain);
}

TEST_CASE("how many digits a percentage shows, and which fractions a number is shown as") {
  auto percent = [](std::string_view format) {
    NumberLook look = look_of(format);
    CHECK(look.kind == NumberLook::Kind::percent);
    return std::pair<int, int>(look.decimals, look.more_decimals);
  };
  CHECK(percent("0%") == std::pair(0, 0));
  CHECK(percent("0.00%") == std::pair(2, 0));
  CHECK(percent("0.0##%;[Red]-0.00000%") == std::pair(1, 2));
  CHECK(percent("[>1]0.0\"...\"%") == std::pair(1, 0));
  auto fraction = [](std::string_view format) {
    NumberLook look = look_of(format);
    CHECK(look.kind == NumberLook::Kind::fraction);
    return std::pair<int, bool>(look.denominator, look.fixed);
  };
  CHECK(fraction("# ?/?") == std::pair(9, false));
  CHECK(fraction("# ?\?/??") == std::pair(99, false));
  CHECK(fraction("# ??"
                 "?/???") == std::pair(999, false));
  CHECK(fraction("# ?/8") == std::pair(8, true));
  CHECK(fraction("# ?\?/100") == std::pair(100, true));
  for (std::string_view format : {"0/0\"", "m/d/yy", "\"1/8\"0", "0.00", "# ?/"}) CHECK(look_of(format).kind != NumberLook::Kind::percent);
}

TEST_CASE("with how many digits a whole number is shown") {
  for (auto [format, digits] : {std::pair("00", 2), std::pair("000000000000000", 15), std::pair("0000;[Red]-0000", 4)}) {
    CHECK(look_of(format).kind == NumberLook::Kind::padded);
    CHECK(look_of(format).digits == digits);
  }
  for (std::string_view format : {"0", "00.0", "0,000", "#00", "\"T\"000", ""}) CHECK(look_of(format).kind == NumberLook::Kind::plain);
}

TEST_CASE("escaped characters of shared texts") {
  CHECK(unescaped_text("a_x000D_b") == "a\rb");
  CHECK(unescaped_text("_x4E2D_") == "中");
  CHECK(unescaped_text("_x005F_x000D_") == "_x000D_");
  for (std::string_view text : {"_x000", "_x000G_", "_xD800_", "_x0000_", "_", "_x", "x_x12"}) CHECK(unescaped_text(text) == text);
}
