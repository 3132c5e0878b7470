// Who approves what, and what each kind of correction may change.
#include "rules/ledger/correction_rules.hpp"

#include "base/canonical_json.hpp"
#include "world.hpp"

using namespace gongshi;
using test::day;
using test::World;

namespace {

struct Ruled : World {
  Ruled() {
    Profile& p = data.profiles.front();
    p.allowed_results.push_back({"公示信息隐瞒真实情况弄虚作假", Category::false_disclosure, false, ""});
    p.allowed_results.push_back({"不配合检查情节严重", Category::uncooperative, false, ""});
    p.corrections = {{"error", "本部门主要负责人", "第二十二条", {}},
                     {"progress", "", "第二十三条", {}},
                     {"investigation_closed", "本部门主要负责人", "三（五）", {"follow-up"}},
                     {"repair", "本部门主要负责人", "某条", {"ordered-corrected", "false-disclosure"}},
                     {"withdrawal", "本部门主要负责人", "第二十二条", {}}};
    data.profile = &p;
    result("R1");
  }
  Correction& approved(std::string_view field, std::string_view old, std::string_view now, CorrectionKind kind) {
    Correction& c = correct("R1", field, old, now, "2024-06-20", kind);
    c.approved_by = "王某";
    return c;
  }
  std::string check(std::string_view on = "2024-06-30") {
    preview(on);
    return said();
  }
};

}  // namespace

TEST_CASE("an error and a withdrawal need the principal of the department (平顶山 art. 22); progress needs nobody") {
  for (CorrectionKind kind : {CorrectionKind::error, CorrectionKind::withdrawal}) {
    Ruled world;
    Correction& c =
        kind == CorrectionKind::error ? world.approved("district", "null", "\"城关镇\"", kind) : world.withdraw("R1", "2024-06-20");
    c.approved_by = "王某";
    CHECK(world.check() == "");
    c.approver_role = "科长";
    CHECK(world.check() == "R0610 R1");
    CHECK(world.out.items().front().args == std::vector<std::string>{kind == CorrectionKind::error ? "更正" : "撤回", "本部门主要负责人",
                                                                     "科长", "第二十二条",
                                                                     kind == CorrectionKind::error ? "error" : "withdrawal"});
    c.approver_role = {};
    CHECK(world.check() == "R0610 R1");
    c.approver_role = "本部门 主要负责人";
    CHECK(world.check() == "");
    c.approved_by = {};
    CHECK(world.check() == "R0603 R1");
  }
  Ruled world;
  Correction& c = world.approved("handling", "null", "\"已改\"", CorrectionKind::progress);
  c.approver_role = c.approved_by = {};
  CHECK(world.check() == "");
}

TEST_CASE("progress touches what follows in the normal course, and nothing else") {
  const std::vector<std::pair<std::string_view, std::string_view>> values{
      {"platform_on", "\"2024-06-10\""},
      {"handling", "\"x\""},
      {"follow_up", "\"closed\""},
      {"penalty", R"({"number": "1号", "decided_on": "2024-06-10", "text": "罚款"})"},
      {"transferred_on", "\"2024-06-10\""},
      {"transferred_to", "\"x\""},
      {"reply", R"({"text": "无异议", "on": "2024-06-10"})"}};
  for (const auto& [field, value] : values) {
    Ruled world;
    world.approved(field, "null", value, CorrectionKind::progress);
    CAPTURE(field);
    CHECK(world.check() == "");
  }
  for (const Field& f : Result::shape().fields) {
    if (f.internal || f.name == "id" || f.kind != Kind::text || std::ranges::find(progress_fields, f.name) != progress_fields.end())
      continue;
    CAPTURE(f.name);
    Ruled world;
    std::string old;
    append_canonical_value(old, f, &world.find("R1"));
    world.approved(f.name, old.empty() ? "null" : old, f.name == "result" ? "\"发现问题待后续处理\"" : "\"x\"", CorrectionKind::progress);
    world.preview("2024-06-30");
    CHECK(world.said().find("R0612 R1") != std::string::npos);  // of a task that is not there R0301 is said as well
  }
}

TEST_CASE("a closed investigation leads from follow-up to no problem, and is named (武陟 三(五))") {
  auto said = [](std::string_view from, std::string_view to, std::optional<Investigation> investigation,
                 std::string_view field = "result") {
    Ruled world;
    world.find("R1").result = from;
    std::string quote = "\"";
    Correction& c = world.approved(field, field == "result" ? quote + std::string(from) + quote : "null", quote + std::string(to) + quote,
                                   CorrectionKind::investigation_closed);
    c.investigation = investigation;
    return world.check();
  };
  Investigation good{"不予立案", Date(2024, 6, 20)};
  CHECK(said("发现问题待后续处理", "未发现问题", good) == "");
  CHECK(said("发现问题已立案调查", "未发现问题", good) == "");  // approximately the same category
  CHECK(said("发现问题已责令改正", "未发现问题", good) == "R0611 R1");
  CHECK(said("发现问题待后续处理", "发现问题已责令改正", good) == "R0611 R1");
  CHECK(said("发现问题待后续处理", "x", good, "handling") == "R0611 R1");
  CHECK(said("发现问题待后续处理", "未发现问题", std::nullopt) == "R0613 R1");
  CHECK(said("发现问题待后续处理", "未发现问题", Investigation{"", Date(2024, 6, 20)}) == "R0613 R1");
  CHECK(said("发现问题待后续处理", "未发现问题", Investigation{"不予立案", std::nullopt}) == "R0613 R1");
  CHECK(said("发现问题待后续处理", "未发现问题", Investigation{"不予立案", Date(2024, 6, 21)}) == "R0613 R1");  // approved before it ended
}

