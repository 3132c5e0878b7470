#include "outputs/reports/approval_sheet.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "formats/workbook/xlsx_writer.hpp"
#include "outputs/changes.hpp"
#include "outputs/counts.hpp"
#include "outputs/views.hpp"

namespace gongshi {
namespace {

constexpr std::string_view heading = "双随机、一公开公示签批单";

/// What waits for this publish.
struct Waiting {
  std::vector<const ShownResult*> results;
  std::vector<const ShownCorrection*> corrections, withdrawals;
  std::vector<const ShownDocument*> documents;
  std::vector<const ShownDraw*> draws;

  explicit Waiting(const Assessment& site) {
    for (const ShownResult& r : site.results)
      if (r.pending) results.push_back(&r);
    for (const ShownCorrection& c : site.corrections)
      if (c.pending) (c.correction->kind == CorrectionKind::withdrawal ? withdrawals : corrections).push_back(&c);
    for (const ShownDocument& d : site.documents)
      if (d.pending || d.revised) documents.push_back(&d);
    for (const ShownDraw& draw : site.draws)
      if (draw.pending) draws.push_back(&draw);
  }
};

/// Whether its last day has passed when this publish makes it public; one that another system published is judged by that day.
bool overdue(const Assessment& site, const ShownResult& r) { return r.due && (r.reported ? r.published_on : site.as_of) > r.due->due_on; }

std::string number(std::size_t n, std::string_view unit) { return std::to_string(n) + std::string(unit); }

/// Category × department of the results that become public; every department that has one, and the totals.
std::uint32_t write_counts(Sheet& sheet, std::uint32_t row, const Assessment& site, const Waiting& waiting) {
  std::vector<Category> categories = counted_categories(site);
  std::map<std::string_view, std::array<std::int64_t, category_count + 1>> counts;
  std::array<std::int64_t, category_count + 1> all{};
  for (const ShownResult* r : waiting.results) {
    ++counts[r->record->department].at(static_cast<std::size_t>(r->category));
    ++all.at(static_cast<std::size_t>(r->category));
  }
  std::vector<std::string_view> columns{"检查机关"};
  for (Category c : categories) columns.push_back(facts(c).name);
  columns.emplace_back("合计");
  std::uint16_t header = 0;
  for (std::string_view name : columns) sheet.text(row, header++, name, header_cell);
  auto line = [&](std::string_view name, const auto& figures, CellStyle style) {
    ++row;
    sheet.text(row, 0, name, style);
    std::int64_t total = 0;
    std::uint16_t column = 1;
    for (Category c : categories) {
      total += figures.at(static_cast<std::size_t>(c));
      sheet.integer(row, column++, figures.at(static_cast<std::size_t>(c)), style);
    }
    sheet.integer(row, column, total, style);
  };
  for (const auto& [department, figures] : counts) line(department, figures, table_cell);
  line("合计", all, total_cell);
  return row + 1;
}

void write_cover(Workbook& book, const Assessment& site, const Waiting& waiting, std::string_view digest) {
  Sheet& sheet = book.add_sheet("签批");
  std::vector<double> widths{28};
  widths.resize(counted_categories(site).size() + 2, 12);
  auto last = static_cast<std::uint16_t>(widths.size() - 1);
  sheet.widths(widths);
  sheet.fit_heights();
  sheet.one_page();
  sheet.print_title(site.site->organisation.name);
  sheet.title(0, heading, static_cast<std::uint16_t>(widths.size()));
  const std::vector<std::pair<std::string, std::string>> rows{
      {"发布机关", std::string(site.site->organisation.name)},
      {"截至日期", site.as_of.iso()},
      {"现行规则", site.profile == nullptr ? std::string() : std::string(site.profile->name)},
      {"新公示的检查结果", number(waiting.results.size(), "条")},
      {"其中超过公示期限的",
       number(static_cast<std::size_t>(std::ranges::count_if(waiting.results, [&](const ShownResult* r) { return overdue(site, *r); })),
              "条")},
      {"更正和后续进展", number(waiting.corrections.size(), "项")},
      {"撤回的检查结果", number(waiting.withdrawals.size(), "条")},
      {"公开或修订的文件", number(waiting.documents.size(), "件")},
      {"封存的抽取名单", number(waiting.draws.size(), "份")},
      {"清单摘要（SHA-256）", std::string(digest)}};
  std::uint32_t row = 1;
  for (const auto& [name, text] : rows) {
    sheet.text(row, 0, name, header_cell);
    sheet.merge(row, 1, row, last, text, code_cell);
    ++row;
  }
  row = write_counts(sheet, row + 1, site, waiting);
  sheet.merge(row + 1, 0, row + 1, last,
              "签批后用 gongshi publish --approved 清单摘要 发布；清单有任何变动，摘要就不同，不能发布。摘要由发布记录保存。", note_cell);
  row += 3;
  for (std::string_view who : {"经办人：", "审核人：", "本部门主要负责人："}) {
    sheet.text(row, 0, who, {.border = false, .bold = true});
    sheet.merge(row, 1, row, last, "签字：                              年    月    日", {.border = false});
    sheet.height(row, 30);
    row += 2;
  }
}

/// A sheet with a title, a header row that each printed page repeats, and one row after the other.
class Table {
 public:
  Table(Workbook& book, std::string_view name, const std::vector<std::pair<std::string_view, double>>& columns)
      : sheet_(book.add_sheet(name)) {
    std::vector<std::string_view> names;
    std::vector<double> widths;
    for (const auto& [header, width] : columns) {
      names.push_back(header);
      widths.push_back(width);
    }
    sheet_.widths(widths);
    sheet_.fit_heights();
    sheet_.print_title(heading);
    sheet_.header(0, names);
  }
  void row() { ++row_, column_ = 0; }
  void text(std::string_view words, CellStyle style = wrapped_cell) { sheet_.text(row_, column_++, words, style); }
  void date(std::optional<Date> day) {
    if (day)
      sheet_.date(row_, column_++, *day);
    else
      sheet_.blank(row_, column_++);
  }
  void integer(std::int64_t value) { sheet_.integer(row_, column_++, value); }

