#include "formats/xlsx_book.hpp"

#include <doctest/doctest.h>

using namespace gongshi;

TEST_CASE("which number formats show a date") {
  for (std::string_view format : {"yyyy-mm-dd", "m/d/yy", "yyyy\"年\"m\"月\"d\"日\"", "yyyy\\年m\\月", "[$-804]yyyy/m/d;@",
                                  "[DBNum1]yyyy年m月", "h:mm", "YYYY-MM-DD"}) {
    CAPTURE(format);
    CHECK(look_of(format) == NumberLook::date);
  }
  for (std::string_view format :
       {"General", "0", "0.00", "@", "#,##0", "\"日d\"0", "0\\d", "[Red]0", "0_d", "0;yyyy", "G/通用格式", "\"unclosed d", "[unclosed d"}) {
    CAPTURE(format);
    CHECK(look_of(format) == NumberLook::plain);
  }
  CHECK(look_of("0%") == NumberLook::percent);
  CHECK(look_of("0.00%") == NumberLook::percent);
  CHECK(look_of("\"%\"0") == NumberLook::plain);
}

TEST_CASE("escaped characters of shared texts") {
  CHECK(unescaped_text("a_x000D_b") == "a\rb");
  CHECK(unescaped_text("_x4E2D_") == "中");
  CHECK(unescaped_text("_x005F_x000D_") == "_x000D_");
  for (std::string_view text : {"_x000", "_x000G_", "_xD800_", "_x0000_", "_", "_x", "x_x12"}) CHECK(unescaped_text(text) == text);
}
