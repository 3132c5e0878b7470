#include <doctest/doctest.h>

#include "../outputs/small_site.hpp"
#include "formats/table/sheet_file.hpp"
#include "report/period_sheets.hpp"
#include "report/period_workbook.hpp"

using namespace gongshi;
using gongshi::test::SmallSite;

namespace {

/// The first cell of every row, by sheet.
class FirstCells final : public SheetSink {
 public:
  std::vector<std::pair<std::string, std::vector<std::string>>> sheets;
  bool sheet(const SheetHead& head) override {
    sheets.emplace_back(head.name, std::vector<std::string>{});
    return true;
  }
  void row(const SheetRow& row) override { sheets.back().second.emplace_back(row.cells.empty() ? "" : row.cells[0].text); }
  void end_sheet() override {}
};

/// The sheets of 2024's workbook whose name begins so.
std::vector<std::pair<std::string, std::vector<std::string>>> sheets_named(std::string_view name, SmallSite& small,
                                                                           std::uint32_t most_rows) {
  Status status;
  status.as_of = small.site.as_of;
  status.profile = &small.profile;
  StringSink out;
  write_period_workbook({small.site, status, small.data.ledger}, {2024, Period::Unit::year, 0}, out, most_rows);
  FirstCells cells;
  CHECK_FALSE(read_sheets(out.bytes, cells).fault);
  std::erase_if(cells.sheets, [&](const auto& sheet) { return !sheet.first.starts_with(name); });
  return cells.sheets;
}

}  // namespace

TEST_CASE("details go on in a next sheet, with title and header, and the first sheet says so") {
  SmallSite small;
  CHECK(detail_sheets(0, 4) == 1);
  CHECK(detail_sheets(2, 4) == 1);
  CHECK(detail_sheets(3, 4) == 2);
  CHECK(detail_sheets(1'048'574, 1'048'576) == 1);
  CHECK(detail_sheets(1'048'575, 1'048'576) == 2);
  auto whole = sheets_named("结果明细", small, 1'048'576);
  REQUIRE(whole.size() == 1);
  CHECK(whole[0].second == std::vector<std::string>{"2024年结果明细", "结果编号", "R1", "R2", "R4"});
  auto split = sheets_named("结果明细", small, 4);
  REQUIRE(split.size() == 2);
  CHECK(split[0].first == "结果明细");
  CHECK(split[0].second == std::vector<std::string>{"2024年结果明细", "结果编号", "R1", "R2"});
  CHECK(split[1].first == "结果明细 (2)");
  CHECK(split[1].second == std::vector<std::string>{"2024年结果明细", "结果编号", "R4"});
}

TEST_CASE("a period without anything has all its sheets, and each says that there is nothing") {
  SmallSite small;
  small.site.periods.clear();
  small.site.plans.clear();
  for (std::string_view name : {"结果明细", "任务情况", "逾期与未公示", "更正记录", "计划执行", "指标完成情况"}) {
    auto sheets = sheets_named(name, small, 1'048'576);
    REQUIRE(sheets.size() == 1);
    REQUIRE(sheets[0].second.size() == 3);
    CHECK(sheets[0].second[2].find("没有") != std::string::npos);
  }
}
