#include "rules/targets/targets.hpp"

#include "world.hpp"

using namespace gongshi;
using test::day;
using test::World;

namespace {

/// A world whose results are looked at on a day, as the clerk's list has them.
struct Desk {
  World world;
  std::vector<ResultOnDay> rows;

  Desk() {
    Target& rule = rule_of("coverage");
    rule.threshold = 0.05;
    rule.force = Force::must;
  }
  /// The one rule of the profile.
  Target& rule_of(std::string_view name, double threshold = 1) {
    world.data.profiles[0].targets.assign(1, Target{});
    Target& rule = world.data.profiles[0].targets[0];
    rule.name = name;
    rule.threshold = threshold;
    return rule;
  }
  Task& task(std::string_view id, TaskKind kind, std::string_view lead, std::string_view from) {
    Task& t = world.data.tasks.emplace_back();
    t.id = world.pool.keep(id);
    t.kind = kind;
    t.lead = lead;
    if (!from.empty()) t.from = day(from);
    return t;
  }
  Object& object(std::string_view name, std::string_view code = {}) {
    Object& o = world.data.objects.emplace_back();
    o.name = world.pool.keep(name);
    o.code = world.pool.keep(code);
    return o;
  }
  void library(int size) {
    for (int i = 0; i < size; ++i) object("库" + std::to_string(i));
  }
  std::vector<TargetValue> at(std::string_view on = "2024-12-31", Behind behind = Behind::listed) {
    rows.clear();
    for (const Result& r : world.data.results) rows.push_back({&r, r.withheld.has_value(), r.published_on});
    return targets(target_basis(world.data, rows, day(on)), behind);
  }
};

std::string fraction(const TargetValue& v) { return std::to_string(v.counted) + "/" + std::to_string(v.of); }

std::string text(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

const TargetValue& row(const std::vector<TargetValue>& values, std::string_view scope) {
  auto found = std::ranges::find(values, scope, [](const TargetValue& v) { return v.scope(); });
  REQUIRE(found != values.end());
  return *found;
}

const Beside& beside(const TargetValue& value, BesideKind kind) {
  auto found = std::ranges::find(value.beside, kind, &Beside::kind);
  REQUIRE(found != value.beside.end());
  return *found;
}

constexpr std::string_view own = "虚构县生态环境局";
constexpr std::string_view housing = "虚构县住房和城乡建设局";
constexpr std::string_view market = "虚构县市场监督管理局";

}  // namespace

TEST_CASE("coverage: distinct market objects with a result in the year; one of twenty is five per cent exactly") {
  Desk desk;
  desk.library(20);
  desk.world.result("R1", "库3", "2024-01-01");
  desk.world.result("R2", "库3", "2024-12-31");
  auto values = desk.at();
  REQUIRE(values.size() == 1);
  CHECK(values[0].scope() == "2024");
  CHECK(fraction(values[0]) == "1/20");
  CHECK(values[0].value == 0.05);
  CHECK(values[0].met == true);
  desk.object("库20");  // 1 of 21
  CHECK(desk.at()[0].met == false);
}

TEST_CASE("coverage: an object with two names is one; non-market objects and persons are none; each year for itself") {
  Desk desk;
  desk.object("甲厂", "91999901MA0KX35L7J").former_names = {"甲作坊"};
  desk.world.data.objects.back().former_codes = {"999901000000017"};
  desk.object("乙学校").kind = ObjectKind::non_market;
  desk.object("丁厂");
  desk.world.result("R1", "甲厂").object_code = "91999901MA0KX35L7J";
  desk.world.result("R2", "甲作坊");
  desk.world.result("R3", "甲作坊").object_code = "999901000000017";
  desk.world.result("R4", "乙学校");
  desk.world.result("R5", "张三").object_type = ObjectType::person;
  desk.world.result("R6", "丁厂", "2023-12-31");
  desk.world.result("R7", "丁厂", "2025-01-02");  // not yet
  desk.world.result("R8", "丁厂", "");
  auto values = desk.at("2025-01-01");
  REQUIRE(values.size() == 3);
  CHECK(fraction(row(values, "2023")) == "1/2");
  CHECK(fraction(row(values, "2024")) == "1/2");
  CHECK(text(row(values, "2024").counted_records) == "91999901MA0KX35L7J");
  CHECK(fraction(row(values, "2025")) == "0/2");
  CHECK(row(values, "2025").met == false);
}

TEST_CASE("coverage: without a library there is no value; what the library does not list is counted and named beside") {
  Desk desk;
  desk.world.result("R1", "丙厂").object_code = "91999901MA0KX35L7J";
  auto empty = desk.at();
  CHECK(fraction(empty[0]) == "1/0");
  CHECK(!empty[0].value);
  CHECK(!empty[0].met);
  desk.library(2);
  desk.world.result("R2", "库0");
  auto values = desk.at();
  CHECK(fraction(values[0]) == "2/2");
  CHECK(text(beside(values[0], BesideKind::outside_library).records) == "91999901MA0KX35L7J");
  auto counted = desk.at("2024-12-31", Behind::counted);
  CHECK(counted[0].counted_records.empty());
  CHECK(beside(counted[0], BesideKind::outside_library).count == 1);
}

TEST_CASE("publication rate: published of what is determined and not withheld; each department has its row") {
  Desk desk;
  desk.rule_of("publication_rate");
  Task& task = desk.world.data.tasks[0];
  task.partners = {housing};
  task.ended_on = day("2024-05-31");
  task.objects = {"甲厂", "91999901MA0KX35L7J", "戊厂", "己厂"};
  task.not_inspected = {{"戊厂", "停产"}};
  desk.world.result("R1", "甲厂").published_on = day("2024-05-20");
  desk.world.result("R2", "乙厂").object_code = "91999901MA0KX35L7J";
  desk.world.find("R2").department = housing;
  desk.world.result("R3", "己厂").withheld.emplace();
  desk.world.result("R4", "己厂").concluded_on = day("2025-01-02");  // of the next year
  desk.world.result("R5", "己厂", "");                               // nobody knows when
  auto values = desk.at();
  REQUIRE(values.size() == 3);
  const TargetValue& all = row(values, "2024");
  CHECK(fraction(all) == "1/2");  // R1, R2; R3 withheld, R4 and R5 not determined
  CHECK(all.value == 0.5);
  CHECK(all.met == false);
  CHECK(text(all.counted_records) == "R1");
  CHECK(text(all.other_records) == "R2");
  CHECK(text(beside(all, BesideKind::withheld).records) == "R3");
  CHECK(beside(all, BesideKind::drawn_without_result).count == 1);
  CHECK(text(beside(all, BesideKind::drawn_without_result).records) == "T1/戊厂");
  CHECK(fraction(row(values, "2024:虚构县生态环境局")) == "1/1");
  CHECK(row(values, "2024:虚构县生态环境局").met == true);
  CHECK(fraction(row(values, "2024:虚构县住房和城乡建设局")) == "0/1");
  // A number of drawn objects without the list: 7 − 3 objects (甲厂, 乙厂, 己厂).
  desk.world.data.tasks[0].objects.clear();
  desk.world.data.tasks[0].drawn = 7;
  CHECK(beside(row(desk.at(), "2024"), BesideKind::drawn_without_result).count == 4);
  // A person is found by the name that the site hides.
  desk.world.data.tasks[0].objects = {"赵六"};
  Result& masked = desk.world.result("R9", "赵六");
  masked.object_type = ObjectType::person;
  Result shown = masked;
  shown.object_name = "赵某某";
  desk.at();
  desk.rows.back().record = &shown;
  auto basis = target_basis(desk.world.data, desk.rows, day("2024-12-31"));
  CHECK(basis.tasks[0].without_result == 0);
  desk.world.data.results.pop_back();
  desk.world.data.tasks[0].objects.clear();
  // Its inspection has not ended: nothing is missing yet.
  CHECK(beside(row(desk.at("2024-05-30"), "2024"), BesideKind::drawn_without_result).count == 0);
}

TEST_CASE("publication rate: where the deadline counts from the determination, a result without its day is not determined") {
  Desk desk;
  desk.rule_of("publication_rate");
  desk.world.data.profiles[0].deadline->from = StartEvent::concluded_on;
  desk.world.result("R1");
  CHECK(fraction(desk.at()[0]) == "0/0");
  CHECK(!desk.at()[0].met);
  desk.world.find("R1").published_on = day("2024-06-01");  // published, so it was
  CHECK(fraction(desk.at()[0]) == "1/1");
  desk.world.result("R2").concluded_on = day("2024-05-08");
  desk.world.result("R3", "乙厂", "2024-12-31").concluded_on = day("2024-12-31");
  CHECK(fraction(desk.at("2024-12-30")[0]) == "1/2");
  CHECK(fraction(desk.at("2024-12-31")[0]) == "1/3");
}

TEST_CASE("joint share: joint tasks that the publisher started of all that it started; 7 of 20 is 35 per cent exactly") {
  Desk desk;
  desk.rule_of("joint_share", 0.35).force = Force::strive;
  desk.world.data.site.organisation.short_name = "县环境局";
  desk.world.data.tasks.clear();
  CHECK(!desk.at()[0].value);
  CHECK(!desk.at()[0].met);
  for (int i = 0; i < 7; ++i) desk.task("J" + std::to_string(i), TaskKind::joint, i == 0 ? "县环境局" : i == 1 ? "" : own, "2024-03-01");
  for (int i = 0; i < 13; ++i) desk.task("N" + std::to_string(i), TaskKind::internal, own, "2024-12-31");
  desk.task("X1", TaskKind::joint, housing, "2024-03-01");  // another's
  desk.task("X2", TaskKind::joint, own, "2025-01-01");      // not begun
  desk.task("X3", TaskKind::joint, own, "2024-06-01").status = TaskStatus::planned;
  auto values = desk.at();
  REQUIRE(values.size() == 1);
  CHECK(fraction(values[0]) == "7/20");
  CHECK(values[0].met == true);
  desk.task("N13", TaskKind::off_plan, own, "2024-08-01");  // alone: its own
  CHECK(fraction(desk.at()[0]) == "7/21");
  CHECK(desk.at()[0].met == false);
  desk.task("J7", TaskKind::off_plan, own, "2024-08-01").partners = {housing};  // 临时性联合抽查
  CHECK(fraction(desk.at()[0]) == "8/22");
}

TEST_CASE("joint inspections of one object: three departments are one inspection; the worst object counts") {
  Desk desk;
  desk.rule_of("joint_per_object", 2).force = Force::principle;
  CHECK(!desk.at()[0].value);
  for (std::string_view id : {"J1", "J2", "J3"}) desk.task(id, TaskKind::joint, own, "2024-03-01");
  auto inspect = [&](std::string_view id, std::string_view task, std::string_view name, std::string_view on = "2024-05-07") {
    desk.world.result(id, name, on).task_id = task;
  };
  inspect("A1", "J1", "甲厂");
  inspect("A2", "J1", "甲厂");
  inspect("A3", "J1", "甲厂");
  inspect("A4", "J2", "甲厂");
  inspect("A5", "T1", "甲厂");  // not a joint one
  inspect("B1", "J1", "乙厂");
  auto values = desk.at();
  CHECK(values[0].value == 2);
  CHECK(values[0].met == true);
  CHECK(fraction(values[0]) == "1/2");
  inspect("A6", "J3", "甲厂", "2024-12-31");
  inspect("A7", "J3", "甲厂", "2025-01-02");  // the same inspection, over the turn of the year: once, in 2024
  values = desk.at("2025-06-01");
  CHECK(row(values, "2024").value == 3);
  CHECK(row(values, "2024").met == false);
  CHECK(!row(values, "2025").value);
}

TEST_CASE("inspectors: the worst value; results that say none are named beside") {
  Desk desk;
  desk.rule_of("inspectors", 2);
  desk.world.result("R1").inspector_count = 3;
  desk.world.result("R2").inspector_count = 2;
  desk.world.result("R3");
  auto values = desk.at();
  REQUIRE(values.size() == 2);  // all, and the one department
  CHECK(values[0].value == 2);
  CHECK(values[0].met == true);
  CHECK(fraction(values[0]) == "1/2");
  CHECK(text(values[0].counted_records) == "R2");
  CHECK(text(beside(values[0], BesideKind::uncounted).records) == "R3");
  desk.world.result("R4", "乙厂").inspector_count = 1;
  CHECK(desk.at()[0].met == false);
  CHECK(text(desk.at()[0].counted_records) == "R4");
}

TEST_CASE("joint tasks started: each department, zeros shown; by field of work some may take part instead (平顶山 art. 9)") {
  Desk desk;
  Target& rule = desk.rule_of("joint_initiated", 1);
  desk.world.data.tasks.clear();
  desk.task("J1", TaskKind::joint, market, "2024-03-01").partners = {housing};
  desk.world.result("R1").department = "虚构县气象局";
  auto values = desk.at();
  REQUIRE(values.size() == 4);
  CHECK(values[0].scope() == "2024:虚构县生态环境局");
  CHECK(values[0].value == 0);
  CHECK(values[0].met == false);
  CHECK(row(values, "2024:虚构县市场监督管理局").met == true);
  CHECK(row(values, "2024:虚构县住房和城乡建设局").met == false);
  rule.initiate = {"市场监督管理", "生态环境"};
  rule.initiate_or_join = {"住房和城乡建设"};
  values = desk.at();
  CHECK(row(values, "2024:虚构县住房和城乡建设局").value == 1);
  CHECK(row(values, "2024:虚构县住房和城乡建设局").met == true);
  CHECK(row(values, "2024:虚构县生态环境局").met == false);
  const TargetValue& weather = row(values, "2024:虚构县气象局");  // asked for nothing
  CHECK(weather.value == 0);
  CHECK(!weather.threshold);
  CHECK(!weather.met);
}

TEST_CASE("quarterly: distinct objects of a class that the quarter's tasks drew, of the library's; every class and quarter has its row") {
  Desk desk;
  Target& rule = desk.rule_of("quarterly");
  rule.threshold.reset();
  rule.classes = ClassThresholds{0.25, 0.1, 0.5};
  desk.world.data.tasks.clear();
  for (int i = 0; i < 4; ++i) desk.object("重" + std::to_string(i)).supervision_class = SupervisionClass::key;
  for (int i = 0; i < 10; ++i) desk.object("般" + std::to_string(i)).supervision_class = SupervisionClass::general;
  desk.task("Q1a", TaskKind::internal, own, "2024-03-31").objects = {"重0", "般0"};
  desk.task("Q1b", TaskKind::joint, own, "2024-01-01").objects = {"重0"};
  desk.task("Q2", TaskKind::internal, own, "2024-04-01");
  desk.task("Q3", TaskKind::internal, own, "2024-07-01").status = TaskStatus::planned;
  desk.world.data.tasks.back().objects = {"重1"};
  desk.world.result("R1", "重2", "2024-04-02").task_id = "Q2";
  desk.world.result("R2", "重3", "2024-07-02").task_id = "Q2";  // drawn in the second quarter
  desk.world.result("R3", "外", "2024-04-02").task_id = "Q2";
  desk.world.find("R3").supervision_class = SupervisionClass::key;
  auto values = desk.at("2024-09-30");
  REQUIRE(values.size() == 9);  // three quarters, three classes
  CHECK(fraction(row(values, "2024-Q1:key")) == "1/4");
  CHECK(row(values, "2024-Q1:key").met == true);
  CHECK(fraction(row(values, "2024-Q1:general")) == "1/10");
  CHECK(row(values, "2024-Q1:general").met == true);
  CHECK(fraction(row(values, "2024-Q1:special")) == "0/0");
  CHECK(!row(values, "2024-Q1:special").met);
  CHECK(fraction(row(values, "2024-Q2:key")) == "3/4");
  CHECK(beside(row(values, "2024-Q2:key"), BesideKind::outside_library).count == 1);
  CHECK(fraction(row(values, "2024-Q3:key")) == "0/4");
  CHECK(row(values, "2024-Q3:key").met == false);
  CHECK(desk.at("2024-10-01").size() == 12);
}

TEST_CASE("plan coverage: items of the year's list that its plans hold; entries without a task, tasks without an entry") {
  Desk desk;
  desk.rule_of("plan_coverage", 1).force = Force::principle;
  ItemList& list = desk.world.data.items.emplace_back();
  list.year = 2024;
  for (std::string_view name : {"水污染防治监督检查", "噪声（含工业）检查", "放射性检查"}) list.entries.emplace_back().name = name;
  Plan& plan = desk.world.data.plans.emplace_back();
  plan.id = "P";
  plan.year = 2024;
  PlanSection& section = plan.sections.emplace_back();
  section.kind = SectionKind::internal;
  for (std::string_view number : {"1", "2"}) section.entries.emplace_back().number = number;
  section.entries[0].items = {"1、水污染防治监督检查", "2.噪声(含工业)检查"};
  section.entries[1].items = {"水污染防治监督检查"};
  desk.world.data.tasks[0].plan_id = "P";
  desk.world.data.tasks[0].plan_entry = "internal/1";
  desk.task("T2", TaskKind::internal, own, "2024-05-06");
  desk.task("T3", TaskKind::off_plan, own, "2024-05-06");  // off the plan by its kind
  auto values = desk.at();
  REQUIRE(values.size() == 1);
  CHECK(fraction(values[0]) == "2/3");
  CHECK(values[0].met == false);
  CHECK(text(values[0].other_records) == "放射性检查");
  CHECK(text(beside(values[0], BesideKind::entries_without_task).records) == "P/internal/2");
  CHECK(text(beside(values[0], BesideKind::tasks_without_entry).records) == "T2");
  section.entries[1].items = {"放射性检查"};
  CHECK(fraction(desk.at()[0]) == "3/3");
  CHECK(desk.at()[0].met == true);
  list.entries.clear();
  CHECK(!desk.at()[0].value);
}

TEST_CASE("the site's targets count what is public, and only where the profile says so") {
  Desk desk;
  desk.library(20);
  desk.world.result("R1", "库1");
  desk.world.publish("2024-06-01");
  desk.world.result("R2", "库2");
  desk.world.result("R3", "库3").withheld.emplace();
  auto values = [&](auto site) { return targets(target_basis(*site), Behind::counted); };
  CHECK(values(desk.world.live()).empty());
  desk.world.data.profiles[0].targets[0].shown = true;
  auto live = values(desk.world.live());
  REQUIRE(live.size() == 1);
  CHECK(fraction(live[0]) == "1/20");
  CHECK(live[0].newest_fact == day("2024-06-01"));
  CHECK(fraction(values(desk.world.preview())[0]) == "2/20");
  // Another day is no new fact.
  CHECK(values(desk.world.live("2026-01-01")).size() == 1);
  CHECK(desk.world.said().empty());
}

TEST_CASE("a target needs its threshold, and what counts secrets cannot be public") {
  Desk desk;
  auto said = [&] {
    Diagnostics out;
    check_targets(desk.world.data.profiles[0], out);
    std::string codes;
    for (const Diagnostic& d : out.items()) codes += code_name(d.code) + " ";
    return codes;
  };
  CHECK(said() == "");
  desk.rule_of("coverage").threshold.reset();
  CHECK(said() == "R0260 ");
  desk.rule_of("quarterly").classes.emplace();
  CHECK(said() == "R0260 ");
  desk.rule_of("publication_rate").shown = true;
  CHECK(said() == "R0261 ");
}

TEST_CASE("numbers for people: a share is cut, so that what is short of the threshold does not read as if it reached it") {
  CHECK(target_number(TargetKind::coverage, 0.05) == "5%");
  CHECK(target_number(TargetKind::coverage, 0.049999) == "4.99%");
  CHECK(target_number(TargetKind::coverage, 0.35) == "35%");
  CHECK(target_number(TargetKind::coverage, 1.0 / 3) == "33.33%");
  CHECK(target_number(TargetKind::coverage, 1) == "100%");
  CHECK(target_number(TargetKind::inspectors, 2) == "2");
  CHECK(target_number(TargetKind::inspectors, std::nullopt).empty());
}
