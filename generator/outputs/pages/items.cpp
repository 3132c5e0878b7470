// items.html: the lists of inspection items, as printed.
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "outputs/grid.hpp"
#include "outputs/item_lists.hpp"
#include "outputs/kinds.hpp"
#include "outputs/links.hpp"
#include "outputs/pages.hpp"
#include "outputs/views.hpp"

namespace gongshi {
namespace {

struct ItemListView {
  std::int64_t number = 0;
  std::string_view title, issuer, document_number;
  std::optional<Day> published_on;
  Grid grid;
  std::vector<std::string_view> remarks;
  bool has_remarks = false;
  std::vector<std::string> revisions;
  bool has_revisions = false;
  static const Shape& shape() {
    using V = ItemListView;
    static const Shape shape{
        "item_list",
        {field<&V::number>("number"), field<&V::title>("title"), field<&V::issuer>("issuer"), field<&V::document_number>("document_number"),
         field<&V::published_on>("published_on"), field<&V::grid>("grid"), field<&V::remarks>("remarks"),
         field<&V::has_remarks>("has_remarks"), field<&V::revisions>("revisions"), field<&V::has_revisions>("has_revisions")}};
    return shape;
  }
};

struct ItemsView {
  PageFrame frame;
  std::vector<ItemListView> lists;
  bool several = false;
  std::string workbook;
  static const Shape& shape() {
    using V = ItemsView;
    static const Shape shape{
        "items", {field<&V::frame>("frame"), field<&V::lists>("lists"), field<&V::several>("several"), field<&V::workbook>("workbook")}};
    return shape;
  }
};

ItemListView list_view(const ItemList& list, std::size_t number) {
  ItemListView view;
  view.number = static_cast<std::int64_t>(number);
  view.title = list.title;
  view.issuer = list.issuer;
  view.document_number = list.document_number;
  view.published_on = day(list.published_on);
  std::vector<Column> columns = printed_columns(list);
  view.grid = make_grid(columns, {}, list.entries.size(),
                        [&](std::size_t row, std::string_view key) { return cell_values(list.entries[row], key); });
  view.grid.caption = "共" + std::to_string(list.entries.size()) + "项";
  view.remarks = list.remarks;
  view.has_remarks = !view.remarks.empty();
  for (const Revision& revision : list.revisions)
    view.revisions.push_back((revision.on ? revision.on->chinese() + "：" : std::string()) + std::string(revision.note));
  view.has_revisions = !view.revisions.empty();
  return view;
}

ItemsView items_view(const Assessment& site, const Frames& frames) {
  ItemsView view;
  bool own = site.plans.empty() && site.tasks.empty();
  view.frame = frames.page(SiteColumn::plans, own, "items.html", "随机抽查事项清单");
  view.frame.set_here("抽查事项清单");
  std::vector<const ItemList*> lists = lists_by_year(site);
  for (const ItemList* list : lists) view.lists.push_back(list_view(*list, view.lists.size() + 1));
  view.workbook = links::item_workbook();
  view.several = view.lists.size() > 1;
  view.frame.set_until(newest_fact(lists));
  return view;
}

}  // namespace

void add_item_page(const PageContext& context, OutputPlan& plan) {
  const Assessment& site = context.site;
  if (site.items.empty()) return;
  if (auto made = context.compile<ItemsView>("pages/items.html"))
    plan.add(std::make_unique<PageKind<ItemsView>>(
        "items", std::move(made), 1, [](std::size_t) { return std::string("items.html"); },
        [&site, frames = context.frames](std::size_t) { return items_view(site, *frames); }));
}

}  // namespace gongshi
