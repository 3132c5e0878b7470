#include "outputs/basis.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace gongshi {
namespace {

void add_once(std::vector<std::string_view>& to, const std::vector<std::string_view>& from) {
  for (std::string_view text : from)
    if (std::ranges::find(to, text) == to.end()) to.push_back(text);
}

}  // namespace

ItemBasis::ItemBasis(const Assessment& site) {
  for (const ItemList* from : site.items) {
    List list;
    list.year = from->year.value_or(from->published_on ? from->published_on->year() : 0);
    for (const ItemEntry& entry : from->entries) add_once(list.by_name[entry.name], entry.basis);
    lists_.push_back(std::move(list));
  }
  std::ranges::stable_sort(lists_, std::greater{}, &List::year);
}

const ItemBasis::List* ItemBasis::list_for(int year) const {
  if (lists_.empty()) return nullptr;
  auto found = std::ranges::find_if(lists_, [&](const List& list) { return list.year <= year; });
  return found == lists_.end() ? nullptr : &*found;
}

std::vector<std::string_view> ItemBasis::of(const Result& result) const {
  std::vector<std::string_view> out;
  const List* list = result.inspected_on ? list_for(result.inspected_on->year()) : nullptr;
  if (list == nullptr) return out;
  for (std::string_view item : result.items)
    if (auto found = list->by_name.find(item); found != list->by_name.end()) add_once(out, found->second);
  return out;
}

}  // namespace gongshi
