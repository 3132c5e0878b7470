#include "world.hpp"

using namespace gongshi;
using test::day;
using test::World;

namespace {

/// `R1 (R2) R3`: gaps in brackets.
std::string rows(const Assessment& site, Category category) {
  const CategoryList& list = site.categories.at(static_cast<std::size_t>(category));
  std::string text;
  std::uint32_t standing = 0;
  for (std::size_t i = 0; i < list.rows.size(); ++i) {
    std::string id(site.results[list.rows[i].result].id);
    text += (text.empty() ? "" : " ") + (list.rows[i].gap ? "(" + id + ")" : id);
    if (list.rows[i].gap) continue;
    ++standing;
    CHECK(site.results[list.rows[i].result].category_place == i);
  }
  CHECK(list.standing == standing);
  return text;
}

constexpr std::string_view good = "\"未发现问题\"", mended = "\"发现问题已责令改正\"", open = "\"发现问题待后续处理\"";

struct Four : World {
  Four() {
    result("R1", "甲厂");
    result("R2", "乙厂").result = "发现问题待后续处理";
    result("R3", "丙厂");
    result("R4", "丁厂").result = "发现问题待后续处理";
    publish("2024-06-01");
  }
};

}  // namespace

TEST_CASE("a file waits with the notices and guide pages that name it") {
  World world;
  for (std::string_view path : {"static/both.pdf", "static/guide.png", "static/late.pdf", "static/late.png", "static/site.css"})
    world.data.statics.emplace_back().path = path;
  Notice& now = world.data.notices.emplace_back();
  now.date = day("2024-06-01");
  now.attachments = {"both.pdf"};
  Notice& late = world.data.notices.emplace_back();
  late.date = day("2024-07-01");
  late.attachments = {"static/late.pdf", "both.pdf"};
  late.body = "![](../static/late.png)";
  GuidePage& guide = world.data.guide.emplace_back();
  guide.date = day("2024-08-01");
  guide.body = "![](../static/guide.png)";
  auto shown = [&](std::string_view on) {
    std::string paths;
    auto site = world.preview(on);
    for (const StaticFile* file : site->statics) paths += file->path.substr(7) + " ";
    return paths;
  };
  CHECK(shown("2024-06-30") == "both.pdf site.css ");
  CHECK(shown("2024-07-01") == "both.pdf late.pdf late.png site.css ");
  CHECK(shown("2024-08-01") == "both.pdf guide.png late.pdf late.png site.css ");
}

TEST_CASE("categories list their results in publication order") {
  Four world;
  auto site = world.live();
  CHECK(rows(*site, Category::no_problem) == "R1 R3");
  CHECK(rows(*site, Category::follow_up) == "R2 R4");
  CHECK(rows(*site, Category::ordered_corrected) == "");
}

TEST_CASE("what leaves by a correction leaves a gap, what enters stands by the number of its correct entry") {
  Four world;
  world.correct("R2", "result", open, mended, "2024-06-05");
  world.publish("2024-06-06");
  world.result("R5", "戊厂").result = "发现问题已责令改正";
  world.publish("2024-06-07");
  world.correct("R4", "result", open, mended, "2024-06-08");
  world.publish("2024-06-09");
  auto site = world.live();
  CHECK(world.said() == "");
  CHECK(rows(*site, Category::follow_up) == "(R2) (R4)");
  CHECK(rows(*site, Category::ordered_corrected) == "R2 R5 R4");
  CHECK(rows(*site, Category::no_problem) == "R1 R3");
}

TEST_CASE("one that comes back stands by its last coming, its first place stays a gap") {
  Four world;
  world.correct("R1", "result", good, open, "2024-06-05");
  world.publish("2024-06-05");
  world.correct("R1", "result", open, good, "2024-06-06");
  world.publish("2024-06-06");
  auto site = world.live();
  CHECK(rows(*site, Category::no_problem) == "(R1) R3 R1");
  CHECK(rows(*site, Category::follow_up) == "R2 R4 (R1)");
}

