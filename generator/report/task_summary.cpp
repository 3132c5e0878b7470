#include <array>

#include "base/text.hpp"
#include "formats/table/cell_list.hpp"
#include "formats/text/display_width.hpp"
#include "outputs/reports/sheet_rows.hpp"
#include "outputs/views.hpp"
#include "report/task_lines.hpp"
#include "report/task_workbooks.hpp"

namespace gongshi {
namespace {

/// The last one is not printed: by it the table is read back to the same records.
constexpr std::array<Head, 15> heads{{{"序号", 5},
                                      {"检查对象名称", 18},
                                      {"统一社会信用代码/注册号", 19.5},
                                      {"抽查事项", 15},
                                      {"检查机关", 11},
                                      {"检查日期", 10.5},
                                      {"结果认定日期", 10.5},
                                      {"检查结果", 12},
                                      {"违法事实", 15},
                                      {"查处结果", 14},
                                      {"后续处置", 8},
                                      {"公示最后一天", 11.5},
                                      {"公示日期", 10.5},
                                      {"备注", 10},
                                      {"结果编号", 14}}};
constexpr std::uint16_t printed = heads.size() - 1;
constexpr double room_to_write = 36;  // points, for a hand
constexpr std::string_view internal_mark = "内部使用　检查结束前不得外传";

std::string items_of(const Result& record) {
  std::string out;
  for (std::string_view item : record.items) append_part(out, item);
  return out;
}

/// What stands over the table: a name, and a text or a day.
struct Fact {
  std::string_view name;
  std::string text;
  std::optional<Date> day{};
};
using Facts = std::vector<Fact>;

std::string days(std::optional<Date> from, std::optional<Date> to) {
  if (!from && !to) return {};
  return (from ? from->iso() : std::string()) + " 至 " + (to ? to->iso() : std::string());
}

std::string count_text(const TaskStatusRow& row, const TaskLines& lines) {
  std::string out = row.drawn ? std::to_string(*row.drawn) + "个" : std::string("没有填报");
  if (!lines.internal) out += "，已检查" + std::to_string(row.inspected) + "个";
  if (lines.withheld > 0) out += "；另有" + std::to_string(lines.withheld) + "条结果依法不予公开，不列出";
  return out;
}

Facts facts_of(const ReportBasis& basis, const TaskStatusRow& row, const TaskLines& lines) {
  const Task& task = *row.task;
  Facts out{
      {"抽查任务", std::string(task.name)},
      {"任务编号", std::string(task.number.empty() ? task.id : task.number)},
      {"种类", std::string(label(task.kind)) + (task.selection == Selection::absent ? "" : "，" + std::string(label(task.selection)))},
      {"发起部门", std::string(task.lead)},
      {"配合部门", joined(task.partners, "、")},
      {"抽查事项", joined(task.items, "；")},
      {"任务时间", days(task.from, task.to)},
      {"检查结束日期", "", lines.internal ? std::nullopt : task.ended_on},
      {"抽取对象", count_text(row, lines)}};
  if (auto due = report_due_of(basis, row))
    out.push_back({"报送最后一天", due->due_on.iso() + (due->ran_on() ? "（原" + due->plain_on.iso() + "，顺延）" : "") +
                                       (due->provisional ? "（暂定）" : "") + "（" + rule_of(*basis.status.profile, Duty::report).words +
                                       "）"});
  out.push_back({"截至日期", "", basis.as_of()});
  out.push_back({"公示台账", ledger_line(basis.ledger)});
  std::erase_if(out, [](const Fact& fact) { return fact.text.empty() && !fact.day; });
  return out;
}

/// The day by which an undetermined result must be public, in words where nothing counts it yet.
std::string undetermined_note(const ReportBasis& basis, const ResultStatus* row) {
  if (row != nullptr && row->due) return {};
  DutyRule rule = rule_of(*basis.status.profile, Duty::publication);
  return rule.words.empty() ? std::string() : "应" + rule.words + "公示";
}

/// In the column 检查结果, where there is no result to show.
std::string_view state_word(TaskLine::Kind kind) {
  switch (kind) {
    case TaskLine::Kind::undetermined:
      return "未认定";
    case TaskLine::Kind::not_inspected:
      return "未检查";
    case TaskLine::Kind::withdrawn:
      return "结果已撤回";
    default:
      return {};
  }
}

/// `task`: of the line; what a form to be filled in says already, where it is one for all.
void write_line(Row row, std::int64_t number, const TaskLine& line, const ReportBasis& basis, const Task& task) {
  row.number(number, {.centred = true}).text(line.name).text(line.code, wrapped_code_cell);
  bool open = line.kind == TaskLine::Kind::undetermined;
  if (line.result == nullptr) {
    bool form = line.kind == TaskLine::Kind::blank;
    bool alone = form && line.department.empty() && task.partners.empty();
    row.text(form ? joined(task.items, "、") : std::string())
        .text(alone ? task.lead : line.department)
        .date(std::nullopt)
        .date(std::nullopt)
        .text(state_word(line.kind))
        .text("")
        .text("")
        .text("");
    row.date(std::nullopt).date(std::nullopt).text(open ? undetermined_note(basis, nullptr) : std::string(line.reason)).text("");
    return;
  }
  const Result& record = *line.result->record;
  row.text(items_of(record)).text(record.department).date(record.inspected_on).date(open ? std::nullopt : record.concluded_on);
  row.text(open ? state_word(line.kind) : record.result);
  row.text(open ? std::string_view{} : record.findings).text(open ? std::string_view{} : record.handling);
  row.text(open ? std::string_view{} : label(record.follow_up));
  row.due(line.result->due).date(line.result->published_on);
  row.text(open                                                ? undetermined_note(basis, line.result)
           : line.result->due && line.result->due->provisional ? "最后一天暂定"
                                                               : "")
      .text(record.id, wrapped_code_cell);
}

void write_signatures(Sheet& sheet, std::uint32_t row) {
  struct Place {
    std::string_view text;
    std::uint16_t first, last;
  };
  constexpr std::array<Place, 4> places{
      {{"检查人员（签字）：", 0, 2}, {"检查组负责人（签字）：", 3, 6}, {"单位（盖章）：", 8, 10}, {"日期：", 11, 13}}};
  sheet.height(row, 36);
  for (const Place& place : places) sheet.merge(row, place.first, row, place.last, place.text, note_cell);
}

}  // namespace

void write_task_summary(const ReportBasis& basis, const TaskStatusRow& task, Sink& out) {
  TaskLines lines = task_lines(basis, task);
  Workbook book(report_info(basis, "随机抽查检查结果汇总表"), {}, true);
  Sheet& sheet = book.add_sheet("检查结果汇总表");
  std::vector<double> widths;
  std::vector<std::string_view> headers;
  for (const Head& head : heads) {
    widths.push_back(head.width);
    headers.push_back(head.text);
  }
  constexpr std::uint16_t last = printed - 1;
  sheet.widths(widths);
  sheet.fit_heights();
  sheet.print_title(lines.internal ? internal_mark : basis.site.site->organisation.name);
  sheet.print_columns(printed);
  sheet.title(0, "随机抽查检查结果汇总表", printed);
  std::uint32_t at = 1;
  if (lines.internal) {
    sheet.merge(at, 0, at, last, internal_mark, {.bold = true, .centred = true});
    ++at;
  }
  for (const Fact& fact : facts_of(basis, task, lines)) {
    sheet.height(at, 3 + 15 * lines_of(fact.text, 150));
    sheet.merge(at, 0, at, 1, fact.name, {.bold = true, .shaded = true});
    fact.day ? sheet.merge_date(at, 2, last, *fact.day, {.left = true}) : sheet.merge(at, 2, at, last, fact.text, wrapped_cell);
    ++at;
  }
  sheet.header(at++, headers);
  std::int64_t number = 0;
  for (const TaskLine& line : lines.lines) {
    if (line.kind == TaskLine::Kind::blank) sheet.height(at, room_to_write);
    write_line(Row(sheet, at++), ++number, line, basis, *task.task);
  }
  if (lines.lines.empty()) say_none(sheet, at++, printed, "没有抽取对象，也没有检查结果。");
  sheet.end_table();
  write_signatures(sheet, at);
  book.write_to(out);
}

}  // namespace gongshi
