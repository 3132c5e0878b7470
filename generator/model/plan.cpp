#include "model/plan.hpp"

namespace gongshi {
namespace {
constexpr std::array<Choice, 5> section_kinds{
    {{"", ""}, {"internal", "本部门抽查"}, {"joint", "部门联合抽查"}, {"quarterly", "季度抽查"}, {"off_plan", "计划外抽查"}}};
constexpr std::array<Choice, 3> selections{{{"", ""}, {"targeted", "定向"}, {"untargeted", "不定向"}}};
constexpr std::array<Choice, 3> item_classes{{{"", ""}, {"key", "重点检查事项"}, {"general", "一般检查事项"}}};
}  // namespace

template <>
std::span<const Choice> choices_of<SectionKind>() {
  return section_kinds;
}
template <>
std::span<const Choice> choices_of<Selection>() {
  return selections;
}
template <>
std::span<const Choice> choices_of<ItemClass>() {
  return item_classes;
}

const Shape& Column::shape() {
  static const Shape shape{
      "column",
      {field<&Column::key>("key").means("条目的键").must(), field<&Column::header>("header").means("印出的表头").must(),
       field<&Column::group>("group").means("上一行的合并表头")}};
  return shape;
}

const Shape& Revision::shape() {
  static const Shape shape{"revision",
                           {field<&Revision::on>("on").means("修订日期").must(), field<&Revision::note>("note").means("修订说明").must()}};
  return shape;
}

const Shape& Ratio::shape() {
  static const Shape shape{
      "ratio", {field<&Ratio::value>("value").means("比例，写成小数"), field<&Ratio::text>("text").means("文件里的写法").must()}};
  return shape;
}

const Shape& PlanEntry::shape() {
  static const Shape shape{
      "plan_entry",
      {field<&PlanEntry::number>("number").means("序号").must(), field<&PlanEntry::name>("name").means("抽查任务名称").must(),
       field<&PlanEntry::selection>("selection").means("抽查类型"), field<&PlanEntry::items>("items").means("抽查事项"),
       field<&PlanEntry::item_class>("item_class").means("事项类别"), field<&PlanEntry::objects>("objects").means("抽查对象范围"),
       field<&PlanEntry::ratio>("ratio").means("抽查比例"), field<&PlanEntry::frequency>("frequency").means("抽查频次"),
       field<&PlanEntry::credit_risk_rule>("credit_risk_rule").means("信用风险分类管理"),
       field<&PlanEntry::from>("from").means("开始").as(Format::month_or_date),
       field<&PlanEntry::to>("to").means("结束").as(Format::month_or_date),
       field<&PlanEntry::period_text>("period_text").means("起止时间的写法"), field<&PlanEntry::lead>("lead").means("发起部门"),
       field<&PlanEntry::partners>("partners").means("配合部门"), field<&PlanEntry::mode>("mode").means("抽查方式")}};
  return shape;
}

const Shape& PlanSection::shape() {
  static const Shape shape{
      "plan_section",
      {field<&PlanSection::kind>("kind").means("种类").must(), field<&PlanSection::title>("title").means("标题").must(),
       field<&PlanSection::columns>("columns").means("各列").must(), field<&PlanSection::entries>("entries").means("各项").must(),
       field<&PlanSection::merged>("merged").means("向下合并的列"), field<&PlanSection::remarks>("remarks").means("备注")}};
  return shape;
}

const Shape& Plan::shape() {
  static const Shape shape{
      "plan",
      {field<&Plan::id>("id").means("计划编号").as(Format::id).must(), field<&Plan::year>("year").means("年度").as(Format::year).must(),
       field<&Plan::title>("title").means("标题").must(), field<&Plan::document_number>("document_number").means("发文字号"),
       field<&Plan::issuer>("issuer").means("发布机构"), field<&Plan::issued_on>("issued_on").means("成文日期"),
       field<&Plan::filed_on>("filed_on").means("报送日期"), field<&Plan::published_on>("published_on").means("公开日期"),
       field<&Plan::numbers_fixed_on>("numbers_fixed_on").means("数量确定日期"), field<&Plan::revisions>("revisions").means("修订"),
       field<&Plan::preamble>("preamble").means("正文（Markdown）"), field<&Plan::sections>("sections").means("各部分").must()}};
  return shape;
}

const Shape& ItemEntry::shape() {
  static const Shape shape{
      "item",
      {field<&ItemEntry::number>("number").means("序号").must(), field<&ItemEntry::category>("class").means("抽查类别"),
       field<&ItemEntry::name>("name").means("抽查事项").must(), field<&ItemEntry::objects>("objects").means("检查对象"),
       field<&ItemEntry::item_class>("item_class").means("事项类别"), field<&ItemEntry::methods>("methods").means("检查方式"),
       field<&ItemEntry::bodies>("bodies").means("检查主体"), field<&ItemEntry::basis>("basis").means("检查依据"),
       field<&ItemEntry::level>("level").means("实施层级")}};
  return shape;
}

const Shape& ItemList::shape() {
  static const Shape shape{
      "item_list",
      {field<&ItemList::id>("id").means("清单编号").as(Format::id).must(), field<&ItemList::title>("title").means("标题").must(),
       field<&ItemList::year>("year").means("年度").as(Format::year), field<&ItemList::issuer>("issuer").means("发布机构"),
       field<&ItemList::document_number>("document_number").means("发文字号"),
       field<&ItemList::published_on>("published_on").means("公开日期"), field<&ItemList::revisions>("revisions").means("修订"),
       field<&ItemList::columns>("columns").means("各列"), field<&ItemList::entries>("entries").means("各项").must(),
       field<&ItemList::remarks>("remarks").means("备注")}};
  return shape;
}

std::string plan_entry_key(const PlanSection& section, const PlanEntry& entry) {
  return std::string(choices_of<SectionKind>()[static_cast<std::size_t>(section.kind)].key) + '/' + std::string(entry.number);
}

}  // namespace gongshi
