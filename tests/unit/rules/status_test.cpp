#include "rules/status.hpp"

#include "national_calendar.hpp"
#include "world.hpp"

using namespace gongshi;
using test::day;
using test::World;

namespace {

/// With the national calendar, counting from the end of the inspection.
struct Office : World {
  Office() { data.calendar = test::national_calendar(); }
  Profile& profile() { return data.profiles[0]; }
  std::unique_ptr<Status> on(std::string_view text) {
    preview(text);  // sorts
    return status(data, data.ledger, day(text));
  }
};

const ResultStatus& of(const Status& status, std::string_view id) {
  auto found = std::ranges::find(status.results, id, [](const ResultStatus& row) { return row.record->id; });
  REQUIRE(found != status.results.end());
  return *found;
}

std::string said(const ResultStatus& row) {
  std::string out(choices_of<State>()[static_cast<std::size_t>(row.state)].key);
  out += "/" + std::string(choices_of<State>()[static_cast<std::size_t>(row.platform_state)].key);
  if (row.days_left) out += " " + std::to_string(*row.days_left);
  CHECK(row.days_late.has_value() == (row.state == State::late || row.state == State::overdue));
  if (row.state == State::overdue) CHECK(*row.days_late == -*row.days_left);
  return out;
}

std::string said(const DutyStatus& row) {
  std::string out(choices_of<State>()[static_cast<std::size_t>(row.state)].key);
  return row.days_left ? out + " " + std::to_string(*row.days_left) : out;
}

}  // namespace

TEST_CASE("a result before, on and after its last day") {
  Office office;
  office.result("R1");  // 7 May 2024, and Saturday the 11th is worked: the last day is 3 June
  CHECK(said(of(*office.on("2024-05-06"), "R1")) == "embargoed/");
  CHECK(said(of(*office.on("2024-05-07"), "R1")) == "due/ 20");
  CHECK(said(of(*office.on("2024-06-02"), "R1")) == "due/ 1");
  CHECK(said(of(*office.on("2024-06-03"), "R1")) == "due/ 0");
  CHECK(said(of(*office.on("2024-06-04"), "R1")) == "overdue/ -1");
  CHECK(said(of(*office.on("2024-06-11"), "R1")) == "overdue/ -5");  // 4, 5, 6, 7 and 11 June; the 10th was a holiday
  CHECK(of(*office.on("2024-06-11"), "R1").due->due_on == day("2024-06-03"));
}

TEST_CASE("overdue by days off alone is overdue by one") {
  Office office;
  office.result("R1", "甲厂", "2024-04-11");  // the last day is Saturday 11 May 2024, worked; Sunday the 12th is off
  auto status = office.on("2024-05-12");
  CHECK(of(*status, "R1").due->due_on == day("2024-05-11"));
  CHECK(said(of(*status, "R1")) == "overdue/ -1");
}

TEST_CASE("published in time, late, and before the as-of date only") {
  Office office;
  office.result("R1");
  office.publish("2024-06-03");
  office.result("R2");
  office.publish("2024-06-04");
  auto status = office.on("2024-06-28");
  CHECK(said(of(*status, "R1")) == "published/");
  CHECK(of(*status, "R1").published_on == day("2024-06-03"));
  CHECK(said(of(*status, "R2")) == "late/");
  CHECK(status->counts[static_cast<std::size_t>(State::published)] == 1);
  CHECK(status->counts[static_cast<std::size_t>(State::late)] == 1);
  auto before = office.on("2024-06-02");  // no entry yet on that day
  CHECK(said(of(*before, "R1")) == "due/ 1");
  CHECK_FALSE(of(*before, "R1").published_on);
}

TEST_CASE("how late a publication was: the working days after the last day, at least one") {
  for (auto [published, days] : std::vector<std::pair<std::string_view, int>>{{"2024-06-04", 1}, {"2024-06-08", 4}, {"2024-06-11", 5}}) {
    Office office;
    office.result("R1");  // the last day is 3 June 2024; the 8th is a Saturday, the 10th a holiday
    office.publish(std::string(published));
    CHECK(of(*office.on("2024-06-28"), "R1").days_late == days);
  }
  Office office;
  office.result("R1", "甲厂", "2024-04-11");  // the last day is Saturday 11 May 2024, worked
  office.publish("2024-05-12");
  CHECK(of(*office.on("2024-06-28"), "R1").days_late == 1);
}

TEST_CASE("an interrupted publish counts by the day one looks at it") {
  Office office;
  office.result("R1");
  office.publish("2024-06-04", false);
  CHECK(of(*office.on("2024-06-04"), "R1").published_on == day("2024-06-04"));
}

