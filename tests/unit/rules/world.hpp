// A dataset made by hand, and the days on which it is published and looked at.
#pragma once
#include <doctest/doctest.h>

#include <algorithm>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "base/catalogue.hpp"
#include "formats/json/json_reader.hpp"
#include "rules/assess.hpp"
#include "rules/ledger/release.hpp"

namespace gongshi::test {

inline Date day(std::string_view text) {
  auto date = Date::parse(text);
  REQUIRE(date);
  return *date;
}

struct World {
  Dataset data;
  Diagnostics out;  ///< of the last `show` or `publish`
  std::deque<GrownLedger> grown;
  TextPool pool;
  int salts = 0;

  World() {
    data.site.organisation.name = "虚构县生态环境局";
    Profile& p = data.profiles.emplace_back();
    p.id = "test";
    p.allowed_results = {{"未发现问题", Category::no_problem, false, ""},
                         {"发现问题已责令改正", Category::ordered_corrected, false, ""},
                         {"发现问题待后续处理", Category::follow_up, false, ""},
                         {"发现问题已立案调查", Category::follow_up, true, ""},
                         {"合格", Category::qualified, false, ""}};
    p.deadline = Deadline{20, DayUnit::working, StartEvent::inspected_on, "第一条"};
    data.profile = &p;
    Task& task = data.tasks.emplace_back();
    task.id = "T1";
    task.name = "抽查";
    task.kind = TaskKind::internal;
    task.from = Date(2024, 5, 6);
    task.lead = "虚构县生态环境局";
  }
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  /// References stay good until the next one is added.
  Result& result(std::string_view id, std::string_view name = "甲厂", std::string_view inspected_on = "2024-05-07") {
    Result& r = data.results.emplace_back();
    r.id = pool.keep(id);
    r.task_id = "T1";
    r.object_name = pool.keep(name);
    r.department = data.site.organisation.name;
    if (!inspected_on.empty()) r.inspected_on = day(inspected_on);
    r.result = "未发现问题";
    return r;
  }
  Result& find(std::string_view id) {
    auto found = std::ranges::find(data.results, id, &Result::id);
    REQUIRE(found != data.results.end());
    return *found;
  }

  /// `old` and `now` are JSON; a withdrawal has no field.
  Correction& correct(std::string_view id, std::string_view field, std::string_view old, std::string_view now, std::string_view on,
                      CorrectionKind kind = CorrectionKind::error) {
    Correction& c = data.corrections.emplace_back();
    c.result_id = pool.keep(id);
    c.field_name = pool.keep(field);
    c.kind = kind;
    c.reason = "录入有误";
    c.approver_role = "本部门主要负责人";
    c.approved_on = day(on);
    if (field.empty()) return c;
    c.old_value.bytes = pool.keep(old);
    c.new_value.bytes = pool.keep(now);
    auto value = [&](std::string_view json) {
      auto record = std::make_shared<Result>();
      if (json != "null") REQUIRE(read_field(Result::shape(), field, json, record.get(), pool));
      return record;
    };
    c.before = value(old);
    c.after = value(now);
    return c;
  }
  Correction& withdraw(std::string_view id, std::string_view on) { return correct(id, "", "", "", on, CorrectionKind::withdrawal); }

  std::unique_ptr<Assessment> show(Audience audience, std::string_view on) {
    sort();
    out = {};
    return assess(data, data.ledger, audience, day(on), 1, out);
  }
  std::unique_ptr<Assessment> live(std::string_view on = "2024-12-31") { return show(Audience::live, on); }
  std::unique_ptr<Assessment> preview(std::string_view on = "2024-12-31") { return show(Audience::preview, on); }

  /// A publish on that day; without release it was interrupted before the end.
  const GrownLedger& publish(std::string_view on, bool release = true) {
    sort();
    out = {};
    GrownLedger& g = grown.emplace_back(grow_ledger(data, day(on), 1, [this] { return next_salt(); }, out));
    if (release && g.open()) add_release(g, day(on), sha256("tree"), "", [this] { return next_salt(); });
    data.ledger = g.ledger;
    data.kept_places = g.kept_places;
    return g;
  }

  /// Codes of the diagnostics, with the record that they are about: `R0606 R1`.
  std::string said() const {
    std::string text;
    for (const Diagnostic& d : out.items())
      text += (text.empty() ? "" : ", ") + code_name(d.code) + (d.record.empty() ? "" : " ") + d.record;
    return text;
  }

  static std::string ids(const Assessment& site) {
    std::string text;
    for (const ShownResult& r : site.results) text += (text.empty() ? "" : " ") + std::string(r.id);
    return text;
  }

 private:
  void sort() {
    std::ranges::stable_sort(data.results, {}, &Result::id);
    std::ranges::stable_sort(data.tasks, {}, &Task::id);
    std::ranges::stable_sort(data.corrections, {}, &Correction::approved_on);
  }
  std::string next_salt() {
    std::string number = std::to_string(++salts);
    return std::string(32 - number.size(), '0') + number;
  }
};

}  // namespace gongshi::test
