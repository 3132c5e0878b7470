// A site made by hand: five results, of which one is a person's, one withdrawn, one pending and one published elsewhere before.
#pragma once
#include <string>
#include <vector>

#include "base/output_plan.hpp"
#include "model/assessment.hpp"

namespace gongshi::test {

struct SmallSite {
  Dataset data;
  Profile profile;
  Assessment site;

  SmallSite() {
    fill_data();
    fill_site();
  }
  SmallSite(const SmallSite&) = delete;
  SmallSite& operator=(const SmallSite&) = delete;

 private:
  void fill_data() {
    data.site.organisation = {"示例县生态环境局", "示例局", "999901"};
    data.site.site = {"示例县“双随机、一公开”结果公示", "gongshi.example", "0000000000"};
    data.site.base_url = "https://gongshi.example/a/";
    profile.id = "sample";
    profile.name = "示例";
    profile.source = "示例〔2024〕1号";
    profile.allowed_results = {{"合格", Category::qualified, false, "第一条"}};
    data.tasks.resize(1);
    Task& task = data.tasks[0];
    task.id = "T1";
    task.name = "重点排污单位抽查";
    task.kind = TaskKind::internal;
    task.ended_on = Date(2024, 5, 20);
    task.drawn = 6;
    data.plans.resize(1);
    Plan& plan = data.plans[0];
    plan.id = "P1";
    plan.year = 2024;
    plan.title = "2024年度计划";
    plan.issuer = "示例县生态环境局";
    plan.issued_on = Date(2024, 1, 5);
    PlanSection& section = plan.sections.emplace_back();
    section.kind = SectionKind::internal;
    section.title = "附件1　2024年度抽查工作计划";
    section.columns = {{"number", "序号", ""}, {"name", "名称", "抽查"}, {"items", "事项", "抽查"}, {"ratio", "比例", ""}};
    section.merged = {"items"};
    section.remarks = {"备注：按季度抽取。"};
    section.entries.resize(3);
    for (std::size_t i = 0; i < 3; ++i) {
      section.entries[i].number = i == 0 ? "1" : i == 1 ? "2" : "3";
      section.entries[i].name = i == 0 ? "重点排污单位抽查" : "一般排污单位抽查";
      section.entries[i].ratio = Ratio{0.25, "25% 4次/年"};
    }
    section.entries[0].items = {"事项甲", "事项乙"};
    data.results.resize(5);
    const char* ids[] = {"R1", "R2", "R3", "R4", "R5"};
    for (std::size_t i = 0; i < 5; ++i) {
      Result& r = data.results[i];
      r.id = ids[i];
      r.task_id = "T1";
      r.department = "示例县生态环境局";
      r.result = "未发现问题";
      r.inspected_on = Date(2024, 5, static_cast<unsigned>(10 + i));
    }
    Result& first = data.results[0];
    first.object_name = "虚构金匠精密铸造有限公司";
    first.object_code = "91999901MA0K00179E";
    first.items = {"事项甲", "事项乙"};
    first.result = "发现问题已责令改正";
    first.inspector_count = 2;
    data.results[1].object_name = "张某某";
    data.results[1].object_type = ObjectType::person;
    data.results[2].object_name = "已撤回的秘密单位";
    data.results[2].object_code = "91999901SECRET0000";
    Result& pending = data.results[3];
    pending.object_name = "＝虚构<第一>中学";
    pending.object_kind = ObjectKind::non_market;
    pending.object_type = ObjectType::institution;
    pending.district = "北山镇";
    pending.findings = "=cmd|'/c calc'!A0";
    pending.penalty = Penalty{"示环罚〔2024〕1号", Date(2024, 6, 1), "罚款"};
    pending.reply = Reply{"没有意见", Date(2024, 6, 2)};
    Result& old = data.results[4];
    old.object_name = "虚构金匠园艺有限公司";
    old.object_code = "91999901MA0K02115A";
    old.published_on = Date(2023, 6, 20);
    old.published_via = "省平台";
    data.corrections.resize(2);
    auto before = std::make_shared<Result>();
    auto after = std::make_shared<Result>();
    before->result = "发现问题待后续处理";
    after->result = "发现问题已责令改正";
    data.corrections[0] = {{},
                           "R1",
                           "result",
                           {"\"发现问题待后续处理\""},
                           {"\"发现问题已责令改正\""},
                           "录入有误",
                           "李四",
                           "本部门主要负责人",
                           Date(2024, 6, 10),
                           CorrectionKind::error,
                           std::nullopt,
                           before,
                           after};
    data.corrections[1] = {
        {},           "R3",    "",     {}, {}, "秘密原因", "李四", "本部门主要负责人", Date(2024, 6, 12), CorrectionKind::withdrawal,
        std::nullopt, nullptr, nullptr};
    data.ledger.entries.resize(2);
    data.ledger.entries[0] = {
        1,       Date(2024, 6, 1), EntryKind::publish, "R1", no_hash, "示例县生态环境局", "", "", "", {}, {}, {}, "", "", "", "",
        no_hash, no_hash};
    data.ledger.entries[1] = {
        2, Date(2024, 6, 1), EntryKind::release, "release-2", no_hash, "", "", "", "", {}, {}, {}, "", "", "", "", no_hash, no_hash};
  }

