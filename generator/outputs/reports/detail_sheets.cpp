// The sheets with one row a task, a correction, an entry of a plan.
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "outputs/changes.hpp"
#include "outputs/data/published.hpp"
#include "outputs/data/workbook.hpp"
#include "outputs/due_view.hpp"
#include "outputs/grid.hpp"
#include "outputs/reports/sheet_rows.hpp"
#include "outputs/reports/sheets.hpp"
#include "outputs/target_view.hpp"
#include "outputs/views.hpp"

namespace gongshi {
namespace {

void write_task_cells(Row& row, const Assessment& site, const ShownTask& shown) {
  const Task& task = *shown.task;
  row.text(task.id, code_cell).text(task.name).text(label(task.kind)).text(label(task.selection)).text(task.lead);
  row.text(joined(task.partners, "、")).date(task.ended_on).date(task.completed_on).number(task.drawn).number(inspected(site, shown));
  row.number(static_cast<std::int64_t>(shown.not_inspected.size())).number(shown.published).number(shown.withheld);
}

/// Of the kind `duty`, the last one to be due.
const Due* last_of(const ShownTask& shown, Duty duty) {
  const Due* out = nullptr;
  for (const Due& due : shown.dues)
    if (due.duty == duty) out = &due;
  return out;
}

void write_due_cells(Row& row, const Assessment& site, const ShownTask& shown) {
  const Due* publication = last_of(shown, Duty::publication);
  const Due* transfer = last_of(shown, Duty::transfer);
  const Due* report = last_of(shown, Duty::report);
  auto days = [&](const Due* due) { row.date(due == nullptr ? std::nullopt : due->started_on).due(due); };
  days(publication);
  days(transfer);
  days(report);
  row.date(shown.task->reported_on).text(due_notes(*site.profile, {publication, transfer, report}));
}

std::string in_lines(const CellValues& values) {
  std::string out;
  for (const std::string& value : values) {
    if (!out.empty()) out += '\n';
    out += value;
  }
  return out;
}

}  // namespace

void write_tasks(Workbook& book, const Assessment& site, const PeriodParts& parts) {
  constexpr std::array<Head, 21> heads{{{"任务编号", 16},     {"任务名称", 36},
                                        {"种类", 14},         {"抽查类型", 10},
                                        {"发起部门", 24},     {"配合部门", 24},
                                        {"检查结束日期", 14}, {"任务完成日期", 14},
                                        {"抽取对象", 10},     {"已检查", 9},
                                        {"未检查", 9},        {"已公示结果", 12},
                                        {"不予公开结果", 13}, {"公示起算日（最晚）", 14},
                                        {"公示最后一天", 14}, {"移送起算日（最晚）", 14},
                                        {"移送最后一天", 14}, {"报送起算日", 14},
                                        {"报送最后一天", 14}, {"报送日期", 14},
                                        {"期限的规定", 48}}};
  Sheet& sheet = begin_sheet(book, site, parts.summary->period, "任务情况", heads);
  std::uint32_t at = first_record_row;
  for (const ShownTask* task : parts.ended) {
    Row row(sheet, at++);
    write_task_cells(row, site, *task);
    write_due_cells(row, site, *task);
  }
}

void write_changes(Workbook& book, const Assessment& site, const PeriodSummary& summary) {
  constexpr std::array<Head, 12> heads{{{"台账序号", 8},
                                        {"日期", 11.5},
                                        {"种类", 9},
                                        {"结果编号", 13},
                                        {"检查对象名称", 22},
                                        {"字段", 10},
                                        {"原值", 20},
                                        {"新值", 20},
                                        {"原因", 24},
                                        {"调查结论", 16},
                                        {"批准人职务", 14},
                                        {"批准日期", 11.5}}};
  Sheet& sheet = begin_sheet(book, site, summary.period, "更正记录", heads);
  if (summary.corrections.empty()) return say_none(sheet, first_record_row, heads.size(), "本期没有更正、后续进展和撤回。");
  std::uint32_t at = first_record_row;
  for (std::uint32_t k : summary.corrections) {
    const ShownCorrection& shown = site.corrections[k];
    const ShownResult& result = site.results[shown.result];
    ChangeView view = change_view(site, shown);
    bool values = shows_values(site, shown);
    Row row(sheet, at++);
    row.number(shown.pending ? std::nullopt : std::optional(shown.seq)).date(shown.on).text(view.kind).text(result.id, code_cell);
    row.text(result.withdrawn ? std::string_view{} : result.record->object_name).text(view.what);
    row.text(values ? view.before : "").text(values ? view.after : "").text(view.reason).text(view.outcome);
    row.text(result.withdrawn ? result.withdrawn_role : view.role).date(shown.correction->approved_on);
  }
}

void write_progress(Workbook& book, const Assessment& site, const PeriodParts& parts) {
  constexpr std::array<Head, 14> heads{{{"计划", 22},
                                        {"部分", 10},
                                        {"序号", 6},
                                        {"抽查任务名称", 28},
                                        {"计划比例", 12},
                                        {"计划时间", 12},
                                        {"发起部门", 16},
                                        {"任务编号", 11},
                                        {"任务名称", 28},
                                        {"检查结束日期", 11.5},
                                        {"抽取对象", 7},
                                        {"已检查", 7},
                                        {"未检查", 7},
                                        {"已公示结果", 8}}};
  Sheet& sheet = begin_sheet(book, site, parts.summary->period, "计划执行", heads);
  std::uint32_t at = first_record_row;
  if (!has_entries(parts)) say_none(sheet, at++, heads.size(), "本年度没有已公布的计划。");
  auto write = [&](const Plan& plan, const PlanSection& section, const PlanEntry& entry, const ShownTask* task) {
    Row row(sheet, at++);
    row.text(plan.title).text(label(section.kind)).text(entry.number, code_cell).text(in_lines(cell_values(entry, "name")));
    row.text(entry.ratio ? entry.ratio->text : "").text(in_lines(cell_values(entry, "period_text"))).text(entry.lead);
    if (task == nullptr) {
      row.text("").text("到期末没有检查结束的任务").date(std::nullopt).number(std::nullopt).number(std::nullopt).number(std::nullopt);
      row.number(std::nullopt);
      return;
    }
    row.text(task->task->id, code_cell).text(task->task->name).date(task->task->ended_on).number(task->task->drawn);
    row.number(inspected(site, *task)).number(static_cast<std::int64_t>(task->not_inspected.size())).number(task->published);
  };
  for (const Plan* plan : parts.plans)
    for (const PlanSection& section : plan->sections)
      for (const PlanEntry& entry : section.entries) {
        bool followed = false;
        for (const ShownTask* task : parts.so_far)
          if (task->entry == &entry) followed = (write(*plan, section, entry, task), true);
        if (!followed) write(*plan, section, entry, nullptr);
      }
}

void write_targets(Workbook& book, const Assessment& site, const Period& period, const std::vector<TargetValue>& targets) {
  constexpr std::array<Head, 11> heads{{{"指标", 32},
                                        {"时期", 12},
                                        {"是否达到", 10},
                                        {"计数内容", 24},
                                        {"数量", 8},
                                        {"基数内容", 31},
                                        {"基数", 8},
                                        {"完成情况", 11},
                                        {"目标", 14},
                                        {"约束力", 9},
                                        {"规定", 28}}};
  Sheet& sheet = begin_sheet(book, site, period, "指标完成情况", heads);
  if (targets.empty()) return say_none(sheet, first_record_row, heads.size(), "现行规定没有这一时期的指标。");
  std::uint32_t at = first_record_row;
  for (const TargetValue& value : targets) {
    TargetView view = target_view(value);
    Row row(sheet, at++);
    const TargetFacts& of = facts(value.kind);
    row.text(view.name).text(value.period.name()).text(view.met).text(of.counted).number(value.counted).text(of.of);
    row.number(of.of.empty() ? std::nullopt : std::optional(value.of)).text(view.value).text(view.threshold);
    row.text(view.force).text(view.article);
  }
}

}  // namespace gongshi
