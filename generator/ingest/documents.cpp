#include "ingest/documents.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "formats/json/value_check.hpp"
#include "formats/text/front_matter.hpp"
#include "formats/text/markdown.hpp"
#include "ingest/json_records.hpp"

namespace gongshi {
namespace {

/// Front matter → the fields of a shape.
class FrontReader {
 public:
  FrontReader(Intake& intake, std::string path, TextPool& pool) : intake_(intake), path_(std::move(path)), pool_(pool) {}

  void read(const FrontMatter& front, const Shape& shape, void* record) {
    for (const FrontMatter::Fault& fault : front.faults)
      intake_.about(Code::front_matter, path_, {fault.chinese, fault.english}, fault.line, 1);
    for (const FrontMatter::Entry& entry : front.entries) {
      const Field* field = shape.find(entry.key);
      if (field == nullptr)
        report_unknown(shape, entry);
      else
        put(*field, entry, record);
    }
    if (front.entries.empty() && !front.faults.empty()) return;  // that says it all
    for (const Field& f : shape.fields)
      if (f.required && !f.present(record) && front.find(f.name) == nullptr)
        report(Code::missing_key, f.name, 1, {std::string(f.name), std::string(meaning_of(f))});
  }

  void report(Code code, std::string_view field, std::uint32_t line, std::vector<std::string> args) {
    Diagnostic d{code, std::move(args)};
    d.field = field;
    d.place = {path_, "", line, 1};
    intake_.out.add(std::move(d));
  }

 private:
  void report_unknown(const Shape& shape, const FrontMatter::Entry& entry) {
    std::vector<std::string_view> names;
    for (const Field& f : shape.fields) names.push_back(f.name);
    report(Code::unknown_key, entry.key, entry.line,
           {std::string(entry.key), joined(nearest(entry.key, names, 1), ""), list_argument(names)});
  }

  void put(const Field& field, const FrontMatter::Entry& entry, void* record) {
    bool list = field.kind == Kind::texts || field.kind == Kind::list;
    if (!list && trimmed(entry.value).empty()) return report(Code::empty_value, field.name, entry.line, {std::string(field.name)});
    if (list && !entry.value.empty())
      return report(Code::wrong_type, field.name, entry.line,
                    {shown(entry.value), "列表（每项一行，以“  - ”开头）", "a list (an item a line, beginning with \"  - \")"});
    if (hidden(entry.value, field, entry.line)) return;
    for (const auto& item : entry.items) {
      if (hidden(item.text, field, item.line)) return;
      if (trimmed(item.text).empty()) return report(Code::empty_value, field.name, item.line, {std::string(field.name)});
    }
    switch (field.kind) {
      case Kind::text:
        field.set_text(record, pool_.keep(entry.value));
        break;
      case Kind::date:
        if (auto date = Date::parse(entry.value))
          field.set_number(record, *date - Date{});
        else
          report(Code::bad_date, field.name, entry.line, {shown(entry.value)});
        break;
      case Kind::integer: {
        std::string_view digits = entry.value.substr(entry.value.starts_with('-') ? 1 : 0);
        if (!digits.empty() && digits.size() < 10 && std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; }))
          field.set_number(record, std::stoll(std::string(entry.value)));
        else
          report(Code::wrong_type, field.name, entry.line, {shown(entry.value), "整数", "a whole number"});
        break;
      }
      case Kind::texts:
        for (const auto& item : entry.items) field.set_text(record, pool_.keep(item.text));
        break;
      case Kind::list:
        for (const auto& item : entry.items) put_revision(field, item, record);
        break;
      default:
        report(Code::wrong_type, field.name, entry.line, {shown(entry.value), "文字", "a text"});
    }
  }

  bool hidden(std::string_view text, const Field& field, std::uint32_t line) {
    auto c = forbidden_character(text);
    if (c) report(Code::bad_character, field.name, line, {code_point_name(*c)});
    return c.has_value();
  }

