#include "rules/deadlines/deadlines.hpp"

#include "national_calendar.hpp"
#include "rules/deadlines/deadline_checks.hpp"
#include "world.hpp"

using namespace gongshi;
using test::day;

namespace {

const WorkingDays& days() {
  static const WorkingDays days(test::national_calendar(), nullptr);
  return days;
}

/// As 平双随机办〔2020〕3号 counts, with the report of 陵环发〔2024〕4号 art. 24.
Profile rules() {
  Profile p;
  p.id = "test";
  p.source = "某细则";
  p.deadline = Deadline{20, DayUnit::working, StartEvent::inspected_on, "第二十条（四）"};
  p.transfer = Deadline{7, DayUnit::working, StartEvent::concluded_on, "第二十条（三）"};
  p.report_to_regulator = Deadline{20, DayUnit::calendar, StartEvent::absent, "第二十四条"};
  p.plan_due = MonthDue{1, "第七条"};
  p.plan_public_due = MonthDue{2, "第七条"};
  p.numbers_due = MonthDue{12, "第十六条"};
  return p;
}

std::string checked(const Profile& profile) {
  Diagnostics out;
  bool good = check_rules(profile, out);
  CHECK(good == out.empty());
  std::string text;
  for (const Diagnostic& d : out.items()) text += (text.empty() ? "" : " ") + code_name(d.code) + "/" + d.field;
  return text;
}

}  // namespace

TEST_CASE("publication: from the profile's day, which is not counted") {
  Profile p = rules();
  Result r;
  r.inspected_on = day("2024-01-31");
  r.concluded_on = day("2024-04-03");
  auto due = publication_due(r, nullptr, p, days(), day("2024-12-31"));
  REQUIRE(due);
  CHECK(due->duty == Duty::publication);
  CHECK(due->started_on == day("2024-01-31"));
  CHECK(due->due_on == day("2024-03-04"));
  CHECK(due->by_weekends_on == day("2024-02-28"));
  CHECK_FALSE(due->ran_on());
  p.deadline->from = StartEvent::concluded_on;
  CHECK(publication_due(r, nullptr, p, days(), day("2024-12-31"))->due_on == day("2024-05-06"));
  CHECK(publication_due(r, nullptr, p, days(), day("2024-04-03"))->due_on == day("2024-05-06"));
  CHECK_FALSE(publication_due(r, nullptr, p, days(), day("2024-04-02")));  // still to come
  p.deadline->from = StartEvent::completed_on;
  CHECK_FALSE(publication_due(r, nullptr, p, days(), day("2024-12-31")));
  Task task;
  task.completed_on = day("2024-04-03");
  CHECK(publication_due(r, &task, p, days(), day("2024-12-31"))->due_on == day("2024-05-06"));
  r.inspected_on = {};  // an inspection without a day
  CHECK_FALSE(publication_due(r, &task, p, days(), day("2024-12-31")));
}

TEST_CASE("a publication period in calendar days runs on") {
  Profile p = rules();
  p.deadline = Deadline{20, DayUnit::calendar, StartEvent::inspected_on, ""};
  Result r;
  r.inspected_on = day("2024-09-12");
  auto due = publication_due(r, nullptr, p, days(), day("2024-12-31"));
  CHECK(due->plain_on == day("2024-10-02"));
  CHECK(due->due_on == day("2024-10-08"));
  CHECK(due->ran_on());
}

TEST_CASE("transfer: suspected cases only, from the determination of the result") {
  Profile p = rules();
  Result r;
  r.concluded_on = day("2024-04-03");
  CHECK_FALSE(to_transfer(r));
  CHECK_FALSE(transfer_due(r, p, days(), day("2024-12-31")));
  for (FollowUp what : {FollowUp::ordered, FollowUp::copied, FollowUp::case_filed}) {
    r.follow_up = what;
    CHECK_FALSE(to_transfer(r));
  }
  for (FollowUp what : {FollowUp::transferred, FollowUp::judicial}) {
    r.follow_up = what;
    CHECK(to_transfer(r));
    CHECK(transfer_due(r, p, days(), day("2024-12-31"))->due_on == day("2024-04-15"));
  }
  r.follow_up = FollowUp::closed;
  r.transferred_on = day("2024-04-10");  // it went, whatever came of it
  CHECK(transfer_due(r, p, days(), day("2024-12-31"))->started_on == day("2024-04-03"));
  CHECK_FALSE(transfer_due(r, p, days(), day("2024-04-02")));
  p.transfer = {};
  CHECK_FALSE(transfer_due(r, p, days(), day("2024-12-31")));
}

