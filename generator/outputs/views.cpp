#include "outputs/views.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "outputs/links.hpp"

namespace gongshi {

const Shape& Day::shape() {
  static const Shape shape{"day", {field<&Day::iso>("iso"), field<&Day::chinese>("chinese")}};
  return shape;
}

std::optional<Day> day(std::optional<Date> date) {
  if (!date || *date == Date{}) return std::nullopt;
  return Day{date, date->chinese()};
}

const Shape& Link::shape() {
  static const Shape shape{"link", {field<&Link::path>("path"), field<&Link::name>("name"), field<&Link::current>("current")}};
  return shape;
}

const Shape& Mark::shape() {
  static const Shape shape{"mark", {field<&Mark::name>("name"), field<&Mark::tone>("tone")}};
  return shape;
}

std::optional<Mark> mark(Category category) {
  if (category == Category::none) return std::nullopt;
  const CategoryFacts& of = facts(category);
  return Mark{of.name, of.tone};
}

std::string items_in_short(std::span<const std::string_view> items) {
  if (items.empty()) return {};
  std::string out(items.front());
  if (items.size() > 1) out += "等" + std::to_string(items.size()) + "项";
  return out;
}

std::vector<std::string_view> paragraphs(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    if (std::string_view line = trimmed(text.substr(0, end)); !line.empty()) out.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

const Shape& GapRow::shape() {
  static const Shape shape{"gap", {field<&GapRow::withdrawn>("withdrawn"), field<&GapRow::on>("on")}};
  return shape;
}

const Shape& ResultRow::shape() {
  static const Shape shape{
      "result_row",
      {field<&ResultRow::path>("path"), field<&ResultRow::id>("id"), field<&ResultRow::gap>("gap"), field<&ResultRow::name>("name"),
       field<&ResultRow::items>("items"), field<&ResultRow::department>("department"), field<&ResultRow::inspected_on>("inspected_on"),
       field<&ResultRow::mark>("mark"), field<&ResultRow::wording>("wording"), field<&ResultRow::approximate>("approximate"),
       field<&ResultRow::published_on>("published_on"), field<&ResultRow::pending>("pending")}};
  return shape;
}

const Shape& ResultTable::shape() {
  static const Shape shape{"result_table",
                           {field<&ResultTable::caption>("caption"), field<&ResultTable::items>("has_items"),
                            field<&ResultTable::span>("span"), field<&ResultTable::rows>("rows")}};
  return shape;
}

ResultRow result_row(const Assessment& site, std::uint32_t result) {
  const ShownResult& from = site.results[result];
  ResultRow row;
  row.id = from.id;
  row.path = links::result(from.id);
  if (from.withdrawn) {
    row.gap = GapRow{true, from.withdrawal_pending ? std::nullopt : day(from.withdrawn_on)};
    return row;
  }
  row.name = from.record->object_name;
  row.items = items_in_short(from.record->items);
  row.department = from.record->department;
  row.inspected_on = from.record->inspected_on;
  row.mark = mark(from.category);
  row.wording = from.wording;
  row.approximate = from.approximate;
  row.pending = from.pending;
  if (!from.pending || from.reported) row.published_on = from.published_on;
  return row;
}

ResultTable result_table(const Assessment& site, std::span<const ListRow> rows, std::string caption) {
  ResultTable table;
  table.caption = std::move(caption);
  table.rows.reserve(rows.size());
  for (std::size_t i = rows.size(); i-- > 0;) {
    ResultRow row = result_row(site, rows[i].result);
    if (rows[i].gap && !row.gap) {  // it stands, but no longer in this list
      ResultRow gap;
      gap.id = row.id;
      gap.path = std::move(row.path);
      gap.gap = GapRow{};
      row = std::move(gap);
    }
    table.items = table.items || !row.items.empty();
    table.newest_fact = std::max(table.newest_fact, site.results[rows[i].result].newest_fact);
    table.rows.push_back(std::move(row));
  }
  table.span = table.items ? 5 : 4;
  return table;
}

bool has_page(const Assessment& site, Category category) { return !site.categories[static_cast<std::size_t>(category)].rows.empty(); }

std::vector<Link> category_links(const Assessment& site, std::optional<Category> current) {
  std::vector<Link> out;
  if (current) out.push_back({"results.html", "全部结果", *current == Category::none});
  for (const CategoryFacts& category : categories())
    if (has_page(site, category.category))
      out.push_back({links::category(category.category), std::string(category.name), category.category == current});
  return out;
}

std::vector<Link> year_links(const Assessment& site) {
  std::vector<Link> out;
  for (const PeriodSummary& summary : site.periods)
    if (summary.period.unit == Period::Unit::year) out.push_back({links::summary(summary.period), summary.period.chinese()});
  return out;
}

}  // namespace gongshi
