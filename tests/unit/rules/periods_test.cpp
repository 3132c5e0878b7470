#include "world.hpp"

using namespace gongshi;
using test::day;
using test::World;

namespace {

std::string names(const Assessment& site) {
  std::string text;
  for (const PeriodSummary& p : site.periods) text += (text.empty() ? "" : " ") + p.period.name();
  return text;
}

const PeriodSummary& period(const Assessment& site, std::string_view name) {
  const PeriodSummary* found = site.find_period(*Period::parse(name));
  REQUIRE(found != nullptr);
  return *found;
}

std::uint32_t of(const Counts& counts, Category category) { return counts.by_category.at(static_cast<std::size_t>(category)); }

}  // namespace

TEST_CASE("periods that hold a result or a correction, newest first, a year before its quarters before their months") {
  World world;
  world.result("R1", "甲厂", "2023-11-01");
  world.publish("2023-12-05");
  world.result("R2", "乙厂", "2024-03-01");
  world.publish("2024-03-31");
  world.result("R3", "丙厂", "2024-03-20");
  world.publish("2024-04-01");
  world.correct("R1", "findings", "null", "\"x\"", "2024-09-01");
  world.publish("2024-09-02");
  auto site = world.live();
  CHECK(names(*site) == "2024 2024-Q3 2024-Q2 2024-Q1 2024-09 2024-04 2024-03 2023 2023-Q4 2023-12");
  CHECK(period(*site, "2024").results == std::vector<std::uint32_t>{1, 2});
  CHECK(period(*site, "2024-Q1").results == std::vector<std::uint32_t>{1});
  CHECK(period(*site, "2024-Q3").results.empty());
  CHECK(period(*site, "2024-Q3").corrections == std::vector<std::uint32_t>{0});
  CHECK(period(*site, "2023").corrections.empty());
  CHECK(site->find_period(*Period::parse("2024-Q4")) == nullptr);
  CHECK(period(*site, "2024-04").newest_fact == day("2024-04-01"));
  CHECK(period(*site, "2023-12").newest_fact == day("2024-09-02"));  // its result was corrected then
}

TEST_CASE("counts by category, department and district; distinct objects; persons each for themselves") {
  World world;
  constexpr std::string_view code = "91999901MA0KX35L7J";
  auto add = [&](std::string_view id, std::string_view name, std::string_view wording, std::string_view department,
                 std::string_view district) -> Result& {
    Result& r = world.result(id, name);
    r.result = wording;
    r.district = district;
    if (!department.empty()) {
      r.department = department;
      r.department_given = true;
    }
    return r;
  };
  add("R1", "甲厂", "未发现问题", "", "北山镇").object_code = code;
  add("R2", "甲厂", "发现问题已立案调查", "虚构县公安局", "北山镇").object_code = code;
  add("R3", "乙厂", "发现问题待后续处理", "", "南山镇");
  add("R4", "张三", "未发现问题", "", "").object_type = ObjectType::person;
  add("R5", "张四", "未发现问题", "", "").object_type = ObjectType::person;
  add("R6", "丙厂", "合格", "", "南山镇");
  world.data.tasks[0].partners = {"虚构县应急管理局"};
  world.publish("2024-06-28");
  world.withdraw("R6", "2024-07-01");
  world.publish("2024-07-02");
  auto site = world.live();
  CHECK(site->departments == std::vector<std::string_view>{"虚构县生态环境局", "虚构县公安局", "虚构县应急管理局"});
  CHECK(site->districts == std::vector<std::string_view>{"北山镇", "南山镇"});
  const PeriodSummary& p = period(*site, "2024-06");
  CHECK(p.all.total == 5);
  CHECK(of(p.all, Category::no_problem) == 3);
  CHECK(of(p.all, Category::follow_up) == 2);
  CHECK(of(p.all, Category::qualified) == 0);
  CHECK(p.all.approximate.at(static_cast<std::size_t>(Category::follow_up)) == 1);
  CHECK(p.all.objects == 4);  // 甲厂, 乙厂, two persons of one surname
  REQUIRE(p.by_department.size() == 3);
  CHECK(p.by_department[0].total == 4);
  CHECK(p.by_department[0].objects == 4);
  CHECK(p.by_department[1].total == 1);
  CHECK(p.by_department[1].approximate.at(static_cast<std::size_t>(Category::follow_up)) == 1);
  CHECK(p.by_department[2].total == 0);
  REQUIRE(p.by_district.size() == 2);
  CHECK(p.by_district[0].first == "北山镇");
  CHECK(p.by_district[0].second.total == 2);
  CHECK(p.by_district[0].second.objects == 1);
  CHECK(p.by_district[1].second.total == 1);
  CHECK(period(*site, "2024-07").results.empty());
  CHECK(period(*site, "2024-07").corrections.size() == 1);
  CHECK(period(*site, "2024").all.total == 5);
}

TEST_CASE("the publisher has one row, also under its short name; a department without a result has a row of zeros") {
  World world;
  world.data.site.organisation.short_name = "虚构局";
  world.result("R1").department = "虚构局";
  world.result("R2", "甲厂");
  world.data.tasks[0].lead = "虚构局";
  world.data.tasks[0].partners = {"虚构县应急管理局"};
  auto site = world.preview("2024-06-28");
  CHECK(site->departments == std::vector<std::string_view>{"虚构县生态环境局", "虚构县应急管理局"});
  const PeriodSummary& p = period(*site, "2024");
  CHECK(p.by_department[0].total == 2);
  CHECK(p.by_department[0].objects == 1);
  CHECK(p.by_department[1].total == 0);
  CHECK(p.by_department[1].objects == 0);
}

TEST_CASE("a result counts where it was published first, in the preview on the day of looking") {
  World world;
  Result& r = world.result("R1");
  r.published_on = day("2024-05-20");
  r.published_via = "省平台";
  world.result("R2", "乙厂");
  auto site = world.preview("2024-08-15");
  CHECK(names(*site) == "2024 2024-Q3 2024-Q2 2024-08 2024-05");
  CHECK(period(*site, "2024-05").results.size() == 1);
}

TEST_CASE("corrected results count as what they are now") {
  World world;
  world.result("R1");
  world.publish("2024-06-28");
  world.correct("R1", "result", "\"未发现问题\"", "\"发现问题待后续处理\"", "2024-07-01");
  CHECK(of(period(*world.live(), "2024").all, Category::no_problem) == 1);
  world.publish("2024-07-02");
  CHECK(of(period(*world.live(), "2024").all, Category::no_problem) == 0);
  CHECK(of(period(*world.live(), "2024-06").all, Category::follow_up) == 1);
}

TEST_CASE("nothing published, no periods") {
  World world;
  CHECK(world.live()->periods.empty());
  CHECK(world.live()->departments == std::vector<std::string_view>{"虚构县生态环境局"});
}