TEST_CASE("what another system published is judged by that day, also while it waits here") {
  Office office;
  for (std::string_view id : {"R1", "R2", "R3"}) office.result(id);
  office.find("R1").published_on = day("2024-06-03");
  office.find("R2").published_on = day("2024-06-04");
  office.find("R3").published_on = day("2024-07-01");  // still to come
  auto status = office.on("2024-06-28");
  CHECK(said(of(*status, "R1")) == "published/");
  CHECK(said(of(*status, "R2")) == "late/");
  CHECK(said(of(*status, "R3")) == "overdue/ -18");
}

TEST_CASE("withheld, undated, withdrawn: no day is waited for") {
  Office office;
  office.profile().channels = Channels{{"site", "platform"}, {"site"}, ""};
  office.result("R1").withheld = Withheld{WithheldGround::other, "李", day("2024-06-01"), ""};
  office.result("R2", "乙厂", "");
  office.result("R3");
  office.publish("2024-05-20");
  office.withdraw("R3", "2024-05-27");
  office.publish("2024-05-28");
  office.result("R4");
  office.withdraw("R4", "2024-06-03");  // never published
  auto status = office.on("2024-06-28");
  CHECK(said(of(*status, "R1")) == "withheld/withheld");
  CHECK(said(of(*status, "R2")) == "undated/undated");
  CHECK_FALSE(of(*status, "R2").due);
  CHECK(said(of(*status, "R3")) == "withdrawn/withdrawn");
  CHECK(said(of(*status, "R4")) == "withdrawn/withdrawn");
  CHECK(said(of(*office.on("2024-05-27"), "R3")) == "published/due");  // the entry is of the 28th
}

TEST_CASE("the platform where the profile names it") {
  Office office;
  office.profile().channels = Channels{{"site", "platform"}, {"site"}, ""};
  office.result("R1").platform_on = day("2024-06-03");
  office.result("R2").platform_on = day("2024-06-04");
  office.result("R3").object_kind = ObjectKind::non_market;
  office.result("R4").platform_on = day("2024-07-01");
  auto status = office.on("2024-06-28");
  CHECK(said(of(*status, "R1")) == "overdue/published -18");
  CHECK(said(of(*status, "R2")) == "overdue/late -18");
  CHECK(said(of(*status, "R3")) == "overdue/ -18");
  CHECK(said(of(*status, "R4")) == "overdue/overdue -18");
}

TEST_CASE("the effective record counts: corrections that are due, a person's name masked") {
  Office office;
  office.result("R1", "张三").object_type = ObjectType::person;
  office.result("R2");
  office.correct("R2", "inspected_on", "\"2024-05-07\"", "\"2024-05-08\"", "2024-06-01");
  office.correct("R2", "result", "\"未发现问题\"", "\"发现问题已立案调查\"", "2024-06-01");
  auto status = office.on("2024-06-28");
  CHECK(of(*status, "R1").record->object_name == "张某某");
  CHECK(of(*status, "R2").due->started_on == day("2024-05-08"));
  CHECK(of(*status, "R2").category == Category::follow_up);
  CHECK(of(*status, "R2").approximate);
  CHECK(of(*office.on("2024-05-31"), "R2").due->started_on == day("2024-05-07"));
}

TEST_CASE("transfers") {
  Office office;
  office.profile().transfer = Deadline{7, DayUnit::working, StartEvent::concluded_on, ""};
  for (std::string_view id : {"R1", "R2", "R3", "R4", "R5"}) {
    Result& r = office.result(id);
    r.follow_up = FollowUp::transferred;
    r.concluded_on = day("2024-05-08");  // the last day is 16 May
  }
  office.find("R2").transferred_on = day("2024-05-16");
  office.find("R3").transferred_on = day("2024-05-17");
  office.find("R4").concluded_on = {};
  office.find("R5").withheld = Withheld{WithheldGround::other, "李", day("2024-05-09"), ""};
  auto status = office.on("2024-05-20");
  REQUIRE(status->duties.size() == 4);
  CHECK(said(status->duties[0]) == "overdue -2");
  CHECK(said(status->duties[1]) == "done");
  CHECK(said(status->duties[2]) == "late");
  CHECK(said(status->duties[3]) == "undated");
  CHECK(status->duties[0].result->id == "R1");
  office.profile().transfer = {};
  CHECK(office.on("2024-05-20")->duties.empty());
}

