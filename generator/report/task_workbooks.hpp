// What is printed for a task, and what a joint one sends to the market regulator (陵环发〔2024〕4号 art. 11, 14, 24).
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "report/basis.hpp"

namespace gongshi {

/// 《随机抽查检查结果汇总表》: until the inspection has ended blank with the drawn names, and marked 内部使用 on every page.
void write_task_summary(const ReportBasis& basis, const TaskStatusRow& task, Sink& out);

/// The six parts of a joint inspection's scheme (art. 11(一)).
void write_scheme(const ReportBasis& basis, const Task& task, Sink& out);
/// The parts that are not written yet, as the article calls them, in its order.
std::vector<std::string_view> missing_parts(const Task& task);

/// A ZIP: 联合抽查实施方案.xlsx, 抽查结果汇总表.xlsx, and the SHA-256 sums of both in manifest-sha256.txt, as `sha256sum -c` reads it.
void write_return_package(const ReportBasis& basis, const TaskStatusRow& task, Sink& out);

/// The last day of the report to the regulator (art. 24), where it is due.
std::optional<Due> report_due_of(const ReportBasis& basis, const TaskStatusRow& task);

}  // namespace gongshi
