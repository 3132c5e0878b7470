#include "formats/table/cell_list.hpp"

#include <doctest/doctest.h>

using namespace gongshi;
using Parts = std::vector<std::string>;

TEST_CASE("lists as clerks write them") {
  CHECK(parts_of("甲、乙；丙;丁\n戊") == Parts{"甲", "乙", "丙", "丁", "戊"});
  CHECK(parts_of(" 甲 、、 乙\r\n") == Parts{"甲", "乙"});
  CHECK(parts_of(" 、 ").empty());
  CHECK(parts_of("").empty());
}

TEST_CASE("quotes keep a separator inside, and nothing else") {
  CHECK(parts_of("甲、\"乙、丙\"；丁") == Parts{"甲", "乙、丙", "丁"});
  CHECK(parts_of("\"双随机\"抽查、\"乙\"") == Parts{"\"双随机\"抽查", "\"乙\""});
  CHECK(parts_of("\"乙、丙") == Parts{"\"乙", "丙"});
  CHECK(parts_of("\"乙、丙\"丁、戊") == Parts{"\"乙", "丙\"丁", "戊"});
  CHECK(parts_of("\"a\"\"、b\"") == Parts{"a\"、b"});
}

TEST_CASE("what is written is read back") {
  for (const Parts& parts :
       {Parts{"甲"}, Parts{"甲", "乙、丙"}, Parts{"\"甲\""}, Parts{"\"甲、乙\"", "a;b\"c", "；"}, Parts{"甲\n乙"}, Parts{}}) {
    std::string cell;
    for (const std::string& part : parts) append_part(cell, part);
    CHECK(parts_of(cell) == parts);
  }
}
