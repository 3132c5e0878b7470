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
  row.text(task.id, wrapped_code_cell).text(task.name).text(label(task.kind)).text(label(task.selection)).text(task.lead);
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
  constexpr std::array<Head, 21> heads{{{"任务编号", 9},
                                        {"任务名称", 22},
                                        {"种类", 7},
                                        {"抽查类型", 7},
                                        {"发起部门", 12},
                                        {"配合部门", 12},
                                        {"检查结束日期", 10.5},
                                        {"任务完成日期", 10.5},
                                        {"抽取对象", 5.5},
                                        {"已检查", 5.5},
                                        {"未检查", 5.5},
                                        {"已公示结果", 6.5},
                                        {"不予公开结果", 6.5},
                                        {"公示起算日（最晚）", 11.5},
                                        {"公示最后一天", 11.5},
                                        {"移送起算日（最晚）", 11.5},
                                        {"移送最后一天", 11.5},
                                        {"报送起算日", 11.5},
                                        {"报送最后一天", 11.5},
                                        {"报送日期", 10.5},
                                        {"期限的规定", 48}}};
  // On paper the rule of every line would leave no room to read the others.
  Sheet& sheet = begin_sheet(book, site, parts.summary->period, "任务情况", heads, heads.size() - 1);
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
    row.number(shown.pending ? std::nullopt : std::optional(shown.seq)).date(shown.on).text(view.kind).text(result.id, wrapped_code_cell);
    row.text(result.withdrawn ? std::string_view{} : result.record->object_name).text(view.what);
    row.text(values ? view.before : "").text(values ? view.after : "").text(view.reason).text(view.outcome);
    row.text(result.withdrawn ? result.withdrawn_role : view.role).date(shown.correction->approved_on);
  }
}

void write_progress(Workbook& book, const Assessment& site, const PeriodParts& parts) {
  constexpr std::array<Head, 14> heads{{{"计划", 18},
                                        {"部分", 8},
                                        {"序号", 5},
                                        {"抽查任务名称", 22},
                                        {"计划比例", 10},
                                        {"计划时间", 10},
                                        {"发起部门", 13},
                                        {"任务编号", 9},
                                        {"任务名称", 22},
                                        {"检查结束日期", 10.5},
                                        {"抽取对象", 6},
                                        {"已检查", 6},
                                        {"未检查", 6},
                                        {"已公示结果", 7}}};
  Sheet& sheet = begin_sheet(book, site, parts.summary->period, "计划执行", heads);
  std::uint32_t at = first_record_row;
  if (!has_entries(parts)) say_none(sheet, at++, heads.size(), "本年度没有已公布的计划。");
  auto write = [&](const Plan& plan, const PlanSection& section, const PlanEntry& entry, const ShownTask* task) {
    Row row(sheet, at++);
    row.text(plan.title).text(label(section.kind)).text(entry.number, wrapped_code_cell).text(in_lines(cell_values(entry, "name")));
    row.text(entry.ratio ? entry.ratio->text : "").text(in_lines(cell_values(entry, "period_text"))).text(entry.lead);
    if (task == nullptr) {
      row.text("").text("到期末没有检查结束的任务").date(std::nullopt).number(std::nullopt).number(std::nullopt).number(std::nullopt);
      row.number(std::nullopt);
      return;
    }
    row.text(task->task->id, wrapped_code_cell).text(task->task->name).date(task->task->ended_on).number(task->task->drawn);
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
  constexpr std::array<Head, 11> heads{{{"指标", 24},
                                        {"时期", 9},
                                        {"是否达到", 9},
                                        {"计数内容", 20},
                                        {"数量", 7},
                                        {"基数内容", 24},
                                        {"基数", 7},
                                        {"完成情况", 9},
                                        {"目标", 11},
                                        {"约束力", 8},
                                        {"规定", 24}}};
  Sheet& sheet = begin_sheet(book, site, period, "指标完成情况", heads);
  if (targets.empty()) return say_none(sheet, first_record_row, heads.size(), "现行规定没有这一时期的指标。");
  std::uint32_t at = first_record_row;
  for (const TargetValue& value : targets) {
    TargetView view = target_view(value);
    Row row(sheet, at++);
    const TargetFacts& of = facts(value.kind);
    row.text(view.name).text(value.period.name()).text(view.met).text(of.counted).number(value.counted).text(of.of);
    row.number(of.of.empty() ? std::nullopt : std::optional(value.of));
    of.share ? row.share(value.value) : row.text(view.value);
    row.text(view.threshold).text(view.force).text(view.article);
  }
}

}  // namespace gongshi
