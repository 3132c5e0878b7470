// objects/ID.html: the history of one object; and the addresses that lead on to it from former names and codes.
#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "outputs/kinds.hpp"
#include "outputs/links.hpp"
#include "outputs/pages.hpp"
#include "outputs/views.hpp"

namespace gongshi {
namespace {

/// One inspection of the object.
struct RecordView {
  std::string path;
  std::optional<Day> inspected_on, published_on;
  std::string_view department;
  bool joint = false, pending = false, approximate = false;
  std::optional<Mark> mark;
  std::string_view wording;
  std::string items;
  static const Shape& shape() {
    using V = RecordView;
    static const Shape shape{
        "record",
        {field<&V::path>("path"), field<&V::inspected_on>("inspected_on"), field<&V::published_on>("published_on"),
         field<&V::department>("department"), field<&V::joint>("joint"), field<&V::pending>("pending"), field<&V::mark>("mark"),
         field<&V::wording>("wording"), field<&V::approximate>("approximate"), field<&V::items>("items")}};
    return shape;
  }
};

struct ObjectView {
  PageFrame frame;
  std::string_view name;
  std::vector<std::string_view> names;
  std::string_view code;
  std::vector<std::string_view> former_codes;
  std::string_view kind, type, district, industry, supervision_class, credit_risk;
  std::vector<RecordView> records;
  static const Shape& shape() {
    using V = ObjectView;
    static const Shape shape{
        "object",
        {field<&V::frame>("frame"), field<&V::name>("name"), field<&V::names>("names"), field<&V::code>("code"),
         field<&V::former_codes>("former_codes"), field<&V::kind>("kind"), field<&V::type>("type"), field<&V::district>("district"),
         field<&V::industry>("industry"), field<&V::supervision_class>("supervision_class"), field<&V::credit_risk>("credit_risk"),
         field<&V::records>("records")}};
    return shape;
  }
};

struct PointerView {
  PageFrame frame;
  std::optional<Link> target;
  static const Shape& shape() {
    static const Shape shape{"object_pointer", {field<&PointerView::frame>("frame"), field<&PointerView::target>("target")}};
    return shape;
  }
};

RecordView record_view(const Assessment& site, const ShownResult& from) {
  RecordView view;
  view.path = links::result(from.id);
  view.inspected_on = day(from.record->inspected_on);
  view.department = from.record->department;
  view.joint = from.task != none_index && site.tasks[from.task].task->kind == TaskKind::joint;
  view.pending = from.pending;
  if (!from.pending || from.reported) view.published_on = day(from.published_on);
  view.mark = mark(from.category);
  view.wording = from.wording;
  view.approximate = from.approximate;
  view.items = items_in_short(from.record->items);
  return view;
}

ObjectView object_view(const Assessment& site, const Frames& frames, const ShownObject& from) {
  ObjectView view;
  view.name = from.name;
  std::string name(from.name);
  view.frame = frames.page(SiteColumn::results, false, links::object(from.id), name + "：抽查记录");
  view.frame.set_until(from.newest_fact);
  view.names = from.names;
  view.code = from.code;
  view.former_codes = from.former_codes;
  view.kind = label(from.kind);
  if (from.type != ObjectType::enterprise) view.type = label(from.type);
  view.district = from.district;
  view.industry = from.industry;
  view.supervision_class = label(from.supervision_class);
  view.credit_risk = label(from.credit_risk);
  view.records.reserve(from.results.size());
  std::optional<Date> published;
  for (std::uint32_t result : from.results) {
    view.records.push_back(record_view(site, site.results[result]));
    if (const auto& on = view.records.back().published_on) published = std::max(published, on->iso);
  }
  view.frame.article = ArticleTags{std::move(name) + "抽查记录", published};
  return view;
}

PointerView pointer_view(const Assessment& site, const Frames& frames, const ObjectPointer& from) {
  PointerView view;
  view.frame = frames.page(SiteColumn::results, false, links::object(from.id), "检查对象的地址有变化");
  if (from.target == none_index) {
    view.frame.indexed = false;
    return view;
  }
  const ShownObject& target = site.objects[from.target];
  view.target = Link{links::object(target.id), std::string(target.name)};
  view.frame.path = view.target->path;  // canonical: the page that it leads to
  return view;
}

}  // namespace

void add_object_pages(const PageContext& context, OutputPlan& plan) {
  const Assessment& site = context.site;
  if (auto made = context.compile<ObjectView>("pages/object.html"))
    plan.add(std::make_unique<PageKind<ObjectView>>(
        "objects", std::move(made), site.objects.size(), [&site](std::size_t i) { return links::object(site.objects[i].id); },
        [&site, frames = context.frames](std::size_t i) { return object_view(site, *frames, site.objects[i]); }));
  if (auto made = context.compile<PointerView>("pages/object-pointer.html"))
    plan.add(std::make_unique<PageKind<PointerView>>(
        "object pointers", std::move(made), site.pointers.size(), [&site](std::size_t i) { return links::object(site.pointers[i].id); },
        [&site, frames = context.frames](std::size_t i) { return pointer_view(site, *frames, site.pointers[i]); }));
}

}  // namespace gongshi
