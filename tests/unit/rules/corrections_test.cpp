#include "rules/ledger/corrections.hpp"

#include "world.hpp"

using namespace gongshi;
using test::day;
using test::World;

namespace {

std::deque<std::string> texts;  // of masked names

/// The corrections of R1, as the dataset has them.
std::vector<const Correction*> all_of(World& world) {
  std::ranges::stable_sort(world.data.corrections, {}, &Correction::approved_on);
  std::vector<const Correction*> out;
  for (const Correction& c : world.data.corrections) out.push_back(&c);
  return out;
}

LedgerEntry entry(std::int64_t seq, std::string_view field, std::string_view on, std::string_view kind = "error") {
  LedgerEntry e;
  e.seq = seq;
  e.on = day("2024-06-30");
  e.kind = EntryKind::correct;
  e.id = "R1";
  e.field_name = field;
  e.correction = kind;
  e.approver_role = "本部门主要负责人";
  e.approved_on = day(on);
  return e;
}

std::string fields(const Course& course) {
  std::string out;
  for (const Step& step : course.steps)
    out += (out.empty() ? "" : " ") + std::string(step.correction->field_name) + (step.entry != nullptr ? "*" : "");
  return out;
}

}  // namespace

TEST_CASE("due corrections come by day, then as they stand; those of later days do not come") {
  World world;
  world.correct("R1", "findings", "null", "\"b\"", "2024-06-20");
  world.correct("R1", "handling", "null", "\"a\"", "2024-06-18");
  world.correct("R1", "district", "null", "\"c\"", "2024-06-20");
  world.correct("R1", "industry", "null", "\"d\"", "2024-06-21");
  auto all = all_of(world);
  CHECK(fields(course_of(all, nullptr, day("2024-06-20"))) == "handling findings district");
  CHECK(fields(course_of(all, nullptr, day("2024-06-17"))) == "");
  Course course = course_of(all, nullptr, day("2024-12-31"));
  CHECK(fields(course) == "handling findings district industry");
  CHECK(course.entered == 0);
  CHECK_FALSE(course.withdrawal);
  CHECK(course.orphans.empty());
}

TEST_CASE("those with an entry come first, by its number, whatever their day") {
  World world;
  world.correct("R1", "findings", "null", "\"a\"", "2024-06-18");  // written later, with an earlier day
  world.correct("R1", "handling", "null", "\"b\"", "2024-06-20");
  world.correct("R1", "district", "null", "\"c\"", "2024-06-21");
  auto all = all_of(world);
  LedgerEntry first = entry(3, "district", "2024-06-21");
  LedgerEntry second = entry(5, "handling", "2024-06-20");
  Trail trail;
  trail.corrects = {&first, &second};
  Course course = course_of(all, &trail, day("2024-06-19"));
  CHECK(fields(course) == "district* handling* findings");
  CHECK(course.entered == 2);
}

TEST_CASE("an entry whose correction is gone, or says another day, role or kind, is an orphan") {
  for (int which = 0; which < 4; ++which) {
    World world;
    Correction& c = world.correct("R1", "findings", "null", "\"a\"", "2024-06-18");
    LedgerEntry e = entry(3, "findings", "2024-06-18");
    Trail trail;
    trail.corrects = {&e};
    CHECK(course_of(all_of(world), &trail, day("2024-12-31")).orphans.empty());
    if (which == 0) c.approved_on = day("2024-06-19");
    if (which == 1) c.approver_role = "科长";
    if (which == 2) c.kind = CorrectionKind::progress;
    if (which == 3) world.data.corrections.clear();
    CAPTURE(which);
    Course course = course_of(all_of(world), &trail, day("2024-12-31"));
    CHECK(course.orphans == std::vector<const LedgerEntry*>{&e});
    CHECK(course.entered == 0);
  }
}

TEST_CASE("two corrections of one field and day each have their entry") {
  World world;
  world.correct("R1", "findings", "null", "\"a\"", "2024-06-18");
  world.correct("R1", "findings", "\"a\"", "\"b\"", "2024-06-18");
  LedgerEntry one = entry(3, "findings", "2024-06-18");
  LedgerEntry two = entry(4, "findings", "2024-06-18");
  Trail trail;
  trail.corrects = {&one, &two};
  Course course = course_of(all_of(world), &trail, day("2024-12-31"));
  CHECK(course.entered == 2);
  CHECK(course.steps[0].correction->after->findings == "a");
  CHECK(course.steps[1].correction->after->findings == "b");
}

