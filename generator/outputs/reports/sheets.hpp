// The sheets of a period's workbook (CONTRACT §5), in their order.
#pragma once
#include <cstdint>
#include <vector>

#include "formats/xlsx_writer.hpp"
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
/// 计划执行. Gives the sheet and its first free row.
struct ProgressSheet {
  Sheet& sheet;
  std::uint32_t next_row;
};
ProgressSheet write_progress(Workbook& book, const Assessment& site, const PeriodParts& parts);
/// Below the plan, in its columns, with a row between them: the last column of the table takes two. Nothing where there are none.
void write_targets(Sheet& sheet, const std::vector<TargetValue>& targets, std::uint32_t at);
/// 指标依据: each record that a public target counts, and the rest where it is known. No sheet where there are none.
void write_target_records(Workbook& book, const Assessment& site, const PeriodSummary& summary);

}  // namespace gongshi
