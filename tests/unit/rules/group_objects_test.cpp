#include "world.hpp"

using namespace gongshi;
using test::day;
using test::World;

// Expected addresses: Python, sha256 over the NFKC form of a code, or over json.dumps([NFKC name, district]) without blanks.

namespace {

std::string objects(const Assessment& site) {
  std::string text;
  for (const ShownObject& o : site.objects) {
    text += (text.empty() ? "" : " ") + o.id + ":";
    for (std::uint32_t i : o.results) text += std::string(i == o.results.front() ? "" : "+") + std::string(site.results[i].id);
  }
  return text;
}

std::string pointers(const Assessment& site) {
  std::string text;
  for (const ObjectPointer& p : site.pointers)
    text += (text.empty() ? "" : " ") + p.id + ">" + (p.target == none_index ? "-" : site.objects[p.target].id);
  return text;
}

/// Library object.
Object& object(World& world, std::string_view name, std::string_view code = {}, std::string_view district = {}) {
  Object& o = world.data.objects.emplace_back();
  o.name = name;
  o.code = code;
  o.district = district;
  return o;
}

constexpr std::string_view code_a = "91999901MA0KX35L7J", code_b = "91999901MA0K00179E";

}  // namespace

TEST_CASE("addresses of objects") {
  CHECK(object_id("x", "91999901ma0kx35l7j", "") == code_a);
  CHECK(object_id("x", "虚注字001号", "北山镇") == "c-8c208f6527be");
  CHECK(object_id("x", "９１", "") == "c-1da51b8d8ff9");  // full-width: no id; hashed in its NFKC form
  CHECK(object_id("虚构县（甲）厂", "", "") == "n-633b194390e9");
  CHECK(object_id("虚构县(甲)厂", "", "") == "n-633b194390e9");
  CHECK(object_id("虚构县（甲）厂", "", "北山镇") == "n-bec63ce37d8f");
  CHECK(object_id("\"甲\"", "", "") == "n-2684822114ec");
}

TEST_CASE("one name with a code and without one is told, but not where the districts differ") {
  World world;
  world.result("R1", "甲厂").object_code = code_a;
  world.result("R2", "甲厂").district = "北山镇";
  world.preview();
  CHECK(world.said() == "R0223 R2");
  World apart;
  Result& there = apart.result("R1", "甲厂");
  there.object_code = code_a;
  there.district = "南河镇";
  apart.result("R2", "甲厂").district = "北山镇";
  apart.preview();
  CHECK(apart.said() == "");
}

TEST_CASE("results of one code are one object, whatever its case and names; without code the name and district count") {
  World world;
  world.result("R1", "甲厂").object_code = code_a;
  world.result("R2", "甲厂").object_code = "91999901ma0kx35l7j";
  world.result("R3", "甲厂");
  world.result("R4", "虚构县（甲）厂").district = "北山镇";
  world.result("R5", "虚构县(甲)厂").district = "北山镇";
  world.result("R6", "虚构县（甲）厂");
  auto site = world.preview();
  CHECK(objects(*site) == "91999901MA0KX35L7J:R2+R1 n-5f51cb14384c:R3 n-633b194390e9:R6 n-bec63ce37d8f:R5+R4");
  CHECK(site->pointers.empty());
  CHECK(world.said() == "R0223 R3");  // 甲厂 has a code in R1
  for (const ShownResult& r : site->results) {
    const auto& results = site->objects[r.object].results;
    CHECK(std::ranges::find(results, static_cast<std::uint32_t>(&r - site->results.data())) != results.end());
  }
}

TEST_CASE("an object is described by its newest inspection, with all its names") {
  World world;
  Result& old = world.result("R1", "甲作坊", "2023-05-07");
  old.object_code = code_a;
  old.object_kind = ObjectKind::non_market;
  Result& now = world.result("R2", "甲厂", "2024-05-07");
  now.object_code = code_a;
  now.district = "北山镇";
  now.credit_risk = CreditRisk::high;
  auto site = world.preview();
  REQUIRE(site->objects.size() == 1);
  const ShownObject& o = site->objects[0];
  CHECK(o.name == "甲厂");
  CHECK(o.names == std::vector<std::string_view>{"甲作坊"});
  CHECK(o.district == "北山镇");
  CHECK(o.credit_risk == CreditRisk::high);
  CHECK(o.kind == ObjectKind::market);  // the default
  CHECK(o.type == ObjectType::enterprise);
  CHECK(site->results[o.results[0]].id == "R2");
}

TEST_CASE("two names under one code are a warning, unless the library says that it was renamed") {
  World world;
  world.result("R1", "甲作坊", "2023-05-07").object_code = code_a;
  world.result("R2", "甲厂").object_code = code_a;
  world.preview();
  REQUIRE(world.said() == "R0216 R2");
  CHECK(world.out.items()[0].args[1] == "甲作坊、甲厂");
  CHECK_FALSE(world.out.errors());
  object(world, "甲厂", code_a).former_names = {"甲作坊"};
  world.preview();
  CHECK(world.said() == "");
  world.result("R3", "丙厂", "2022-05-07").object_code = code_a;
  world.preview();
  CHECK(world.said() == "R0216 R2");
}

