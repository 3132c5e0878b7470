#include "formats/table/xlsx_book.hpp"

#include <doctest/doctest.h>

using namespace gongshi;

TEST_CASE("which number formats show a date") {
  for (std::string_view format :
       {"yyyy-mm-dd", "m/d/yy", "yyyy\"年\"m\"月\"d\"日\"", "yyyy\\年m\\月", "[$-804]yyyy/m/d;@", "[DBNum1]yyyy年m月", "YYYY-MM-DD"}) {
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

TEST_CASE("dates that do not show their day or their year, and times") {
  auto shown = [](std::string_view format) {
    NumberLook look = look_of(format);
    if (look.kind == NumberLook::Kind::time) return std::string("time");
    CHECK(look.kind == NumberLook::Kind::date);
    return std::string(look.no_year ? "" : "y") + (look.no_day ? "" : "d");
  };
  CHECK(shown("yyyy-m-d h:mm") == "yd");
  CHECK(shown("yyyy\"年\"m\"月\"") == "y");
  CHECK(shown("mmm-yy") == "y");
  CHECK(shown("m\"月\"d\"日\"") == "d");
  CHECK(shown("m") == "");
  for (std::string_view format : {"h:mm", "[h]:mm:ss", "上午/下午h\"时\"mm\"分\"", "h:mm AM/PM", "[mm]:ss"}) CHECK(shown(format) == "time");
}

TEST_CASE("the words that a format puts around a number") {
  auto words = [](std::string_view format) {
    NumberLook look = look_of(format);
    return look.prefix + "|" + look.suffix + (look.grouped ? "|," : "");
  };
  CHECK(words("0\"次/年\"") == "|次/年");
  CHECK(words("0%\" 4次/年\"") == "| 4次/年");
  CHECK(words("\"T\"000") == "T|");
  CHECK(words("¥#,##0") == "¥||,");
  CHECK(words("[$¥-804]#,##0.00_);[Red]0") == "¥||,");
  CHECK(words("#,##0.00\\元") == "|元|,");
  for (std::string_view scaled : {"0,", "0!.0,\"万元\"", "0,\"千元\""}) CHECK(words(scaled) == "|");
  for (std::string_view told : {"[=1]\"是\";[=0]\"否\"", "\"√\"", ";;;", "[>5]0\"多\";0"}) CHECK(words(told) == "|");
  CHECK(look_of("0\"家\";-0\"家\";\"无\"").positive);
  CHECK(look_of("general").kind == NumberLook::Kind::plain);
  for (std::string_view format : {"0", "0.00_ ", "General", "G/通用格式", "@", "[Red]0", "0_d"}) CHECK(words(format) == "|");
}

TEST_CASE("with how many digits a whole number is shown") {
  for (auto [format, digits] : {std::pair("00", 2), std::pair("000000000000000", 15), std::pair("0000;[Red]-0000", 4), std::pair("0", 1),
                                std::pair("\"T\"000", 3), std::pair("#,##0.00", 1), std::pair("#", 0), std::pair("", 0)})
    CHECK(look_of(format).digits == digits);
}

TEST_CASE("escaped characters of shared texts") {
  CHECK(unescaped_text("a_x000D_b") == "a\rb");
  CHECK(unescaped_text("_x4E2D_") == "中");
  CHECK(unescaped_text("_x005F_x000D_") == "_x000D_");
  for (std::string_view text : {"_x000", "_x000G_", "_xD800_", "_x0000_", "_", "_x", "x_x12"}) CHECK(unescaped_text(text) == text);
}
