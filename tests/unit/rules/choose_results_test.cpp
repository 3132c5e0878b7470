#include "rules/ledger/ledger.hpp"
#include "rules/ledger/public_record.hpp"
#include "world.hpp"

using namespace gongshi;
using test::day;
using test::World;

namespace {

/// R1, R2, R3 published on 2024-06-28.
struct Published : World {
  Published() {
    result("R1", "甲厂");
    result("R2", "乙厂");
    result("R3", "丙厂");
    publish("2024-06-28");
    REQUIRE(out.empty());
    REQUIRE(data.ledger.entries.size() == 4);
  }
};

}  // namespace

TEST_CASE("the live site holds what has an entry, the preview also what is eligible") {
  World world;
  world.result("R1");
  world.publish("2024-06-28");
  world.result("R2");
  world.result("R3", "丙厂", "2025-01-01");
  world.result("R4", "丁厂", "");
  world.result("R5", "戊厂").withheld = Withheld{WithheldGround::trade_secret, "李", day("2024-06-01"), ""};
  CHECK(World::ids(*world.live()) == "R1");
  auto preview = world.preview();
  CHECK(World::ids(*preview) == "R1 R2");
  CHECK(world.said() == "R0219 R4");
  CHECK_FALSE(preview->results[0].pending);
  CHECK(preview->results[1].pending);
  CHECK(preview->results[1].seq == 0);
  CHECK(preview->results[1].published_on == day("2024-12-31"));  // as if published on that day
  CHECK(preview->results[1].digest.empty());
  CHECK(preview->find_result("R2") == &preview->results[1]);
  CHECK(preview->find_result("R3") == nullptr);
}

TEST_CASE("publication order: ledger numbers; then what is pending, by day of inspection and id") {
  World world;
  world.result("R9", "甲厂", "2024-05-20");
  world.publish("2024-06-01");
  world.result("R5", "乙厂", "2024-05-09");
  world.result("R4", "丙厂", "2024-05-10");
  world.publish("2024-06-02");
  world.result("R1", "丁厂", "2024-05-30");
  world.result("R3", "戊厂", "2024-05-08");
  world.result("R2", "己厂", "2024-05-08");
  auto site = world.preview();
  CHECK(World::ids(*site) == "R9 R5 R4 R2 R3 R1");
  CHECK(site->results[1].seq == 3);
  world.publish("2024-06-03");
  CHECK(World::ids(*world.live()) == "R9 R5 R4 R2 R3 R1");  // as the preview said
  CHECK(world.said() == "");
}

TEST_CASE("published_on is the day of the release that closed the batch") {
  World world;
  world.result("R1");
  world.publish("2024-06-10", false);  // interrupted: no release
  world.result("R2", "乙厂");
  auto open = world.live("2024-06-11");
  CHECK(open->results[0].published_on == day("2024-06-11"));
  CHECK(open->results[0].seq == 1);
  world.publish("2024-06-12");
  world.publish("2024-06-20");
  auto site = world.live("2024-12-31");
  CHECK(site->results[0].published_on == day("2024-06-12"));
  CHECK(site->results[1].published_on == day("2024-06-12"));
  CHECK_FALSE(site->results[0].reported);
}

TEST_CASE("what another system published first keeps that day, and still gets its entry") {
  World world;
  Result& r = world.result("R1");
  r.published_on = day("2024-05-20");
  r.published_via = "省平台";
  const GrownLedger& grown = world.publish("2024-06-10");
  CHECK(grown.published == 1);
  auto site = world.live();
  CHECK(site->results[0].published_on == day("2024-05-20"));
  CHECK(site->results[0].reported);
  CHECK(site->results[0].seq == 1);
}

TEST_CASE("a published record that differs, with no correction, stops the build") {
  Published world;
  world.live();
  CHECK(world.said() == "");
  world.find("R2").findings = "后来加的";
  world.live();
  CHECK(world.said() == "R0606 R2");
  world.preview();
  CHECK(world.said() == "R0606 R2");
  world.find("R2").findings = {};
  world.find("R2").inspector_count = 3;  // not public: not sealed
  world.live();
  CHECK(world.said() == "");
  world.find("R3").items = {"新事项"};
  world.find("R3").published_on = day("2024-06-01");  // not sealed
  world.live();
  CHECK(world.said() == "R0606 R3");
}