TEST_CASE("tasks: what was drawn, inspected, published, and the report of a joint one") {
  Office office;
  office.profile().report_to_regulator = Deadline{20, DayUnit::calendar, StartEvent::absent, ""};
  Task& joint = office.data.tasks[0];
  joint.kind = TaskKind::joint;
  joint.ended_on = day("2024-05-10");
  joint.drawn = 5;
  joint.not_inspected = {{"丁厂", "停业"}};
  Task& open = office.data.tasks.emplace_back();
  open.id = "T2";
  open.objects = {"甲厂", "乙厂", "丙厂"};
  open.lead = "虚构县市场监督管理局";
  office.result("R1");
  office.result("R2", "乙厂").withheld = Withheld{WithheldGround::other, "李", day("2024-06-01"), ""};
  for (std::string_view id : {"R3", "R4"}) office.result(id, "甲厂").task_id = "T2";  // one object, two results
  office.result("R5", "乙厂", "2024-12-30").task_id = "T2";
  office.result("R6", "丙厂").task_id = "none";
  office.publish("2024-05-20");
  auto status = office.on("2024-06-28");
  REQUIRE(status->tasks.size() == 2);
  const TaskStatusRow& first = status->tasks[0];
  CHECK(first.drawn == 5);
  CHECK(first.inspected == 4);
  CHECK(first.published == 1);
  CHECK(first.withheld == 1);
  CHECK(first.ours);
  REQUIRE(first.report);
  CHECK(said(status->duties[*first.report]) == "overdue -20");
  CHECK(status->duties[*first.report].due->due_on == day("2024-05-30"));
  const TaskStatusRow& second = status->tasks[1];
  CHECK(second.drawn == 3);
  CHECK(second.inspected == 1);
  CHECK(second.published == 2);
  CHECK_FALSE(second.ours);
  CHECK_FALSE(second.report);
}

// 2024 had 251 working days, 2025 has 248; until 3 February 2025 there were 19.
TEST_CASE("dates of plans, also of those not written yet") {
  Office office;
  office.profile().plan_due = MonthDue{1, ""};
  office.profile().plan_public_due = MonthDue{2, ""};
  office.profile().numbers_due = MonthDue{12, ""};
  Plan& plan = office.data.plans.emplace_back();
  plan.id = "P24";
  plan.year = 2024;
  plan.filed_on = day("2024-01-31");
  plan.published_on = day("2024-03-01");
  office.data.plans.emplace_back().id = "none";  // without a year, which is another fault
  Plan& own = office.data.plans.emplace_back();
  own.id = "P25";
  own.year = 2025;
  own.sections.resize(1);
  own.sections[0].kind = SectionKind::internal;
  auto status = office.on("2025-02-03");
  std::string text;
  for (const DutyStatus& row : status->duties)
    text += std::string(choices_of<Duty>()[static_cast<std::size_t>(row.duty)].key) + " " + std::to_string(row.year) + " " +
            std::string(row.plan_id) + " " + row.due->due_on.iso() + " " + said(row) + "\n";
  CHECK(text ==
        "plan_filing 2024 P24 2024-01-31 done\n"
        "plan_filing 2025  2025-01-31 overdue -1\n"
        "plan_publication 2024 P24 2024-02-29 late\n"
        "plan_publication 2025  2025-02-28 due 19\n"
        "numbers 2024 P24 2023-12-31 overdue -270\n"
        "numbers 2025 P25 2024-12-31 overdue -19\n"
        "numbers 2026  2025-12-31 due 229\n");
}

TEST_CASE("the calendar: what differs from weekends only, and which year is missing") {
  Office office;
  office.result("R1");  // 11 May is worked: differs
  office.result("R2");
  office.result("R3", "丙厂", "2024-07-01");  // nothing between: 29 July either way
  office.publish("2024-05-20");
  auto status = office.on("2024-07-05");
  REQUIRE(status->differing.size() == 1);
  CHECK(status->differing[0].due.by_weekends_on == day("2024-06-04"));
}

TEST_CASE("a year without a calendar") {
  Office office;
  office.result("R1", "甲厂", "2026-12-10");
  auto status = office.on("2026-12-15");
  CHECK(status->calendar_until == day("2026-12-31"));
  CHECK(status->missing_years == std::vector<int>{2027});
  CHECK(of(*status, "R1").due->provisional);
  office.find("R1").inspected_on = day("2026-12-01");
  CHECK(office.on("2026-12-15")->missing_years.empty());
  CHECK(office.on("2027-01-04")->missing_years == std::vector<int>{2027});
}
