#include "outputs/due_view.hpp"

namespace gongshi {

const Shape& DueView::shape() {
  using V = DueView;
  static const Shape shape{"due",
                           {field<&V::duty>("duty"), field<&V::rule>("rule"), field<&V::article>("article"), field<&V::source>("source"),
                            field<&V::started_on>("started_on"), field<&V::due_on>("due_on"), field<&V::plain_on>("plain_on"),
                            field<&V::provisional>("provisional")}};
  return shape;
}

DueView due_view(const Profile& profile, const Due& due) {
  DutyRule rule = rule_of(profile, due.duty);
  DueView view;
  view.duty = label(due.duty);
  view.rule = std::move(rule.words);
  view.article = rule.article;
  view.source = rule.source;
  view.started_on = day(due.started_on);
  view.due_on = day(due.due_on);
  if (due.ran_on()) view.plain_on = day(due.plain_on);
  view.provisional = due.provisional;
  return view;
}

}  // namespace gongshi
