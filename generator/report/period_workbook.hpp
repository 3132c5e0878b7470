// The workbook of a month, a quarter or a year for the market regulator (CONTRACT §5).
#pragma once
#include "report/basis.hpp"

namespace gongshi {

/// 说明, 分类汇总, 任务情况, 结果明细, 逾期与未公示, 更正记录, 计划执行, 指标完成情况: all of them, also of a period in which nothing was
/// done. Memory does not grow with the results. `most_rows`: of a sheet; details that are more go on in a next one.
void write_period_workbook(const ReportBasis& basis, const Period& period, Sink& out,
                           std::uint32_t most_rows = XlsxTables::rows_of_a_sheet);

}  // namespace gongshi
