#include "formats/text/display_width.hpp"

#include <doctest/doctest.h>

namespace gongshi {
namespace {

TEST_CASE("widths count Han characters twice") {
  CHECK(display_width("abc") == 3);
  CHECK(display_width("检查结果（A）") == 13);
  CHECK(display_width("检查\nabcde") == 5);
  CHECK(display_width("") == 0);
}

TEST_CASE("lines of a text in a column") {
  CHECK(lines_of("", 10) == 1);
  CHECK(lines_of("检查结果", 8) == 1);
  CHECK(lines_of("检查结果", 7) == 2);
  CHECK(lines_of("检查\n\nabcde", 4) == 4);
}

}  // namespace
}  // namespace gongshi
