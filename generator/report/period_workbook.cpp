#include "report/period_workbook.hpp"

#include "report/period_sheets.hpp"

namespace gongshi {
namespace {

/// Of a period in which nothing was published or corrected.
PeriodSummary empty_summary(const Assessment& site, const Period& period) {
  PeriodSummary out;
  out.period = period;
  out.by_department.resize(site.departments.size());
  return out;
}

std::vector<Category> all_categories() {
  std::vector<Category> out;
  for (const CategoryFacts& of : categories()) out.push_back(of.category);
  return out;
}

/// The totals as bars. A chart without a bar says nothing.
void draw_totals(const CountsSheet& counts, const PeriodSummary& summary, std::size_t columns) {
  if (summary.all.total == 0) return;
  std::string title = summary.period.chinese() + "检查结果（条）";
  counts.sheet.chart(counts.total_row + 2, 0, {title, counts.header_row, counts.total_row, 1, static_cast<std::uint16_t>(columns)});
}

/// Those of the period, of the year around it and of what it holds.
std::vector<TargetValue> targets_about(const Status& status, const Period& period) {
  std::vector<TargetValue> out;
  for (const TargetValue& value : status.targets)
    if (value.period.contains(period.first()) || period.contains(value.period.first())) out.push_back(value);
  return out;
}

}  // namespace

void write_period_workbook(const ReportBasis& basis, const Period& period, Sink& out, std::uint32_t most_rows) {
  const Assessment& site = basis.site;
  const PeriodSummary* found = site.find_period(period);
  PeriodSummary none = found == nullptr ? empty_summary(site, period) : PeriodSummary{};
  const PeriodSummary& summary = found == nullptr ? none : *found;
  PeriodParts parts = period_parts(site, summary);
  std::vector<Category> columns = all_categories();
  Workbook book(report_info(basis, period.chinese() + "双随机、一公开检查结果报表"), {}, true);
  write_report_notes(book, basis, summary, detail_sheets(summary.results.size(), most_rows));
  draw_totals(write_counts(book, site, summary, columns), summary, columns.size());
  write_report_tasks(book, basis, period);
  write_details(book, basis, summary, most_rows);
  write_unpublished(book, basis, period);
  write_changes(book, site, summary);
  write_progress(book, site, parts);
  write_targets(book, site, period, targets_about(basis.status, period));
  write_plan_dates(book, basis, period);
  book.write_to(out);
}

}  // namespace gongshi
