#include "outputs/item_lists.hpp"

#include <algorithm>
#include <functional>

namespace gongshi {

std::vector<const ItemList*> lists_by_year(const Assessment& site) {
  std::vector<const ItemList*> lists = site.items;
  std::ranges::stable_sort(lists, std::greater{}, [](const ItemList* list) { return list->year.value_or(0); });
  return lists;
}

std::vector<Column> printed_columns(const ItemList& list) {
  if (!list.columns.empty()) return list.columns;
  return {{"number", "序号", ""},      {"class", "抽查类别", ""},      {"name", "抽查事项", ""},
          {"objects", "检查对象", ""}, {"item_class", "事项类别", ""}, {"methods", "检查方式", ""},
          {"bodies", "检查主体", ""},  {"basis", "检查依据", ""},      {"level", "实施层级", ""}};
}

Date newest_fact(const std::vector<const ItemList*>& lists) {
  Date newest = no_fact;
  for (const ItemList* list : lists) {
    if (list->published_on) newest = std::max(newest, *list->published_on);
    for (const Revision& revision : list->revisions)
      if (revision.on) newest = std::max(newest, *revision.on);
  }
  return newest;
}

}  // namespace gongshi
