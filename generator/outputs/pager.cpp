#include "outputs/pager.hpp"

#include <algorithm>

#include "outputs/links.hpp"

namespace gongshi {
namespace {

std::string nth(std::size_t number) { return "第" + std::to_string(number) + "页"; }

/// The newest rows stand here; the page that goes on with older ones is the last but one.
Pager plain_pager(std::string_view list, std::size_t pages) {
  Pager out;
  out.items.push_back({{}, "最新", {}, {}});
  out.items.push_back({links::page(list, pages - 1), "更早", "更早，" + nth(pages - 1), "next"});
  for (std::size_t shown = 0, n = pages; n > 1 && shown < 3; --n, ++shown)
    out.items.push_back({links::page(list, n), std::to_string(n), nth(n), {}});
  out.items.push_back({links::page(list, 1), "最早", "最早，" + nth(1), {}});
  return out;
}

Pager numbered_pager(std::string_view list, std::size_t pages, std::size_t number) {
  Pager out;
  out.items.push_back({std::string(list), "最新", {}, {}});
  if (number < pages) out.items.push_back({links::page(list, number + 1), "更新", "更新，" + nth(number + 1), "prev"});
  out.items.push_back({{}, nth(number), {}, {}});
  if (number > 1) out.items.push_back({links::page(list, number - 1), "更早", "更早，" + nth(number - 1), "next"});
  if (number > 2) out.items.push_back({links::page(list, 1), "最早", "最早，" + nth(1), {}});
  return out;
}

}  // namespace

const Shape& PagerItem::shape() {
  static const Shape shape{
      "pager_item",
      {field<&PagerItem::path>("path"), field<&PagerItem::name>("name"), field<&PagerItem::label>("label"), field<&PagerItem::rel>("rel")}};
  return shape;
}

const Shape& Pager::shape() {
  static const Shape shape{"pager", {field<&Pager::items>("items")}};
  return shape;
}

ListPart list_part(std::size_t rows, std::size_t number) {
  constexpr std::size_t size = links::rows_per_page;
  if (number == 0) return {0, rows - std::min(rows, size), rows};
  return {number, std::min(rows, (number - 1) * size), std::min(rows, number * size)};
}

std::optional<Pager> pager(std::string_view list, std::size_t rows, std::size_t number) {
  std::size_t pages = links::pages(rows);
  if (pages == 0) return std::nullopt;
  return number == 0 ? plain_pager(list, pages) : numbered_pager(list, pages, number);
}

std::string list_path(std::string_view list, std::size_t number) { return number == 0 ? std::string(list) : links::page(list, number); }

std::string list_title(std::string_view title, std::size_t number) {
  return number == 0 ? std::string(title) : std::string(title) + "，" + nth(number);
}

}  // namespace gongshi
