// summaries/PERIOD.html: counts of a year, a quarter or a month; and summaries.html, the way to them.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "outputs/chart.hpp"
#include "outputs/counts.hpp"
#include "outputs/kinds.hpp"
#include "outputs/links.hpp"
#include "outputs/pages.hpp"
#include "outputs/target_view.hpp"
#include "outputs/views.hpp"

namespace gongshi {
namespace {

/// One category now and a year before.
struct ComparedRow {
  std::string_view name;
  std::int64_t now = 0;
  std::string before, change;
  static const Shape& shape() {
    using V = ComparedRow;
    static const Shape shape{"compared_row",
                             {field<&V::name>("name"), field<&V::now>("now"), field<&V::before>("before"), field<&V::change>("change")}};
    return shape;
  }
};

struct ComparedView {
  std::string heading, caption;
  Html chart;
  std::string now_name, before_name;  ///< before_name empty: no year before to compare with
  std::vector<ComparedRow> rows;
  std::optional<ComparedRow> total;
  static const Shape& shape() {
    using V = ComparedView;
    static const Shape shape{
        "compared",
        {field<&V::heading>("heading"), field<&V::caption>("caption"), field<&V::chart>("chart"), field<&V::now_name>("now_name"),
         field<&V::before_name>("before_name"), field<&V::rows>("rows"), field<&V::total>("total")}};
    return shape;
  }
};

/// Behind a target on a page: all of them stand in the workbook.
constexpr std::size_t few_records = 60;

struct SummaryView {
  PageFrame frame;
  std::string heading, lead;
  std::vector<Link> neighbours;  ///< before, this, after; what it is part of; its parts
  std::optional<CountTable> departments, districts;
  std::vector<std::string> approximate;
  std::vector<TargetView> targets;  ///< public ones of the period
  bool has_targets = false;
  std::optional<ComparedView> compared;
  std::int64_t corrections = 0;
  bool has_corrections = false;
  std::string report, data;  ///< data: folder of the year; empty where nothing was published
  std::string_view unit;     ///< 本月
  std::string year;
  static const Shape& shape() {
    using V = SummaryView;
    static const Shape shape{
        "summary",
        {field<&V::frame>("frame"), field<&V::heading>("heading"), field<&V::lead>("lead"), field<&V::neighbours>("neighbours"),
         field<&V::departments>("departments"), field<&V::districts>("districts"), field<&V::approximate>("approximate"),
         field<&V::targets>("targets"), field<&V::has_targets>("has_targets"), field<&V::compared>("compared"),
         field<&V::corrections>("corrections"), field<&V::has_corrections>("has_corrections"), field<&V::report>("report"),
         field<&V::data>("data"), field<&V::unit>("unit"), field<&V::year>("year")}};
    return shape;
  }
};

std::string_view unit_name(const Period& period) {
  if (period.unit == Period::Unit::month) return "本月";
  return period.unit == Period::Unit::quarter ? "本季度" : "本年";
}

std::string_view year_before_name(const Period& period) {
  if (period.unit == Period::Unit::month) return "上年同月";
  return period.unit == Period::Unit::quarter ? "上年同季度" : "上年";
}

std::uint32_t count(const Counts& counts, Category category) { return counts.by_category[static_cast<std::size_t>(category)]; }

std::string lead_text(const PeriodSummary& summary) {
  std::string out = fmt::format("{}公示{}条结果，涉及{}个检查对象。", unit_name(summary.period), summary.all.total, summary.all.objects);
  std::vector<Category> order;
  for (const CategoryFacts& category : categories())
    if (count(summary.all, category.category) != 0) order.push_back(category.category);
  std::ranges::stable_sort(order, std::greater{}, [&](Category c) { return count(summary.all, c); });
  order.resize(std::min<std::size_t>(order.size(), 2));
  for (std::size_t i = 0; i < order.size(); ++i)
    out += fmt::format("{}{}{}条，占{:.1f}%", i == 0 ? "" : "；", facts(order[i]).name, count(summary.all, order[i]),
                       100.0 * count(summary.all, order[i]) / summary.all.total);
  return order.empty() ? out : out + "。";
}

std::string signed_difference(std::int64_t now, std::int64_t before) {
  if (now == before) return "0";
  return now > before ? fmt::format("+{}", now - before) : fmt::format("−{}", before - now);
}

ComparedRow compared_row(std::string_view name, std::int64_t now, const std::int64_t* before) {
  ComparedRow row{name, now, {}, {}};
  if (before == nullptr) return row;
  row.before = std::to_string(*before);
  row.change = signed_difference(now, *before);
  return row;
}

ComparedView compared_view(const Assessment& site, const PeriodSummary& summary) {
  const PeriodSummary* before = site.find_period(summary.period.year_before());
  ComparedView view;
  view.now_name = summary.period.chinese();
  if (before != nullptr) view.before_name = before->period.chinese();
  std::vector<Bar> bars;
  std::string description;
  for (Category category : counted_categories(site)) {
    std::uint32_t now = count(summary.all, category);
    std::optional<std::uint32_t> was;
    if (before != nullptr) was = count(before->all, category);
    bars.push_back({facts(category).name, now, was});
    std::int64_t was_count = was.value_or(0);
    view.rows.push_back(compared_row(facts(category).name, now, was ? &was_count : nullptr));
    if (now != 0) description += fmt::format("{}{}条；", facts(category).name, now);
  }
  std::int64_t was_total = before != nullptr ? before->all.total : 0;
  view.total = compared_row("合计", summary.all.total, before != nullptr ? &was_total : nullptr);
  std::string with = before != nullptr ? "与" + std::string(year_before_name(summary.period)) : "";
  view.heading = before != nullptr ? with + "相比" : "各类结果";
  view.caption = before != nullptr ? "各类结果条数" + with + "对比，单位：条" : "各类结果条数，单位：条";
  view.chart = bar_chart(view.now_name + "各类结果条数" + (before != nullptr ? with + "对比" : ""), description + "全部数字见表。", bars);
  return view;
}

bool within(const Period& part, const Period& whole) {
  return part.unit > whole.unit && whole.first() <= part.first() && part.last() <= whole.last();
}

/// Only to periods that have a page.
std::vector<Link> neighbours(const Assessment& site, const Period& period) {
  std::vector<Link> out;
  const Period* before = nullptr;
  const Period* after = nullptr;
  for (const PeriodSummary& other : site.periods) {
    if (other.period.unit != period.unit) continue;
    if (other.period.first() < period.first() && (before == nullptr || before->first() < other.period.first())) before = &other.period;
    if (other.period.first() > period.first() && (after == nullptr || other.period.first() < after->first())) after = &other.period;
  }
  auto add = [&](const Period& to, bool current) { out.push_back({links::summary(to), to.chinese(), current}); };
  if (before != nullptr) add(*before, false);
  add(period, true);
  if (after != nullptr) add(*after, false);
  for (const PeriodSummary& other : site.periods)
    if (within(period, other.period)) add(other.period, false);
  for (Period::Unit unit : {Period::Unit::quarter, Period::Unit::month})
    for (auto other = site.periods.rbegin(); other != site.periods.rend(); ++other)
      if (other->period.unit == unit && within(other->period, period)) add(other->period, false);
  return out;
}

SummaryView summary_view(const Assessment& site, const Frames& frames, const PeriodSummary& summary) {
  const Period& period = summary.period;
  SummaryView view;
  view.heading = period.chinese() + "抽查结果汇总";
  view.frame = frames.page(SiteColumn::summaries, false, links::summary(period), view.heading);
  view.frame.set_here(period.chinese());
  view.frame.set_until(summary.newest_fact);
  view.frame.article = ArticleTags{view.heading, view.frame.until};
  view.neighbours = neighbours(site, period);
  view.unit = unit_name(period);
  view.report = links::report(period);
  view.year = std::to_string(period.year);
  view.corrections = static_cast<std::int64_t>(summary.corrections.size());
  view.has_corrections = view.corrections != 0;
  for (const TargetValue& value : summary.targets) {
    TargetView& target = view.targets.emplace_back(target_view(value));
    target.behind = target_records(site, value, few_records);
    target.has_behind = !target.behind.empty();
  }
  view.has_targets = !view.targets.empty();
  if (summary.all.total == 0) return view;
  view.lead = lead_text(summary);
  view.data = "data/" + view.year + "/results";
  view.departments = department_table(site, summary);
  if (!summary.by_district.empty()) view.districts = district_table(site, summary);
  for (Category category : counted_categories(site))
    if (std::uint32_t n = summary.all.approximate[static_cast<std::size_t>(category)]; n != 0)
      view.approximate.push_back(fmt::format("“{}”中有{}条是按近似的原文归入的，原文见各条结果。", facts(category).name, n));
  view.compared = compared_view(site, summary);
  return view;
}

struct PeriodRow {
  Link period;
  std::int64_t results = 0, objects = 0;
  static const Shape& shape() {
    using V = PeriodRow;
    static const Shape shape{"period_row", {field<&V::period>("period"), field<&V::results>("results"), field<&V::objects>("objects")}};
    return shape;
  }
};

struct YearView {
  std::string name, data;
  std::vector<PeriodRow> periods;  ///< the year, its quarters, its months, each from the newest
  static const Shape& shape() {
    using V = YearView;
    static const Shape shape{"year", {field<&V::name>("name"), field<&V::data>("data"), field<&V::periods>("periods")}};
    return shape;
  }
};

struct SummariesView {
  PageFrame frame;
  std::vector<YearView> years;
  static const Shape& shape() {
    using V = SummariesView;
    static const Shape shape{"summaries", {field<&V::frame>("frame"), field<&V::years>("years")}};
    return shape;
  }
};

SummariesView summaries_view(const Assessment& site, const Frames& frames) {
  SummariesView view;
  view.frame = frames.page(SiteColumn::summaries, true, "summaries.html", "数据统计");
  Date newest;
  for (const PeriodSummary& summary : site.periods) {
    const Period& period = summary.period;
    if (period.unit == Period::Unit::year) {
      std::string year = std::to_string(period.year);
      view.years.push_back({period.chinese(), summary.all.total == 0 ? std::string() : "data/" + year + "/results", {}});
    }
    newest = std::max(newest, summary.newest_fact);
    if (!view.years.empty())
      view.years.back().periods.push_back({{links::summary(period), period.chinese()}, summary.all.total, summary.all.objects});
  }
  view.frame.set_until(newest);
  return view;
}

}  // namespace

void add_summary_pages(const PageContext& context, OutputPlan& plan) {
  const Assessment& site = context.site;
  if (auto made = context.compile<SummaryView>("pages/summary.html"))
    plan.add(std::make_unique<PageKind<SummaryView>>(
        "summaries", std::move(made), site.periods.size(), [&site](std::size_t i) { return links::summary(site.periods[i].period); },
        [&site, frames = context.frames](std::size_t i) { return summary_view(site, *frames, site.periods[i]); }));
  if (site.periods.empty()) return;
  if (auto made = context.compile<SummariesView>("pages/summaries.html"))
    plan.add(std::make_unique<PageKind<SummariesView>>(
        "summary list", std::move(made), 1, [](std::size_t) { return std::string("summaries.html"); },
        [&site, frames = context.frames](std::size_t) { return summaries_view(site, *frames); }));
}

}  // namespace gongshi
