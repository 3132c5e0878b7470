#include "outputs/object_index.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <span>
#include <tuple>
#include <utility>

#include "base/text.hpp"

namespace gongshi {
namespace {

/// Cuts [begin, end) of `order` into pages.
void cut(const Assessment& site, std::span<const std::uint32_t> order, std::size_t begin, std::size_t end, std::string_view district,
         std::vector<ObjectRange>& out) {
  auto name = [&](std::size_t i) { return site.objects[order[i]].name; };
  std::size_t parts = (end - begin + ObjectIndex::page_size - 1) / ObjectIndex::page_size;
  for (std::size_t part = 1; part <= parts; ++part) {
    ObjectRange range;
    range.district = district;
    range.first = begin + (part - 1) * ObjectIndex::page_size;
    range.last = std::min(end, range.first + ObjectIndex::page_size);
    range.part = part;
    range.parts = parts;
    if (parts > 1) {
      range.from = telling_prefix(name(range.first), range.first == begin ? name(end - 1) : name(range.first - 1));
      range.to = telling_prefix(name(range.last - 1), range.last == end ? name(begin) : name(range.last));
    }
    out.push_back(std::move(range));
  }
}

}  // namespace

std::string_view telling_prefix(std::string_view name, std::string_view other) {
  std::size_t at = 0;
  for (std::size_t there = 0; at < name.size();) {
    char32_t here = next_character(name, at);
    if (there >= other.size() || next_character(other, there) != here) break;
  }
  return name.substr(0, at);
}

ObjectIndex::ObjectIndex(const Assessment& site) {
  by_name.resize(site.objects.size());
  std::iota(by_name.begin(), by_name.end(), 0U);
  // UTF-8 sorts as its code points do.
  std::ranges::sort(by_name, {}, [&](std::uint32_t i) { return std::tie(site.objects[i].name, site.objects[i].id); });
  std::map<std::string_view, std::vector<std::uint32_t>> districts;
  for (std::uint32_t i : by_name)
    if (!site.objects[i].district.empty()) districts[site.objects[i].district].push_back(i);
  for (const auto& [district, objects] : districts) by_district.insert(by_district.end(), objects.begin(), objects.end());
  cut(site, by_name, 0, by_name.size(), {}, ranges);
  for (std::size_t begin = 0; begin < by_district.size();) {
    std::string_view district = site.objects[by_district[begin]].district;
    std::size_t end = begin;
    while (end < by_district.size() && site.objects[by_district[end]].district == district) ++end;
    cut(site, by_district, begin, end, district, ranges);
    begin = end;
  }
}

std::vector<std::uint32_t> ObjectIndex::of(const ObjectRange& range) const {
  const std::vector<std::uint32_t>& order = range.district.empty() ? by_name : by_district;
  return {order.begin() + static_cast<std::ptrdiff_t>(range.first), order.begin() + static_cast<std::ptrdiff_t>(range.last)};
}

}  // namespace gongshi
