#include "outputs/object_index.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace gongshi;

TEST_CASE("ranges are named by what tells them apart") {
  CHECK(telling_prefix("虚构东山厂", "虚构安泰厂") == "虚构东");
  CHECK(telling_prefix("东山", "安泰") == "东");
  CHECK(telling_prefix("虚构", "虚构东山") == "虚构");
  CHECK(telling_prefix("虚构东山", "虚构") == "虚构东");
  CHECK(telling_prefix("", "东") == "");
}

TEST_CASE("objects are cut into pages by name, and again by district") {
  Assessment site;
  std::vector<std::string> names;
  for (int i = 0; i < 450; ++i) names.push_back("厂" + std::to_string(1000 + i));
  for (const std::string& name : names) {
    ShownObject object;
    object.id = name;
    object.name = name;
    object.district = site.objects.size() < 210 ? "东乡" : site.objects.size() < 220 ? "西乡" : "";
    site.objects.push_back(object);
  }
  ObjectIndex index(site);
  REQUIRE(index.ranges.size() == 3 + 2 + 1);
  CHECK(index.ranges[0].last == 200);
  CHECK(index.ranges[2].last == 450);
  CHECK(index.ranges[0].to == "厂11");
  CHECK(index.ranges[1].from == "厂12");
  CHECK(index.ranges[3].district == "东乡");
  CHECK(index.ranges[5].parts == 1);
  CHECK(index.of(index.ranges[5]).size() == 10);
}
