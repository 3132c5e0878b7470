#include "model/due.hpp"

#include <array>

namespace gongshi {
namespace {

constexpr std::array<Choice, 7> duties{{{"", ""},
                                        {"publication", "结果公示"},
                                        {"transfer", "案件线索移送"},
                                        {"report", "联合抽查报送市场监管部门"},
                                        {"plan_filing", "联合抽查计划报送"},
                                        {"plan_publication", "联合抽查计划公示"},
                                        {"numbers", "下一年度抽查数量确定"}}};

std::string_view start_of(Duty duty, const Deadline& rule) {
  if (duty == Duty::report) return "联合抽查结束";
  return choices_of<StartEvent>()[static_cast<std::size_t>(rule.from)].label;
}

DutyRule of_period(Duty duty, const std::optional<Deadline>& rule, std::string_view source) {
  if (!rule) return {};
  std::string days = std::to_string(rule->days.value_or(0)) + (rule->unit == DayUnit::working ? "个工作日内" : "日内");
  return {"自" + std::string(start_of(duty, *rule)) + "之日起" + days, rule->article, source};
}

DutyRule of_month(const std::optional<MonthDue>& rule, std::string_view source) {
  if (!rule) return {};
  return {"每年" + std::to_string(rule->month.value_or(0)) + "月底前", rule->article, source};
}

}  // namespace

template <>
std::span<const Choice> choices_of<Duty>() {
  return duties;
}

DutyRule rule_of(const Profile& profile, Duty duty) {
  switch (duty) {
    case Duty::publication:
      return of_period(duty, profile.deadline, profile.source);
    case Duty::transfer:
      return of_period(duty, profile.transfer, profile.source);
    case Duty::report:
      return of_period(duty, profile.report_to_regulator, profile.source);
    case Duty::plan_filing:
      return of_month(profile.plan_due, profile.source);
    case Duty::plan_publication:
      return of_month(profile.plan_public_due, profile.source);
    case Duty::numbers:
      return of_month(profile.numbers_due, profile.source);
    case Duty::absent:
      break;
  }
  return {};
}

}  // namespace gongshi
