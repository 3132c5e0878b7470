// tasks/ID.html and tasks/ID/page/N.html: one inspection task and its results.
#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "outputs/due_view.hpp"
#include "outputs/kinds.hpp"
#include "outputs/links.hpp"
#include "outputs/pager.hpp"
#include "outputs/pages.hpp"
#include "outputs/pages/task_list.hpp"
#include "outputs/views.hpp"

namespace gongshi {
namespace {

struct SchemePart {
  std::string_view name;
  std::vector<std::string_view> paragraphs;
  static const Shape& shape() {
    static const Shape shape{"scheme_part", {field<&SchemePart::name>("name"), field<&SchemePart::paragraphs>("paragraphs")}};
    return shape;
  }
};

struct AbsentView {
  std::string_view object, reason;
  static const Shape& shape() {
    static const Shape shape{"not_inspected", {field<&AbsentView::object>("object"), field<&AbsentView::reason>("reason")}};
    return shape;
  }
};

struct TaskView {
  PageFrame frame;
  std::string_view name, number, id;
  std::string heading;  ///< of a numbered page
  bool newest = true;
  std::string_view kind, selection, lead, status, delay_reason;
  std::string partners;
  std::vector<std::string_view> items;
  bool has_items = false;
  std::string schedule;
  std::optional<Day> ended_on, completed_on, filed_on, reported_on;
  std::optional<std::int64_t> drawn, inspected, published, withheld;
  std::vector<SchemePart> scheme;
  bool has_scheme = false;
  std::vector<AbsentView> not_inspected;
  bool has_not_inspected = false;
  std::vector<DueView> dues;
  bool has_dues = false;
  std::optional<Link> plan;
  std::string_view entry;  ///< of the plan
  std::optional<ResultTable> table;
  std::optional<Pager> pager;
  static const Shape& shape();
};

const Shape& TaskView::shape() {
  using V = TaskView;
  static const Shape shape{"task",
                           {field<&V::frame>("frame"),
                            field<&V::name>("name"),
                            field<&V::number>("number"),
                            field<&V::id>("id"),
                            field<&V::heading>("heading"),
                            field<&V::newest>("newest"),
                            field<&V::kind>("kind"),
                            field<&V::selection>("selection"),
                            field<&V::lead>("lead"),
                            field<&V::status>("status"),
                            field<&V::partners>("partners"),
                            field<&V::delay_reason>("delay_reason"),
                            field<&V::items>("items"),
                            field<&V::has_items>("has_items"),
                            field<&V::schedule>("schedule"),
                            field<&V::ended_on>("ended_on"),
                            field<&V::filed_on>("filed_on"),
                            field<&V::completed_on>("completed_on"),
                            field<&V::drawn>("drawn"),
                            field<&V::reported_on>("reported_on"),
                            field<&V::inspected>("inspected"),
                            field<&V::published>("published"),
                            field<&V::withheld>("withheld"),
                            field<&V::scheme>("scheme"),
                            field<&V::has_scheme>("has_scheme"),
                            field<&V::not_inspected>("not_inspected"),
                            field<&V::plan>("plan"),
                            field<&V::has_not_inspected>("has_not_inspected"),
                            field<&V::dues>("dues"),
                            field<&V::has_dues>("has_dues"),
                            field<&V::entry>("entry"),
                            field<&V::table>("table"),
                            field<&V::pager>("pager")}};
  return shape;
}

/// The parts under the names that 陵环发〔2024〕4号 art. 11(一) gives them.
std::vector<SchemePart> scheme_parts(const Scheme& scheme) {
  std::vector<SchemePart> out;
  auto add = [&](std::string_view name, std::string_view text) {
    SchemePart part{name, paragraphs(text)};
    if (!part.paragraphs.empty()) out.push_back(std::move(part));
  };
  add("抽查任务和目的", scheme.purpose);
  add("抽查对象和比例", scheme.objects_and_ratio);
  add("抽查事项和内容", scheme.items_and_content);
  add("检查机构和具体分工", scheme.division);
  add("抽查时间和方式步骤", scheme.schedule_and_method);
  add("抽查结果情形和结果处理方式", scheme.result_handling);
  return out;
}

void fill_facts(TaskView& view, const Assessment& site, const ShownTask& from) {
  const Task& task = *from.task;
  view.number = task.number;
  view.kind = label(task.kind);
  view.selection = label(task.selection);
  view.lead = task.lead;
  view.partners = joined(task.partners, "、");
  view.status = label(task.status);
  view.items = task.items;
  view.has_items = !task.items.empty();
  view.schedule = schedule_text(task);
  auto by_now = [&](std::optional<Date> date) { return date && *date <= site.as_of ? day(date) : std::nullopt; };  // a planned day is none
  view.ended_on = by_now(task.ended_on);
  view.completed_on = by_now(task.completed_on);
  view.filed_on = by_now(task.filed_on);
  view.reported_on = by_now(task.reported_on);
  view.delay_reason = task.delay_reason;
  view.drawn = task.drawn;
  view.published = from.published;
  if (from.withheld != 0) view.withheld = from.withheld;
  if (from.plan != nullptr) view.plan = Link{links::plan(from.plan->id), std::string(from.plan->title)};
  if (from.entry != nullptr) view.entry = from.entry->name;
  for (const Due& due : from.dues) view.dues.push_back(due_view(*site.profile, due));
  view.has_dues = !view.dues.empty();
  if (!from.ended) return;  // until then the drawn list is a secret, and so is what it says of the objects
  if (task.drawn) view.inspected = std::max<std::int64_t>(0, *task.drawn - static_cast<std::int64_t>(from.not_inspected.size()));
  for (const NotInspected& absent : from.not_inspected) view.not_inspected.push_back({absent.object, absent.reason});
  view.has_not_inspected = !view.not_inspected.empty();
  if (task.kind == TaskKind::joint && task.scheme) view.scheme = scheme_parts(*task.scheme);
  view.has_scheme = !view.scheme.empty();
}

/// One page of one task's list.
struct TaskPage {
  std::uint32_t task = 0;
  std::uint32_t number = 0;
};

TaskView task_view(const Assessment& site, const Frames& frames, TaskPage page) {
  const ShownTask& from = site.tasks[page.task];
  std::string address = links::task(from.task->id);
  TaskView view;
  view.name = from.task->name;
  view.id = from.task->id;
  view.heading = list_title(from.task->name, page.number);
  view.newest = page.number == 0;
  view.frame = frames.page(SiteColumn::plans, false, list_path(address, page.number), view.heading);
  if (view.frame.column->path != task_list_address) view.frame.trail.push_back({std::string(task_list_address), "抽查任务"});
  ListPart part = list_part(from.results.size(), page.number);
  std::vector<ListRow> rows;
  for (std::size_t i = part.first; i < part.last; ++i) rows.push_back({from.results[i]});
  if (!rows.empty()) view.table = result_table(site, rows, "按公示先后，最新的在前");
  view.pager = pager(address, from.results.size(), page.number);
  if (page.number == 0) {
    view.frame.article = ArticleTags{std::string(from.task->name), from.task->from};
    view.frame.set_until(from.newest_fact);
    fill_facts(view, site, from);
  } else {
    view.frame.trail.push_back({std::move(address), std::string(from.task->name)});
    view.frame.set_here("第" + std::to_string(page.number) + "页");
    view.frame.set_until(view.table ? view.table->newest_fact : Date{});
  }
  return view;
}

}  // namespace

void add_task_pages(const PageContext& context, OutputPlan& plan) {
  add_task_lists(context, plan);
  const Assessment& site = context.site;
  auto made = context.compile<TaskView>("pages/task.html");
  if (made == nullptr) return;
  std::vector<TaskPage> pages;
  for (std::uint32_t t = 0; t < site.tasks.size(); ++t)
    for (std::uint32_t n = 0; n <= links::pages(site.tasks[t].results.size()); ++n) pages.push_back({t, n});
  auto path = [&site, pages](std::size_t i) { return list_path(links::task(site.tasks[pages[i].task].task->id), pages[i].number); };
  std::size_t count = pages.size();
  plan.add(std::make_unique<PageKind<TaskView>>(
      "tasks", std::move(made), count, std::move(path),
      [&site, frames = context.frames, pages = std::move(pages)](std::size_t i) { return task_view(site, *frames, pages[i]); }));
}

}  // namespace gongshi
