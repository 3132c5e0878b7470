// Columns and cells of the data tables (declared in published.hpp).
#include <vector>

#include "formats/table/cell_list.hpp"
#include "outputs/changes.hpp"
#include "outputs/data/published.hpp"
#include "outputs/links.hpp"
#include "outputs/views.hpp"

namespace gongshi {
namespace {

/// Where the cell of a column comes from: a field of the record, or a piece of it, or of the site's additions.
enum class From : std::uint8_t {
  record,
  published_on,
  penalty_text,
  penalty_number,
  penalty_date,
  reply_text,
  reply_date,
  category,
  approximate,
  state,
  withdrawn_on,
  corrections,
  ledger,
  salt,
  url,
};

struct Source {
  From from = From::record;
  const Field* field = nullptr;
};

struct Table {
  std::vector<RecordColumn> columns;
  std::vector<Source> sources;

  void add(const RecordColumn& column, From from, const Field* f = nullptr) {
    columns.push_back(column);
    sources.push_back({from, f});
  }
};

double width_of(std::string_view name) {
  if (name == "object_name" || name == "items" || name == "findings" || name == "handling") return 34;
  if (name == "object_code" || name == "department" || name == "result") return 24;
  if (name == "id" || name == "task_id") return 18;
  return 13;
}

void add_field(Table& t, const Field& f) {
  using Kind = TableCell::Kind;
  if (f.name == "penalty") {
    t.add({"penalty.text", f.header, "处罚内容", Kind::text, 30, false, true}, From::penalty_text);
    t.add({"penalty.number", "处罚决定书文号", "处罚决定书文号", Kind::text, 22}, From::penalty_number);
    t.add({"penalty.decided_on", "处罚决定日期", "处罚决定日期", Kind::date}, From::penalty_date);
  } else if (f.name == "reply") {
    t.add({"reply.text", f.header, "被检查对象的意见，由其提出", Kind::text, 30, false, true}, From::reply_text);
    t.add({"reply.on", "意见提出日期", "意见提出日期", Kind::date}, From::reply_date);
  } else if (f.name == "published_on") {
    t.add({f.name, f.header, "公示日期；此前已在别处公示的，是所报的日期", Kind::date}, From::published_on);
  } else {
    bool date = f.kind == gongshi::Kind::date;
    bool code = f.name == "object_code" || f.name == "id" || f.name == "task_id" || f.name == "number";
    bool wrapped = f.kind == gongshi::Kind::texts || f.name == "findings" || f.name == "handling";
    t.add({f.name, f.header, f.meaning.empty() ? f.header : f.meaning, date ? Kind::date : Kind::text, width_of(f.name), code, wrapped},
          From::record, &f);
  }
}

const Table& table() {
  using Kind = TableCell::Kind;
  static const Table table = [] {
    Table t;
    for (const Field& f : Result::shape().fields)
      if (!f.internal && !f.header.empty()) add_field(t, f);
    t.add({"category_name", "结果类别", "按现行规则归入的类别", Kind::text, 26}, From::category);
    t.add({"approximate", "近似对应", "“是”：检查结果的用语只是近似对应这一类别", Kind::text, 9}, From::approximate);
    t.add({"corrections", "更正情况", "更正和后续进展，从早到晚", Kind::text, 34, false, true}, From::corrections);
    t.add({"state", "公示状态", "已公示、待公示（只在预览中）或者已撤回", Kind::text, 9}, From::state);
    t.add({"withdrawn_on", "撤回日期", "结果撤回的日期", Kind::date}, From::withdrawn_on);
    t.add({"ledger", "台账序号", "公示台账中的序号", Kind::number, 9}, From::ledger);
    t.add({"salt", "盐值", "计算数据摘要的盐值", Kind::text, 34, true}, From::salt);
    t.add({"url", "页面地址", "结果页面的地址", Kind::text, 40}, From::url);
    return t;
  }();
  return table;
}

/// `2024-05-20 更正：检查结果由“甲”改为“乙”（原因）`, one line each.
std::string told_corrections(const Assessment& site, const ShownResult& r) {
  std::string out;
  for (std::uint32_t k : r.corrections) {
    const ShownCorrection& shown = site.corrections[k];
    if (!out.empty()) out += '\n';
    out += shown.on.iso() + " " + std::string(label(shown.correction->kind));
    if (std::string change = told_change(site, shown); !change.empty()) out += "：" + change;
    if (shows_values(site, shown) && !shown.correction->reason.empty()) out += "（" + std::string(shown.correction->reason) + "）";
  }
  return out;
}

/// As a table is read: formats/table/cell_list.
std::string list_text(const Result& record, const Field& field) {
  std::string out;
  for (std::size_t i = 0; i < field.count(&record); ++i) append_part(out, field.text_at(&record, i));
  return out;
}

void fill_withdrawn(TableCell& cell, const ShownResult& r, const Source& source) {
  cell.set("");
  if (source.from == From::record && source.field->name == "id") cell.set(r.id);
  if (source.from == From::state) cell.set(r.withdrawal_pending ? "待撤回" : "已撤回");
  if (source.from == From::withdrawn_on) cell.set(r.withdrawn_on);
}

void fill_number(TableCell& cell, std::int64_t number) {
  cell.kind = TableCell::Kind::number;
  cell.number = number;
}

}  // namespace

std::string told_change(const Assessment& site, const ShownCorrection& correction) {
  ChangeView view = change_view(site, correction);
  std::string what(view.what);
  if (what.empty() || !shows_values(site, correction)) return what;
  if (view.before.empty()) return what + "补为“" + view.after + "”";
  if (view.after.empty()) return what + "“" + view.before + "”删去";
  return what + "由“" + view.before + "”改为“" + view.after + "”";
}

std::span<const RecordColumn> table_columns() { return table().columns; }

void fill_cell(TableCell& cell, const Assessment& site, std::uint32_t result, std::size_t column) {
  const ShownResult& r = site.results[result];
  const Source& source = table().sources[column];
  if (r.withdrawn) return fill_withdrawn(cell, r, source);
  const Result& x = *r.record;
  cell.set("");
  switch (source.from) {
    case From::record:
      if (source.field->kind == Kind::text)
        cell.set(source.field->text(&x));
      else if (source.field->kind == Kind::date && source.field->present(&x))
        cell.set(Date{} + static_cast<int>(source.field->number(&x)));
      else if (source.field->kind == gongshi::Kind::texts)
        cell.set(list_text(x, *source.field));
      else
        cell.set(member_text(x, *source.field));
      break;
    case From::published_on:
      cell.set(r.published_on);
      break;
    case From::penalty_text:
      cell.set(x.penalty ? x.penalty->text : "");
      break;
    case From::penalty_number:
      cell.set(x.penalty ? x.penalty->number : "");
      break;
    case From::penalty_date:
      cell.set(x.penalty ? x.penalty->decided_on : std::nullopt);
      break;
    case From::reply_text:
      cell.set(x.reply ? x.reply->text : "");
      break;
    case From::reply_date:
      cell.set(x.reply ? x.reply->on : std::nullopt);
      break;
    case From::category:
      cell.set(r.category == Category::none ? "" : facts(r.category).name);
      break;
    case From::approximate:
      cell.set(r.approximate ? "是" : "");
      break;
    case From::state:
      cell.set(r.pending ? "待公示" : "已公示");
      break;
    case From::withdrawn_on:
      break;
    case From::corrections:
      cell.set(told_corrections(site, r));
      break;
    case From::ledger:
      if (!r.pending) fill_number(cell, r.seq);
      break;
    case From::salt:
      cell.set(r.salt);
      break;
    case From::url:
      cell.set(links::absolute(*site.site, links::result(r.id)));
      break;
  }
}

}  // namespace gongshi
