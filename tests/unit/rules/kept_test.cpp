#include "rules/ledger/kept.hpp"

#include "world.hpp"

using namespace gongshi;
using test::day;
using test::World;

namespace {

/// R1, R2, R3 of three tasks; R2 was corrected in name and result, then withdrawn: entries 1 2 3 (4), 5 6 (7), 8 (9).
struct Withdrawn : World {
  Withdrawn() {
    for (std::string_view id : {"T2", "T3"}) {
      Task& task = data.tasks.emplace_back(data.tasks.front());
      task.id = id;
    }
    result("R1", "甲厂");
    result("R2", "乙厂", "2024-05-08").task_id = "T2";
    result("R3", "丙厂", "2024-05-09").task_id = "T3";
    publish("2024-06-28");
    correct("R2", "object_name", R"("乙厂")", R"("乙二厂")", "2024-07-01");
    correct("R2", "result", R"("未发现问题")", R"("发现问题已责令改正")", "2024-07-02");
    publish("2024-07-03");
    withdraw("R2", "2024-08-01");
    publish("2024-08-02");
    REQUIRE(out.empty());
    REQUIRE(data.ledger.entries.size() == 9);
  }
  void remove(std::string_view id) {
    std::erase_if(data.results, [&](const Result& r) { return r.id == id; });
  }
};

/// All that a site shows of its withdrawn results, where it shows it.
std::string shown(const Assessment& site) {
  std::string text;
  for (const ShownResult& r : site.results)
    text += std::string(r.id) + (r.withdrawn ? " withdrawn " + r.withdrawn_on.iso() + std::string(r.withdrawn_role) : "") + " " +
            r.published_on.iso() + " " + std::to_string(r.corrections.size()) + "\n";
  for (const ShownTask& t : site.tasks) {
    text += std::string(t.task->id) + ":";
    for (std::uint32_t i : t.results) text += " " + std::string(site.results[i].id);
    text += "\n";
  }
  for (const CategoryFacts& f : categories())
    for (const ListRow& row : site.categories.at(static_cast<std::size_t>(f.category)).rows)
      text += std::string(f.slug) + " " + std::string(site.results[row.result].id) + (row.gap ? " gap\n" : "\n");
  for (const ObjectPointer& p : site.pointers) text += p.id + (p.target == none_index ? " nowhere\n" : " leads on\n");
  for (const ShownCorrection& c : site.corrections)
    text += c.on.iso() + std::string(c.correction->approver_role) + std::to_string(static_cast<int>(c.correction->kind)) + "\n";
  for (const PeriodSummary& p : site.periods) text += p.period.name() + " " + std::to_string(p.corrections.size()) + "\n";
  return text;
}

}  // namespace

TEST_CASE("what a withdrawal leaves behind: places, and no object beside its result") {
  Withdrawn world;
  // Addresses: Python, "n-" and 12 digits of sha256(json.dumps(["乙厂"], ensure_ascii=False)), and of ["乙二厂"]
  CHECK(kept_lines(world.data.kept_places) == R"({"place":"categories/no-problem","seq":2}
{"place":"categories/ordered-corrected","seq":6}
{"place":"objects/n-7fddba8ecff6"}
{"place":"objects/n-cb26bc453bdf"}
{"place":"summaries/2024-06","seq":2}
{"place":"tasks/T2","seq":2}
)");
}

TEST_CASE("a withdrawn result shows the same whatever becomes of its source") {
  Withdrawn world;
  std::string live = shown(*world.live()), preview = shown(*world.preview());
  CHECK(live.find("R2 withdrawn 2024-08-02") != std::string::npos);
  auto same = [&] {
    CHECK(shown(*world.live()) == live);
    CHECK(world.said().empty());
    CHECK(shown(*world.preview()) == preview);
    CHECK(world.said().empty());
    CHECK(world.publish("2024-08-03").ledger.entries.size() == 9);
  };
  SUBCASE("as it was") {}
  SUBCASE("changed") {
    Result& r = world.find("R2");
    r.object_name = "某";
    r.task_id = "T1";
    r.result = "不是结果";
    r.inspected_on = {};
    r.withheld = Withheld{WithheldGround::privacy, "李", day("2024-08-01"), ""};
  }
  SUBCASE("deleted") { world.remove("R2"); }
  SUBCASE("deleted with its corrections, but the withdrawal") {
    world.remove("R2");
    std::erase_if(world.data.corrections, [](const Correction& c) { return c.kind != CorrectionKind::withdrawal; });
  }
  same();
}

