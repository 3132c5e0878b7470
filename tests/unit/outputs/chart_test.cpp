#include "outputs/chart.hpp"

#include <doctest/doctest.h>

#include <array>

using namespace gongshi;

TEST_CASE("bars are as long as their values, the longest fills the width") {
  std::array bars{Bar{"未发现问题", 40, {}}, Bar{"不合格", 10, {}}, Bar{"无", 0, {}}};
  std::string svg = bar_chart("标题", "说明", bars).bytes;
  CHECK(svg.find(R"(width="260.0" height="12")") != std::string::npos);
  CHECK(svg.find(R"(width="65.0" height="12")") != std::string::npos);
  CHECK(svg.find(R"(width="0.0" height="12")") != std::string::npos);
  CHECK(svg.find("class=\"was\"") == std::string::npos);
  CHECK(svg.find("style=") == std::string::npos);
}

TEST_CASE("a year before is drawn hollow and said in brackets") {
  std::array bars{Bar{"未发现问题", 10, 40}};
  std::string svg = bar_chart("标题", "说明", bars).bytes;
  CHECK(svg.find(R"(<rect class="was" x=".5" y="34.5" width="260.0" height="5"/>)") != std::string::npos);
  CHECK(svg.find("10（40）") != std::string::npos);
}

TEST_CASE("nothing to draw, and words with markup") {
  std::array bars{Bar{"a<b", 0, 0}};
  std::string svg = bar_chart("<&>", "\"", bars).bytes;
  CHECK(svg.find("a&lt;b") != std::string::npos);
  CHECK(svg.find("&lt;&amp;&gt;") != std::string::npos);
  CHECK(svg.find("nan") == std::string::npos);
}
