// 逾期与未公示: what was published too late or not at all, and why.
#include <algorithm>
#include <array>
#include <unordered_map>

#include "outputs/reports/sheet_rows.hpp"
#include "outputs/views.hpp"
#include "report/period_sheets.hpp"
#include "report/task_lines.hpp"

namespace gongshi {
namespace {

constexpr std::array<Head, 11> heads{{{"情形", 10},
                                      {"结果编号", 13},
                                      {"任务编号", 9},
                                      {"检查对象名称", 22},
                                      {"检查机关", 14},
                                      {"检查日期", 10.5},
                                      {"起算日", 10.5},
                                      {"公示最后一天", 11.5},
                                      {"公示日期", 10.5},
                                      {"逾期（工作日）", 8},
                                      {"原因", 26}}};

struct Situation {
  State state;
  std::string_view word;
};
/// What this sheet lists, the most pressing first.
constexpr std::array<Situation, 5> situations{{{State::overdue, "逾期未公示"},
                                               {State::late, "逾期公示"},
                                               {State::undated, "缺起算日期"},
                                               {State::due, "待公示"},
                                               {State::withheld, "不予公开"}}};

/// Whether a result's own days belong to the period (said in 说明).
bool by_its_days(const ResultStatus& row, const Period& period, Date as_of) {
  switch (row.state) {
    case State::late:
      return period.contains(*row.published_on) || period.contains(row.due->due_on);
    case State::withheld:
      return row.record->inspected_on && period.contains(*row.record->inspected_on) && *row.record->inspected_on <= as_of;
    default:
      return row.record->inspected_on && *row.record->inspected_on <= period.last();
  }
}

std::string withheld_reason(const Withheld& why) {
  std::string out(label(why.ground));
  if (!why.approved_by.empty()) out += "，" + std::string(why.approved_by) + "批准";
  if (why.approved_on) out += "，" + why.approved_on->chinese();
  return out;
}

std::string reason(const ResultStatus& row, const Task* task) {
  if (row.state == State::withheld && row.record->withheld) return withheld_reason(*row.record->withheld);
  std::string out;
  if (row.state == State::due) out = "期限未满";
  if (row.state == State::undated) out = "起算的日期没有填写，或者在截至日期以后";
  std::string_view delay = task == nullptr ? std::string_view{} : task->delay_reason;
  if (!delay.empty()) out += (out.empty() ? "" : "；") + std::string(delay);
  if (out.empty()) out = "没有填写原因";
  return row.due && row.due->provisional ? out + "（最后一天暂定）" : out;
}

void write_result(Row row, std::string_view situation, const ResultStatus& of, const Task* task) {
  const Result& record = *of.record;
  bool named = of.state != State::withheld;
  row.text(situation).text(record.id, wrapped_code_cell).text(record.task_id, wrapped_code_cell);
  row.text(named ? record.object_name : std::string_view{}).text(record.department).date(record.inspected_on);
  row.date(of.due && named ? of.due->started_on : std::nullopt).due(of.due && named ? &*of.due : nullptr);
  row.date(of.published_on).number(of.days_late);
  row.text(reason(of, task));
}

void write_not_inspected(Row row, const Task& task, const NotInspected& of, const ObjectNames& names) {
  ObjectNames::Known object = names.of(of.object);
  std::string name(object.name);
  if (!object.code.empty()) name += name.empty() ? std::string(object.code) : "（" + std::string(object.code) + "）";
  row.text("未检查").text("").text(task.id, wrapped_code_cell).text(name).text(task.lead);
  row.date(std::nullopt).date(std::nullopt).date(std::nullopt).date(std::nullopt).number(std::nullopt);
  row.text(of.reason.empty() ? std::string_view("没有填写原因") : of.reason);
}

using TasksById = std::unordered_map<std::string_view, const Task*>;

/// A task that 任务情况 counts in this period.
bool ended_within(const Task& task, const ReportBasis& basis, const Period& period) {
  return basis.ended(task) && period.contains(*task.ended_on);
}

/// Of one situation, by day and id: what belongs to the period by its own days, and what 任务情况 counts in it, so that each number there
/// can be looked up here.
std::vector<const ResultStatus*> chosen(State state, const ReportBasis& basis, const TasksById& tasks, const Period& period) {
  auto counted = [&](const ResultStatus& row) {
    auto task = tasks.find(row.record->task_id);
    return task != tasks.end() && ended_within(*task->second, basis, period);
  };
  std::vector<const ResultStatus*> out;
  for (const ResultStatus& row : basis.status.results)
    if (row.state == state && (by_its_days(row, period, basis.as_of()) || counted(row))) out.push_back(&row);
  std::ranges::stable_sort(
      out, {}, [](const ResultStatus* row) { return row->due ? row->due->due_on : row->record->inspected_on.value_or(Date{}); });
  return out;
}

}  // namespace

void write_unpublished(Workbook& book, const ReportBasis& basis, const Period& period) {
  Sheet& sheet = begin_sheet(book, basis.site, period, "逾期与未公示", heads);
  TasksById tasks;
  for (const TaskStatusRow& row : basis.status.tasks) tasks.emplace(row.task->id, row.task);
  std::uint32_t at = first_record_row;
  for (const auto& [state, word] : situations)
    for (const ResultStatus* row : chosen(state, basis, tasks, period)) {
      auto task = tasks.find(row->record->task_id);
      write_result(Row(sheet, at++), word, *row, task == tasks.end() ? nullptr : task->second);
    }
  ObjectNames names(*basis.site.data);
  for (const TaskStatusRow& row : basis.status.tasks)
    if (ended_within(*row.task, basis, period))
      for (const NotInspected& of : row.task->not_inspected) write_not_inspected(Row(sheet, at++), *row.task, of, names);
  if (at == first_record_row) say_none(sheet, at, heads.size(), "本期没有逾期、未公示的结果，也没有未检查的对象。");
}

}  // namespace gongshi
