#include "model/date_order.hpp"

#include "base/catalogue.hpp"

namespace gongshi {

void check_order(Origin origin, std::string_view id, std::initializer_list<Dated> dates, Diagnostics& out) {
  const Dated* before = nullptr;
  for (const Dated& d : dates) {  // NOLINT(clang-analyzer-core.NullDereference): an initializer list has its elements
    if (!d.date) continue;
    if (before != nullptr && *d.date < *before->date)
      out.add(about(Code::date_order, origin, id, d.field,
                    {std::string(d.label), std::string(d.field), d.date->iso(), std::string(before->label), std::string(before->field),
                     before->date->iso()}));
    before = &d;
  }
}

void check_dates(const Result& r, Diagnostics& out) {
  check_order(r.origin, r.id,
              {{"inspected_on", "检查日期", r.inspected_on},
               {"concluded_on", "结果认定日期", r.concluded_on},
               {"completed_on", "任务完成日期", r.completed_on}},
              out);
  check_order(r.origin, r.id, {{"inspected_on", "检查日期", r.inspected_on}, {"published_on", "公示日期", r.published_on}}, out);
  if (r.published_on.has_value() == r.published_via.empty())
    out.add(about(Code::half_pair, r.origin, r.id, r.published_on ? "published_on" : "published_via", {"published_on", "published_via"}));
}

}  // namespace gongshi
