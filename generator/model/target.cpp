#include "model/target.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace gongshi {
namespace {

constexpr std::array<Choice, target_count> kinds{{{"", ""},
                                                  {"coverage", "抽查覆盖率"},
                                                  {"publication_rate", "结果公示率"},
                                                  {"joint_share", "联合抽查占比"},
                                                  {"quarterly", "按类别的季度抽查比例"},
                                                  {"joint_per_object", "对同一对象联合抽查的次数"},
                                                  {"inspectors", "每次检查的人数"},
                                                  {"joint_initiated", "发起的联合抽查"},
                                                  {"plan_coverage", "计划对抽查事项的覆盖率"}}};
constexpr std::array<Choice, 7> besides{{{"", ""},
                                         {"withheld", "不予公开的结果"},
                                         {"drawn_without_result", "抽取后没有结果的对象"},
                                         {"outside_library", "名录库以外的被检查对象"},
                                         {"uncounted", "没有填检查人数的结果"},
                                         {"entries_without_task", "没有任务的计划项"},
                                         {"tasks_without_entry", "没有列入计划的任务"}}};
constexpr std::array<TargetFacts, target_count> all_facts{
    {{},
     {TargetKind::coverage, true, false, true, "有检查结果的市场主体", "名录库中的市场主体"},
     {TargetKind::publication_rate, true, false, false, "已公示的结果", "已认定且不属于不予公开的结果"},
     {TargetKind::joint_share, true, false, true, "本机关发起的联合抽查任务", "本机关的抽查任务"},
     {TargetKind::quarterly, true, false, false, "本季度抽取的该类对象", "名录库中的该类对象"},
     {TargetKind::joint_per_object, false, true, true, "接受联合抽查次数最多的对象", "接受过联合抽查的对象"},
     {TargetKind::inspectors, false, false, false, "检查人数最少的结果", "填了检查人数的结果"},
     {TargetKind::joint_initiated, false, false, true, "发起的联合抽查任务", ""},
     {TargetKind::plan_coverage, true, false, true, "列入计划的抽查事项", "清单中的抽查事项"}}};

/// At most `decimals` digits after the point, without the zeros at the end.
std::string shortest(double value, int decimals) {
  std::array<char, 64> buffer{};
  auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, decimals);
  std::string out(buffer.data(), end.ptr);
  if (out.find('.') == std::string::npos) return out;
  out.erase(out.find_last_not_of('0') + 1);
  if (out.back() == '.') out.pop_back();
  return out;
}

}  // namespace

template <>
std::span<const Choice> choices_of<TargetKind>() {
  return kinds;
}
template <>
std::span<const Choice> choices_of<BesideKind>() {
  return besides;
}

TargetKind target_kind(std::string_view key) {
  for (std::size_t i = 1; i < kinds.size(); ++i)
    if (kinds.at(i).key == key) return static_cast<TargetKind>(i);
  return TargetKind::absent;
}

const TargetFacts& facts(TargetKind kind) { return all_facts.at(static_cast<std::size_t>(kind)); }

std::string TargetValue::scope() const {
  std::string out = period.name();
  if (supervision_class != SupervisionClass::absent)
    return out + ':' + std::string(choices_of<SupervisionClass>()[static_cast<std::size_t>(supervision_class)].key);
  return department.empty() ? out : out + ':' + std::string(department);
}

std::string target_number(TargetKind kind, std::optional<double> value) {
  if (!value) return {};
  if (!facts(kind).share) return shortest(*value, 2);
  return shortest(cut_share(*value) * 100, 2) + "%";
}

double cut_share(double share) {
  constexpr double parts = 10'000;
  return std::floor(share * parts + 1e-9) / parts;
}

}  // namespace gongshi