TEST_CASE("a published id that vanishes stops the build and names the nearest new row") {
  Published world;
  world.data.results.erase(world.data.results.begin() + 1);
  world.live();
  REQUIRE(world.said() == "R0605 R2");
  CHECK(world.out.items()[0].args == std::vector<std::string>{"R2", ""});
  CHECK(world.out.items()[0].place.line == 2);
  world.result("R2-neu", "乙厂");
  world.result("R77", "丁厂").department = "别的局";
  world.preview();
  REQUIRE(world.said() == "R0605 R2");
  CHECK(world.out.items()[0].args[1] == "R2-neu");
}

TEST_CASE("a result whose wording is no longer known has not vanished") {
  Published world;
  world.find("R2").result = "未发观问题";
  world.live();
  REQUIRE(world.said() == "R0401 R2");
  CHECK(world.out.items()[0].args[0] == "未发观问题");
  CHECK(world.out.items()[0].args[2] == "未发现问题");
}

TEST_CASE("withheld on a published result is an error") {
  Published world;
  world.find("R1").withheld = Withheld{WithheldGround::privacy, "李", day("2024-06-01"), ""};
  world.live();
  CHECK(world.said() == "R0604 R1");
}

TEST_CASE("a salt that is missing") {
  Published world;
  world.data.ledger.salts[1] = {};
  world.live();
  REQUIRE(world.said() == "R0609 R2");
  CHECK(world.out.items()[0].args[0] == "2");
  world.data.ledger.salts[1] = "ffffffffffffffffffffffffffffffff";
  world.live();
  CHECK(world.said() == "R0606 R2");
}

TEST_CASE("a ledger that is broken makes no site") {
  Published world;
  world.data.ledger.entries[1].department = "x";
  auto site = world.live();
  CHECK(world.said() == "R0607 R2");
  CHECK(site->results.empty());
}

TEST_CASE("a correction shows at once in the preview, live from its entry on") {
  Published world;
  world.correct("R1", "result", "\"未发现问题\"", "\"发现问题已责令改正\"", "2024-07-01");
  CHECK(world.live("2024-07-05")->results[0].category == Category::no_problem);
  CHECK(world.said() == "");
  CHECK(world.preview("2024-06-30")->results[0].category == Category::no_problem);  // its day has not come
  auto preview = world.preview("2024-07-05");
  CHECK(preview->results[0].category == Category::ordered_corrected);
  REQUIRE(preview->corrections.size() == 1);
  CHECK(preview->corrections[0].pending);
  CHECK(preview->corrections[0].on == day("2024-07-05"));
  CHECK(preview->results[0].corrections == std::vector<std::uint32_t>{0});
  world.publish("2024-07-08");
  auto live = world.live();
  CHECK(world.said() == "");
  CHECK(live->results[0].category == Category::ordered_corrected);
  CHECK(live->results[0].record->result == "发现问题已责令改正");
  CHECK(live->results[0].seq == 1);
  CHECK(live->results[0].digest == world.data.ledger.entries[4].digest);
  CHECK(live->results[0].salt == world.data.ledger.salts[4]);
  REQUIRE(live->corrections.size() == 1);
  CHECK(live->corrections[0].seq == 5);
  CHECK(live->corrections[0].on == day("2024-07-08"));
  CHECK_FALSE(live->corrections[0].pending);
}

TEST_CASE("a correction of a published result that goes away, or that lies about its old value") {
  Published world;
  world.correct("R1", "findings", "null", "\"台账不全\"", "2024-07-01");
  world.publish("2024-07-08");
  Correction kept = world.data.corrections[0];
  world.data.corrections.clear();
  world.live();
  CHECK(world.said() == "R0606 R1");
  world.data.corrections.push_back(kept);
  world.data.corrections[0].approver_role = "科长";
  world.live();
  CHECK(world.said() == "R0606 R1");
  world.data.corrections[0] = kept;
  world.correct("R2", "findings", "\"没有这个\"", "\"x\"", "2024-07-09");
  world.live("2024-07-10");
  CHECK(world.said() == "");  // not entered yet
  world.preview("2024-07-10");
  CHECK(world.said() == "R0601 R2");
}

TEST_CASE("a source that says the new value already is accepted, before and after the entry") {
  Published world;
  world.find("R1").findings = "台账不全";
  world.correct("R1", "findings", "null", "\"台账不全\"", "2024-07-01");
  auto live = world.live("2024-07-05");
  CHECK(world.said() == "");
  CHECK(live->results[0].record->findings.empty());  // as sealed: the correction has no entry yet
  world.preview("2024-07-05");
  CHECK(world.said() == "");
  world.publish("2024-07-08");
  CHECK(world.live()->results[0].record->findings == "台账不全");
  CHECK(world.said() == "");
  world.find("R1").findings = {};
  CHECK(world.live()->results[0].record->findings == "台账不全");
  CHECK(world.said() == "");
}

