// Lists of more than fifty rows (CONTRACT §4): numbered pages from the oldest, and a plain address with the newest fifty.
//
// What a numbered page says of the list around it: the one before, the one after as soon as there is one, the first, the plain
// address. So a full page changes once more, when the next page opens, and never again; a new row changes the last page and the plain
// address, and every fiftieth the page before too. (Without the link to the page after, nobody could read on from an old page.)
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/shape.hpp"

namespace gongshi {

struct PagerItem {
  std::string path;  ///< empty: the page itself
  std::string name;
  std::string label;     ///< for screen readers, where the name alone says too little
  std::string_view rel;  ///< `next`: older rows; `prev`: newer ones
  static const Shape& shape();
};

struct Pager {
  std::vector<PagerItem> items;
  static const Shape& shape();
};

/// One page of a list: number 0 is the plain address. Rows count from 0, the oldest.
struct ListPart {
  std::size_t number = 0;
  std::size_t first = 0, last = 0;
};
ListPart list_part(std::size_t rows, std::size_t number);

/// The pager of the page `number` of a list at `list` with `rows` rows; nullopt where the list has no numbered pages.
std::optional<Pager> pager(std::string_view list, std::size_t rows, std::size_t number);

/// The address of page `number`, and ` 第3页` after a title.
std::string list_path(std::string_view list, std::size_t number);
std::string list_title(std::string_view title, std::size_t number);

}  // namespace gongshi