TEST_CASE("each step needs the value before it") {
  World world;
  world.result("R1").findings = "旧";
  world.correct("R1", "findings", "\"旧\"", "\"中\"", "2024-06-18");
  world.correct("R1", "findings", "\"中\"", "\"新\"", "2024-06-19");
  auto all = all_of(world);
  Course course = course_of(all, nullptr, day("2024-12-31"));
  Diagnostics out;
  CHECK(applied(world.find("R1"), course, 0, texts, &out).findings == "旧");
  CHECK(applied(world.find("R1"), course, 1, texts, &out).findings == "中");
  CHECK(applied(world.find("R1"), course, 2, texts, &out).findings == "新");
  CHECK(out.empty());
  CHECK(world.find("R1").findings == "旧");
}

TEST_CASE("a wrong old is reported with the value that is there") {
  World world;
  world.result("R1").findings = "旧";
  world.correct("R1", "findings", "\"别的\"", "\"新\"", "2024-06-18");
  world.correct("R1", "items", "[\"甲\"]", "[\"乙\"]", "2024-06-19");
  Course course = course_of(all_of(world), nullptr, day("2024-12-31"));
  Diagnostics out;
  applied(world.find("R1"), course, 2, texts, &out);
  REQUIRE(out.items().size() == 2);
  CHECK(out.items()[0].code == Code::correction_old);
  CHECK(out.items()[0].args[0] == "\"旧\"");
  CHECK(out.items()[0].record == "R1");
  CHECK(out.items()[0].field == "old");
  CHECK(out.items()[1].args[0] == "null");
}

TEST_CASE("a source that was mended already is accepted, also where more corrections of the field follow") {
  World world;
  world.result("R1");
  world.correct("R1", "findings", "\"旧\"", "\"中\"", "2024-06-18");
  world.correct("R1", "district", "null", "\"北山镇\"", "2024-06-18");
  world.correct("R1", "findings", "\"中\"", "\"新\"", "2024-06-19");
  Course course = course_of(all_of(world), nullptr, day("2024-12-31"));
  for (std::string_view source : {"旧", "中", "新"}) {
    CAPTURE(source);
    world.find("R1").findings = source;
    Diagnostics out;
    CHECK(applied(world.find("R1"), course, 1, texts, &out).findings == "中");
    CHECK(applied(world.find("R1"), course, 3, texts, &out).findings == "新");
    CHECK(out.empty());
  }
  world.find("R1").findings = "别的";
  Diagnostics out;
  applied(world.find("R1"), course, 3, texts, &out);
  CHECK(out.items().size() == 1);  // at the first; then it is as it should be
}

TEST_CASE("null takes a value away, and lists are whole") {
  World world;
  Result& r = world.result("R1");
  r.items = {"甲", "乙"};
  r.penalty = Penalty{"1号", day("2024-06-01"), ""};
  world.correct("R1", "items", "[\"甲\",\"乙\"]", "[\"乙\",\"甲\"]", "2024-06-18");
  world.correct("R1", "penalty", R"({"number":"1号","decided_on":"2024-06-01"})", "null", "2024-06-19");
  Course course = course_of(all_of(world), nullptr, day("2024-12-31"));
  Diagnostics out;
  Result after = applied(world.find("R1"), course, 2, texts, &out);
  CHECK(out.empty());
  CHECK(after.items == std::vector<std::string_view>{"乙", "甲"});
  CHECK_FALSE(after.penalty);
}

TEST_CASE("what was mended ahead of its entry can be taken back") {
  World world;
  Result& r = world.result("R1");
  r.findings = "新";
  r.district = "北山镇";
  world.correct("R1", "findings", "\"旧\"", "\"新\"", "2024-06-18");
  world.correct("R1", "district", "\"南山镇\"", "\"西山镇\"", "2024-06-19");
  Course course = course_of(all_of(world), nullptr, day("2024-12-31"));
  Result before = taken_back(world.find("R1"), course, 0);
  CHECK(before.findings == "旧");
  CHECK(before.district == "北山镇");  // says neither: left alone
  CHECK(taken_back(world.find("R1"), course, 1).findings == "新");
}

TEST_CASE("a withdrawal counts from its day, or from its entry") {
  World world;
  world.withdraw("R1", "2024-06-20");
  auto all = all_of(world);
  CHECK_FALSE(course_of(all, nullptr, day("2024-06-19")).withdrawal);
  Course due = course_of(all, nullptr, day("2024-06-20"));
  REQUIRE(due.withdrawal);
  CHECK(due.withdrawal->entry == nullptr);
  LedgerEntry e;
  e.seq = 9;
  e.kind = EntryKind::withdraw;
  e.approver_role = "本部门主要负责人";
  e.approved_on = day("2024-06-20");
  Trail trail;
  trail.withdraw = &e;
  Course entered = course_of(all, &trail, day("2024-06-19"));
  REQUIRE(entered.withdrawal);
  CHECK(entered.withdrawal->entry == &e);
  CHECK(entered.orphans.empty());
  Course gone = course_of({}, &trail, day("2024-12-31"));
  CHECK_FALSE(gone.withdrawal);
  CHECK(gone.orphans == std::vector<const LedgerEntry*>{&e});
  world.data.corrections[0].approver_role = "科长";
  CHECK(course_of(all, &trail, day("2024-12-31")).orphans.size() == 1);
}

