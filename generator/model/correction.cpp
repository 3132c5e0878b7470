#include "model/correction.hpp"

#include <array>

namespace gongshi {
namespace {
constexpr std::array<Choice, 6> kinds{{{"", ""},
                                       {"error", "更正"},
                                       {"progress", "后续进展"},
                                       {"investigation_closed", "调查终结"},
                                       {"repair", "信用修复"},
                                       {"withdrawal", "撤回"}}};
}  // namespace

template <>
std::span<const Choice> choices_of<CorrectionKind>() {
  return kinds;
}

const Shape& Investigation::shape() {
  static const Shape shape{
      "investigation",
      {field<&Investigation::outcome>("outcome").means("调查结论").must(), field<&Investigation::on>("on").means("终结日期").must()}};
  return shape;
}

const Shape& Correction::shape() {
  static const Shape shape{
      "correction",
      {field<&Correction::result_id>("result_id").means("结果编号").as(Format::id).must(),
       field<&Correction::field_name>("field").means("更正的字段；撤回没有这一项"),
       field<&Correction::old_value>("old").means("原值；原来没有的写 null"),
       field<&Correction::new_value>("new").means("新值；删去的写 null"), field<&Correction::reason>("reason").means("原因").must(),
       field<&Correction::approved_by>("approved_by").means("批准人"),
       field<&Correction::approver_role>("approver_role").means("批准人职务"),
       field<&Correction::approved_on>("approved_on").means("批准日期").must(), field<&Correction::kind>("kind").means("种类").must(),
       field<&Correction::investigation>("investigation").means("调查终结的结论和日期")}};
  return shape;
}

}  // namespace gongshi