  /// `2024-04-10 what changed`
  void put_revision(const Field& field, const FrontMatter::Item& item, void* record) {
    auto date = Date::parse(item.text.substr(0, 10));
    if (!date || trimmed(item.text).size() < 12)
      return report(Code::bad_format, field.name, item.line,
                    {shown(item.text), "写成“2024-04-10 改了什么”的样子，日期要存在",
                     "write it like \"2024-04-10 what changed\", with a date that exists"});
    auto* revision = static_cast<Revision*>(field.open(record));
    revision->on = date;
    revision->note = pool_.keep(trimmed(item.text.substr(10)));
  }

  Intake& intake_;
  std::string path_;
  TextPool& pool_;
};

std::string_view stem(std::string_view path) {
  path.remove_prefix(path.rfind('/') + 1);
  return path.substr(0, path.rfind('.'));
}

void check_body(Intake& intake, const std::string& path, const FrontMatter& front) {
  std::uint32_t line = front.body_line;
  for (std::string_view rest = front.body; !rest.empty(); ++line) {
    std::string_view text = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(text.size() + 1, rest.size()));
    if (text.ends_with('\r')) text.remove_suffix(1);
    if (auto c = forbidden_character(text)) intake.about(Code::bad_character, path, {code_point_name(*c)}, line, 1);
  }
}

Code code_of(const MarkdownFault& fault) { return fault.what == MarkdownFault::What::cells ? Code::markdown_cells : Code::markdown_link; }

template <class T>
void read_markdown(Intake& intake, std::string_view folder, std::vector<T>& into) {
  for (const std::string& path : intake.files(folder)) {
    if (ending_of(path) != ".md") {
      intake.stray(path, {".md"});
      continue;
    }
    std::uint32_t number = 0;
    auto text = intake.text(path, number);
    if (!text) continue;
    TextPool& pool = intake.pool();
    FrontReader reader(intake, path, pool);
    FrontMatter front = read_front_matter(*text);
    T& record = into.emplace_back();
    record.origin = {number, 0};
    record.slug = pool.keep(stem(path));
    if (!valid_id(record.slug)) intake.about(Code::file_name, path, {std::string(record.slug)});
    reader.read(front, T::shape(), &record);
    check_body(intake, path, front);
    record.body = pool.keep(front.body);
    record.body_line = front.body_line;
    std::vector<MarkdownFault> faults;
    std::string shown;
    MarkdownOptions options;
    options.first_line = front.body_line;
    options.shown = &shown;
    markdown(record.body, options, faults);
    record.shown = pool.keep(shown);
    for (const MarkdownFault& fault : faults) intake.about(code_of(fault), path, {fault.address}, fault.line, fault.column);
  }
}

void read_preamble(Intake& intake, Plan& plan) {
  std::vector<MarkdownFault> faults;
  std::string shown;
  MarkdownOptions options;
  options.shown = &shown;
  markdown(plan.preamble, options, faults);
  plan.preamble_shown = intake.pool().keep(shown);
  for (const MarkdownFault& fault : faults) {
    Diagnostic d{code_of(fault), {fault.address}};
    d.record = plan.id;
    d.field = "preamble";
    d.origin = plan.origin;
    intake.out.add(std::move(d));
  }
}

}  // namespace

void read_plans(Intake& intake) {
  read_folder(intake, "content/plans", intake.data.plans);
  std::ranges::stable_sort(intake.data.plans, {}, &Plan::id);
  for (Plan& plan : intake.data.plans) read_preamble(intake, plan);
}

void read_items(Intake& intake) {
  read_folder(intake, "content/items", intake.data.items);
  std::ranges::stable_sort(intake.data.items, {}, &ItemList::id);
}

void read_notices(Intake& intake) {
  std::vector<Notice>& notices = intake.data.notices;
  read_markdown(intake, "content/notices", notices);
  std::ranges::stable_sort(notices, [](const Notice& a, const Notice& b) { return std::tie(b.date, a.slug) < std::tie(a.date, b.slug); });
}

void read_guide(Intake& intake) {
  std::vector<GuidePage>& guide = intake.data.guide;
  read_markdown(intake, "content/guide", guide);
  auto key = [](const GuidePage& page) { return std::pair(page.order.value_or(1'000'000), page.slug); };
  std::ranges::stable_sort(guide, {}, key);
}

}  // namespace gongshi
