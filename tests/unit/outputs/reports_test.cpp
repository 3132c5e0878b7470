#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>

#include "base/disk.hpp"
#include "outputs/files.hpp"
#include "outputs/reports/sheets.hpp"
#include "outputs/target_view.hpp"
#include "small_site.hpp"

using namespace gongshi;
using gongshi::test::bytes_of;
using gongshi::test::SmallSite;

TEST_CASE("categories: the eight always, 合格 where the profile allows it, 不合格 where it occurs") {
  SmallSite small;
  auto shown = shown_categories(small.site, small.site.periods[0]);
  CHECK(shown.size() == 9);
  CHECK(shown.back() == Category::qualified);
  small.site.periods[0].all.by_category.at(static_cast<std::size_t>(Category::unqualified)) = 1;
  CHECK(shown_categories(small.site, small.site.periods[0]).size() == 10);
}

TEST_CASE("inspected: drawn less not inspected; without a drawn number the objects with a result") {
  SmallSite small;
  CHECK(inspected(small.site, small.site.tasks[0]) == 5);
  small.data.tasks[0].drawn.reset();
  for (std::uint32_t i : {0U, 3U, 4U}) small.site.results[i].object = 0;
  CHECK(inspected(small.site, small.site.tasks[0]) == 2);  // one object and one person; the withdrawn one counts no more
}

TEST_CASE("a period's parts: tasks by the day their inspection ended, plans by year") {
  SmallSite small;
  CHECK(period_parts(small.site, small.site.periods[0]).ended.size() == 1);
  PeriodSummary january;
  january.period = {2024, Period::Unit::month, 1};
  CHECK(period_parts(small.site, january).ended.empty());
  CHECK(period_parts(small.site, january).plans.size() == 1);
}

// GONGSHI_WORKBOOKS names a folder where the workbooks are left for a look with other programs.
TEST_CASE("workbooks: the same bytes every time") {
  SmallSite small;
  OutputPlan plan;
  add_report_files(small.site, plan);
  add_plan_workbooks(small.site, plan);
  add_data_files(small.site, plan);
  for (std::string_view path : {"reports/2024.xlsx", "plans/P1.xlsx", "data/results.xlsx"}) {
    std::string bytes = bytes_of(plan, path);
    CHECK(bytes.starts_with("PK"));
    CHECK(bytes == bytes_of(plan, path));
    if (const char* folder = std::getenv("GONGSHI_WORKBOOKS")) {
      std::string name(path);
      std::ranges::replace(name, '/', '-');
      disk::replace(std::filesystem::path(folder) / name, bytes);
    }
  }
}

TEST_CASE("a target in words: what is short of a floor may still be reached, a ceiling that was passed was passed") {
  Target rule;
  rule.name = "coverage";
  rule.force = Force::must;
  rule.article = "某字〔2024〕1号 一";
  TargetValue value;
  value.kind = TargetKind::coverage;
  value.rule = &rule;
  value.counted = 31;
  value.of = 500;
  value.value = 0.062;
  value.threshold = 0.05;
  value.met = true;
  TargetView view = target_view(value);
  CHECK(view.name == "抽查覆盖率");
  CHECK(view.value == "6.2%");
  CHECK(view.counted == "有检查结果的市场主体31，名录库中的市场主体500");
  CHECK(view.threshold == "不低于5%");
  CHECK(view.force == "应当");
  CHECK(view.met == "达到");
  value.met = false;
  CHECK(target_view(value).met == "尚未达到");
  value.kind = TargetKind::joint_per_object;
  value.value = 3;
  value.threshold = 2;
  CHECK(target_view(value).met == "超过");
  CHECK(target_view(value).threshold == "不超过2");
  value.kind = TargetKind::joint_initiated;
  value.department = "某县气象局";
  value.threshold.reset();
  value.met.reset();
  CHECK(target_view(value).name == "发起的联合抽查（某县气象局）");
  CHECK(target_view(value).counted == "发起的联合抽查任务31");
  CHECK(target_view(value).met == "不作要求");
  value.value.reset();
  CHECK(target_view(value).met == "无可计数");
}

TEST_CASE("the records behind a target: by name with their address, so many as are asked for, and how many more") {
  SmallSite small;
  TargetValue value;
  value.kind = TargetKind::joint_share;
  value.counted_records = {std::string(small.data.tasks[0].id)};
  value.other_records = {"T8", "T9"};
  auto all = target_records(small.site, value, all_records);
  REQUIRE(all.size() == 2);
  CHECK(all[0].records[0].name == small.data.tasks[0].name);
  CHECK(all[0].records[0].path == "tasks/" + std::string(small.data.tasks[0].id) + ".html");
  CHECK(all[1].heading == "其余");
  CHECK(all[1].records.size() == 2);
  CHECK(all[1].records[1].path.empty());  // of no task that the site shows
  CHECK(all[1].rest.empty());
  auto few = target_records(small.site, value, 1);
  CHECK(few[0].rest.empty());
  CHECK(few[1].records.size() == 1);
  CHECK(few[1].rest == "另有1个，见汇总表的“指标依据”");
  value.kind = TargetKind::plan_coverage;
  value.counted_records = {"建筑工地扬尘检查"};
  value.other_records.clear();
  all = target_records(small.site, value, all_records);
  REQUIRE(all.size() == 1);
  CHECK(all[0].records[0].name == "建筑工地扬尘检查");
}

TEST_CASE("a report's digest follows its results, its tasks and its plans") {
  SmallSite small;
  auto digest = [&] {
    OutputPlan plan;
    add_report_files(small.site, plan);
    plan.index();
    return plan.draft(*plan.find("reports/2024.xlsx"))->digest();
  };
  Digest first = digest();
  CHECK(digest() == first);
  small.site.results[3].fingerprint = sha256("other");
  Digest second = digest();
  CHECK(second != first);
  small.site.tasks[0].published = 5;
  Digest third = digest();
  CHECK(third != second);
  small.data.plans[0].sections[0].remarks = {"另一条备注"};
  Digest fourth = digest();
  CHECK(fourth != third);
  Target rule;
  rule.name = "coverage";
  TargetValue& value = small.site.periods[0].targets.emplace_back();
  value.kind = TargetKind::coverage;
  value.rule = &rule;
  Digest fifth = digest();
  CHECK(fifth != fourth);
  value.counted = 7;
  Digest sixth = digest();
  CHECK(sixth != fifth);
  value.other_records = {"一项"};
  CHECK(digest() != sixth);
}
