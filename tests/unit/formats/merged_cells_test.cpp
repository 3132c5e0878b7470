#include "formats/table/merged_cells.hpp"

#include <doctest/doctest.h>

using namespace gongshi;

TEST_CASE("of merged cells the first is seen") {
  std::vector<SheetArea> areas{{1, 1, 0, 5}, {3, 5, 1, 1}, {3, 4, 3, 4}, {6, 9, 0, 4}};
  SeenCells seen(areas);
  CHECK(seen.seen({1, 3}) == CellName{1, 0});
  CHECK(seen.seen({1, 6}) == CellName{1, 6});
  CHECK(seen.seen({2, 1}) == CellName{2, 1});
  CHECK(seen.seen({3, 1}) == CellName{3, 1});
  CHECK(seen.seen({4, 4}) == CellName{3, 3});
  CHECK(seen.seen({5, 1}) == CellName{3, 1});
  CHECK(seen.seen({5, 3}) == CellName{5, 3});
  CHECK(seen.seen({8, 3}) == CellName{6, 0});
  CHECK(seen.seen({10, 0}) == CellName{10, 0});
}