TEST_CASE("a correction within the category moves nothing, nor does one of another field") {
  Four world;
  world.correct("R2", "result", open, "\"发现问题已立案调查\"", "2024-06-05");
  world.correct("R2", "findings", "null", "\"x\"", "2024-06-05");
  world.publish("2024-06-05");
  CHECK(rows(*world.live(), Category::follow_up) == "R2 R4");
}

TEST_CASE("a withdrawn result is a gap wherever it stood") {
  Four world;
  world.correct("R2", "result", open, mended, "2024-06-05");
  world.publish("2024-06-06");
  world.withdraw("R2", "2024-06-07");
  world.withdraw("R1", "2024-06-07");
  world.publish("2024-06-08");
  auto site = world.live();
  CHECK(rows(*site, Category::follow_up) == "(R2) R4");
  CHECK(rows(*site, Category::ordered_corrected) == "(R2)");
  CHECK(rows(*site, Category::no_problem) == "(R1) R3");
}

TEST_CASE("the preview numbers what is pending as the publish will") {
  Four world;
  world.correct("R2", "result", open, mended, "2024-06-04");
  world.correct("R1", "result", good, mended, "2024-06-03");
  world.result("R6", "己厂", "2024-05-20").result = "发现问题已责令改正";
  world.result("R5", "戊厂", "2024-05-25").result = "发现问题已责令改正";
  auto preview = world.preview("2024-06-05");
  std::string expected = "R6 R5 R1 R2";
  CHECK(rows(*preview, Category::ordered_corrected) == expected);
  CHECK(rows(*world.live("2024-06-05"), Category::ordered_corrected) == "");
  world.publish("2024-06-05");
  CHECK(rows(*world.live("2024-06-05"), Category::ordered_corrected) == expected);
}

TEST_CASE("a task's list is numbered by publication, withdrawn ones are gaps; withheld ones are counted") {
  World world;
  world.data.tasks.reserve(4);
  Task& later = world.data.tasks.emplace_back(world.data.tasks[0]);
  later.id = "T2";
  later.from = day("2025-01-01");
  Task& planned = world.data.tasks.emplace_back(later);
  planned.id = "T3";
  planned.from = {};
  planned.status = TaskStatus::planned;
  Task& drawn = world.data.tasks.emplace_back(planned);
  drawn.id = "T4";
  drawn.status = TaskStatus::drawn;
  world.result("R2", "甲厂");
  world.publish("2024-06-01");
  world.result("R1", "乙厂");
  world.publish("2024-06-02");
  world.withdraw("R2", "2024-06-03");
  world.publish("2024-06-04");
  world.result("R3", "丙厂");
  auto withheld = Withheld{WithheldGround::privacy, "李", day("2024-06-01"), ""};
  world.result("R4", "丁厂").withheld = withheld;
  world.result("R5", "戊厂", "2025-01-01").withheld = withheld;  // its inspection has not ended
  auto ids = [](const Assessment& site, const ShownTask& t) {
    std::string text;
    for (std::uint32_t i : t.results) text += (text.empty() ? "" : " ") + std::string(site.results[i].id);
    return text;
  };
  auto site = world.preview("2024-12-31");
  REQUIRE(site->find_task("T1") != nullptr);
  const ShownTask& t = *site->find_task("T1");
  CHECK(ids(*site, t) == "R2 R1 R3");
  CHECK(site->results[t.results[0]].withdrawn);
  CHECK(t.published == 2);
  CHECK(t.withheld == 1);
  CHECK(site->find_task("T2") == nullptr);
  CHECK(site->find_task("T3") == nullptr);
  CHECK(site->find_task("T4") != nullptr);
  for (const ShownResult& r : site->results) CHECK(site->tasks[r.task].task->id == "T1");
  auto live = world.live("2024-12-31");
  CHECK(live->find_task("T1")->published == 1);
  CHECK(world.live("2025-01-01")->find_task("T2") != nullptr);
}

