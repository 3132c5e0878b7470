// index.html: figures of the newest year, the latest results and notices, the search box.
#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "outputs/kinds.hpp"
#include "outputs/links.hpp"
#include "outputs/pages.hpp"
#include "outputs/views.hpp"

namespace gongshi {
namespace {

constexpr std::size_t most_results = 8, most_notices = 5;

struct Figure {
  std::string name;
  std::int64_t value = 0;
  std::string_view unit;
  std::string path;
  static const Shape& shape() {
    using V = Figure;
    static const Shape shape{"figure",
                             {field<&V::name>("name"), field<&V::value>("value"), field<&V::unit>("unit"), field<&V::path>("path")}};
    return shape;
  }
};

struct Headline {
  Link link;
  std::optional<Date> on;
  static const Shape& shape() {
    static const Shape shape{"headline", {field<&Headline::link>("link"), field<&Headline::on>("on")}};
    return shape;
  }
};

struct HomeView {
  PageFrame frame;
  std::vector<Figure> figures;
  bool has_figures = false, has_results = false, has_notices = false, has_categories = false;
  std::vector<ResultRow> results;
  std::vector<Headline> notices;
  std::vector<Link> categories;
  bool notices_column = false;
  static const Shape& shape() {
    using V = HomeView;
    static const Shape shape{"home",
                             {field<&V::frame>("frame"), field<&V::figures>("figures"), field<&V::has_figures>("has_figures"),
                              field<&V::has_results>("has_results"), field<&V::has_notices>("has_notices"),
                              field<&V::has_categories>("has_categories"), field<&V::results>("results"), field<&V::notices>("notices"),
                              field<&V::categories>("categories"), field<&V::notices_column>("notices_column")}};
    return shape;
  }
};

/// Of the newest year that has something: no page knows which year it is today.
std::vector<Figure> figures(const Assessment& site) {
  std::vector<Figure> out;
  auto year = std::ranges::find_if(site.periods, [](const PeriodSummary& s) { return s.period.unit == Period::Unit::year; });
  if (year == site.periods.end()) return out;
  std::string path = links::summary(year->period);
  out.push_back({year->period.chinese() + "公示结果", year->all.total, "条", path});
  out.push_back({year->period.chinese() + "涉及检查对象", year->all.objects, "家", path});
  auto all = static_cast<std::int64_t>(std::ranges::count(site.results, false, &ShownResult::withdrawn));
  if (all != year->all.total) out.push_back({"历年公示结果", all, "条", "results.html"});
  std::int64_t corrected =
      std::ranges::count_if(site.corrections, [](const ShownCorrection& c) { return c.correction->kind != CorrectionKind::progress; });
  out.push_back({"历年更正和撤回", corrected, "条", "corrections.html"});
  return out;
}

/// Plans and notices, the newest first.
std::vector<Headline> headlines(const Assessment& site) {
  std::vector<Headline> out;
  for (const Notice* notice : site.notices) out.push_back({{links::notice(notice->slug), std::string(notice->title)}, notice->date});
  for (const Plan* plan : site.plans)
    out.push_back({{links::plan(plan->id), std::string(plan->title)}, plan->published_on ? plan->published_on : plan->issued_on});
  std::ranges::stable_sort(out, std::greater{}, [](const Headline& h) { return h.on.value_or(Date{}); });
  out.resize(std::min(out.size(), most_notices));
  return out;
}

HomeView home_view(const Assessment& site, const Frames& frames) {
  HomeView view;
  view.frame = frames.page(SiteColumn::none, false, "index.html", "双随机、一公开结果公示");
  view.frame.description = "双随机抽查检查结果、年度计划和统计汇总";
  view.frame.set_until(site.newest_fact);
  view.figures = figures(site);
  view.has_figures = !view.figures.empty();
  for (std::size_t i = site.results.size(); i-- > 0 && view.results.size() < most_results;)
    if (!site.results[i].withdrawn) view.results.push_back(result_row(site, static_cast<std::uint32_t>(i)));
  view.has_results = !view.results.empty();
  view.notices = headlines(site);
  view.has_notices = !view.notices.empty();
  view.notices_column = !site.notices.empty();
  view.categories = category_links(site, std::nullopt);
  view.has_categories = !view.categories.empty();
  return view;
}

}  // namespace

void add_home_page(const PageContext& context, OutputPlan& plan) {
  const Assessment& site = context.site;
  if (auto made = context.compile<HomeView>("pages/home.html"))
    plan.add(std::make_unique<PageKind<HomeView>>(
        "home", std::move(made), 1, [](std::size_t) { return std::string("index.html"); },
        [&site, frames = context.frames](std::size_t) { return home_view(site, *frames); }));
}

}  // namespace gongshi
