// 指标依据 of the public summary workbook.
#include <algorithm>

#include "outputs/reports/sheet_rows.hpp"
#include "outputs/reports/sheets.hpp"
#include "outputs/target_view.hpp"

namespace gongshi {

void write_target_records(Workbook& book, const Assessment& site, const PeriodSummary& summary) {
  auto none = [](const TargetValue& value) { return value.counted_records.empty() && value.other_records.empty(); };
  if (std::ranges::all_of(summary.targets, none)) return;
  constexpr std::array<Head, 3> heads{{{"指标", 30}, {"计作", 30}, {"记录", 50}}};
  Sheet& sheet = begin_sheet(book, site, summary.period, "指标依据", heads);
  std::uint32_t at = first_record_row;
  for (const TargetValue& value : summary.targets) {
    std::string name = target_view(value).name;
    for (const TargetRecords& list : target_records(site, value, all_records))
      for (const Link& record : list.records) Row(sheet, at++).text(name).text(list.heading).text(record.name);
  }
}

}  // namespace gongshi