TEST_CASE("who was drawn and not inspected is told once the inspection has ended") {
  World world;
  Task& task = world.data.tasks[0];
  task.ended_on = day("2024-06-14");
  task.not_inspected = {{"乙厂", "已注销"}};
  CHECK(world.preview("2024-06-13")->tasks[0].not_inspected.empty());
  CHECK_FALSE(world.preview("2024-06-13")->tasks[0].ended);
  auto site = world.preview("2024-06-14");
  CHECK(site->tasks[0].ended);
  CHECK(site->tasks[0].not_inspected.size() == 1);
}

TEST_CASE("a task names its plan and entry, once the plan is public") {
  World world;
  Plan& plan = world.data.plans.emplace_back();
  plan.id = "P1";
  plan.published_on = day("2024-06-01");
  plan.sections.resize(2);
  plan.sections[0].kind = SectionKind::internal;
  plan.sections[0].entries.resize(1);
  plan.sections[0].entries[0].number = "1";
  plan.sections[1].kind = SectionKind::joint;
  plan.sections[1].entries.resize(2);
  plan.sections[1].entries[0].number = "1";
  plan.sections[1].entries[1].number = "7（2）";
  world.data.tasks[0].plan_id = "P1";
  world.data.tasks[0].plan_entry = "joint/7（2）";
  auto site = world.preview("2024-06-01");
  CHECK(site->tasks[0].plan == &plan);
  CHECK(site->tasks[0].section == &plan.sections[1]);
  CHECK(site->tasks[0].entry == &plan.sections[1].entries[1]);
  CHECK(site->plans.size() == 1);
  site = world.preview("2024-05-31");
  CHECK(site->plans.empty());
  CHECK(site->tasks[0].plan == nullptr);
  CHECK(site->tasks[0].entry == nullptr);
}

TEST_CASE("plans, lists, notices and guide pages appear from their own days on") {
  World world;
  auto& d = world.data;
  d.plans.resize(3);
  d.plans[0].id = "P2023";
  d.plans[0].year = 2023;
  d.plans[0].issued_on = day("2023-01-05");
  d.plans[1].id = "P2024";
  d.plans[1].year = 2024;
  d.plans[1].issued_on = day("2024-01-05");
  d.plans[1].published_on = day("2024-02-01");  // goes before the day of issue
  d.plans[2].id = "P2025";
  d.plans[2].year = 2025;
  d.plans[2].issued_on = day("2025-01-05");
  d.items.resize(1);
  d.items[0].published_on = day("2024-03-01");
  d.items[0].revisions = {{day("2024-04-01"), "x"}, {day("2026-01-01"), "y"}};
  d.notices.resize(2);
  d.notices[0].date = day("2024-07-01");
  d.notices[1].date = day("2024-05-01");
  d.notices[1].revisions = {{day("2024-05-20"), "x"}};
  d.guide.resize(1);
  d.guide[0].date = day("2024-01-01");
  d.tasks.clear();
  auto early = world.preview("2024-01-31");
  CHECK(early->plans.size() == 1);
  CHECK(early->items.empty());
  auto site = world.preview("2024-06-30");
  REQUIRE(site->plans.size() == 2);
  CHECK(site->plans[0]->id == "P2024");
  CHECK(site->items.size() == 1);
  CHECK(site->notices.size() == 1);
  CHECK(site->guide.size() == 1);
  CHECK(site->newest_fact == day("2024-05-20"));
  CHECK(world.preview("2024-06-29")->newest_fact == day("2024-05-20"));  // a day without a fact changes nothing
}

TEST_CASE("a task has not ended while an object of it is still to be inspected, whatever its record says") {
  World world;
  world.data.tasks[0].ended_on = day("2024-05-20");
  world.data.tasks[0].not_inspected = {{"乙厂", "停产"}};
  world.result("R1", "甲厂", "2024-05-07");
  world.result("R2", "丙厂", "2024-06-07");
  auto before = world.preview("2024-06-06");
  REQUIRE(before->tasks.size() == 1);
  CHECK_FALSE(before->tasks[0].ended);
  CHECK(before->tasks[0].not_inspected.empty());
  auto after = world.preview("2024-06-07");
  CHECK(after->tasks[0].ended);
  CHECK(after->tasks[0].not_inspected.size() == 1);
}
