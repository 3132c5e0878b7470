#include "rules/draws.hpp"

#include "world.hpp"

using namespace gongshi;
using test::day;
using test::World;

namespace {

/// A world whose task T1 drew these objects; its inspection ends on 2024-05-31.
struct Drawn : World {
  explicit Drawn(std::vector<std::string_view> objects) {
    Task& task = data.tasks.front();
    task.objects = std::move(objects);
    task.status = TaskStatus::drawn;
    task.ended_on = Date(2024, 5, 31);
  }
  Task& task() { return data.tasks.front(); }
};

std::string opened(const ShownDraw& draw) {
  std::vector<std::string_view> names;
  for (const DrawnObject& o : draw.objects)
    if (!o.object.empty()) names.push_back(o.object);
  std::ranges::sort(names);
  std::string out;
  for (std::string_view name : names) out += (out.empty() ? "" : " ") + std::string(name);
  return out;
}

}  // namespace

// Worked out in Python: sha256(json.dumps([…], ensure_ascii=False, separators=(",", ":"))).
TEST_CASE("the digest of a draw, whatever the order of its list") {
  Task task;
  task.objects = {"91999901MA0KX35L7J", "乙厂", "丙厂"};
  std::string_view salt = "00000000000000000000000000000001";
  CHECK(object_salt(salt, "乙厂") == "43df1b06a3a4a47868ee6c000cd1fdef");
  CHECK(object_digest("乙厂", "43df1b06a3a4a47868ee6c000cd1fdef") == "e6ecd36fcbe9d4bd3e48e7c90a4f47682e6a7a8f054e1c2e3788ae4a348010ca");
  CHECK(draw_digest(sealed_objects(task, salt)) == "0858d1b29029564c2d8f31ccb347bc411efcd5e449f9b0a9e9282fcc4ecc5b64");
  std::ranges::reverse(task.objects);
  CHECK(draw_digest(sealed_objects(task, salt)) == "0858d1b29029564c2d8f31ccb347bc411efcd5e449f9b0a9e9282fcc4ecc5b64");
}

TEST_CASE("a publish seals each drawn list once, and none that is not drawn") {
  Drawn world({"甲厂", "乙厂"});
  Task& other = world.data.tasks.emplace_back();
  other.id = "T2";
  other.objects = {"丁厂"};
  other.status = TaskStatus::planned;
  world.data.tasks.emplace_back().id = "T3";
  const GrownLedger& grown = world.publish("2024-05-01");
  REQUIRE(grown.ledger.entries.size() == 2);
  CHECK(grown.draws == 1);
  const LedgerEntry& entry = grown.ledger.entries[0];
  CHECK(entry.kind == EntryKind::draw);
  CHECK(entry.id == "T1");
  CHECK(entry.drawn == 2);
  CHECK(grown.lines(0).find("甲厂") == std::string::npos);
  CHECK(grown.salt_lines == "{\"seq\":1,\"salt\":\"00000000000000000000000000000001\"}\n");
  CHECK_FALSE(world.publish("2024-05-02").grown());
  CHECK(world.said() == "");
}

TEST_CASE("objects are opened after the inspection, where their result is public") {
  Drawn world({"甲厂", "乙厂", "张三", "丙厂"});
  world.publish("2024-05-01");
  world.result("R1", "甲厂");
  world.result("R2", "乙厂", "2024-05-08").withheld.emplace();
  world.result("R3", "张三").object_type = ObjectType::person;
  world.result("R4", "丙厂");
  world.publish("2024-05-20");
  auto during = world.live("2024-05-30");
  REQUIRE(during->draws.size() == 1);
  CHECK(opened(during->draws[0]) == "");
  CHECK(during->draws[0].objects.size() == 4);
  auto after = world.live("2024-05-31");
  CHECK(opened(after->draws[0]) == "丙厂 甲厂");
  for (const DrawnObject& o : after->draws[0].objects) {
    CHECK(o.object.empty() == o.salt.empty());
    if (!o.object.empty()) CHECK(object_digest(o.object, o.salt) == o.digest);
  }
  world.withdraw("R4", "2024-06-01");
  world.publish("2024-06-02");
  CHECK(opened(world.live()->draws[0]) == "甲厂");
  CHECK(world.said() == "");
}

TEST_CASE("a sealed list cannot change: added, removed, replaced, or the task gone (art. 15)") {
  auto said = [](auto change) {
    Drawn world({"甲厂", "乙厂"});
    world.publish("2024-05-01");
    change(world);
    world.preview("2024-05-02");
    return world.said();
  };
  CHECK(said([](Drawn&) {}) == "");
  CHECK(said([](Drawn& w) { w.task().objects = {"乙厂", "甲厂"}; }) == "");
  CHECK(said([](Drawn& w) { w.task().objects.emplace_back("丙厂"); }) == "R0617 T1");
  CHECK(said([](Drawn& w) { w.task().objects.pop_back(); }) == "R0617 T1");
  CHECK(said([](Drawn& w) { w.task().objects.clear(); }) == "R0617 T1");
  CHECK(said([](Drawn& w) { w.task().objects[1] = "丙厂"; }) == "R0617 T1");
  CHECK(said([](Drawn& w) { w.task().id = "T9"; }) == "R0617 T1");
  CHECK(said([](Drawn& w) { w.data.unread["task"].any = true, w.task().id = "T9"; }) == "");
  CHECK(said([](Drawn& w) { w.data.ledger.salts[0] = {}; }) == "R0609 T1");
}

