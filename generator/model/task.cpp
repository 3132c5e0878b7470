#include "model/task.hpp"

namespace gongshi {
namespace {
constexpr std::array<Choice, 4> kinds{{{"", ""}, {"internal", "本部门抽查"}, {"joint", "部门联合抽查"}, {"off_plan", "计划外抽查"}}};
constexpr std::array<Choice, 6> statuses{
    {{"", ""}, {"planned", "待抽取"}, {"drawn", "已抽取"}, {"inspecting", "检查中"}, {"completed", "已完成"}, {"published", "已公示"}}};
}  // namespace

template <>
std::span<const Choice> choices_of<TaskKind>() {
  return kinds;
}
template <>
std::span<const Choice> choices_of<TaskStatus>() {
  return statuses;
}

const Shape& NotInspected::shape() {
  static const Shape shape{"not_inspected",
                           {field<&NotInspected::object>("object").means("代码或名称").must(),
                            field<&NotInspected::reason>("reason").means("没有检查的原因").must()}};
  return shape;
}

const Shape& Scheme::shape() {
  static const Shape shape{"scheme",
                           {field<&Scheme::purpose>("purpose").means("抽查任务和目的"),
                            field<&Scheme::objects_and_ratio>("objects_and_ratio").means("抽查对象和比例"),
                            field<&Scheme::items_and_content>("items_and_content").means("抽查事项和内容"),
                            field<&Scheme::division>("division").means("检查机构和具体分工"),
                            field<&Scheme::schedule_and_method>("schedule_and_method").means("抽查时间和方式步骤"),
                            field<&Scheme::result_handling>("result_handling").means("抽查结果情形和结果处理方式")}};
  return shape;
}

const Shape& Task::shape() {
  static const Shape shape{"task",
                           {field<&Task::id>("id").in_table("任务编号").means("任务编号").as(Format::id).must(),
                            field<&Task::number>("number").means("文件里的编号"),
                            field<&Task::name>("name").in_table("任务名称").means("任务名称").must(),
                            field<&Task::plan_id>("plan_id").in_table("计划编号").means("所属计划").as(Format::id),
                            field<&Task::plan_entry>("plan_entry").in_table("计划中的项").means("计划中的项，如 internal/1"),
                            field<&Task::kind>("kind").in_table("任务种类").means("种类").must(),
                            field<&Task::selection>("selection").in_table("抽查类型").means("抽查类型"),
                            field<&Task::items>("items").in_table("抽查事项").means("抽查事项"),
                            field<&Task::lead>("lead").in_table("发起部门").means("发起部门"),
                            field<&Task::partners>("partners").in_table("配合部门").means("配合部门"),
                            field<&Task::from>("from").in_table("开始日期").means("开始日期"),
                            field<&Task::to>("to").in_table("结束日期").means("结束日期"),
                            field<&Task::ended_on>("ended_on").in_table("检查结束日期").means("检查结束日期"),
                            field<&Task::completed_on>("completed_on").in_table("任务完成日期").means("任务完成日期"),
                            field<&Task::status>("status").in_table("进度").means("进度"),
                            field<&Task::drawn>("drawn").in_table("抽取对象数").means("抽取的对象数").as(Format::count),
                            field<&Task::objects>("objects").in_table("抽取名单").means("抽取名单，检查结束前保密"),
                            field<&Task::not_inspected>("not_inspected").means("没有检查的对象和原因"),
                            field<&Task::delay_reason>("delay_reason").in_table("迟延原因").means("迟延原因"),
                            field<&Task::filed_on>("filed_on").in_table("备案日期").means("计划外抽查的备案日期"),
                            field<&Task::reported_on>("reported_on").in_table("报送日期").means("报市场监管部门的日期"),
                            field<&Task::scheme>("scheme").means("联合抽查实施方案")}};
  return shape;
}

}  // namespace gongshi
