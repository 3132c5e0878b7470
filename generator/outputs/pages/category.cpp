// categories/SLUG.html and categories/SLUG/page/N.html, of the categories that have, or had, a result.
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "outputs/kinds.hpp"
#include "outputs/links.hpp"
#include "outputs/pager.hpp"
#include "outputs/pages.hpp"
#include "outputs/views.hpp"

namespace gongshi {
namespace {

struct CategoryView {
  PageFrame frame;
  std::optional<Mark> mark;
  std::string page_name;  ///< `第3页`; empty on the plain address
  bool newest = true;
  bool none_stand = false;  ///< all that stood in it left by corrections
  std::string_view meaning;
  std::vector<Link> categories, years;
  bool has_years = false;
  std::optional<ResultTable> table;
  std::optional<Pager> pager;
  static const Shape& shape() {
    using V = CategoryView;
    static const Shape shape{
        "category",
        {field<&V::frame>("frame"), field<&V::mark>("mark"), field<&V::page_name>("page_name"), field<&V::newest>("newest"),
         field<&V::none_stand>("none_stand"), field<&V::meaning>("meaning"), field<&V::categories>("categories"), field<&V::years>("years"),
         field<&V::has_years>("has_years"), field<&V::table>("table"), field<&V::pager>("pager")}};
    return shape;
  }
};

/// One page of one category's list.
struct ListAddress {
  Category category = Category::none;
  std::size_t number = 0;
};

CategoryView category_view(const Assessment& site, const Frames& frames, ListAddress place) {
  const CategoryFacts& category = facts(place.category);
  const CategoryList& list = site.categories[static_cast<std::size_t>(place.category)];
  std::string address = links::category(place.category);
  CategoryView view;
  view.frame =
      frames.page(SiteColumn::results, false, list_path(address, place.number), list_title(category.name, place.number) + "_检查结果");
  view.mark = mark(place.category);
  view.newest = place.number == 0;
  ListPart part = list_part(list.rows.size(), place.number);
  view.table = result_table(site, std::span(list.rows).subspan(part.first, part.last - part.first), "按公示先后，最新的在前");
  view.frame.set_until(view.table->newest_fact);
  view.pager = pager(address, list.rows.size(), place.number);
  if (place.number != 0) {
    view.page_name = "第" + std::to_string(place.number) + "页";
    view.frame.trail.push_back({std::move(address), std::string(category.name)});
    view.frame.set_here(view.page_name);
    return view;
  }
  view.frame.set_here(category.name);
  view.none_stand = list.standing == 0;
  view.meaning = category.meaning;
  view.categories = category_links(site, place.category);
  view.years = year_links(site);
  view.has_years = !view.years.empty();
  return view;
}

}  // namespace

void add_category_pages(const PageContext& context, OutputPlan& plan) {
  auto made = context.compile<CategoryView>("pages/category.html");
  if (made == nullptr) return;
  const Assessment& site = context.site;
  std::vector<ListAddress> places;
  for (const CategoryFacts& category : categories()) {
    std::size_t rows = site.categories[static_cast<std::size_t>(category.category)].rows.size();
    for (std::size_t n = 0; rows != 0 && n <= links::pages(rows); ++n) places.push_back({category.category, n});
  }
  auto path = [places](std::size_t i) { return list_path(links::category(places[i].category), places[i].number); };
  std::size_t count = places.size();
  plan.add(std::make_unique<PageKind<CategoryView>>(
      "categories", std::move(made), count, std::move(path),
      [&site, frames = context.frames, places = std::move(places)](std::size_t i) { return category_view(site, *frames, places[i]); }));
}

}  // namespace gongshi
