// reports/PERIOD.xlsx: the public summary workbook. Its figures are those of the summary pages, from the same PeriodSummary.
// The results one by one stand in data/YYYY/results.xlsx, once, and not again in each month, quarter and year.
#include "formats/template/view_digest.hpp"
#include "outputs/data/workbook.hpp"
#include "outputs/files.hpp"
#include "outputs/kinds.hpp"
#include "outputs/links.hpp"
#include "outputs/reports/sheets.hpp"
#include "outputs/target_view.hpp"

namespace gongshi {
namespace {

void hash_result(const ShownResult& result, QuickHasher& hasher) {
  const auto& bytes = result.fingerprint.bytes;
  hasher.add_part({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

void hash_report(const Assessment& site, const PeriodSummary& summary, QuickHasher& hasher) {
  PeriodParts parts = period_parts(site, summary);
  hasher.add_part(summary.period.name());
  hasher.add_part(static_cast<std::uint64_t>(summary.newest_fact - Date{}));
  hasher.add_part(static_cast<std::uint64_t>(site.audience));
  hash_view(Site::shape(), site.site, hasher);
  if (site.profile != nullptr) hash_view(Profile::shape(), site.profile, hasher);
  hasher.add_part(site.departments.size());
  for (std::string_view department : site.departments) hasher.add_part(department);
  hasher.add_part(summary.results.size());
  for (std::uint32_t i : summary.results) hash_result(site.results[i], hasher);
  hasher.add_part(summary.corrections.size());
  for (std::uint32_t k : summary.corrections) {
    hasher.add_part(k);
    hash_result(site.results[site.corrections[k].result], hasher);
  }
  hasher.add_part(parts.ended.size());
  for (const ShownTask* task : parts.so_far) {
    hash_view(Task::shape(), task->task, hasher);
    for (std::uint64_t n : {std::uint64_t{task->published}, std::uint64_t{task->withheld}, std::uint64_t{task->not_inspected.size()},
                            static_cast<std::uint64_t>(inspected(site, *task))})
      hasher.add_part(n);
    for (const Due& due : task->dues)
      for (Date day : {due.started_on.value_or(no_fact), due.due_on, due.plain_on, no_fact + int{due.provisional}})
        hasher.add_part(static_cast<std::uint64_t>(day - Date{}));
  }
  for (const TargetValue& value : summary.targets) {
    TargetView view = target_view(value);
    hash_view(TargetView::shape(), &view, hasher);
    for (const TargetRecords& records : target_records(site, value, all_records)) hash_view(TargetRecords::shape(), &records, hasher);
  }
  for (const Plan* plan : parts.plans) hash_view(Plan::shape(), plan, hasher);
}

void write_report(const Assessment& site, const PeriodSummary& summary, Sink& out) {
  PeriodParts parts = period_parts(site, summary);
  Workbook book(workbook_info(site, summary.period.chinese() + "双随机、一公开检查结果统计", summary.newest_fact), {}, true);
  write_notes(book, site, parts);
  write_counts(book, site, summary, shown_categories(site, summary));
  if (!parts.ended.empty()) write_tasks(book, site, parts);
  if (!summary.corrections.empty()) write_changes(book, site, summary);
  if (has_entries(parts)) write_progress(book, site, parts);
  if (!summary.targets.empty()) write_targets(book, site, summary.period, summary.targets);
  write_target_records(book, site, summary);
  book.write_to(out);
}

}  // namespace

void add_report_files(const Assessment& site, OutputPlan& plan) {
  std::vector<StreamFile> files;
  for (const PeriodSummary& summary : site.periods) {
    StreamFile file;
    file.path = links::report(summary.period);
    file.depends = [&site, &summary](QuickHasher& hasher) { hash_report(site, summary, hasher); };
    file.write = [&site, &summary](Sink& out) { write_report(site, summary, out); };
    files.push_back(std::move(file));
  }
  plan.add(std::make_unique<StreamKind>("reports", StreamKind::Weight::workbook, std::move(files)));
}

}  // namespace gongshi
