// 计划期限: when the year's plans had to be filed and made public and next year's numbers fixed, and when they were (平顶山 art. 7,
// 获嘉 art. 16).
#include <algorithm>
#include <array>

#include "outputs/reports/sheet_rows.hpp"
#include "outputs/views.hpp"
#include "report/period_sheets.hpp"

namespace gongshi {
namespace {

constexpr std::array<Head, 8> heads{{{"事项", 28},
                                     {"计划年度", 9},
                                     {"计划编号", 18},
                                     {"最后一天", 12},
                                     {"办理日期", 12},
                                     {"状态", 14},
                                     {"逾期（工作日）", 15},
                                     {"期限依据", 44}}};

bool belongs(const DutyStatus& row, int year) {
  bool of_plan = row.result == nullptr && row.task == nullptr && row.due;
  return of_plan && (row.year == year || row.due->due_on.year() == year);
}

std::string state_of(const DutyStatus& row) {
  std::string out(row.state == State::overdue ? "逾期未办"
                  : row.state == State::late  ? "逾期办理"
                  : row.state == State::due   ? "未到期"
                                              : "已办");
  return row.due->provisional ? out + "（暂定）" : out;
}

}  // namespace

void write_plan_dates(Workbook& book, const ReportBasis& basis, const Period& period) {
  std::vector<const DutyStatus*> rows;
  for (const DutyStatus& row : basis.status.duties)
    if (belongs(row, period.year)) rows.push_back(&row);
  std::ranges::stable_sort(rows, {}, [](const DutyStatus* row) { return row->due->due_on; });
  Sheet& sheet = begin_sheet(book, basis.site, period, "计划期限", heads);
  std::uint32_t at = first_record_row;
  for (const DutyStatus* duty : rows) {
    Row row(sheet, at++);
    row.text(label(duty->duty)).number(duty->year).text(duty->plan_id, wrapped_code_cell).due(duty->due).date(duty->done_on);
    row.text(state_of(*duty)).number(duty->state == State::overdue && duty->days_left ? std::optional(-*duty->days_left) : std::nullopt);
    DutyRule rule = rule_of(*basis.status.profile, duty->duty);
    row.text(rule.words.empty() ? std::string(rule.article) : rule.words + "（" + std::string(rule.article) + "）");
  }
  if (rows.empty()) say_none(sheet, at, heads.size(), "所适用的规定没有写明计划的期限，或者没有这一年度的计划。");
}

}  // namespace gongshi