TEST_CASE("the withdrawal itself stays in the content") {
  Withdrawn world;
  world.remove("R2");
  world.data.corrections.clear();
  world.live();
  CHECK(world.said() == "R0606 R2");
}

TEST_CASE("without its places a withdrawn result needs its source, and the next publish keeps them") {
  Withdrawn world;
  auto places = world.data.kept_places;
  auto lost = [&](std::string_view place) {
    world.data.kept_places = places;
    std::erase_if(world.data.kept_places, [&](const KeptPlace& p) { return p.place.starts_with(place); });
  };
  lost("");
  CHECK(kept_lines(world.publish("2024-08-03").kept_places) == kept_lines(places));
  for (std::string_view place : {"", "tasks/", "categories/", "summaries/"}) {
    lost(place);
    Withdrawn gone;
    gone.data.kept_places = world.data.kept_places;
    gone.remove("R2");
    gone.live();
    CHECK(gone.said() == "R0605 R2");
  }
}

TEST_CASE("places of what is not withdrawn count for nothing, and go") {
  Withdrawn world;
  std::string before = shown(*world.live()), lines = kept_lines(world.data.kept_places);
  world.data.kept_places.push_back({"tasks/T1", 3});  // of a publish that was interrupted
  world.data.kept_places.push_back({"tasks/T1", 77});
  CHECK(shown(*world.live()) == before);
  CHECK(kept_lines(world.publish("2024-08-03").kept_places) == lines);
}

TEST_CASE("a task that went with its withdrawn results keeps its address and tells nothing") {
  Withdrawn world;
  world.remove("R2");
  std::erase_if(world.data.tasks, [](const Task& t) { return t.id == "T2"; });
  auto site = world.live();
  CHECK(world.said().empty());
  REQUIRE(site->tasks.size() == 3);
  REQUIRE(site->find_task("T2") == &site->tasks[1]);
  CHECK(site->tasks[1].task->name == "已撤下的抽查任务");
  CHECK(site->tasks[1].results.size() == 1);
  CHECK(site->tasks[1].published == 0);
  CHECK_FALSE(site->tasks[1].task->from);
}

TEST_CASE("a day before the withdrawal: the result as it stood, or, where its source has gone, nothing of it") {
  Withdrawn world;
  Ledger before = world.data.ledger;
  before.entries.resize(7);
  before.salts.resize(7);
  auto look = [&] { return assess(world.data, before, Audience::live, day("2024-07-31"), 1, world.out); };
  CHECK_FALSE(look()->find_result("R2")->withdrawn);
  SUBCASE("changed") { world.find("R2").object_name = "某"; }
  SUBCASE("deleted") { world.remove("R2"); }
  auto site = look();
  CHECK(world.said().empty());
  CHECK(site->find_result("R2")->withdrawn);
  CHECK(site->find_result("R2")->record->object_name.empty());
}

TEST_CASE("a result of a drawn object that was withdrawn and deleted is missing from the task no more than once") {
  World world;
  Task& task = world.data.tasks.front();
  task.status = TaskStatus::completed;
  task.ended_on = day("2024-05-20");
  task.objects = {"甲厂", "乙厂", "丙厂"};
  for (std::string_view name : {"甲厂", "乙厂", "丙厂"}) world.result(name == "甲厂" ? "R1" : name == "乙厂" ? "R2" : "R3", name);
  world.publish("2024-06-28");
  world.withdraw("R2", "2024-07-01");
  world.publish("2024-07-02");
  REQUIRE(world.out.empty());
  std::erase_if(world.data.results, [](const Result& r) { return r.id == "R2"; });
  world.live();
  CHECK(world.said().empty());
  world.data.results.pop_back();
  world.live();
  CHECK(world.said() == "R0605 R3, R0619 T1, R0619 T1");
}

TEST_CASE("of a withdrawn result whose places are kept no day is asked for") {
  Withdrawn world;
  world.find("R2").inspected_on = {};
  world.preview("2024-08-03");
  CHECK(world.said() == "");
  world.find("R3").inspected_on = {};
  world.preview("2024-08-03");
  CHECK(world.said() == "R0219 R3, R0606 R3");
}