 private:
  Sheet& sheet_;
  std::uint32_t row_ = 0;
  std::uint16_t column_ = 0;
};

/// All of them together fit on a page that can be read; texts take the lines that they need.
double width_of(const Field& f) {
  if (f.kind == Kind::date) return 11.5;
  if (f.kind == Kind::choice) return 9;
  for (std::string_view name : {"object_name", "items", "findings", "handling", "penalty", "reply"})
    if (f.name == name) return 20;
  return f.name == "object_code" ? 19.5 : 13;
}

/// Every public field of the record: what is signed is what will stand there.
void write_results(Workbook& book, const Assessment& site, const Waiting& waiting) {
  std::vector<const Field*> fields;
  std::vector<std::pair<std::string_view, double>> columns{{"序号", 5}, {"归入类别", 13}, {"公示期限", 11.5}, {"是否按期", 8}};
  for (const Field& f : Result::shape().fields) {
    bool used = std::ranges::any_of(waiting.results, [&](const ShownResult* r) { return f.present(r->record); });
    if (f.internal || !used) continue;
    fields.push_back(&f);
    columns.emplace_back(f.header.empty() ? f.name : f.header, width_of(f));
  }
  Table table(book, "新公示", columns);
  std::int64_t n = 0;
  for (const ShownResult* r : waiting.results) {
    table.row();
    table.integer(++n);
    table.text(std::string(facts(r->category).name) + (r->approximate ? "（近似）" : ""));
    table.date(r->due ? std::optional(r->due->due_on) : std::nullopt);
    std::string_view counted = r->due && r->due->provisional ? "（日历未公布，暂按周末计）" : "";
    table.text(!r->due ? std::string() : std::string(overdue(site, *r) ? "逾期" : "按期").append(counted));
    for (const Field* f : fields) {
      if (f->kind == Kind::date)
        table.date(f->present(r->record) ? std::optional(Date{} + static_cast<int>(f->number(r->record))) : std::nullopt);
      else
        table.text(member_text(*r->record, *f), f->name == "object_code" || f->name == "id" ? wrapped_code_cell : wrapped_cell);
    }
  }
}

/// Also a withdrawn result by name, and the reason: the leader knows what goes, the public will not.
void write_corrections(Workbook& book, const Assessment& site, const Waiting& waiting) {
  Table table(book, "更正和撤回",
              {{"种类", 12},
               {"结果编号", 18},
               {"检查对象", 26},
               {"更正的字段", 14},
               {"原值", 28},
               {"新值", 28},
               {"原因", 28},
               {"调查结论", 20},
               {"批准人", 10},
               {"批准人职务", 18},
               {"批准日期", 12}});
  for (const auto* list : {&waiting.corrections, &waiting.withdrawals})
    for (const ShownCorrection* shown : *list) {
      const Correction& c = *shown->correction;
      const ShownResult& r = site.results[shown->result];
      const Field* field = Result::shape().find(c.field_name);
      bool values = field != nullptr && (r.withdrawn || shows_values(site, *shown));
      table.row();
      table.text(label(c.kind));
      table.text(r.id, code_cell);
      table.text(r.record->object_name);
      table.text(field == nullptr ? "整条结果" : field->header);
      table.text(values && c.before ? member_text(*c.before, *field) : field == nullptr ? "" : values ? "（无）" : "（个人信息，不列）");
      table.text(values && c.after ? member_text(*c.after, *field) : field == nullptr ? "" : values ? "（无）" : "（个人信息，不列）");
      table.text(c.reason);
      table.text(c.investigation && c.investigation->on ? std::string(c.investigation->outcome) + "，" + c.investigation->on->iso() : "");
      table.text(c.approved_by);
      table.text(c.approver_role);
      table.date(c.approved_on);
    }
}

void write_documents(Workbook& book, const Waiting& waiting) {
  Table table(book, "文件", {{"种类", 16}, {"登记号", 26}, {"标题", 60}, {"事项", 10}, {"修订日期", 12}, {"修订内容", 40}});
  for (const ShownDocument* d : waiting.documents) {
    auto revisions = d->document.revisions();
    table.row();
    table.text(d->document.kind());
    table.text(d->document.id, code_cell);
    table.text(d->document.title());
    table.text(d->pending ? "新公开" : "修订");
    table.date(d->revised && !revisions.empty() ? revisions.back().on : std::nullopt);
    table.text(d->revised && !revisions.empty() ? revisions.back().note : "");
  }
}

/// How many objects, and none of them: the list is secret until the inspection has ended.
void write_draws(Workbook& book, const Waiting& waiting) {
  Table table(book, "抽取名单", {{"任务编号", 18}, {"任务名称", 60}, {"发起部门", 28}, {"抽取的对象数", 14}});
  for (const ShownDraw* draw : waiting.draws) {
    table.row();
    table.text(draw->task_id, code_cell);
    table.text(draw->task->name);
    table.text(draw->task->lead);
    table.integer(draw->drawn);
  }
}

}  // namespace

void write_approval_sheet(const Assessment& preview, std::string_view list_digest, Sink& out) {
  Waiting waiting(preview);
  Workbook book(
      {std::string(heading), std::string(preview.site->organisation.name), std::string(preview.site->organisation.name), preview.as_of});
  write_cover(book, preview, waiting, list_digest);
  if (!waiting.results.empty()) write_results(book, preview, waiting);
  if (!waiting.corrections.empty() || !waiting.withdrawals.empty()) write_corrections(book, preview, waiting);
  if (!waiting.documents.empty()) write_documents(book, waiting);
  if (!waiting.draws.empty()) write_draws(book, waiting);
  book.write_to(out);
}

}  // namespace gongshi
