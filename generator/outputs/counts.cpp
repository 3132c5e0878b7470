#include "outputs/counts.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "outputs/links.hpp"
#include "outputs/views.hpp"

namespace gongshi {
namespace {

constexpr std::size_t most_columns = 8;
constexpr std::string_view total = "合计";

std::size_t index(Category category) { return static_cast<std::size_t>(category); }

CountCell category_total(const Assessment& site, const Counts& counts, Category category, std::string_view column) {
  std::uint32_t value = counts.by_category[index(category)];
  return {column, value, value != 0 && has_page(site, category) ? links::category(category) : std::string()};
}

/// A name and its counts: a department or a district.
struct Group {
  std::string_view name;
  const Counts* counts = nullptr;
};

/// Groups as rows, categories as columns.
CountTable wide_table(const Assessment& site, std::span<const Group> groups, std::span<const Category> shown) {
  CountTable table;
  Counts sum;
  for (Category category : shown) table.columns.push_back(facts(category).name);
  table.columns.push_back(total);
  for (const Group& group : groups) {
    CountRow row{group.name, {}, {}};
    for (Category category : shown) {
      row.cells.push_back({facts(category).name, group.counts->by_category[index(category)], {}});
      sum.by_category[index(category)] += group.counts->by_category[index(category)];
    }
    row.cells.push_back({total, group.counts->total, {}});
    sum.total += group.counts->total;
    table.rows.push_back(std::move(row));
  }
  for (Category category : shown) table.totals.push_back(category_total(site, sum, category, facts(category).name));
  table.totals.push_back({total, sum.total, {}});
  return table;
}

/// Categories as rows, groups as columns.
CountTable tall_table(const Assessment& site, const Counts& all, std::span<const Group> groups, std::span<const Category> shown) {
  CountTable table;
  bool sums = groups.size() > 1;
  for (const Group& group : groups) {
    table.columns.push_back(group.name);
    table.totals.push_back({group.name, group.counts->total, {}});
  }
  if (sums) {
    table.columns.push_back(total);
    table.totals.push_back({total, all.total, {}});
  }
  for (Category category : shown) {
    CountRow row{facts(category).name, {}, {}};
    for (const Group& group : groups) row.cells.push_back({group.name, group.counts->by_category[index(category)], {}});
    if (sums)
      row.cells.push_back(category_total(site, all, category, total));
    else if (!row.cells.empty())
      row.cells.back() = category_total(site, all, category, row.cells.back().label);
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace

const Shape& CountCell::shape() {
  static const Shape shape{"count_cell",
                           {field<&CountCell::label>("label"), field<&CountCell::value>("value"), field<&CountCell::path>("path")}};
  return shape;
}

const Shape& CountRow::shape() {
  static const Shape shape{"count_row", {field<&CountRow::name>("name"), field<&CountRow::path>("path"), field<&CountRow::cells>("cells")}};
  return shape;
}

const Shape& CountTable::shape() {
  static const Shape shape{
      "count_table",
      {field<&CountTable::caption>("caption"), field<&CountTable::corner>("corner"), field<&CountTable::columns>("columns"),
       field<&CountTable::rows>("rows"), field<&CountTable::totals>("totals")}};
  return shape;
}

std::vector<Category> counted_categories(const Assessment& site) {
  std::vector<Category> out;
  for (const CategoryFacts& category : categories()) {
    bool optional = category.category == Category::qualified || category.category == Category::unqualified;
    bool known = has_page(site, category.category) ||
                 (site.profile != nullptr && std::ranges::find(site.profile->allowed_results, category.category,
                                                               &AllowedResult::category) != site.profile->allowed_results.end());
    if (!optional || known) out.push_back(category.category);
  }
  return out;
}

CountTable department_table(const Assessment& site, const PeriodSummary& summary) {
  std::vector<Group> groups;
  for (std::size_t d = 0; d < site.departments.size(); ++d) groups.push_back({site.departments[d], &summary.by_department[d]});
  std::vector<Category> shown = counted_categories(site);
  bool turned = groups.size() > most_columns;
  CountTable table = turned ? wide_table(site, groups, shown) : tall_table(site, summary.all, groups, shown);
  table.corner = turned ? "检查机关" : "检查结果";
  table.caption = "单位：条。按公示日期计；一个对象可以有多条结果";
  return table;
}

CountTable district_table(const Assessment& site, const PeriodSummary& summary) {
  std::vector<Group> groups;
  std::vector<Category> shown;
  for (const auto& [name, counts] : summary.by_district) groups.push_back({name, &counts});
  for (Category category : counted_categories(site))
    if (std::ranges::any_of(groups, [&](const Group& g) { return g.counts->by_category[index(category)] != 0; })) shown.push_back(category);
  CountTable table = wide_table(site, groups, shown);
  table.corner = "行政区划";
  table.caption = "单位：条。没有登记行政区划的不在内";
  return table;
}

}  // namespace gongshi
