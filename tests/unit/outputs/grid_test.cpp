#include "outputs/grid.hpp"

#include <doctest/doctest.h>

#include <array>
#include <vector>

using namespace gongshi;

namespace {

PlanEntry entry(std::string_view number, std::vector<std::string_view> items, std::string_view lead = {}) {
  PlanEntry out;
  out.number = number;
  out.name = "任务";
  out.items = std::move(items);
  out.lead = lead;
  return out;
}

Grid grid_of(const std::vector<PlanEntry>& entries, std::span<const Column> columns, std::span<const std::string_view> merged) {
  return make_grid(columns, merged, entries.size(), [&](std::size_t row, std::string_view key) { return cell_values(entries[row], key); });
}

}  // namespace

TEST_CASE("a merged cell goes on over the entries that leave it out") {
  std::vector<PlanEntry> entries{entry("1", {"甲", "乙"}), entry("2", {}), entry("3", {}), entry("4", {"丙"})};
  std::array<Column, 3> columns{Column{"number", "序号", ""}, Column{"name", "名称", ""}, Column{"items", "事项", ""}};
  std::array<std::string_view, 1> merged{"items"};
  Grid grid = grid_of(entries, columns, merged);
  REQUIRE(grid.rows.size() == 4);
  REQUIRE(grid.rows[0].cells.size() == 3);
  CHECK(grid.rows[0].cells[2].rows == 3);
  CHECK(grid.rows[0].cells[2].values == std::vector<std::string>{"甲", "乙"});
  REQUIRE(grid.rows[1].cells.size() == 2);
  // On a card of its own the later row says it again, in the cell that names it.
  REQUIRE(grid.rows[2].cells[1].again.size() == 1);
  CHECK(grid.rows[2].cells[1].again[0].text == "甲；乙");
  REQUIRE(grid.rows[3].cells.size() == 3);
  CHECK_FALSE(grid.rows[3].cells[2].spans);
  CHECK(grid.rows[3].cells[2].text == "丙");
}

TEST_CASE("without merging an empty cell stays empty") {
  std::vector<PlanEntry> entries{entry("1", {"甲"}), entry("2", {})};
  std::array<Column, 2> columns{Column{"number", "序号", ""}, Column{"items", "事项", ""}};
  Grid grid = grid_of(entries, columns, {});
  REQUIRE(grid.rows[1].cells.size() == 2);
  CHECK(grid.rows[1].cells[1].text.empty());
}

TEST_CASE("two header rows where columns have a group; a column without values is left out") {
  std::vector<PlanEntry> entries{entry("1", {"甲"}, "县局")};
  std::array<Column, 4> columns{Column{"number", "序号", ""}, Column{"items", "事项", "项目"}, Column{"lead", "发起", "项目"},
                                Column{"mode", "方式", ""}};
  Grid grid = grid_of(entries, columns, {});
  CHECK(grid.two_rows);
  REQUIRE(grid.first.size() == 2);
  CHECK(grid.first[0].rows == 2);
  CHECK(grid.first[1].columns == 2);
  CHECK(grid.first[1].over);
  REQUIRE(grid.second.size() == 2);
  CHECK(grid.rows[0].cells[1].label == "项目：事项");
}

TEST_CASE("cells say what was printed") {
  PlanEntry of = entry("1", {});
  of.from = "2024-03";
  of.to = "2024-07-05";
  CHECK(cell_values(of, "period_text") == CellValues{"2024年3月至2024年7月5日"});
  of.period_text = "3月—7月";
  CHECK(cell_values(of, "period_text") == CellValues{"3月—7月"});
  of.ratio = Ratio{0.25, "25% 4次/年"};
  CHECK(cell_values(of, "ratio") == CellValues{"25% 4次/年"});
  of.partners = {"甲局", "乙局"};
  CHECK(cell_values(of, "partners") == CellValues{"甲局、乙局"});
}
