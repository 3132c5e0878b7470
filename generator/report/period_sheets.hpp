// The sheets that only the regulator's workbook of a period has; the others are those of the site (outputs/reports/sheets.hpp).
#pragma once
#include <cstdint>

#include "outputs/reports/sheets.hpp"
#include "report/basis.hpp"

namespace gongshi {

/// Of 结果明细: those that are printed come first.
inline constexpr std::size_t printed_columns = 11;
/// How many sheets the details of so many results take, of `most_rows` rows each with title and header; at least one.
std::size_t detail_sheets(std::size_t results, std::uint32_t most_rows);

void write_report_notes(Workbook& book, const ReportBasis& basis, const PeriodSummary& summary, std::size_t details);  // 说明
void write_report_tasks(Workbook& book, const ReportBasis& basis, const Period& period);                               // 任务情况
void write_details(Workbook& book, const ReportBasis& basis, const PeriodSummary& summary, std::uint32_t most_rows);   // 结果明细
void write_unpublished(Workbook& book, const ReportBasis& basis, const Period& period);                                // 逾期与未公示
void write_plan_dates(Workbook& book, const ReportBasis& basis, const Period& period);                                 // 计划期限

}  // namespace gongshi
