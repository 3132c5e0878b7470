#include "outputs/target_view.hpp"

#include "outputs/views.hpp"

namespace gongshi {
namespace {

std::string threshold_text(const TargetValue& value) {
  if (!value.threshold) return {};
  return (facts(value.kind).at_most ? "不超过" : "不低于") + target_number(value.kind, value.threshold);
}

/// Short of a floor may still be reached while the year lasts; a page does not know what day it is.
std::string_view met_text(const TargetValue& value) {
  if (!value.value) return "无可计数";
  if (!value.met) return "不作要求";
  if (*value.met) return "达到";
  return facts(value.kind).at_most ? "超过" : "尚未达到";
}

std::string counted_text(const TargetValue& value) {
  const TargetFacts& of = facts(value.kind);
  std::string out = std::string(of.counted) + std::to_string(value.counted);
  return of.of.empty() ? out : out + "，" + std::string(of.of) + std::to_string(value.of);
}

}  // namespace

const Shape& TargetView::shape() {
  using V = TargetView;
  static const Shape shape{
      "target_view",
      {field<&V::name>("name"), field<&V::value>("value"), field<&V::counted>("counted"), field<&V::threshold>("threshold"),
       field<&V::force>("force"), field<&V::met>("met"), field<&V::article>("article")}};
  return shape;
}

TargetView target_view(const TargetValue& value) {
  TargetView view;
  view.name = label(value.kind);
  if (value.supervision_class != SupervisionClass::absent) view.name += "（" + std::string(label(value.supervision_class)) + "）";
  if (!value.department.empty()) view.name += "（" + std::string(value.department) + "）";
  view.value = target_number(value.kind, value.value);
  view.counted = counted_text(value);
  view.threshold = threshold_text(value);
  view.force = label(value.rule->force);
  view.met = met_text(value);
  view.article = value.rule->article;
  return view;
}

}  // namespace gongshi
