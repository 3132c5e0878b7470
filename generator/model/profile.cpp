#include "model/profile.hpp"

#include "model/category.hpp"
#include "model/correction.hpp"
#include "model/target.hpp"

namespace gongshi {
namespace {
constexpr std::array<Choice, 3> day_units{{{"", ""}, {"working", "工作日"}, {"calendar", "日"}}};
constexpr std::array<Choice, 4> start_events{
    {{"", ""}, {"inspected_on", "检查结束"}, {"concluded_on", "作出检查结果认定"}, {"completed_on", "完成抽查任务"}}};
constexpr std::array<Choice, 4> forces{{{"", ""}, {"must", "应当"}, {"principle", "原则上"}, {"strive", "力争"}}};
constexpr std::array<Choice, 3> channel_words{{{"", ""}, {"site", "本站"}, {"platform", "省级平台"}}};

std::span<const Choice> channels() { return channel_words; }

/// A text, or texts, of a closed vocabulary.
Field one_of(Field field, std::span<const Choice> (*words)()) {
  field.choices = words;
  return field;
}
}  // namespace

template <>
std::span<const Choice> choices_of<DayUnit>() {
  return day_units;
}
template <>
std::span<const Choice> choices_of<StartEvent>() {
  return start_events;
}
template <>
std::span<const Choice> choices_of<Force>() {
  return forces;
}

const Shape& AllowedResult::shape() {
  static const Shape shape{
      "allowed_result",
      {field<&AllowedResult::wording>("wording").means("用语").must(),
       field<&AllowedResult::category>("category").means("归入的类别").must(),
       field<&AllowedResult::approximate>("approximate").means("是否近似对应"), field<&AllowedResult::article>("article").means("条款")}};
  return shape;
}

const Shape& Alias::shape() {
  static const Shape shape{
      "alias",
      {field<&Alias::variant>("variant").means("其他写法").must(), field<&Alias::wording>("wording").means("允许的用语").must(),
       field<&Alias::misprint>("misprint").means("是文件里的误字，照认并提醒")}};
  return shape;
}

const Shape& Deadline::shape() {
  static const Shape shape{
      "deadline",
      {field<&Deadline::days>("days").means("期限天数").must(), field<&Deadline::unit>("unit").means("工作日或日历日").must(),
       field<&Deadline::from>("from").means("起算的事"), field<&Deadline::article>("article").means("条款").must()}};
  return shape;
}

const Shape& Channels::shape() {
  static const Shape shape{"channels",
                           {one_of(field<&Channels::market>("market").means("市场主体的结果在哪里公示"), channels),
                            one_of(field<&Channels::non_market>("non_market").means("非市场主体的结果在哪里公示"), channels),
                            field<&Channels::article>("article").means("条款")}};
  return shape;
}

const Shape& CorrectionRule::shape() {
  static const Shape shape{
      "correction_rule",
      {one_of(field<&CorrectionRule::kind>("kind").means("更正的种类").must(), choices_of<CorrectionKind>),
       field<&CorrectionRule::role>("role").means("由谁批准，没有表示不需要批准"), field<&CorrectionRule::article>("article").means("条款"),
       one_of(field<&CorrectionRule::categories>("categories").means("适用的类别，没有表示全部"), choices_of<Category>)}};
  return shape;
}

const Shape& ClassThresholds::shape() {
  static const Shape shape{"class_thresholds",
                           {field<&ClassThresholds::key>("key").means("重点"), field<&ClassThresholds::general>("general").means("一般"),
                            field<&ClassThresholds::special>("special").means("特殊")}};
  return shape;
}

const Shape& Target::shape() {
  static const Shape shape{
      "target",
      {one_of(field<&Target::name>("name").means("指标").must(), choices_of<TargetKind>),
       field<&Target::threshold>("threshold").means("目标值，比例写成小数"), field<&Target::classes>("classes").means("按监管类别的目标值"),
       field<&Target::initiate>("initiate").means("应当发起的部门，写名称中的字样"),
       field<&Target::initiate_or_join>("initiate_or_join").means("发起或参与均可的部门，写名称中的字样"),
       field<&Target::force>("force").means("约束力").must(),
       field<&Target::shown>("public").means("是否在汇总页和汇总表上公布，没有表示不公布"),
       field<&Target::article>("article").means("条款").must()}};
  return shape;
}

const Shape& MonthDue::shape() {
  static const Shape shape{
      "month_due", {field<&MonthDue::month>("month").means("到几月底").must(), field<&MonthDue::article>("article").means("条款").must()}};
  return shape;
}

const Shape& Article::shape() {
  static const Shape shape{"article", {field<&Article::article>("article").means("条款").must()}};
  return shape;
}

const Shape& Profile::shape() {
  static const Shape shape{
      "profile",
      {field<&Profile::id>("id").means("编号").as(Format::id).must(), field<&Profile::name>("name").means("名称").must(),
       field<&Profile::source>("source").means("所依据的文件").must(),
       map_field<&Profile::allowed_results>("allowed_results").means("允许的结果用语").must(),
       field<&Profile::aliases>("aliases").means("用语的其他写法"), field<&Profile::deadline>("deadline").means("公示期限").must(),
       field<&Profile::report_to_regulator>("report_to_regulator").means("报市场监管部门的期限"),
       field<&Profile::transfer>("transfer").means("移送期限"), field<&Profile::channels>("channels").means("公示渠道"),
       map_field<&Profile::corrections>("corrections").means("更正规则"), map_field<&Profile::targets>("targets").means("指标"),
       field<&Profile::plan_due>("plan_due").means("计划报送期限"),
       field<&Profile::plan_public_due>("plan_public_due").means("计划公示期限"),
       field<&Profile::numbers_due>("numbers_due").means("下一年度数量确定期限"),
       field<&Profile::uncooperative_ground>("uncooperative_ground").means("不配合检查须写明情形")}};
  return shape;
}

}  // namespace gongshi
