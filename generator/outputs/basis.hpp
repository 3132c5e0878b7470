// The legal basis of inspection items, found by the item's name in the item lists.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/assessment.hpp"

namespace gongshi {

/// Built once for a site; read from many threads.
class ItemBasis {
 public:
  explicit ItemBasis(const Assessment& site);
  /// Of a result's items, each provision once: by the list of the year in which it was inspected, else the newest list before it.
  std::vector<std::string_view> of(const Result& result) const;

 private:
  struct List {
    std::int64_t year = 0;
    std::unordered_map<std::string_view, std::vector<std::string_view>> by_name;
  };
  const List* list_for(int year) const;
  std::vector<List> lists_;  ///< newest first
};

}  // namespace gongshi
