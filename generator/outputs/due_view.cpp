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

std::string due_notes(const Profile& profile, std::initializer_list<const Due*> dues, bool starts) {
  std::string out;
  for (const Due* due : dues) {
    if (due == nullptr) continue;
    DueView view = due_view(profile, *due);
    if (!out.empty()) out += '\n';
    out += std::string(view.duty) + "：" + view.rule + "，" + std::string(view.article);
    if (starts && view.started_on) out += "；从" + view.started_on->chinese + "起算";
    if (view.plain_on) out += "；" + view.plain_on->chinese + "是休息日，顺延";
    if (view.provisional) out += "；暂定";
  }
  return out;
}

}  // namespace gongshi
