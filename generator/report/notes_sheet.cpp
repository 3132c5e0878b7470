// 说明: whose figures these are, of which days, and how each is counted; and where it is signed.
#include <array>

#include "outputs/reports/sheet_rows.hpp"
#include "report/period_sheets.hpp"

namespace gongshi {
namespace {

/// A sheet of two columns: what, and the words to it.
class Notes {
 public:
  Notes(Sheet& sheet, std::uint32_t row) : sheet_(sheet), row_(row) {}
  void text(std::string_view name, std::string_view text) {
    sheet_.text(row_, 0, name, header_cell);
    text.empty() ? sheet_.blank(row_++, 1, wrapped_cell) : sheet_.text(row_++, 1, text, wrapped_cell);
  }
  void date(std::string_view name, Date date) {
    sheet_.text(row_, 0, name, header_cell);
    sheet_.date(row_++, 1, date, {.left = true});
  }
  void number(std::string_view name, std::int64_t number) {
    sheet_.text(row_, 0, name, header_cell);
    sheet_.integer(row_++, 1, number, {.left = true});
  }
  /// To be filled in by hand.
  void signature(std::string_view name) {
    sheet_.height(row_, 28);
    text(name, "");
  }

 private:
  Sheet& sheet_;
  std::uint32_t row_;
};

std::string days_of(const Period& period) { return period.chinese() + "（" + period.first().iso() + " 至 " + period.last().iso() + "）"; }

void tell_warnings(Notes& notes, const ReportBasis& basis, const PeriodSummary& summary) {
  if (summary.period.first() > basis.as_of())
    notes.text("注意", "到截至日期，本期还没有开始，各表还没有本期的数字。");
  else if (summary.period.last() > basis.as_of())
    notes.text("注意", "到截至日期，本期还没有结束；各数字只到截至日期。");
  if (summary.results.empty()) notes.text("注意", "本期没有公示的检查结果。");
  if (!basis.status.missing_years.empty())
    notes.text("暂定的日期", "最后一天后面带 * 的，经过工作日历还没有公布的年份，暂按周一至周五是工作日计算。");
  if (basis.site.site->sample) notes.text("注意", "演示数据，机构、企业和结果均为虚构");
}

std::string details_text(std::size_t sheets, std::size_t results) {
  if (results == 0) return "公示日期在本期的检查结果，一条一行。本期没有。";
  std::string out = "公示日期在本期的检查结果，一条一行，共" + std::to_string(results) + "条，按台账次序。打印前" +
                    std::to_string(printed_columns) +
                    "列；其余各列在右侧，供电子使用。很长的文字，纸上只印得下前面的部分，全文在格子里。没有填写的，"
                    "主体类别记市场主体，对象类型记企业，任务完成日期记任务的。";
  if (sheets > 1) out += "一张工作表放不下，接在后面的工作表里，共" + std::to_string(sheets) + "张。";
  return out;
}

void tell_counting(Notes& notes, const ReportBasis& basis, const PeriodSummary& summary, std::size_t details) {
  DutyRule rule = rule_of(*basis.status.profile, Duty::publication);
  notes.text("分类汇总",
             "公示日期在本期的检查结果，按检查机关和结果类别计数，一条结果计一次；没有的记0。“其中近似对应”是检查结果的用语只是近似对应"
             "所归类别的条数，已含在各类别之内。“检查对象”每个对象只计一次，各机关之和可以大于合计。撤回的结果不计。");
  notes.text("任务情况",
             "检查在本期结束的抽查任务；数字到截至日期。已检查＝抽取对象－未检查，抽取数没有填报的，按有结果的对象计；检查率＝已检查÷抽取"
             "对象。公示率＝已公示÷（检查结果－不予公开），撤回的和检查未结束的结果不计。最后一列“期限依据”不打印。");
  notes.text("结果明细", details_text(details, summary.results.size()));
  notes.text(
      "逾期与未公示",
      "“任务情况”所列任务的结果，逾期公示、逾期未公示、待公示、缺起算日期和不予公开的，全部列在这里。此外还列：最后一天或者公示日期在本期"
      "的逾期公示；检查到期末已经结束、到截至日期还没有公示的；检查在本期结束的不予公开。不予公开的，不列对象名称。未检查：抽取后没有"
      "检查的对象，任务的检查在本期结束。检查日期没有填写的结果，只随任务列出。只看本站的公示，不看省级平台的。逾期的工作日：公示最后一天以"
      "后，到公示日期（没有公示的到截至"
      "日期）为止，不足1天的计1天。" +
          (rule.words.empty() ? std::string() : "公示期限：" + rule.words + "（" + std::string(rule.article) + "）。"));
  notes.text("更正记录", "台账日期在本期的更正、后续进展、信用修复和撤回。撤回的不列对象名称和原因。");
  notes.text("计划执行", "本年度计划的各项，以及到期末为止检查已经结束的任务。");
  notes.text("指标完成情况",
             "现行规则的各项指标，按截至日的全部记录计数，撤回的结果不计。完成情况的百分比只舍不入，差一点没有达到的不会看似达到。");
  notes.text("计划期限", "本年度计划的报送、公布和下一年度抽查数量的确定，各自的最后一天、办理日期和依据。");
}

}  // namespace

void write_report_notes(Workbook& book, const ReportBasis& basis, const PeriodSummary& summary, std::size_t details) {
  const Assessment& site = basis.site;
  Sheet& sheet = book.add_sheet("说明");
  sheet.widths(std::array<double, 2>{18, 92});
  sheet.fit_heights();
  sheet.one_page();
  sheet.print_title(site.site->organisation.name);
  sheet.title(0, summary.period.chinese() + "双随机、一公开检查结果报表", 2);
  Notes notes(sheet, 1);
  notes.text("报送单位", site.site->organisation.name);
  notes.text("统计期间", days_of(summary.period));
  notes.date("截至日期", basis.as_of());
  notes.number("公示结果（条）", summary.all.total);
  notes.number("检查对象（个）", summary.all.objects);
  notes.text("公示台账", ledger_line(basis.ledger));
  notes.text("现行规则", std::string(site.profile->name) + "，" + std::string(site.profile->source));
  tell_warnings(notes, basis, summary);
  tell_counting(notes, basis, summary, details);
  for (std::string_view name : {"填表人", "负责人（签字）", "单位（盖章）", "报送日期"}) notes.signature(name);
}

}  // namespace gongshi
