#include "model/result.hpp"

#include <array>

#include "base/canonical_json.hpp"
#include "base/digest.hpp"
#include "base/text.hpp"

namespace gongshi {
namespace {
constexpr std::array<Choice, 3> object_kinds{{{"", ""}, {"market", "市场主体"}, {"non_market", "非市场主体"}}};
constexpr std::array<Choice, 9> object_types{{{"", ""},
                                              {"enterprise", "企业"},
                                              {"individual_business", "个体工商户"},
                                              {"cooperative", "农民专业合作社"},
                                              {"institution", "事业单位"},
                                              {"product", "产品"},
                                              {"project", "项目"},
                                              {"activity", "行为"},
                                              {"person", "个人"}}};
constexpr std::array<Choice, 4> supervision_classes{{{"", ""}, {"key", "重点"}, {"general", "一般"}, {"special", "特殊"}}};
constexpr std::array<Choice, 5> credit_risks{{{"", ""}, {"low", "低"}, {"general", "一般"}, {"elevated", "较高"}, {"high", "高"}}};
constexpr std::array<Choice, 6> grounds{{{"", ""},
                                         {"refused_entry", "拒绝进入"},
                                         {"refused_inquiry", "拒绝询问"},
                                         {"refused_documents", "拒绝提供材料"},
                                         {"untruthful", "不如实提供"},
                                         {"other", "其他"}}};
constexpr std::array<Choice, 10> follow_ups{{{"", ""},
                                             {"none", "无需后续处置"},
                                             {"ordered", "责令改正"},
                                             {"feedback", "反馈日常监管"},
                                             {"transferred", "案件线索移送"},
                                             {"copied", "抄告相关部门"},
                                             {"case_filed", "立案查处"},
                                             {"penalised", "行政处罚"},
                                             {"judicial", "移送司法机关"},
                                             {"closed", "已完结"}}};
constexpr std::array<Choice, 7> withheld_grounds{{{"", ""},
                                                  {"state_secret", "国家秘密"},
                                                  {"national_security", "国家安全"},
                                                  {"public_safety", "公共安全"},
                                                  {"trade_secret", "商业秘密"},
                                                  {"privacy", "个人隐私"},
                                                  {"other", "其他"}}};
}  // namespace

template <>
std::span<const Choice> choices_of<ObjectKind>() {
  return object_kinds;
}
template <>
std::span<const Choice> choices_of<ObjectType>() {
  return object_types;
}
template <>
std::span<const Choice> choices_of<SupervisionClass>() {
  return supervision_classes;
}
template <>
std::span<const Choice> choices_of<CreditRisk>() {
  return credit_risks;
}
template <>
std::span<const Choice> choices_of<UncooperativeGround>() {
  return grounds;
}
template <>
std::span<const Choice> choices_of<FollowUp>() {
  return follow_ups;
}
template <>
std::span<const Choice> choices_of<WithheldGround>() {
  return withheld_grounds;
}

const Shape& Withheld::shape() {
  static const Shape shape{
      "withheld",
      {field<&Withheld::ground>("ground").means("不予公开的理由").must(),
       field<&Withheld::approved_by>("approved_by").means("批准人").must(),
       field<&Withheld::approved_on>("approved_on").means("批准日期").must(), field<&Withheld::note>("note").means("说明")}};
  return shape;
}

const Shape& Penalty::shape() {
  static const Shape shape{
      "penalty",
      {field<&Penalty::number>("number").means("处罚决定书文号"), field<&Penalty::decided_on>("decided_on").means("处罚决定日期"),
       field<&Penalty::text>("text").means("处罚内容")}};
  return shape;
}

const Shape& Reply::shape() {
  static const Shape shape{"reply", {field<&Reply::text>("text").means("意见").must(), field<&Reply::on>("on").means("提出日期").must()}};
  return shape;
}

const Shape& Result::shape() {
  static const Shape shape{"result",
                           {field<&Result::id>("id").in_table("结果编号").as(Format::id).must(),
                            field<&Result::number>("number").in_table("原结果编号").means("不合编号规则的原编号"),
                            field<&Result::task_id>("task_id").in_table("任务编号").as(Format::id).must(),
                            field<&Result::object_name>("object_name").in_table("检查对象名称").must(),
                            field<&Result::object_code>("object_code").in_table("统一社会信用代码/注册号"),
                            field<&Result::object_kind>("object_kind").in_table("主体类别"),
                            field<&Result::object_type>("object_type").in_table("对象类型"),
                            field<&Result::district>("district").in_table("行政区划"),
                            field<&Result::industry>("industry").in_table("行业类别"),
                            field<&Result::supervision_class>("supervision_class").in_table("监管类别"),
                            field<&Result::credit_risk>("credit_risk").in_table("信用风险等级"),
                            field<&Result::items>("items").in_table("抽查事项"),
                            field<&Result::department>("department").in_table("检查机关"),
                            field<&Result::inspected_on>("inspected_on").in_table("检查日期"),
                            field<&Result::concluded_on>("concluded_on").in_table("结果认定日期"),
                            field<&Result::completed_on>("completed_on").in_table("任务完成日期"),
                            field<&Result::result>("result").in_table("检查结果").must(),
                            field<&Result::uncooperative_ground>("uncooperative_ground").in_table("不配合情形"),
                            field<&Result::findings>("findings").in_table("违法事实"),
                            field<&Result::handling>("handling").in_table("查处结果"),
                            field<&Result::follow_up>("follow_up").in_table("后续处置"),
                            field<&Result::transferred_on>("transferred_on").in_table("移送日期"),
                            field<&Result::transferred_to>("transferred_to").in_table("移送单位"),
                            field<&Result::penalty>("penalty").in_table("处罚"),
                            field<&Result::inspector_count>("inspector_count").in_table("检查人数").secret().as(Format::count),
                            field<&Result::withheld>("withheld").means("不予公开").secret(),
                            field<&Result::platform_on>("platform_on").in_table("平台公示日期"),
                            field<&Result::published_on>("published_on").in_table("公示日期"),
                            field<&Result::published_via>("published_via").in_table("公示系统"),
                            field<&Result::reply>("reply").in_table("被检查对象意见")}};
  return shape;
}

const Shape& Object::shape() {
  static const Shape shape{
      "object",
      {field<&Object::name>("name").in_table("检查对象名称").must(), field<&Object::code>("code").in_table("统一社会信用代码/注册号"),
       field<&Object::kind>("kind").in_table("主体类别"), field<&Object::type>("type").in_table("对象类型"),
       field<&Object::district>("district").in_table("行政区划"), field<&Object::industry>("industry").in_table("行业类别"),
       field<&Object::supervision_class>("supervision_class").in_table("监管类别"),
       field<&Object::credit_risk>("credit_risk").in_table("信用风险等级"), field<&Object::departments>("departments").in_table("检查机关"),
       field<&Object::former_names>("former_names").in_table("曾用名"), field<&Object::former_codes>("former_codes").in_table("曾用代码")}};
  return shape;
}

bool sealed(const Field& field) { return !field.internal && field.name != "published_on"; }

namespace {

/// A line break or a blank in a cell makes no other firm.
std::string without_blanks(std::string name) {
  std::erase_if(name, [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
  return name;
}

}  // namespace

std::string object_id(std::string_view name, std::string_view code, std::string_view district) {
  constexpr std::size_t digits = 12;
  if (!code.empty()) {
    if (valid_id(code)) return upper_ascii(code);
    return "c-" + sha256(nfkc(code)).hex().substr(0, digits);
  }
  std::string parts = "[";
  append_json_string(parts, without_blanks(nfkc(name)));
  if (!district.empty()) {
    parts += ',';
    append_json_string(parts, district);
  }
  parts += ']';
  return "n-" + sha256(parts).hex().substr(0, digits);
}

}  // namespace gongshi