TEST_CASE("repair is for the categories of the profile, and never for false disclosure or who was uncooperative") {
  auto said = [](std::string_view wording, bool listed = true) {
    Ruled world;
    if (!listed) world.data.profiles.front().corrections[3].categories.clear();
    world.find("R1").result = wording;
    world.approved("handling", "null", "\"已修复\"", CorrectionKind::repair);
    return world.check();
  };
  CHECK(said("发现问题已责令改正") == "");
  CHECK(said("发现问题待后续处理") == "R0611 R1");
  CHECK(said("公示信息隐瞒真实情况弄虚作假") == "R0611 R1");  // although this profile lists it
  CHECK(said("不配合检查情节严重") == "R0611 R1");
  CHECK(said("发现问题待后续处理", false) == "");
  CHECK(said("不配合检查情节严重", false) == "R0611 R1");
}

TEST_CASE("a kind is judged by the category that the corrections before it left") {
  Ruled world;
  world.find("R1").result = "发现问题待后续处理";
  world.approved("result", "\"发现问题待后续处理\"", "\"发现问题已责令改正\"", CorrectionKind::error);
  world.approved("handling", "null", "\"已修复\"", CorrectionKind::repair);
  CHECK(world.check() == "");
}

TEST_CASE("what has its entry stands, also when the profile changes; what is due later is checked at once") {
  Ruled world;
  Correction& c = world.approved("district", "null", "\"城关镇\"", CorrectionKind::error);
  world.publish("2024-06-21");
  world.data.profiles.front().corrections[0].role = "分管负责人";
  CHECK(world.check() == "");
  c.approved_on = day("2024-12-01");
  Ruled later;
  later.approved("district", "null", "\"城关镇\"", CorrectionKind::error).approver_role = "科长";
  later.data.corrections.front().approved_on = day("2024-12-01");
  CHECK(later.check() == "R0610 R1");
  Ruled without;
  without.data.profiles.front().corrections.clear();
  without.correct("R1", "district", "null", "\"城关镇\"", "2024-06-20").approver_role = {};
  CHECK(without.check() == "");  // its profile says nothing of it
}

TEST_CASE("the `old` of a correction is checked before its result is shown; an approval before the publication is accepted") {
  Ruled world;
  world.find("R1").inspected_on = day("2024-12-01");
  Correction& c = world.approved("district", "\"北山镇\"", "\"城关镇\"", CorrectionKind::error);
  CHECK(world.check() == "R0601 R1");
  c.before = std::make_shared<Result>();
  CHECK(world.check() == "");
  CHECK(world.publish("2024-12-02").corrected == 1);
}

TEST_CASE("a kind that the profile does not name, or names without an article, is told with the document alone") {
  Ruled world;
  Profile& p = world.data.profiles.front();
  p.source = "某文件";
  world.approved("findings", "null", "\"x\"", CorrectionKind::progress);
  auto told = [&] {
    CHECK(world.check() == "R0612 R1");
    const std::vector<std::string>& args = world.out.items().front().args;
    return args[1] + " " + args[3];
  };
  CHECK(told() == "第二十三条 本部门主要负责人");
  p.corrections[1].article = {};
  p.corrections[0].role = "局长";
  CHECK(told() == "某文件 局长");
  p.corrections[0].role = {};
  CHECK(told() == "某文件 本部门主要负责人");
  p.corrections.clear();
  CHECK(told() == "某文件 本部门主要负责人");
}

TEST_CASE("repair where the profile says nothing of it is for all categories but the two") {
  for (auto [wording, wanted] : {std::pair("发现问题待后续处理", ""),
                                 {"发现问题已责令改正", ""},
                                 {"不配合检查情节严重", "R0611 R1"},
                                 {"公示信息隐瞒真实情况弄虚作假", "R0611 R1"}}) {
    CAPTURE(wording);
    Ruled world;
    world.data.profiles.front().corrections.clear();
    world.find("R1").result = wording;
    world.approved("handling", "null", "\"已修复\"", CorrectionKind::repair);
    CHECK(world.check() == wanted);
  }
}