TEST_CASE("former codes and names lead to the object, and their addresses to its page") {
  World world;
  Object& o = object(world, "甲厂", code_a, "北山镇");
  o.former_codes = {code_b, "旧字1号"};
  o.former_names = {"老甲厂"};
  world.result("R1", "老甲厂", "2022-05-07").object_code = code_b;
  world.result("R2", "老甲厂", "2023-05-07").district = "北山镇";
  world.result("R3", "甲厂").object_code = code_a;
  world.result("R4", "老甲厂", "2023-05-07").district = "南山镇";  // another one
  auto site = world.preview();
  CHECK(objects(*site) == "91999901MA0KX35L7J:R3+R2+R1 n-60c063e1b233:R4");
  CHECK(pointers(*site) == "91999901MA0K00179E>91999901MA0KX35L7J c-64b50ab1ae4d>91999901MA0KX35L7J n-b9b71f13420b>91999901MA0KX35L7J");
  CHECK(site->objects[0].former_codes == std::vector<std::string_view>{code_b, "旧字1号"});
  CHECK(site->objects[0].names == std::vector<std::string_view>{"老甲厂"});
}

TEST_CASE("what an object is called now goes before what another was called") {
  World world;
  Object& a = object(world, "甲厂", code_a);
  a.former_names = {"乙厂"};
  a.former_codes = {code_b};
  object(world, "乙厂");
  object(world, "丙厂", code_b);
  world.result("R1", "乙厂");
  world.result("R2", "丙厂").object_code = code_b;
  world.result("R3", "甲厂").object_code = code_a;
  auto site = world.preview();
  CHECK(objects(*site) == "91999901MA0K00179E:R2 91999901MA0KX35L7J:R3 n-cb26bc453bdf:R1");
  CHECK(site->pointers.empty());  // both are pages of their own
}

TEST_CASE("an address that was published without the library keeps working when the library knows the code") {
  World world;
  world.result("R1", "甲厂").district = "北山镇";
  world.publish("2024-06-01");
  auto before = world.live();
  REQUIRE(before->objects.size() == 1);
  std::string old = before->objects[0].id;
  CHECK(old == "n-2c9516198717");
  object(world, "甲厂", code_a, "北山镇");
  auto site = world.live();
  CHECK(objects(*site) == "91999901MA0KX35L7J:R1");
  CHECK(pointers(*site) == "n-2c9516198717>91999901MA0KX35L7J");
  CHECK(site->objects[0].code == code_a);
}

TEST_CASE("an address keeps working when a correction moves the object") {
  struct Move {
    std::string_view field, old, now;
    std::string from, to;
  };
  const std::string n_plain = "n-5f51cb14384c", n_north = "n-2c9516198717";
  const std::vector<Move> moves{{"object_name", "\"甲厂\"", "\"乙厂\"", n_plain, "n-cb26bc453bdf"},
                                {"object_code", "null", "\"91999901MA0KX35L7J\"", n_plain, std::string(code_a)},
                                {"district", "null", "\"北山镇\"", n_plain, n_north}};
  for (const Move& m : moves) {
    CAPTURE(m.field);
    World world;
    world.result("R1", "甲厂");
    world.publish("2024-06-01");
    CHECK(objects(*world.live()) == m.from + ":R1");
    world.correct("R1", m.field, m.old, m.now, "2024-06-10");
    world.publish("2024-06-11");
    auto site = world.live();
    CHECK(world.said() == "");
    CHECK(objects(*site) == m.to + ":R1");
    CHECK(pointers(*site) == m.from + ">" + m.to);
  }
}

TEST_CASE("a code that was wrong leads on, unless it is another object's") {
  World world;
  world.result("R1", "甲厂").object_code = code_b;
  world.result("R2", "乙厂", "2024-05-08").object_code = "91999901MA0K02115A";
  world.publish("2024-06-01");
  world.correct("R1", "object_code", "\"91999901MA0K00179E\"", "\"91999901MA0KX35L7J\"", "2024-06-10");
  world.publish("2024-06-11");
  CHECK(pointers(*world.live()) == "91999901MA0K00179E>91999901MA0KX35L7J");
  world.result("R3", "丙厂").object_code = code_b;
  world.publish("2024-06-12");
  CHECK(world.live()->pointers.empty());
}

TEST_CASE("the address of an object whose results were all withdrawn goes nowhere") {
  World world;
  world.result("R1", "甲厂").object_code = code_a;
  world.result("R2", "甲厂").object_code = code_a;
  world.result("R3", "乙厂");
  world.publish("2024-06-01");
  world.withdraw("R1", "2024-06-10");
  world.withdraw("R3", "2024-06-10");
  world.publish("2024-06-11");
  auto site = world.live();
  CHECK(objects(*site) == "91999901MA0KX35L7J:R2");
  CHECK(pointers(*site) == "n-cb26bc453bdf>-");
  CHECK(site->results[0].object == none_index);
  world.withdraw("R2", "2024-06-12");
  world.publish("2024-06-13");
  CHECK(pointers(*world.live()) == "91999901MA0KX35L7J>- n-cb26bc453bdf>-");
}

TEST_CASE("so does that which the library gave it") {
  World world;
  object(world, "甲厂", code_a);
  world.result("R1", "甲厂");
  world.publish("2024-06-01");
  CHECK(objects(*world.live()) == "91999901MA0KX35L7J:R1");
  world.withdraw("R1", "2024-06-10");
  world.publish("2024-06-11");
  CHECK(pointers(*world.live()) == "91999901MA0KX35L7J>- n-5f51cb14384c>-");
}

TEST_CASE("a person has no page, and whose page was made by mistake, has none any more") {
  World world;
  world.result("R1", "甲厂").object_type = ObjectType::person;
  world.result("R2", "乙厂").object_type = ObjectType::individual_business;
  world.publish("2024-06-01");
  CHECK(objects(*world.live()) == "n-cb26bc453bdf:R2");
  CHECK(world.live()->pointers.empty());
  world.correct("R2", "object_type", "\"individual_business\"", "\"person\"", "2024-06-10");
  world.publish("2024-06-11");
  auto site = world.live();
  CHECK(site->objects.empty());
  CHECK(pointers(*site) == "n-cb26bc453bdf>-");
}
