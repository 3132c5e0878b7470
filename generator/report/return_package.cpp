#include <array>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "formats/package/zip_stream.hpp"
#include "outputs/reports/sheet_rows.hpp"
#include "report/task_workbooks.hpp"

namespace gongshi {
namespace {

/// The parts of a scheme as art. 11(一) names them.
struct Part {
  std::string_view name;
  std::string_view Scheme::* text;
};
constexpr std::array<Part, 6> parts{{{"抽查任务和目的", &Scheme::purpose},
                                     {"抽查对象和比例", &Scheme::objects_and_ratio},
                                     {"抽查事项和内容", &Scheme::items_and_content},
                                     {"检查机构和具体分工", &Scheme::division},
                                     {"抽查时间和方式步骤", &Scheme::schedule_and_method},
                                     {"抽查结果情形和结果处理方式", &Scheme::result_handling}}};

std::string_view text_of(const Task& task, const Part& part) { return task.scheme ? (*task.scheme).*part.text : std::string_view{}; }

/// Into the archive, and into a sum.
class EntrySink final : public Sink {
 public:
  explicit EntrySink(ZipStream& zip) : zip_(zip) {}
  void write(std::string_view bytes) override {
    zip_.write(bytes);
    hasher_.add(bytes);
  }
  std::string sum() { return hasher_.finish().hex(); }

 private:
  ZipStream& zip_;
  Hasher hasher_;
};

}  // namespace

std::vector<std::string_view> missing_parts(const Task& task) {
  std::vector<std::string_view> out;
  for (const Part& part : parts)
    if (trimmed(text_of(task, part)).empty()) out.push_back(part.name);
  return out;
}

std::optional<Due> report_due_of(const ReportBasis& basis, const TaskStatusRow& task) {
  return task.report ? basis.status.duties[*task.report].due : std::nullopt;
}

void write_scheme(const ReportBasis& basis, const Task& task, Sink& out) {
  Workbook book(report_info(basis, "联合抽查实施方案"), {}, true);
  Sheet& sheet = book.add_sheet("联合抽查实施方案");
  sheet.widths(std::array<double, 2>{28, 92});
  sheet.fit_heights();
  sheet.print_title(basis.site.site->organisation.name);
  sheet.title(0, "联合抽查实施方案", 2);
  std::uint32_t at = 1;
  auto line = [&](std::string_view name, std::string_view text) {
    if (text.empty()) return;
    sheet.text(at, 0, name, header_cell);
    sheet.text(at++, 1, text, wrapped_cell);
  };
  line("抽查任务", task.name);
  line("任务编号", task.number.empty() ? task.id : task.number);
  line("发起部门", task.lead);
  line("配合部门", joined(task.partners, "、"));
  for (const Part& part : parts) {
    std::string_view text = trimmed(text_of(task, part));
    line(part.name, text.empty() ? "（没有填写：陵环发〔2024〕4号第十一条要求明确此项）" : text);
  }
  sheet.text(at, 0, "截至日期", header_cell);
  sheet.date(at++, 1, basis.as_of(), {.left = true});
  line("公示台账", ledger_line(basis.ledger));
  for (std::string_view name : {"负责人（签字）", "发起部门（盖章）", "日期"}) {
    sheet.height(at, 28);
    sheet.text(at, 0, name, header_cell);
    sheet.blank(at++, 1, wrapped_cell);
  }
  book.write_to(out);
}

void write_return_package(const ReportBasis& basis, const TaskStatusRow& task, Sink& out) {
  ZipStream zip(out);
  std::string manifest;
  auto add = [&](std::string_view name, auto write) {
    zip.begin(name);
    EntrySink entry(zip);
    write(entry);
    manifest += entry.sum() + "  " + std::string(name) + "\n";
  };
  add("联合抽查实施方案.xlsx", [&](Sink& entry) { write_scheme(basis, *task.task, entry); });
  add("抽查结果汇总表.xlsx", [&](Sink& entry) { write_task_summary(basis, task, entry); });
  zip.begin("manifest-sha256.txt");
  zip.write(manifest);
  zip.finish();
}

}  // namespace gongshi
