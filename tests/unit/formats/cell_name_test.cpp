#include "formats/table/cell_name.hpp"

#include <doctest/doctest.h>

using namespace gongshi;

TEST_CASE("names of cells, there and back") {
  for (std::string_view name : {"A1", "Z9", "AA10", "AZ100", "XFD1048576"}) {
    CAPTURE(name);
    auto cell = cell_name(name);
    REQUIRE(cell);
    CHECK(name_of(*cell) == name);
  }
  CHECK(cell_name("C7") == CellName{7, 2});
  for (std::string_view name : {"", "A", "1", "A0", "XFE1", "A1048577", "a1", "A1B", "AAAAA1", "A-1"}) {
    CAPTURE(name);
    CHECK(!cell_name(name));
  }
}

TEST_CASE("areas of cells") {
  auto area = cell_area("B2:D5");
  REQUIRE(area);
  CHECK(area->row == 2);
  CHECK(area->last_row == 5);
  CHECK(area->column == 1);
  CHECK(area->last_column == 3);
  for (std::string_view text : {"B2", "D5:B2", "B2:", ":D5", "B2:D5:E6"}) {
    CAPTURE(text);
    CHECK(!cell_area(text));
  }
}
