// search.html: the search box, and the ways to everything for those who do not search.
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "outputs/kinds.hpp"
#include "outputs/links.hpp"
#include "outputs/object_index.hpp"
#include "outputs/pages.hpp"
#include "outputs/views.hpp"

namespace gongshi {
namespace {

struct SearchView {
  PageFrame frame;
  bool has_objects = false, has_districts = false;
  std::vector<Link> years, categories, guide, sections;
  bool has_years = false, has_categories = false, has_guide = false;
  static const Shape& shape() {
    using V = SearchView;
    static const Shape shape{
        "search",
        {field<&V::frame>("frame"), field<&V::has_objects>("has_objects"), field<&V::has_districts>("has_districts"),
         field<&V::years>("years"), field<&V::categories>("categories"), field<&V::guide>("guide"), field<&V::sections>("sections"),
         field<&V::has_years>("has_years"), field<&V::has_categories>("has_categories"), field<&V::has_guide>("has_guide")}};
    return shape;
  }
};

/// Every list of the site: the page is its map too.
std::vector<Link> sections(const Assessment& site) {
  std::vector<Link> out{{"results.html", "检查结果"}, {"objects.html", "检查对象"}};
  if (!site.plans.empty()) out.push_back({"plans.html", "抽查计划"});
  if (!site.items.empty()) out.push_back({"items.html", "抽查事项清单"});
  if (!site.tasks.empty()) out.push_back({"tasks.html", "抽查任务"});
  if (!site.periods.empty()) out.push_back({"summaries.html", "数据统计"});
  out.push_back({"corrections.html", "更正记录"});
  if (!site.notices.empty()) out.push_back({"notices.html", "通知公告"});
  return out;
}

SearchView search_view(const Assessment& site, const Frames& frames) {
  SearchView view;
  view.frame = frames.page(SiteColumn::search, true, "search.html", "查询");
  view.frame.set_here("查询");
  view.has_objects = !site.objects.empty();
  for (const ShownObject& object : site.objects) view.has_districts = view.has_districts || !object.district.empty();
  view.years = year_links(site);
  view.categories = category_links(site, std::nullopt);
  for (const GuidePage* page : site.guide) view.guide.push_back({links::guide(page->slug), std::string(page->title)});
  view.sections = sections(site);
  view.has_years = !view.years.empty();
  view.has_categories = !view.categories.empty();
  view.has_guide = !view.guide.empty();
  view.frame.set_until(site.newest_fact);
  return view;
}

struct MissingView {
  PageFrame frame;
  static const Shape& shape() {
    static const Shape shape{"missing", {field<&MissingView::frame>("frame")}};
    return shape;
  }
};

/// It may be shown at any depth, so that it names everything from the host on.
MissingView missing_view(const Site& site, const Frames& frames) {
  MissingView view;
  view.frame = frames.page(SiteColumn::none, false, "404.html", "没有这个页面");
  view.frame.root = links::from_host(site, "index.html");
  view.frame.indexed = false;
  return view;
}

}  // namespace

void add_search_page(const PageContext& context, OutputPlan& plan) {
  const Assessment& site = context.site;
  if (auto made = context.compile<SearchView>("pages/search.html"))
    plan.add(std::make_unique<PageKind<SearchView>>(
        "search page", std::move(made), 1, [](std::size_t) { return std::string("search.html"); },
        [&site, frames = context.frames](std::size_t) { return search_view(site, *frames); }));
}

void add_missing_page(const PageContext& context, OutputPlan& plan) {
  if (auto made = context.compile<MissingView>("pages/404.html"))
    plan.add(std::make_unique<PageKind<MissingView>>(
        "missing page", std::move(made), 1, [](std::size_t) { return std::string("404.html"); },
        [&site = *context.site.site, frames = context.frames](std::size_t) { return missing_view(site, *frames); }));
}

}  // namespace gongshi
