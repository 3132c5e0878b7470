#include "ingest/documents.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "formats/front_matter.hpp"
#include "formats/markdown.hpp"
#include "ingest/json_records.hpp"

namespace gongshi {
namespace {

/// Front matter → the fields of a shape.
class FrontReader {
 public:
  FrontReader(Intake& intake, std::string path, TextPool& pool) : intake_(intake), path_(std::move(path)), pool_(pool) {}

  void read(const FrontMatter& front, const Shape& shape, void* record) {
    for (const FrontMatter::Fault& fault : front.faults) intake_.about(Code::front_matter, path_, {fault.chinese, fault.english}, fault.line);
    for (const FrontMatter::Entry& entry : front.entries) {
      const Field* field = shape.find(entry.key);
      if (field == nullptr)
        report_unknown(shape, entry);
      else
        put(*field, entry, record);
    }
    for (const Field& f : shape.fields)
      if (f.required && !f.present(record) && front.find(f.name) == nullptr) report(Code::missing_key, f.name, 1, {std::string(f.name)});
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
    auto near = nearest(entry.key, names, 1);
    report(Code::unknown_key, entry.key, entry.line,
           {std::string(entry.key), near.empty() ? "可用的键：" + joined(names, "、") : "是不是 " + std::string(near.front()) + "？"});
  }

  void put(const Field& field, const FrontMatter::Entry& entry, void* record) {
    bool list = field.kind == Kind::texts || field.kind == Kind::list;
    if (!list && entry.value.empty()) return report(Code::empty_value, field.name, entry.line, {std::string(field.name)});
    switch (field.kind) {
      case Kind::text:
        field.set_text(record, pool_.keep(entry.value));
        break;
      case Kind::date:
        if (auto date = Date::parse(entry.value))
          field.set_number(record, *date - Date{});
        else
          report(Code::bad_date, field.name, entry.line, {std::string(entry.value)});
        break;
      case Kind::integer:
        if (entry.value.size() < 10 && std::ranges::all_of(entry.value, [](char c) { return c >= '0' && c <= '9'; }))
          field.set_number(record, std::stoll(std::string(entry.value)));
        else
          report(Code::wrong_type, field.name, entry.line, {"应为整数，实为“" + std::string(entry.value) + "”"});
        break;
      case Kind::texts:
        for (const auto& item : entry.items) field.set_text(record, pool_.keep(item.text));
        break;
      case Kind::list:
        for (const auto& item : entry.items) put_revision(field, item, record);
        break;
      default:
        report(Code::wrong_type, field.name, entry.line, {std::string(field.name)});
    }
  }

  /// `2024-04-10 what changed`
  void put_revision(const Field& field, const FrontMatter::Item& item, void* record) {
    auto date = Date::parse(item.text.substr(0, 10));
    if (!date || item.text.size() < 12)
      return report(Code::bad_format, field.name, item.line, {std::string(item.text), "写成“2024-04-10 说明”的样子"});
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

template <class T>
void read_markdown(Intake& intake, std::string_view folder, std::vector<T>& into) {
  for (const std::string& path : intake.files(folder)) {
    if (ending_of(path) != ".md") {
      intake.about(Code::stray_file, path, {"这里只读取 .md 文件；附件放在 site/static/ 下"});
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
    if (!valid_id(record.slug))
      reader.report(Code::bad_format, "文件名", 1, {std::string(record.slug), "文件名就是网址，只用字母、数字和 . _ -"});
    reader.read(front, T::shape(), &record);
    record.body = pool.keep(front.body);
    record.body_line = front.body_line;
    std::vector<MarkdownFault> faults;
    MarkdownOptions options;
    options.first_line = front.body_line;
    markdown(record.body, options, faults);
    for (const MarkdownFault& fault : faults) intake.about(Code::markdown_link, path, {fault.address}, fault.line);
  }
}

void check_preamble(Intake& intake, const Plan& plan) {
  std::vector<MarkdownFault> faults;
  markdown(plan.preamble, {}, faults);
  for (const MarkdownFault& fault : faults) {
    Diagnostic d{Code::markdown_link, {fault.address}};
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
  for (const Plan& plan : intake.data.plans) check_preamble(intake, plan);
}

void read_items(Intake& intake) {
  read_folder(intake, "content/items", intake.data.items);
  std::ranges::stable_sort(intake.data.items, {}, &ItemList::id);
}

void read_tasks(Intake& intake) {
  read_folder(intake, "content/tasks", intake.data.tasks);
  std::ranges::stable_sort(intake.data.tasks, {}, &Task::id);
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
