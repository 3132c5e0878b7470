// The sheets of a period's workbook (CONTRACT §5), in their order.
#pragma once
#include <cstdint>
#include <vector>

#include "formats/workbook/xlsx_writer.hpp"
#include "model/assessment.hpp"

namespace gongshi {

/// What belongs to a period besides its results and corrections.
struct PeriodParts {
  const PeriodSummary* summary = nullptr;
  std::vector<const ShownTask*> ended;   ///< their inspection ended in the period
  std::vector<const ShownTask*> so_far;  ///< ended by the period's last day
  std::vector<const Plan*> plans;        ///< of the period's year
};
/// Whether the year's plans have an entry.
bool has_entries(const PeriodParts& parts);
PeriodParts period_parts(const Assessment& site, const PeriodSummary& summary);
/// Categories that occur, or that the profile allows; in the order of the documents. The eight always.
std::vector<Category> shown_categories(const Assessment& site, const PeriodSummary& summary);
/// Objects that were inspected, as far as it is known.
std::int64_t inspected(const Assessment& site, const ShownTask& task);

// A sheet without records says so in one row.
void write_notes(Workbook& book, const Assessment& site, const PeriodParts& parts);  // 说明
/// 分类汇总: a row for each department, zeros shown, a row and a column of totals. Gives the row of the totals.
struct CountsSheet {
  Sheet& sheet;
  std::uint32_t header_row, total_row;
};
CountsSheet write_counts(Workbook& book, const Assessment& site, const PeriodSummary& summary, const std::vector<Category>& columns);
void write_tasks(Workbook& book, const Assessment& site, const PeriodParts& parts);        // 任务情况
void write_changes(Workbook& book, const Assessment& site, const PeriodSummary& summary);  // 更正记录
void write_progress(Workbook& book, const Assessment& site, const PeriodParts& parts);     // 计划执行
/// 指标完成情况: a sheet of its own, or a print would repeat the header of the plan over the targets.
void write_targets(Workbook& book, const Assessment& site, const Period& period, const std::vector<TargetValue>& targets);
/// 指标依据: each record that a public target counts, and the rest where it is known. No sheet where there are none.
void write_target_records(Workbook& book, const Assessment& site, const PeriodSummary& summary);

}  // namespace gongshi