TEST_CASE("persons are shown by the surname") {
  CHECK(masked_name("张三") == "张某某");
  CHECK(masked_name(" 欧阳修 ") == "欧阳某某");
  CHECK(masked_name("欧阳") == "欧某某");  // as surname and one character
  CHECK(masked_name("欧阳某某") == "欧阳某某");
  CHECK(masked_name("张某某") == "张某某");
  CHECK(masked_name("司马相如") == "司马某某");
  CHECK(masked_name("𠮷田") == "𠮷某某");
  CHECK(masked_name("") == "某某");
}

TEST_CASE("a person: no name, no code, no object, also under the digest and after corrections") {
  World world;
  Result& r = world.result("R1", "欧阳修");
  r.object_type = ObjectType::person;
  r.object_code = "123";
  world.publish("2024-06-28");
  auto site = world.live();
  CHECK(site->results[0].record->object_name == "欧阳某某");
  CHECK(site->results[0].record->object_code.empty());
  CHECK(site->results[0].object == none_index);
  CHECK(site->objects.empty());
  // Python: the record as masked, with salt 00…01
  CHECK(world.data.ledger.entries[0].digest == "873917be54ae42a1df82f3afa97776c11df6faa303fd21eebc49c14e3d8e2ca5");
  CHECK(world.find("R1").object_name == "欧阳修");
  world.correct("R1", "findings", "null", "\"x\"", "2024-07-01");
  world.publish("2024-07-02");
  CHECK(world.live()->results[0].record->object_name == "欧阳某某");
  CHECK(world.said() == "");
}

TEST_CASE("who becomes a person by a correction is shown by the surname from then on") {
  World world;
  Result& r = world.result("R1", "欧阳修");
  r.object_type = ObjectType::individual_business;
  r.object_code = "123";
  world.publish("2024-06-28");
  world.correct("R1", "object_type", "\"individual_business\"", "\"person\"", "2024-07-01");
  auto preview = world.preview("2024-07-01");
  CHECK(preview->results[0].record->object_name == "欧阳某某");
  CHECK(preview->results[0].record->object_code.empty());
  world.publish("2024-07-02");
  auto live = world.live();
  CHECK(world.said() == "");
  CHECK(live->results[0].record->object_name == "欧阳某某");
  CHECK(live->results[0].object == none_index);
}

TEST_CASE("a correction may not bring a person's name or code in") {
  World world;
  world.result("R1", "张三").object_type = ObjectType::person;
  world.publish("2024-06-28");
  world.correct("R1", "object_name", "\"张某某\"", "\"李四\"", "2024-07-01");
  auto preview = world.preview();
  CHECK(world.out.errors());
  CHECK(preview->results[0].record->object_name == "李某某");
  world.data.corrections.clear();
  world.correct("R1", "object_code", "null", "\"999901200001010015\"", "2024-07-01");
  preview = world.preview();
  CHECK(world.out.errors());
  CHECK(preview->results[0].record->object_code.empty());
  world.data.corrections.clear();
  world.correct("R1", "object_name", "\"张某某\"", "\"李某某\"", "2024-07-01");
  preview = world.preview();
  CHECK(world.said() == "");
  CHECK(preview->results[0].record->object_name == "李某某");
}

TEST_CASE("the ledger keeps the department when the organisation is renamed") {
  Published world;
  world.data.site.organisation.name = "虚构市生态环境局虚构分局";
  for (Result& r : world.data.results) r.department = world.data.site.organisation.name;
  world.result("R4", "丁厂");
  auto site = world.preview();
  CHECK(world.said() == "");
  CHECK(site->results[0].record->department == "虚构县生态环境局");
  CHECK(site->results[3].record->department == "虚构市生态环境局虚构分局");
  CHECK(site->departments == std::vector<std::string_view>{"虚构市生态环境局虚构分局", "虚构县生态环境局"});
  world.find("R1").department_given = true;  // now the source names another one: that is a change
  world.live();
  CHECK(world.said() == "R0606 R1");
}