TEST_CASE("what is reported with the record, or was when the correction was read, is not reported again") {
  for (CorrectionKind kind : {CorrectionKind::repair, CorrectionKind::investigation_closed}) {
    Ruled world;
    world.find("R1").result = "没有这种用语";
    world.approved("handling", "null", "\"x\"", kind).investigation = Investigation{"不予立案", Date(2024, 6, 20)};
    CHECK(world.check() == "R0401 R1");
  }
  Ruled world;
  world.find("R1").result = "发现问题待后续处理";
  Correction& c = world.approved("result", "\"发现问题待后续处理\"", "\"未发现问题\"", CorrectionKind::investigation_closed);
  c.after.reset();
  CHECK(world.check() == "R0613 R1");
  c.kind = CorrectionKind::error;
  CHECK(world.check() == "");
  c.field_name = "nothing";
  CHECK(world.check() == "");
  for (std::string_view id : {"R0", "R9"}) {  // no such result
    c.result_id = id;
    CHECK(world.check() == "");
  }
}

TEST_CASE("the correction of a person whose result is not shown yet is held against the record without name and code") {
  Ruled world;
  Result& r = world.find("R1");
  r.object_type = ObjectType::person;
  r.object_name = "王小二";
  r.inspected_on = day("2024-12-01");
  Correction& c = world.approved("object_name", "\"王某某\"", "\"李某某\"", CorrectionKind::error);
  CHECK(world.check() == "");
  auto whole = std::make_shared<Result>();
  whole->object_name = "王小二";
  c.before = whole;
  CHECK(world.check() == "R0601 R1");
}

TEST_CASE("what changes nothing is no correction") {
  Ruled world;
  world.find("R1").district = "城关镇";
  Correction& c = world.approved("district", "\"城关镇\"", "\"城关镇\"", CorrectionKind::error);
  REQUIRE(world.check() == "R0632 R1");
  CHECK(world.out.items().front().args == std::vector<std::string>{"district", "\"城关镇\""});
  c.before.reset();  // was reported when it was read
  CHECK(world.check() == "");
  Ruled empty;
  empty.approved("district", "null", "null", CorrectionKind::error);
  REQUIRE(empty.check() == "R0632 R1");
  CHECK(empty.out.items().front().args == std::vector<std::string>{"district", "null"});
}

TEST_CASE("nothing is corrected after the withdrawal") {
  for (auto [on, wanted] : {std::pair("2024-06-19", ""), {"2024-06-20", ""}, {"2024-06-21", "R0631 R1"}}) {
    CAPTURE(on);
    Ruled world;
    world.approved("district", "null", "\"城关镇\"", CorrectionKind::error).approved_on = day(on);
    world.withdraw("R1", "2024-06-20").approved_by = "王某";
    CHECK(world.check() == wanted);
  }
}

TEST_CASE("dates keep their order after a correction; a fault of the source is not the correction's") {
  Ruled source;
  source.find("R1").concluded_on = day("2024-05-01");
  source.approved("district", "null", "\"城关镇\"", CorrectionKind::error);
  CHECK(source.check() == "");
  Ruled turned;
  turned.find("R1").concluded_on = day("2024-05-08");
  turned.approved("concluded_on", "\"2024-05-08\"", "\"2024-05-01\"", CorrectionKind::error);
  CHECK(turned.check() == "R0212 R1");
}

TEST_CASE("a published result was inspected before its correction was approved") {
  auto said = [](std::string_view inspected_on, bool published) {
    Ruled world;
    if (published) world.publish("2024-06-10");
    world.approved("inspected_on", "\"2024-05-07\"", "\"" + std::string(inspected_on) + "\"", CorrectionKind::error);
    return world.check();
  };
  CHECK(said("2024-06-20", true) == "");
  CHECK(said("2024-06-21", true) == "R0212 R1");
  CHECK(said("2024-06-21", false) == "");
}

TEST_CASE("a correction brings no day that has not come (R0614)") {
  Ruled world;
  world.approved("platform_on", "null", "\"2024-07-02\"", CorrectionKind::progress);
  CHECK(world.check() == "R0614 R1");
  CHECK(world.check("2024-06-15") == "");  // nor has the correction itself
  CHECK(world.check("2024-07-02") == "");
  world.data.corrections.clear();
  world.find("R1").platform_on = day("2024-07-02");
  world.approved("district", "null", "\"城关镇\"", CorrectionKind::error);
  CHECK(world.check().find("R0614") == std::string::npos);  // it was there before
}

TEST_CASE("no correction sets the first publication back (R0620)") {
  auto said = [](std::string_view now, bool readable = true) {
    Ruled world;
    world.find("R1").published_on = day("2024-05-20");
    world.find("R1").published_via = "省平台";
    world.publish("2024-05-21");
    Correction& c = world.approved("published_on", "\"2024-05-20\"", now, CorrectionKind::error);
    if (!readable) c.after = nullptr;
    return world.check();
  };
  CHECK(said("\"2024-05-22\"") == "");
  CHECK(said("\"2024-05-10\"").find("R0620 R1") != std::string::npos);
  CHECK(said("null").find("R0620") == std::string::npos);
  CHECK(said("\"2024-05-10\"", false).find("R0620") == std::string::npos);
}
