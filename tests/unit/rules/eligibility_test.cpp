#include "rules/deadlines/eligibility.hpp"

#include <doctest/doctest.h>

using namespace gongshi;

namespace {

const Date before(2024, 6, 27), today(2024, 6, 28), after(2024, 6, 29);

Profile from(StartEvent event) {
  Profile p;
  p.deadline = Deadline{20, DayUnit::working, event, ""};
  return p;
}

Standing stands(StartEvent event, std::optional<Date> inspected, std::optional<Date> concluded, std::optional<Date> completed,
                const Task* task = nullptr) {
  Result r;
  r.inspected_on = inspected;
  r.concluded_on = concluded;
  r.completed_on = completed;
  return standing(r, task, from(event), today);
}

}  // namespace

TEST_CASE("counted from the end of the inspection") {
  CHECK(stands(StartEvent::inspected_on, today, {}, {}) == Standing::eligible);
  CHECK(stands(StartEvent::inspected_on, before, before, today) == Standing::eligible);
  CHECK(stands(StartEvent::inspected_on, before, after, {}) == Standing::embargoed);  // what has not happened yet is not told
  CHECK(stands(StartEvent::inspected_on, before, {}, after) == Standing::embargoed);
  CHECK(stands(StartEvent::inspected_on, after, {}, {}) == Standing::embargoed);
  CHECK(stands(StartEvent::inspected_on, {}, before, before) == Standing::undated);
}

TEST_CASE("counted from the determination of the result") {
  CHECK(stands(StartEvent::concluded_on, before, today, {}) == Standing::eligible);
  CHECK(stands(StartEvent::concluded_on, before, after, {}) == Standing::undated);  // a start after the day counts as missing
  CHECK(stands(StartEvent::concluded_on, before, {}, before) == Standing::undated);
  CHECK(stands(StartEvent::concluded_on, after, {}, {}) == Standing::embargoed);  // an embargoed one may lack its start
  CHECK(stands(StartEvent::concluded_on, after, before, {}) == Standing::embargoed);
  CHECK(stands(StartEvent::concluded_on, {}, before, {}) == Standing::undated);  // when was it inspected?
}

TEST_CASE("counted from the completion of the task, the task's own where the result has none") {
  Task task;
  CHECK(stands(StartEvent::completed_on, before, before, today) == Standing::eligible);
  CHECK(stands(StartEvent::completed_on, before, before, {}) == Standing::undated);
  CHECK(stands(StartEvent::completed_on, before, before, {}, &task) == Standing::undated);
  task.completed_on = today;
  CHECK(stands(StartEvent::completed_on, before, before, {}, &task) == Standing::eligible);
  CHECK(stands(StartEvent::completed_on, before, before, after, &task) == Standing::undated);  // its own goes first
  task.completed_on = after;
  CHECK(stands(StartEvent::completed_on, before, before, {}, &task) == Standing::undated);
  CHECK(stands(StartEvent::completed_on, before, before, today, &task) == Standing::eligible);
}

TEST_CASE("withheld is withheld, whatever the days") {
  Result r;
  r.withheld = Withheld{WithheldGround::trade_secret, "李某某", before, ""};
  CHECK(standing(r, nullptr, from(StartEvent::inspected_on), today) == Standing::withheld);
  r.inspected_on = before;
  CHECK(standing(r, nullptr, from(StartEvent::inspected_on), today) == Standing::withheld);
  r.inspected_on = after;
  CHECK(standing(r, nullptr, from(StartEvent::inspected_on), today) == Standing::withheld);
}

TEST_CASE("the start day") {
  Result r;
  Task task;
  task.completed_on = after;
  r.inspected_on = before;
  CHECK(start_day(r, &task, from(StartEvent::inspected_on)) == before);
  CHECK_FALSE(start_day(r, &task, from(StartEvent::concluded_on)));
  CHECK(start_day(r, &task, from(StartEvent::completed_on)) == after);
  CHECK_FALSE(start_day(r, nullptr, from(StartEvent::completed_on)));
  CHECK_FALSE(start_day(r, &task, Profile()));
}

TEST_CASE("which day is missing for the deadline") {
  Result r;
  Task task;
  CHECK(missing_start(r, nullptr, from(StartEvent::concluded_on)) == "inspected_on");
  r.inspected_on = today;
  CHECK(missing_start(r, nullptr, from(StartEvent::inspected_on)).empty());
  CHECK(missing_start(r, nullptr, from(StartEvent::concluded_on)) == "concluded_on");
  CHECK(missing_start(r, &task, from(StartEvent::completed_on)) == "completed_on");
  task.completed_on = today;
  CHECK(missing_start(r, &task, from(StartEvent::completed_on)).empty());
  CHECK(missing_start(r, nullptr, Profile{}).empty());  // a profile that counts no deadline
}

TEST_CASE("a day inside of an object counts as well") {
  Result r;
  r.inspected_on = before;
  r.concluded_on = before;
  r.penalty.emplace().decided_on = today;
  CHECK_FALSE(future_fact(r, today));
  r.penalty->decided_on = after;
  auto fact = future_fact(r, today);
  REQUIRE(fact);
  CHECK(fact->field == "penalty.decided_on");
  CHECK(fact->on == after);
}
