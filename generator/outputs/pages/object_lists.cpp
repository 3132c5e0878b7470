// objects.html, and objects/by/N.html with the objects themselves.
#include <algorithm>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "outputs/kinds.hpp"
#include "outputs/links.hpp"
#include "outputs/object_index.hpp"
#include "outputs/pages.hpp"
#include "outputs/views.hpp"

namespace gongshi {
namespace {

std::string index_path(std::size_t i) { return "objects/by/" + std::to_string(i + 1) + ".html"; }

/// `虚构东 … 虚构王`, or what the whole part is called.
std::string range_name(const ObjectRange& range, std::string_view whole) {
  if (range.parts == 1) return std::string(whole) + "（" + std::to_string(range.last - range.first) + "）";
  return range.from == range.to ? range.from : range.from + " … " + range.to;
}

struct DistrictView {
  std::string_view name;
  std::vector<Link> ranges;
  static const Shape& shape() {
    static const Shape shape{"district", {field<&DistrictView::name>("name"), field<&DistrictView::ranges>("ranges")}};
    return shape;
  }
};

struct DirectoryView {
  PageFrame frame;
  bool empty = false;
  std::vector<Link> by_name;
  std::vector<Link> whole_districts;  ///< those of one page
  bool has_districts = false;
  std::vector<DistrictView> districts;  ///< those of several
  static const Shape& shape() {
    using V = DirectoryView;
    static const Shape shape{
        "object_directory",
        {field<&V::frame>("frame"), field<&V::empty>("empty"), field<&V::by_name>("by_name"), field<&V::whole_districts>("whole_districts"),
         field<&V::has_districts>("has_districts"), field<&V::districts>("districts")}};
    return shape;
  }
};

struct IndexEntry {
  std::string path;
  std::string_view name, code, district;
  static const Shape& shape() {
    using V = IndexEntry;
    static const Shape shape{
        "index_entry", {field<&V::path>("path"), field<&V::name>("name"), field<&V::code>("code"), field<&V::district>("district_name")}};
    return shape;
  }
};

struct IndexView {
  PageFrame frame;
  std::string heading;
  std::string range;  ///< empty: one page holds all
  std::vector<IndexEntry> entries;
  std::optional<Link> before, after;
  bool has_neighbours = false;
  static const Shape& shape() {
    using V = IndexView;
    static const Shape shape{
        "object_index",
        {field<&V::frame>("frame"), field<&V::heading>("heading"), field<&V::range>("range"), field<&V::entries>("entries"),
         field<&V::before>("before"), field<&V::after>("after"), field<&V::has_neighbours>("has_neighbours")}};
    return shape;
  }
};

struct Shared {
  const Assessment& site;
  std::shared_ptr<const Frames> frames;
  ObjectIndex index;
  explicit Shared(const PageContext& context) : site(context.site), frames(context.frames), index(context.site) {}
};

Date newest_of(const Assessment& site, std::span<const std::uint32_t> objects) {
  Date newest;
  for (std::uint32_t i : objects) newest = std::max(newest, site.objects[i].newest_fact);
  return newest;
}

DirectoryView directory_view(const Shared& shared) {
  DirectoryView view;
  view.frame = shared.frames->page(SiteColumn::results, false, "objects.html", "检查对象");
  view.frame.set_here("检查对象");
  view.frame.set_until(newest_of(shared.site, shared.index.by_name));
  view.empty = shared.site.objects.empty();
  const auto& ranges = shared.index.ranges;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    if (ranges[i].district.empty()) {
      view.by_name.push_back({index_path(i), range_name(ranges[i], "全部检查对象")});
    } else if (ranges[i].parts == 1) {
      view.whole_districts.push_back({index_path(i), range_name(ranges[i], ranges[i].district)});
    } else {
      if (ranges[i].part == 1) view.districts.push_back({ranges[i].district, {}});
      view.districts.back().ranges.push_back({index_path(i), range_name(ranges[i], {})});
    }
  }
  view.has_districts = !view.whole_districts.empty() || !view.districts.empty();
  return view;
}

IndexView index_view(const Shared& shared, std::size_t i) {
  const auto& ranges = shared.index.ranges;
  const ObjectRange& range = ranges[i];
  std::vector<std::uint32_t> objects = shared.index.of(range);
  IndexView view;
  view.heading = range.district.empty() ? "检查对象，按名称" : std::string(range.district) + "的检查对象";
  if (range.parts > 1) view.range = range_name(range, {});
  view.frame =
      shared.frames->page(SiteColumn::results, false, index_path(i), view.range.empty() ? view.heading : view.heading + "，" + view.range);
  view.frame.trail.push_back({"objects.html", "检查对象"});
  view.frame.set_until(newest_of(shared.site, objects));
  for (std::uint32_t o : objects) {
    const ShownObject& object = shared.site.objects[o];
    view.entries.push_back(
        {links::object(object.id), object.name, object.code, range.district.empty() ? object.district : std::string_view()});
  }
  if (range.part > 1) view.before = Link{index_path(i - 1), range_name(ranges[i - 1], {})};
  if (range.part < range.parts) view.after = Link{index_path(i + 1), range_name(ranges[i + 1], {})};
  view.has_neighbours = view.before || view.after;
  return view;
}

}  // namespace

void add_object_lists(const PageContext& context, OutputPlan& plan) {
  auto shared = std::make_shared<const Shared>(context);
  if (auto made = context.compile<DirectoryView>("pages/objects.html"))
    plan.add(std::make_unique<PageKind<DirectoryView>>(
        "object directory", std::move(made), 1, [](std::size_t) { return std::string("objects.html"); },
        [shared](std::size_t) { return directory_view(*shared); }));
  if (auto made = context.compile<IndexView>("pages/object-index.html"))
    plan.add(std::make_unique<PageKind<IndexView>>("object index", std::move(made), shared->index.ranges.size(), &index_path,
                                                   [shared](std::size_t i) { return index_view(*shared, i); }));
}

}  // namespace gongshi