TEST_CASE("report: joint inspections that have ended, in calendar days") {
  Profile p = rules();
  Task t;
  t.ended_on = day("2024-09-08");
  CHECK_FALSE(report_due(t, p, days(), day("2024-12-31")));
  t.kind = TaskKind::joint;
  auto due = report_due(t, p, days(), day("2024-12-31"));
  REQUIRE(due);
  CHECK(due->plain_on == day("2024-09-28"));
  CHECK(due->due_on == day("2024-09-29"));  // a Sunday that is worked
  CHECK(due->by_weekends_on == day("2024-09-30"));
  CHECK_FALSE(report_due(t, p, days(), day("2024-09-07")));
  p.report_to_regulator = {};
  CHECK_FALSE(report_due(t, p, days(), day("2024-12-31")));
}

TEST_CASE("the end of a month is a date: it does not run on") {
  Due due = due_by_month(Duty::plan_publication, MonthDue{2, ""}, 2020, days());
  CHECK(due.due_on == day("2020-02-29"));  // a Saturday
  CHECK(due.plain_on == due.due_on);
  CHECK_FALSE(due.started_on);
  CHECK_FALSE(due.provisional);
  CHECK(due_by_month(Duty::plan_filing, MonthDue{1, ""}, 2027, days()).provisional);
}

TEST_CASE("which plans are joint ones") {
  Plan plan;
  CHECK(joint_plan(plan));
  plan.sections.resize(2);
  plan.sections[0].kind = SectionKind::internal;
  CHECK_FALSE(joint_plan(plan));
  plan.sections[1].kind = SectionKind::joint;
  CHECK(joint_plan(plan));
}

TEST_CASE("where each duty stands written") {
  Profile p = rules();
  CHECK(rule_of(p, Duty::publication).words == "自检查结束之日起20个工作日内");
  CHECK(rule_of(p, Duty::publication).article == "第二十条（四）");
  CHECK(rule_of(p, Duty::publication).source == "某细则");
  CHECK(rule_of(p, Duty::transfer).words == "自作出检查结果认定之日起7个工作日内");
  CHECK(rule_of(p, Duty::report).words == "自联合抽查结束之日起20日内");
  CHECK(rule_of(p, Duty::plan_filing).words == "每年1月底前");
  CHECK(rule_of(p, Duty::plan_publication).words == "每年2月底前");
  CHECK(rule_of(p, Duty::numbers).words == "每年12月底前");
  CHECK(rule_of(p, Duty::absent).words.empty());
  p.transfer = {};
  p.plan_due = {};
  CHECK(rule_of(p, Duty::transfer).words.empty());
  CHECK(rule_of(p, Duty::plan_filing).words.empty());
}

TEST_CASE("rules that give no day") {
  CHECK(checked(rules()).empty());
  Profile p = rules();
  p.deadline->from = StartEvent::absent;
  p.transfer->days = 0;
  p.report_to_regulator->days = 367;
  p.plan_due->month = 13;
  p.plan_public_due->month = 0;
  p.numbers_due->month = {};
  CHECK(checked(p) == "R0402/deadline R0402/report_to_regulator R0402/transfer R0402/plan_due R0402/plan_public_due R0402/numbers_due");
  p = rules();
  p.deadline->days = {};
  CHECK(checked(p) == "R0402/deadline");
  p = Profile();  // without a duty there is nothing to count
  CHECK(checked(p).empty());
}

TEST_CASE("a profile that gives no day: nothing is counted, and that is said") {
  test::World world;
  world.data.profiles[0].deadline->days = 0;
  world.result("R1");
  auto site = world.preview();
  CHECK(world.said() == "R0402 test");
  CHECK_FALSE(site->results[0].due);
  CHECK(site->tasks[0].dues.empty());
}

TEST_CASE("days of a calendar in another year, and twice") {
  test::World world;
  CalendarYear& c = world.data.calendar.emplace_back();
  c.year = 2024;
  c.off = {day("2023-12-30"), day("2024-01-01"), day("2024-02-04")};
  c.work = {day("2024-02-04"), day("2025-01-01")};
  world.data.calendar.emplace_back().off = {day("2022-01-01")};  // without its year, which is another fault
  world.data.local_calendar.emplace().off = {day("2020-02-03"), day("2020-02-04")};
  world.data.local_calendar->work = {day("2020-02-03")};
  Diagnostics out;
  check_calendar_days(world.data, out);
  std::string text;
  for (const Diagnostic& d : out.items()) text += code_name(d.code) + " " + d.field + " " + d.args[0] + ", ";
  CHECK(text == "R0221 off 2023-12-30, R0221 work 2025-01-01, R0222 work 2024-02-04, R0222 work 2020-02-03, ");
}

