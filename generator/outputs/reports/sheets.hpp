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
PeriodParts period_parts(const Assessment& site, const PeriodSummary& summary);
/// Categories that occur, or that the profile allows; in the order of the documents. The eight always.
std::vector<Category> shown_categories(const Assessment& site, const PeriodSummary& summary);
/// Objects that were inspected, as far as it is known.
std::int64_t inspected(const Assessment& site, const ShownTask& task);

void write_notes(Workbook& book, const Assessment& site, const PeriodParts& parts);        // 说明
void write_counts(Workbook& book, const Assessment& site, const PeriodSummary& summary);   // 分类汇总
void write_tasks(Workbook& book, const Assessment& site, const PeriodParts& parts);        // 任务情况
void write_changes(Workbook& book, const Assessment& site, const PeriodSummary& summary);  // 更正记录
void write_progress(Workbook& book, const Assessment& site, const PeriodParts& parts);     // 计划执行

}  // namespace gongshi
