#include "outputs/links.hpp"

#include <doctest/doctest.h>

#include "outputs/frame.hpp"

using namespace gongshi;

TEST_CASE("every page finds the site's root by going up") {
  CHECK(links::up("index.html") == "");
  CHECK(links::up("results/R1.html") == "../");
  CHECK(links::up("results/page/3.html") == "../../");
  CHECK(links::up("categories/no-problem/page/3.html") == "../../../");
  CHECK(links::relative("tasks/T1/page/2.html", links::result("R1")) == "../../../results/R1.html");
  CHECK(links::relative("index.html", links::plan("p")) == "plans/p.html");
}

TEST_CASE("addresses of the contract") {
  CHECK(links::page("results.html", 3) == "results/page/3.html");
  CHECK(links::page(links::category(Category::follow_up), 1) == "categories/follow-up/page/1.html");
  CHECK(links::summary({2024, Period::Unit::quarter, 2}) == "summaries/2024-Q2.html");
  CHECK(links::report({2024, Period::Unit::month, 5}) == "reports/2024-05.xlsx");
  Site site;
  site.base_url = "https://a.example/b/";
  CHECK(links::absolute(site, "index.html") == "https://a.example/b/");
  CHECK(links::absolute(site, "results.html") == "https://a.example/b/results.html");
  site.base_url = "https://a.example";
  CHECK(links::absolute(site, "results.html") == "https://a.example/results.html");
}

TEST_CASE("what goes into a query is escaped") {
  CHECK(query_escaped("https://a.example/r/R-1.html") == "https%3A%2F%2Fa.example%2Fr%2FR-1.html");
  CHECK(query_escaped("公&示") == "%E5%85%AC%26%E7%A4%BA");
}
