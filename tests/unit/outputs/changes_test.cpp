#include "outputs/changes.hpp"

#include <doctest/doctest.h>

#include <memory>

using namespace gongshi;

namespace {

/// One result with one correction.
struct Corrected {
  Result record, before, after;
  Correction correction;
  Assessment site;

  Corrected() {
    record.id = "R1";
    record.object_name = "虚构甲厂";
    correction.result_id = "R1";
    correction.kind = CorrectionKind::error;
    correction.reason = "录入错误";
    correction.approver_role = "本部门主要负责人";
    site.results.resize(1);
    site.results[0].record = &record;
    site.results[0].id = "R1";
    site.corrections.resize(1);
    site.corrections[0].result = 0;
    site.corrections[0].on = Date(2024, 6, 5);
  }
  ChangeView view(std::string_view field) {
    correction.field_name = field;
    correction.before = std::make_shared<const Result>(before);
    correction.after = std::make_shared<const Result>(after);
    site.corrections[0].correction = &correction;
    return change_view(site, site.corrections[0]);
  }
};

}  // namespace

TEST_CASE("old and new value stand as the public reads them") {
  Corrected made;
  made.before.inspected_on = Date(2024, 4, 25);
  made.after.inspected_on = Date(2024, 4, 24);
  made.before.items = {"甲", "乙"};
  made.after.follow_up = FollowUp::closed;
  made.after.penalty = Penalty{"罚〔2024〕1号", Date(2024, 5, 1), "罚款"};
  ChangeView date = made.view("inspected_on");
  CHECK(date.what == "检查日期");
  CHECK(date.before == "2024年4月25日");
  CHECK(date.after == "2024年4月24日");
  CHECK(date.on->chinese == "2024年6月5日");
  CHECK(made.view("items").before == "甲、乙");
  CHECK(made.view("items").after.empty());
  CHECK(made.view("follow_up").before.empty());
  CHECK(made.view("follow_up").after == "已完结");
  CHECK(made.view("penalty").after == "罚〔2024〕1号，2024年5月1日，罚款");
}

TEST_CASE("what is not public is not said") {
  Corrected made;
  SUBCASE("a person's name") {
    made.record.object_type = ObjectType::person;
    made.before.object_name = "张三";
    made.after.object_name = "张珊";
    ChangeView view = made.view("object_name");
    CHECK(view.secret);
    CHECK(view.before.empty());
    CHECK(view.after.empty());
  }
  SUBCASE("anything of a withdrawn result") {
    made.site.results[0].withdrawn = true;
    made.before.findings = "旧";
    made.after.findings = "新";
    ChangeView view = made.view("findings");
    CHECK(view.what.empty());
    CHECK(view.before.empty());
    CHECK(view.after.empty());
    CHECK(view.reason.empty());
    CHECK(view.role == "本部门主要负责人");
  }
  SUBCASE("an internal field") {
    made.before.inspector_count = 1;
    made.after.inspector_count = 2;
    CHECK(made.view("inspector_count").what.empty());
    CHECK(made.view("inspector_count").after.empty());
  }
  SUBCASE("the day of something pending, which would be the as-of date") {
    made.site.corrections[0].pending = true;
    CHECK_FALSE(made.view("findings").on);
  }
}
