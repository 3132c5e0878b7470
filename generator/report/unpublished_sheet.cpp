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

/// Whether a result belongs to the period (said in 说明).
bool belongs(const ResultStatus& row, const Period& period, Date as_of) {
  switch (row.state) {
    case State::late:
      return period.contains(*row.published_on) || period.contains(row.due->due_on);
    case State::overdue:
    case State::due:
    case State::undated:
      return !row.record->inspected_on || *row.record->inspected_on <= period.last();
    case State::withheld:
      return row.record->inspected_on && period.contains(*row.record->inspected_on) && *row.record->inspected_on <= as_of;
    default:
      return false;
  }
}

std::string_view situation(State state) {
  switch (state) {
    case State::overdue:
      return "逾期未公示";
    case State::late:
      return "逾期公示";
    case State::due:
      return "待公示";
    case State::undated:
      return "缺起算日期";
    default:
      return "不予公开";
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

void write_result(Row row, const ResultStatus& of, const Task* task) {
  const Result& record = *of.record;
  bool named = of.state != State::withheld;
  row.text(situation(of.state)).text(record.id, wrapped_code_cell).text(record.task_id, wrapped_code_cell);
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

/// The most pressing first, then by day and id.
std::vector<const ResultStatus*> chosen(const Status& status, const Period& period, Date as_of) {
  std::vector<const ResultStatus*> out;
  for (const ResultStatus& row : status.results)
    if (belongs(row, period, as_of)) out.push_back(&row);
  constexpr std::array order{State::overdue, State::late, State::undated, State::due, State::withheld};
  auto key = [&](const ResultStatus* row) {
    Date day = row->due ? row->due->due_on : row->record->inspected_on.value_or(Date{});
    return std::pair(std::ranges::find(order, row->state) - order.begin(), day);
  };
  std::ranges::stable_sort(out, {}, key);
  return out;
}

}  // namespace

void write_unpublished(Workbook& book, const ReportBasis& basis, const Period& period) {
  Sheet& sheet = begin_sheet(book, basis.site, period, "逾期与未公示", heads);
  std::unordered_map<std::string_view, const Task*> tasks;
  for (const TaskStatusRow& row : basis.status.tasks) tasks.emplace(row.task->id, row.task);
  std::uint32_t at = first_record_row;
  for (const ResultStatus* row : chosen(basis.status, period, basis.as_of())) {
    auto task = tasks.find(row->record->task_id);
    write_result(Row(sheet, at++), *row, task == tasks.end() ? nullptr : task->second);
  }
  ObjectNames names(*basis.site.data);
  for (const TaskStatusRow& row : basis.status.tasks)
    if (basis.ended(*row.task) && period.contains(*row.task->ended_on))
      for (const NotInspected& of : row.task->not_inspected) write_not_inspected(Row(sheet, at++), *row.task, of, names);
  if (at == first_record_row) say_none(sheet, at, heads.size(), "本期没有逾期、未公示的结果，也没有未检查的对象。");
}

}  // namespace gongshi