TEST_CASE("when the task is over each drawn object has a result or a reason, and each result was drawn (art. 15)") {
  Drawn world({"甲厂", "乙厂", "丙厂", "丁厂"});
  world.result("R1", "甲厂");
  world.result("R2", "乙厂").withheld.emplace();
  world.task().not_inspected.push_back({"丙厂", "已注销"});
  world.result("R5", "戊厂");
  world.preview("2024-06-30");
  CHECK(world.said() == "");  // drawn, and no day of completion: it goes on
  world.task().status = TaskStatus::completed;
  world.preview("2024-05-30");
  CHECK(world.said() == "");
  world.preview("2024-05-31");
  CHECK(world.said() == "R0618 R5, R0619 T1");
  CHECK(world.out.items()[1].args == std::vector<std::string>{"丁厂"});
  world.task().completed_on = Date(2024, 6, 10);
  world.preview("2024-06-09");
  CHECK(world.said() == "");
  world.preview("2024-06-10");
  CHECK(world.said() == "R0618 R5, R0619 T1");
  world.data.faulty_results.emplace_back();
  world.preview("2024-06-10");
  CHECK(world.said() == "");  // the missing result may be the faulty one
}

TEST_CASE("one object, several departments: one result is enough, all are of it") {
  Drawn world({"甲厂"});
  world.task().completed_on = Date(2024, 5, 31);
  world.result("R1", "甲厂").department = "市场监管局";
  world.result("R2", "甲厂").department = "应急管理局";
  world.preview("2024-06-30");
  CHECK(world.said() == "");
}

TEST_CASE("a withdrawn result was perhaps withdrawn because its object was not drawn") {
  Drawn world({"甲厂"});
  world.result("R1", "甲厂");
  world.result("R2", "乙厂");
  world.publish("2024-05-20");
  world.withdraw("R2", "2024-05-21");
  world.publish("2024-05-22");
  world.task().completed_on = Date(2024, 5, 31);
  world.live();
  CHECK(world.said() == "");
}

TEST_CASE("an object is found by code or name, in either width or case, and by what the library knows of it") {
  Task task;
  task.objects = {"91999901MA0KX35L7J", "乙 厂（北）", "丙厂", "91999901MA0K00000X"};
  std::vector<Object> objects(2);
  objects[0].name = "甲厂";
  objects[0].code = "91999901MA0KX35L7J";
  objects[0].former_codes = {"甲旧"};
  objects[1].name = "新丙厂";
  objects[1].former_names = {"丙厂"};
  objects[1].code = "C3";
  Library library(objects);
  DrawnList list(task, library);
  CHECK(list.find("甲厂", "91999901MA0KX35L7J") == 0);
  CHECK(list.find("别的名", "91999901ma0kx35l7j") == 0);
  CHECK(list.find("甲厂", "甲旧") == 0);
  CHECK(list.find("甲厂", "") == 0);
  CHECK_FALSE(list.find("甲厂", "91999901MA0Z00000X"));  // the same name, but another code
  CHECK(list.find("乙厂(北)", "") == 1);
  CHECK(list.find("乙厂(北)", "B2") == 1);  // the list names it
  CHECK(list.find("新丙厂", "C3") == 2);
  CHECK(list.find("新丙厂", "") == 2);
  CHECK_FALSE(list.find("丁厂", ""));
  CHECK_FALSE(list.find("", ""));
}

TEST_CASE("a drawn entry names what is called so now, before what was called so; a name of several is nobody's") {
  std::vector<Object> objects(3);
  objects[0].name = objects[1].former_names.emplace_back("同名厂");
  objects[0].code = "C1";
  objects[1].name = objects[2].name = "乙 厂";
  objects[1].former_names.emplace_back("丙厂");
  objects[1].former_codes = {"旧字第 2 号"};
  objects[2].former_names = {"丙厂", "丁厂", "丁厂"};
  Library library(objects);
  CHECK(library.drawn("同名厂") == objects.data());
  CHECK(library.drawn("c1") == objects.data());
  CHECK(library.drawn(" Ｃ１ ") == objects.data());
  CHECK(library.drawn("旧字第 2 号") == &objects[1]);
  CHECK(library.drawn("乙厂") == nullptr);
  CHECK(library.drawn("丙厂") == nullptr);
  CHECK(library.drawn("丁 厂") == &objects[2]);
  CHECK(library.drawn("戊厂") == nullptr);
}

TEST_CASE("the source of a withdrawn result may be emptied: its object is then one that nothing more is known of") {
  Drawn world({"甲厂", "乙厂"});
  world.result("R1", "甲厂");
  world.result("R2", "乙厂");
  world.publish("2024-05-20");
  world.withdraw("R2", "2024-05-21");
  world.publish("2024-05-22");
  world.task().completed_on = Date(2024, 5, 31);
  world.find("R2").object_name = "某";
  world.live();
  CHECK(world.said() == "");
  world.find("R1").withheld.reset();
  world.task().objects.emplace_back("丙厂");
  world.live();
  CHECK(world.said() == "R0617 T1, R0619 T1, R0619 T1");
}
