#include "outputs/changes.hpp"

#include "base/text.hpp"

namespace gongshi {

const Shape& ChangeView::shape() {
  static const Shape shape{
      "change",
      {field<&ChangeView::kind>("kind"), field<&ChangeView::anchor>("anchor"), field<&ChangeView::on>("on"),
       field<&ChangeView::pending>("pending"), field<&ChangeView::role>("role"), field<&ChangeView::what>("what"),
       field<&ChangeView::before>("before"), field<&ChangeView::after>("after"), field<&ChangeView::secret>("secret"),
       field<&ChangeView::reason>("reason"), field<&ChangeView::outcome>("outcome"), field<&ChangeView::outcome_on>("outcome_on")}};
  return shape;
}

namespace {

void append(std::string& out, std::string_view between, std::string_view text) {
  if (text.empty()) return;
  if (!out.empty()) out += between;
  out += text;
}

Date date_of(std::int64_t days) { return Date{} + static_cast<int>(days); }

std::string member_text(const void* at, const Field& field);

/// The parts of a penalty or a reply, one after the other.
std::string parts_text(const void* at, const Shape& shape) {
  std::string out;
  for (const Field& part : shape.fields)
    if (!part.internal) append(out, "，", member_text(at, part));
  return out;
}

std::string member_text(const void* at, const Field& field) {
  if (!field.present(at)) return {};
  std::string out;
  switch (field.kind) {
    case Kind::text:
      return std::string(field.text(at));
    case Kind::integer:
      return std::to_string(field.number(at));
    case Kind::date:
      return date_of(field.number(at)).chinese();
    case Kind::choice:
      return std::string(field.choices()[static_cast<std::size_t>(field.number(at))].label);
    case Kind::texts:
      for (std::size_t i = 0; i < field.count(at); ++i) append(out, "、", field.text_at(at, i));
      return out;
    case Kind::object:
      return parts_text(field.item(at, 0), field.shape());
    default:
      return {};
  }
}

}  // namespace

std::string member_text(const Result& result, const Field& field) { return member_text(static_cast<const void*>(&result), field); }

bool shows_values(const Assessment& site, const ShownCorrection& shown) {
  const ShownResult& r = site.results[shown.result];
  if (r.withdrawn) return false;
  const Correction& c = *shown.correction;
  auto person = [](const Result* x) { return x != nullptr && x->object_type == ObjectType::person; };
  bool naming = c.field_name == "object_name" || c.field_name == "object_code";
  return !naming || !(person(r.record) || person(c.before.get()) || person(c.after.get()));
}

std::string correction_anchor(const Assessment& site, const ShownCorrection& shown) {
  if (!shown.pending) return "correction-" + std::to_string(shown.seq);
  std::size_t number = 0;
  for (std::uint32_t k : site.results[shown.result].corrections) {
    if (site.corrections[k].pending) ++number;
    if (&site.corrections[k] == &shown) break;
  }
  return "correction-pending-" + std::to_string(number);
}

ChangeView change_view(const Assessment& site, const ShownCorrection& shown) {
  const Correction& from = *shown.correction;
  const ShownResult& result = site.results[shown.result];
  ChangeView view;
  view.kind = label(from.kind);
  view.pending = shown.pending;
  view.anchor = correction_anchor(site, shown);
  if (!shown.pending) view.on = day(shown.on);
  if (from.kind != CorrectionKind::progress) view.role = from.approver_role;
  if (result.withdrawn || from.kind == CorrectionKind::withdrawal) return view;
  // A person is known by the surname only; the correction still holds the name, and its reason may repeat it.
  view.secret = !shows_values(site, shown);
  if (!view.secret) view.reason = from.reason;
  if (from.investigation) {
    view.outcome = from.investigation->outcome;
    view.outcome_on = day(from.investigation->on);
  }
  const Field* field = Result::shape().find(from.field_name);
  if (field == nullptr || field->internal) return view;
  view.what = field->header;
  if (view.secret) return view;
  if (from.before) view.before = member_text(*from.before, *field);
  if (from.after) view.after = member_text(*from.after, *field);
  return view;
}

}  // namespace gongshi