TEST_CASE("of two withdrawals the first counts") {
  World world;
  Correction& first = world.withdraw("R1", "2024-06-20");
  first.reason = "甲";
  world.withdraw("R1", "2024-06-21").reason = "乙";
  Course course = course_of(all_of(world), nullptr, day("2024-12-31"));
  REQUIRE(course.withdrawal);
  CHECK(course.withdrawal->correction->reason == "甲");
}

TEST_CASE("what could not be read of a correction changes nothing, forth or back") {
  World world;
  world.result("R1").findings = "旧";
  world.correct("R1", "nothing", "null", "null", "2024-06-18");
  world.correct("R1", "findings", "\"旧\"", "\"新\"", "2024-06-19").before.reset();
  world.correct("R1", "findings", "\"旧\"", "\"新\"", "2024-06-20").after.reset();
  Course course = course_of(all_of(world), nullptr, day("2024-12-31"));
  Diagnostics out;
  CHECK(applied(world.find("R1"), course, 3, texts, &out).findings == "旧");
  CHECK(out.empty());
  world.find("R1").findings = "新";
  CHECK(taken_back(world.find("R1"), course, 0).findings == "新");
  // Nor does it tell what a source says that was mended.
  World other;
  other.result("R1").findings = "别的";
  other.correct("R1", "findings", "\"旧\"", "\"新\"", "2024-06-18");
  other.correct("R1", "findings", "\"新\"", "\"别的\"", "2024-06-19").after.reset();
  applied(other.find("R1"), course_of(all_of(other), nullptr, day("2024-12-31")), 2, texts, &out);
  CHECK(out.items().size() == 1);
}

TEST_CASE("a person is corrected to the surname; a name in full is reported, and never shown") {
  World world;
  Result& r = world.result("R1", "王某某");
  r.object_type = ObjectType::person;
  world.correct("R1", "object_name", "\"王某某\"", "\"李小二\"", "2024-06-18");
  Course course = course_of(all_of(world), nullptr, day("2024-12-31"));
  CHECK(applied(r, course, 1, texts, nullptr).object_name == "李某某");
  Diagnostics out;
  CHECK(applied(r, course, 1, texts, &out).object_name == "李某某");
  REQUIRE(out.items().size() == 1);
  CHECK(out.items()[0].code == Code::bad_format);
}

TEST_CASE("the record as a correction of a later day finds it: by its own corrections, as the public sees it") {
  World world;
  world.result("R1").findings = "旧";
  Result& person = world.result("R2", "王小二");
  person.object_type = ObjectType::person;
  person.object_code = "X";
  world.publish("2024-06-10");
  world.correct("R1", "findings", "\"旧\"", "\"中\"", "2024-06-18");
  world.correct("R2", "district", "null", "\"北山镇\"", "2024-06-18");
  world.correct("R1", "findings", "\"中\"", "\"新\"", "2024-06-20");
  Trails trails(world.data.ledger);
  auto found = [&](std::string_view id, std::string_view on) {
    return found_by_correction(world.data, *trails.find(id), world.find(id), day(on), texts);
  };
  CHECK(found("R1", "2024-06-17").findings == "旧");
  CHECK(found("R1", "2024-06-19").findings == "中");
  CHECK(found("R1", "2024-06-20").findings == "新");
  CHECK(found("R2", "2024-06-20").object_name == "王某某");
  CHECK(found("R2", "2024-06-20").object_code == "");
  CHECK(found("R2", "2024-06-20").district == "北山镇");
}

TEST_CASE("a course that was changed behind its entries leads to them no more") {
  struct Corrected : World {
    explicit Corrected(bool person = false) {
      Result& r = result("R1", person ? "张三丰" : "甲厂");
      if (person) r.object_type = ObjectType::person;
      publish("2024-05-20");
      correct("R1", "district", "null", "\"城关镇\"", "2024-06-20").approved_by = "王某";
      publish("2024-06-21");
    }
    std::string seen() {
      preview("2024-06-30");
      return said();
    }
  };
  CHECK(Corrected().seen() == "");
  CHECK(Corrected(true).seen() == "");
  Corrected told;
  told.data.corrections.front().reason = "另一个原因";
  CHECK(told.seen() == "R0606 R1");
  for (bool person : {false, true}) {
    Corrected changed(person);
    changed.find("R1").industry = "铸造";
    CHECK(changed.seen() == "R0606 R1");
  }
  Corrected unsalted;  // what cannot be looked at is no breach: a lost salt is told by itself
  unsalted.data.ledger.salts.front() = {};
  CHECK(unsalted.seen().find("R0606") == std::string::npos);
}
