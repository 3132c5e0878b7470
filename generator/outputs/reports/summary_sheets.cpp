// 说明 and 分类汇总: the two sheets that every period has.
#include <array>
#include <numeric>

#include "outputs/reports/sheets.hpp"

namespace gongshi {
namespace {

constexpr double name_width = 22;  // together with thirteen columns of numbers, what A4 across shows in letters that can be read
constexpr double number_width = 9.5;

std::int64_t approximate(const Counts& counts) {
  return std::accumulate(counts.approximate.begin(), counts.approximate.end(), std::int64_t{0});
}

void write_row(Sheet& sheet, std::uint32_t row, std::string_view name, const Counts& counts, const std::vector<Category>& columns,
               CellStyle style) {
  sheet.text(row, 0, name, style);
  std::uint16_t column = 1;
  for (Category category : columns) sheet.integer(row, column++, counts.by_category.at(static_cast<std::size_t>(category)), style);
  sheet.integer(row, column++, counts.total, style);
  sheet.integer(row, column++, approximate(counts), style);
  sheet.integer(row, column, counts.objects, style);
}

}  // namespace

void write_notes(Workbook& book, const Assessment& site, const PeriodParts& parts) {
  Sheet& sheet = book.add_sheet("说明");
  const PeriodSummary& summary = *parts.summary;
  std::string period = summary.period.chinese();
  std::vector<std::pair<std::string, std::string>> rows{
      {"发布机关", std::string(site.site->organisation.name)},
      {"统计期间", period + "（" + summary.period.first().iso() + " 至 " + summary.period.last().iso() + "）"}};
  if (site.profile != nullptr) rows.emplace_back("现行规则", std::string(site.profile->name) + "，" + std::string(site.profile->source));
  if (site.site->sample) rows.emplace_back("注意", "演示数据，机构、企业和结果均为虚构");
  if (site.audience == Audience::preview) rows.emplace_back("注意", "预览，不是已公示的汇总：有待公示的结果时一并计入");
  rows.emplace_back("分类汇总",
                    "公示日期在本期的检查结果，按检查机关和结果类别计数，一条结果计一次。一个检查对象可以有几条结果；“检查对象”一列每个"
                    "对象只计一次，各机关之和可以大于合计。撤回的结果不计。");
  rows.emplace_back("其中近似对应", "检查结果的用语只是近似对应所归类别的条数，已含在各类别之内。");
  rows.emplace_back("任务情况", "检查在本期结束的抽查任务。已检查＝抽取－未检查；抽取数没有填报的，按有结果的对象计。");
  rows.emplace_back("结果明细", "逐条结果见本站 data/" + std::to_string(summary.period.year) + "/results.xlsx。");
  rows.emplace_back("更正记录", "在本期作出的更正、后续进展和撤回。");
  rows.emplace_back("计划执行", "本年度计划的各项，以及到期末为止检查已经结束的任务。");
  if (!summary.targets.empty()) rows.emplace_back("指标完成情况", "现行规则要求公布的指标，按已经公示的内容计数。");
  if (!summary.targets.empty()) rows.emplace_back("指标依据", "各项指标计入的记录，以及可以列出的其余记录。");
  sheet.widths(std::array<double, 2>{16, 90});
  sheet.fit_heights();
  sheet.print_title(site.site->organisation.name);
  sheet.title(0, period + "双随机、一公开检查结果统计", 2);
  std::uint32_t row = 1;
  for (const auto& [name, text] : rows) {
    sheet.text(row, 0, name, header_cell);
    sheet.text(row++, 1, text, wrapped_cell);
    if (name != "统计期间") continue;
    sheet.text(row, 0, "数据截至", header_cell);
    sheet.date(row++, 1, summary.newest_fact, {.left = true});
  }
}

CountsSheet write_counts(Workbook& book, const Assessment& site, const PeriodSummary& summary, const std::vector<Category>& columns) {
  Sheet& sheet = book.add_sheet("分类汇总");
  std::vector<std::string_view> headers{"检查机关"};
  std::vector<double> widths{name_width};
  for (Category category : columns) {
    headers.push_back(facts(category).name);
    widths.push_back(number_width);
  }
  for (std::string_view header : {"合计", "其中近似对应", "检查对象"}) {
    headers.push_back(header);
    widths.push_back(number_width);
  }
  sheet.widths(widths);
  sheet.fit_heights();
  sheet.print_title(site.site->organisation.name);
  sheet.title(0, summary.period.chinese() + "检查结果分类汇总（条）", static_cast<std::uint16_t>(headers.size()));
  constexpr std::uint32_t header = 1;
  sheet.header(header, headers);
  std::uint32_t row = header + 1;
  for (std::size_t d = 0; d < site.departments.size() && d < summary.by_department.size(); ++d)
    write_row(sheet, row++, site.departments[d], summary.by_department[d], columns, table_cell);
  sheet.end_table();  // a filter must not sort the total into the rows
  write_row(sheet, row, "合计", summary.all, columns, total_cell);
  return {sheet, header, row};
}

}  // namespace gongshi
