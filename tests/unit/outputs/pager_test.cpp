#include "outputs/pager.hpp"

#include <doctest/doctest.h>

#include <utility>

using namespace gongshi;

namespace {

/// What a pager says, in one line.
std::string said(std::size_t rows, std::size_t number) {
  std::string out;
  auto made = pager("results.html", rows, number);
  if (!made) return "none";
  for (const PagerItem& item : made->items) out += (out.empty() ? "" : " | ") + item.name + " " + (item.path.empty() ? "here" : item.path);
  return out;
}

}  // namespace

TEST_CASE("up to fifty rows there is one page") {
  CHECK(said(0, 0) == "none");
  CHECK(said(50, 0) == "none");
  CHECK(said(51, 0) != "none");
}

TEST_CASE("numbered pages run from the oldest, the plain address shows the newest fifty") {
  ListPart plain = list_part(120, 0);
  CHECK(std::pair(plain.first, plain.last) == std::pair<std::size_t, std::size_t>(70, 120));
  ListPart first = list_part(120, 1);
  CHECK(std::pair(first.first, first.last) == std::pair<std::size_t, std::size_t>(0, 50));
  ListPart last = list_part(120, 3);
  CHECK(std::pair(last.first, last.last) == std::pair<std::size_t, std::size_t>(100, 120));
  ListPart few = list_part(7, 0);
  CHECK(std::pair(few.first, few.last) == std::pair<std::size_t, std::size_t>(0, 7));
  ListPart none = list_part(0, 0);
  CHECK(none.first == none.last);
}

TEST_CASE("a reader gets from every page to its neighbours") {
  CHECK(said(120, 0) == "最新 here | 更早 results/page/2.html | 3 results/page/3.html | 2 results/page/2.html | 最早 results/page/1.html");
  CHECK(said(120, 3) == "最新 results.html | 第3页 here | 更早 results/page/2.html | 最早 results/page/1.html");
  CHECK(said(120, 2) == "最新 results.html | 更新 results/page/3.html | 第2页 here | 更早 results/page/1.html");
  CHECK(said(51, 1) == "最新 results.html | 更新 results/page/2.html | 第1页 here");
}

TEST_CASE("a numbered page changes only when the next one opens") {
  CHECK(said(100, 2) == said(99, 2));
  CHECK(said(101, 2) != said(100, 2));
  for (std::size_t rows : {102U, 150U, 151U, 5000U}) CHECK(said(rows, 2) == said(101, 2));
  for (std::size_t rows : {150U, 151U, 5000U}) CHECK(said(rows, 1) == said(101, 1));
}
