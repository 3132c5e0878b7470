// items.html: the lists of inspection items, as printed.
#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "outputs/grid.hpp"
#include "outputs/kinds.hpp"
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
  static const Shape& shape() {
    using V = ItemsView;
    static const Shape shape{"items", {field<&V::frame>("frame"), field<&V::lists>("lists"), field<&V::several>("several")}};
    return shape;
  }
};

/// What a list without `columns` is printed with.
std::vector<Column> columns_of(const ItemList& list) {
  if (!list.columns.empty()) return list.columns;
  return {{"number", "序号", ""},      {"class", "抽查类别", ""},      {"name", "抽查事项", ""},
          {"objects", "检查对象", ""}, {"item_class", "事项类别", ""}, {"methods", "检查方式", ""},
          {"bodies", "检查主体", ""},  {"basis", "检查依据", ""},      {"level", "实施层级", ""}};
}

ItemListView list_view(const ItemList& list, std::size_t number) {
  ItemListView view;
  view.number = static_cast<std::int64_t>(number);
  view.title = list.title;
  view.issuer = list.issuer;
  view.document_number = list.document_number;
  view.published_on = day(list.published_on);
  std::vector<Column> columns = columns_of(list);
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
  std::vector<const ItemList*> lists = site.items;
  std::ranges::stable_sort(lists, std::greater{}, [](const ItemList* list) { return list->year.value_or(0); });
  Date newest;
  for (const ItemList* list : lists) {
    view.lists.push_back(list_view(*list, view.lists.size() + 1));
    if (list->published_on) newest = std::max(newest, *list->published_on);
    for (const Revision& revision : list->revisions)
      if (revision.on) newest = std::max(newest, *revision.on);
  }
  view.several = view.lists.size() > 1;
  view.frame.set_until(newest);
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