TEST_CASE("undated: a warning, an error once the task has ended, never where the day is still to come") {
  using test::World;
  auto said = [](auto change) {
    World world;
    world.data.profiles[0].deadline->from = StartEvent::concluded_on;
    Result& r = world.result("R1");
    change(world, r, world.data.tasks[0]);
    world.preview("2024-06-28");
    return world.said();
  };
  CHECK(said([](World&, Result&, Task&) {}) == "R0219 R1");
  CHECK(said([](World&, Result& r, Task&) { r.concluded_on = day("2024-05-08"); }).empty());
  CHECK(said([](World&, Result&, Task& t) { t.ended_on = day("2024-06-28"); }) == "R0220 R1");
  CHECK(said([](World&, Result&, Task& t) { t.ended_on = day("2024-06-29"); }) == "R0219 R1");
  CHECK(said([](World&, Result&, Task& t) { t.completed_on = day("2024-06-28"); }) == "R0220 R1");
  CHECK(said([](World&, Result&, Task& t) { t.status = TaskStatus::completed; }) == "R0220 R1");
  CHECK(said([](World&, Result&, Task& t) { t.status = TaskStatus::published; }) == "R0220 R1");
  CHECK(said([](World&, Result&, Task& t) { t.status = TaskStatus::inspecting; }) == "R0219 R1");
  CHECK(said([](World&, Result& r, Task& t) {
          r.concluded_on = day("2024-07-01");
          t.ended_on = day("2024-06-28");
        }) == "R0219 R1");
  CHECK(said([](World&, Result& r, Task& t) {
          r.inspected_on = {};
          r.concluded_on = day("2024-05-08");
          t.ended_on = day("2024-06-28");
        }) == "R0220 R1");
  for (std::string_view goes_on : {"inspected_on", "concluded_on"}) {  // the inspection has ended, and the task has not
    CAPTURE(goes_on);
    bool inspection = goes_on == "inspected_on";
    CHECK(said([&](World&, Result& r, Task& t) {
            if (inspection) {
              r.inspected_on = {};
              r.concluded_on = day("2024-05-08");
            }
            t.ended_on = day("2024-06-28");
            t.status = TaskStatus::inspecting;
          }) == (inspection ? "R0220 R1" : "R0219 R1"));
  }
  CHECK(said([](World&, Result& r, Task&) { r.task_id = "none"; }) == "R0219 R1");
  World alone;  // by the completion of a task that is not there, which is told (R0301): it may have the day
  alone.data.profiles[0].deadline->from = StartEvent::completed_on;
  alone.result("R1").task_id = "none";
  alone.preview("2024-06-28");
  CHECK(alone.said().empty());
  CHECK(said([](World&, Result& r, Task&) { r.withheld = Withheld{WithheldGround::other, "李", day("2024-06-01"), ""}; }).empty());
}

TEST_CASE("a site knows the last day of each result, and each task its first and last") {
  test::World world;
  world.data.calendar = test::national_calendar();
  Profile& p = world.data.profiles[0];
  p.transfer = Deadline{7, DayUnit::working, StartEvent::concluded_on, ""};
  p.report_to_regulator = Deadline{20, DayUnit::calendar, StartEvent::absent, ""};
  Task& task = world.data.tasks[0];
  task.kind = TaskKind::joint;
  task.ended_on = day("2024-05-10");
  Result& first = world.result("R1");
  first.follow_up = FollowUp::transferred;
  first.concluded_on = day("2024-05-08");
  world.publish("2024-06-03");
  world.result("R2", "乙厂", "2024-05-09");
  world.result("R3", "丙厂", "2024-05-08");
  world.result("R4", "丁厂", "2024-05-06");
  world.publish("2024-07-31");
  world.withdraw("R4", "2024-08-01");
  world.publish("2024-08-02");
  auto site = world.live();
  REQUIRE(test::World::ids(*site) == "R1 R4 R3 R2");
  CHECK(site->results[0].due->due_on == day("2024-06-03"));  // 7 May, with 11 May worked
  CHECK(site->results[0].in_time() == true);
  CHECK(site->results[3].in_time() == false);
  CHECK_FALSE(site->results[1].due);  // withdrawn
  CHECK_FALSE(site->results[1].in_time());
  const std::vector<Due>& dues = site->tasks[0].dues;
  REQUIRE(dues.size() == 4);
  CHECK(dues[0].started_on == day("2024-05-07"));
  CHECK(dues[1].started_on == day("2024-05-09"));
  CHECK(dues[2].duty == Duty::transfer);
  CHECK(dues[2].due_on == day("2024-05-16"));  // 9, 10, 11, 13, 14, 15, 16 May
  CHECK(dues[3].duty == Duty::report);
  CHECK(dues[3].due_on == day("2024-05-30"));
}

TEST_CASE("what waits here is in time only where another system says so") {
  test::World world;
  world.data.calendar = test::national_calendar();
  world.result("R1");
  Result& elsewhere = world.result("R2");
  elsewhere.published_on = day("2024-06-05");
  elsewhere.published_via = "省平台";
  auto site = world.preview();
  CHECK_FALSE(site->find_result("R1")->in_time());
  CHECK(site->find_result("R2")->in_time() == false);  // 3 June was the last day
}
