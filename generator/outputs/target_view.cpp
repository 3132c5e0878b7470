#include "outputs/target_view.hpp"

#include <algorithm>
#include <span>

#include "outputs/links.hpp"

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

/// What an id of TargetValue::counted_records names, as the site shows it.
Link record_link(const Assessment& site, TargetKind kind, const std::string& id) {
  if (const ShownTask* task = kind == TargetKind::joint_share || kind == TargetKind::joint_initiated ? site.find_task(id) : nullptr)
    return {links::task(id), std::string(task->task->name)};
  if (kind == TargetKind::coverage || kind == TargetKind::joint_per_object) {
    auto object = std::ranges::lower_bound(site.objects, id, {}, &ShownObject::id);
    if (object != site.objects.end() && object->id == id) return {links::object(id), std::string(object->name)};
  }
  return {{}, id};
}

void add_records(const Assessment& site, const TargetValue& value, std::string_view heading, const std::vector<std::string>& ids,
                 std::size_t most, std::vector<TargetRecords>& lists) {
  if (ids.empty()) return;
  TargetRecords& out = lists.emplace_back();
  out.heading = heading;
  for (const std::string& id : std::span(ids).first(std::min(most, ids.size()))) out.records.push_back(record_link(site, value.kind, id));
  if (ids.size() > most) out.rest = "另有" + std::to_string(ids.size() - most) + "个，见汇总表的“指标依据”";
}

}  // namespace

const Shape& TargetRecords::shape() {
  using V = TargetRecords;
  static const Shape shape{"target_records", {field<&V::heading>("heading"), field<&V::records>("records"), field<&V::rest>("rest")}};
  return shape;
}

const Shape& TargetView::shape() {
  using V = TargetView;
  static const Shape shape{"target_view",
                           {field<&V::name>("name"), field<&V::value>("value"), field<&V::counted>("counted"),
                            field<&V::threshold>("threshold"), field<&V::force>("force"), field<&V::met>("met"),
                            field<&V::article>("article"), field<&V::behind>("behind"), field<&V::has_behind>("has_behind")}};
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

std::vector<TargetRecords> target_records(const Assessment& site, const TargetValue& value, std::size_t most) {
  std::vector<TargetRecords> out;
  add_records(site, value, facts(value.kind).counted, value.counted_records, most, out);
  add_records(site, value, "其余", value.other_records, most, out);
  return out;
}

}  // namespace gongshi
