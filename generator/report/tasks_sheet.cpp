#include <array>
#include <unordered_map>

#include "base/text.hpp"
#include "outputs/due_view.hpp"
#include "outputs/reports/sheet_rows.hpp"
#include "outputs/views.hpp"
#include "report/period_sheets.hpp"

namespace gongshi {
namespace {

void later(std::optional<Due>& last, const std::optional<Due>& due) {
  if (due && (!last || last->due_on < due->due_on)) last = due;
}

/// What a task's results come to on the day.
struct Tally {
  std::int64_t drawn = 0, inspected = 0, not_inspected = 0;
  std::int64_t results = 0, published = 0, withheld = 0;
  std::int64_t late = 0, overdue = 0;
  std::optional<Due> last_due, last_transfer;  ///< the last ones to be due

  void see(const ResultStatus& row) {
    if (row.state == State::withdrawn || row.state == State::embargoed) return;
    ++results;
    if (row.state == State::published || row.state == State::late) ++published;
    if (row.state == State::withheld) ++withheld;
    if (row.state == State::late) ++late;
    if (row.state == State::overdue) ++overdue;
    if (row.state != State::withheld) later(last_due, row.due);
  }
  void add(const Tally& other) {
    drawn += other.drawn;
    inspected += other.inspected;
    not_inspected += other.not_inspected;
    results += other.results;
    published += other.published;
    withheld += other.withheld;
    late += other.late;
    overdue += other.overdue;
  }
};

std::unordered_map<std::string_view, Tally> tallies(const Status& status) {
  std::unordered_map<std::string_view, Tally> out;
  for (const ResultStatus& row : status.results) out[row.record->task_id].see(row);
  for (const DutyStatus& row : status.duties)
    if (row.duty == Duty::transfer && row.result != nullptr) later(out[row.result->task_id].last_transfer, row.due);
  return out;
}

void write_counts_of(Row& row, const Tally& tally, bool drawn, CellStyle style) {
  row.number(drawn ? std::optional(tally.drawn) : std::nullopt, style).number(tally.inspected, style);
  row.share(tally.inspected, drawn ? tally.drawn : 0, style).number(tally.not_inspected, style);
  row.number(tally.results, style).number(tally.published, style).number(tally.withheld, style);
  row.share(tally.published, tally.results - tally.withheld, style).number(tally.late, style).number(tally.overdue, style);
}

void write_task(Row row, const ReportBasis& basis, const TaskStatusRow& of, const Tally& tally) {
  const Task& task = *of.task;
  std::optional<Due> report_due;
  if (of.report) report_due = basis.status.duties[*of.report].due;
  auto there = [](const std::optional<Due>& due) { return due ? &*due : nullptr; };
  row.text(task.id, wrapped_code_cell).text(task.name).text(label(task.kind)).text(label(task.selection)).text(task.lead);
  row.text(joined(task.partners, "、")).date(task.ended_on).date(task.completed_on);
  write_counts_of(row, tally, of.drawn.has_value(), table_cell);
  row.due(tally.last_due).due(tally.last_transfer).due(report_due).date(task.reported_on).text(task.delay_reason);
  row.text(due_notes(*basis.status.profile, {there(tally.last_due), there(tally.last_transfer), there(report_due)}, true));
}

}  // namespace

void write_report_tasks(Workbook& book, const ReportBasis& basis, const Period& period) {
  constexpr std::array<Head, 24> heads{{{"任务编号", 9},        {"任务名称", 20},       {"种类", 7},
                                        {"抽查类型", 7},        {"发起部门", 11},       {"配合部门", 11},
                                        {"检查结束日期", 10.5}, {"任务完成日期", 10.5}, {"抽取对象", 5.5},
                                        {"已检查", 5.5},        {"检查率", 8},          {"未检查", 5.5},
                                        {"检查结果", 5.5},      {"已公示", 5.5},        {"不予公开", 5.5},
                                        {"公示率", 8},          {"逾期公示", 5.5},      {"逾期未公示", 5.5},
                                        {"公示最后一天", 11.5}, {"移送最后一天", 11.5}, {"报送最后一天", 11.5},
                                        {"报送日期", 10.5},     {"延期原因", 12},       {"期限依据", 60}}};
  // On paper the rule of every line would leave no room to read the others.
  Sheet& sheet = begin_sheet(book, basis.site, period, "任务情况", heads, heads.size() - 1);
  auto of_task = tallies(basis.status);
  Tally total;
  std::uint32_t at = first_record_row;
  bool all_drawn = true;
  for (const TaskStatusRow& of : basis.status.tasks) {
    if (!basis.ended(*of.task) || !period.contains(*of.task->ended_on)) continue;
    Tally& tally = of_task[of.task->id];
    tally.drawn = of.drawn.value_or(0);
    tally.inspected = of.inspected;
    tally.not_inspected = static_cast<std::int64_t>(of.task->not_inspected.size());
    all_drawn = all_drawn && of.drawn;
    total.add(tally);
    write_task(Row(sheet, at++), basis, of, tally);
  }
  if (at == first_record_row) return say_none(sheet, at, heads.size(), "本期没有检查结束的抽查任务。");
  sheet.end_table();
  Row row(sheet, at);
  row.text("合计", total_cell);
  auto blanks = [&](int count) {
    for (int i = 0; i < count; ++i) row.text("", total_cell);
  };
  blanks(7);
  write_counts_of(row, total, all_drawn, total_cell);
  blanks(6);
}

}  // namespace gongshi