  void fill_site() {
    site.data = &data;
    site.site = &data.site;
    site.profile = &profile;
    site.as_of = Date(2024, 7, 1);
    site.newest_fact = Date(2024, 6, 12);
    for (std::uint32_t i = 0; i < 5; ++i) {
      ShownResult& r = site.results.emplace_back();
      r.record = &data.results[i];
      r.id = r.record->id;
      r.category = i == 0 ? Category::ordered_corrected : Category::no_problem;
      r.seq = i + 1;
      r.published_on = Date(2024, 6, 1);
      r.salt = "00112233445566778899aabbccddeeff";
      r.task = 0;
      r.newest_fact = Date(2024, 6, 1);
      r.fingerprint = sha256(r.id);
    }
    site.results[2].withdrawn = true;
    site.results[2].withdrawn_on = Date(2024, 6, 12);
    site.results[2].withdrawn_role = "本部门主要负责人";
    site.results[3].pending = true;
    site.results[3].seq = 0;
    site.results[3].salt = {};
    site.results[4].published_on = Date(2023, 6, 20);
    site.results[4].reported = true;
    site.corrections = {{data.corrections.data(), 0, 6, Date(2024, 6, 10), false}, {&data.corrections[1], 2, 7, Date(2024, 6, 12), false}};
    site.results[0].corrections = {0};
    site.results[2].corrections = {1};
    for (std::uint32_t i = 0; i < site.results.size(); ++i) site.result_by_id.emplace(site.results[i].id, i);
    add_object("91999901MA0K00179E", "虚构金匠精密铸造有限公司", 0);
    site.objects.back().names = {"虚构老匠铸造厂"};
    site.objects.back().former_codes = {"999901100000012"};
    add_object("91999901MA0K02115A", "虚构金匠园艺有限公司", 4);
    add_object("n-0123456789ab", "＝虚构<第一>中学", 3);
    site.objects.back().code = {};
    site.objects.back().district = "北山镇";
    site.pointers = {{"999901100000012", 0}};
    ShownTask& task = site.tasks.emplace_back();
    task.task = data.tasks.data();
    task.plan = data.plans.data();
    task.section = data.plans[0].sections.data();
    task.entry = task.section->entries.data();
    task.results = {0, 1, 2, 3, 4};
    task.published = 4;
    task.ended = true;
    task.not_inspected = {{"某厂", "停业"}};
    site.plans = {data.plans.data()};
    site.departments = {"示例县生态环境局", "示例县住建局"};
    PeriodSummary& year = site.periods.emplace_back();
    year.period = {2024, Period::Unit::year, 0};
    year.results = {0, 1, 3};
    year.corrections = {0, 1};
    year.all = counts(1, 2, 3);
    year.by_department = {counts(1, 2, 3), Counts{}};
    year.newest_fact = Date(2024, 6, 12);
  }

  static Counts counts(std::uint32_t corrected, std::uint32_t good, std::uint32_t objects) {
    Counts out;
    out.by_category.at(static_cast<std::size_t>(Category::ordered_corrected)) = corrected;
    out.by_category.at(static_cast<std::size_t>(Category::no_problem)) = good;
    out.total = corrected + good;
    out.objects = objects;
    return out;
  }

  void add_object(std::string id, std::string_view name, std::uint32_t result) {
    ShownObject& o = site.objects.emplace_back();
    o.id = std::move(id);
    o.name = name;
    o.code = site.results[result].record->object_code;
    o.results = {result};
    o.newest_fact = Date(2024, 6, 1);
  }
};

/// The bytes of a file of the plan; empty where there is none.
inline std::string bytes_of(OutputPlan& plan, std::string_view path) {
  plan.index();
  auto ref = plan.find(path);
  if (!ref) return {};
  StringSink sink;
  plan.draft(*ref)->render(sink);
  return std::move(sink.bytes);
}

}  // namespace gongshi::test
