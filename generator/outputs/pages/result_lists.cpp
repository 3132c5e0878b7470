// results.html and results/page/N.html.
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

constexpr std::string_view address = "results.html";

struct ResultListView {
  PageFrame frame;
  std::string heading;
  bool newest = true;  ///< the plain address: with all that says something of the whole list
  std::vector<Link> categories, years;
  std::optional<ResultTable> table;
  std::optional<Pager> pager;
  bool has_years = false, has_tasks = false, has_objects = false;
  static const Shape& shape() {
    using V = ResultListView;
    static const Shape shape{
        "result_list",
        {field<&V::frame>("frame"), field<&V::heading>("heading"), field<&V::newest>("newest"), field<&V::categories>("categories"),
         field<&V::years>("years"), field<&V::table>("table"), field<&V::pager>("pager"), field<&V::has_years>("has_years"),
         field<&V::has_tasks>("has_tasks"), field<&V::has_objects>("has_objects")}};
    return shape;
  }
};

ResultListView list_view(const Assessment& site, const Frames& frames, std::size_t number) {
  ResultListView view;
  view.newest = number == 0;
  view.heading = list_title("检查结果", number);
  view.frame = frames.page(SiteColumn::results, number == 0, list_path(address, number), view.heading);
  if (number != 0) view.frame.set_here("第" + std::to_string(number) + "页");
  ListPart part = list_part(site.results.size(), number);
  std::vector<ListRow> rows;
  for (std::size_t i = part.first; i < part.last; ++i) rows.push_back({static_cast<std::uint32_t>(i)});
  if (!rows.empty()) {
    view.table = result_table(site, rows, "按公示先后，最新的在前");
    view.frame.set_until(view.table->newest_fact);
  }
  view.pager = pager(address, site.results.size(), number);
  if (number != 0) return view;
  view.categories = category_links(site, Category::none);
  view.years = year_links(site);
  view.has_years = !view.years.empty();
  view.has_tasks = !site.tasks.empty();
  view.has_objects = !site.objects.empty();
  return view;
}

}  // namespace

void add_result_lists(const PageContext& context, OutputPlan& plan) {
  auto made = context.compile<ResultListView>("pages/results.html");
  if (made == nullptr) return;
  const Assessment& site = context.site;
  plan.add(std::make_unique<PageKind<ResultListView>>(
      "result lists", std::move(made), 1 + links::pages(site.results.size()), [](std::size_t i) { return list_path(address, i); },
      [&site, frames = context.frames](std::size_t i) { return list_view(site, *frames, i); }));
}

}  // namespace gongshi