TEST_CASE("a withdrawn result keeps its place and nothing else") {
  Published world;
  world.withdraw("R2", "2024-07-01");
  auto live = world.live("2024-07-05");
  CHECK_FALSE(live->results[1].withdrawn);  // not until it has an entry
  auto preview = world.preview("2024-07-05");
  CHECK(preview->results[1].withdrawn);
  CHECK(preview->results[1].withdrawal_pending);
  CHECK(preview->results[1].withdrawn_on == day("2024-07-05"));
  CHECK(preview->results[1].object == none_index);
  CHECK(world.preview("2024-06-30")->results[1].withdrawn == false);
  world.publish("2024-07-08");
  live = world.live();
  CHECK(world.said() == "");
  CHECK(World::ids(*live) == "R1 R2 R3");
  const ShownResult& r = live->results[1];
  CHECK(r.withdrawn);
  CHECK_FALSE(r.withdrawal_pending);
  CHECK(r.withdrawn_on == day("2024-07-08"));
  CHECK(r.withdrawn_seq == 5);
  CHECK(r.withdrawn_role == "本部门主要负责人");
  CHECK(world.data.ledger.entries[4].digest == withdrawal_digest("R2", day("2024-07-08")));
  CHECK(world.data.ledger.salts[4].empty());
  // its source may change now: nothing of it is shown
  world.find("R2").findings = "x";
  world.live();
  CHECK(world.said() == "");
}

TEST_CASE("a withdrawn result does not come back when its withdrawal is deleted from the content") {
  Published world;
  world.withdraw("R2", "2024-07-01");
  world.publish("2024-07-08");
  world.data.corrections.clear();
  auto live = world.live();
  CHECK(world.said() == "R0606 R2");
  CHECK(live->results[1].withdrawn);
}

TEST_CASE("what was withdrawn before it was published is not published") {
  World world;
  world.result("R1");
  world.withdraw("R1", "2024-06-01");
  CHECK(world.preview()->results.empty());
  CHECK(world.publish("2024-06-28").published == 0);
}

TEST_CASE("corrections that were pending when it was withdrawn never come out") {
  Published world;
  world.correct("R2", "findings", "null", "\"秘密\"", "2024-06-30");
  world.withdraw("R2", "2024-07-01");
  auto preview = world.preview();
  REQUIRE(preview->corrections.size() == 1);
  CHECK(preview->corrections[0].correction->kind == CorrectionKind::withdrawal);
  const GrownLedger& grown = world.publish("2024-07-08");
  CHECK(grown.corrected == 0);
  CHECK(grown.withdrawn == 1);
  CHECK_FALSE(world.publish("2024-07-09").grown());
}

TEST_CASE("the department's own wording is kept beside the category") {
  World world;
  world.result("R1").result = "发现问题已立案调查";
  world.result("R2", "乙厂").result = "未发现 问题";
  world.result("R3", "丙厂");
  auto site = world.preview();
  CHECK(site->results[0].category == Category::follow_up);
  CHECK(site->results[0].approximate);
  CHECK(site->results[0].wording == "发现问题已立案调查");
  CHECK(site->results[1].category == Category::no_problem);
  CHECK(site->results[1].wording.empty());
  CHECK(site->results[2].wording.empty());
}

TEST_CASE("a correction to a wording that no rule knows") {
  Published world;
  world.correct("R1", "result", "\"未发现问题\"", "\"没问题\"", "2024-07-01");
  world.preview();
  CHECK(world.said() == "R0401 R1");
}

TEST_CASE("the fingerprint changes with what is shown, and with nothing else") {
  Published world;
  Digest before = world.live("2024-07-05")->results[0].fingerprint;
  CHECK(world.live("2024-12-31")->results[0].fingerprint == before);
  world.find("R1").inspector_count = 5;
  CHECK(world.live()->results[0].fingerprint == before);
  world.correct("R1", "findings", "null", "\"x\"", "2024-07-01");
  CHECK(world.live()->results[0].fingerprint == before);
  CHECK(world.preview()->results[0].fingerprint != before);
}

TEST_CASE("newest fact: the latest day that a result holds, none after the day it is looked at") {
  Published world;
  CHECK(world.live("2024-12-31")->results[0].newest_fact == day("2024-06-28"));
  world.correct("R1", "platform_on", "null", "\"2024-07-02\"", "2024-07-03", CorrectionKind::progress);
  world.publish("2024-07-04");
  CHECK(world.live("2024-12-31")->results[0].newest_fact == day("2024-07-04"));
  CHECK(world.live("2024-12-31")->newest_fact == day("2024-07-04"));
}
