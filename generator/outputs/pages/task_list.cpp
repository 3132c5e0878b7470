#include "outputs/pages/task_list.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "outputs/kinds.hpp"
#include "outputs/links.hpp"
#include "outputs/pager.hpp"
#include "outputs/views.hpp"

namespace gongshi {
namespace {

struct TaskRow {
  Link task;
  std::string_view kind, lead;
  std::vector<std::string> schedule;  ///< in pieces that are not broken over lines
  std::int64_t published = 0;
  static const Shape& shape() {
    using V = TaskRow;
    static const Shape shape{"task_row",
                             {field<&V::task>("task"), field<&V::kind>("kind"), field<&V::lead>("lead"), field<&V::schedule>("schedule"),
                              field<&V::published>("published")}};
    return shape;
  }
};

struct TaskTable {
  bool has_lead = false;
  std::vector<TaskRow> rows;
  static const Shape& shape() {
    static const Shape shape{"task_table", {field<&TaskTable::has_lead>("has_lead"), field<&TaskTable::rows>("rows")}};
    return shape;
  }
};

struct TaskListView {
  PageFrame frame;
  std::string heading;
  std::optional<TaskTable> table;
  std::optional<Pager> pager;
  static const Shape& shape() {
    using V = TaskListView;
    static const Shape shape{
        "task_list", {field<&V::frame>("frame"), field<&V::heading>("heading"), field<&V::table>("table"), field<&V::pager>("pager")}};
    return shape;
  }
};

std::vector<std::string> schedule_pieces(const Task& task) {
  if (task.from && task.to) {
    std::string to = task.to->chinese();
    if (task.from->year() == task.to->year()) to = to.substr(to.find("年") + std::string_view("年").size());
    return {task.from->chinese() + "至", std::move(to)};
  }
  if (task.from) return {task.from->chinese() + "起"};
  if (task.to) return {task.to->chinese() + "前"};
  return {};
}

/// Tasks in the order of their beginning, numbers of Assessment::tasks.
std::vector<std::uint32_t> in_order(const Assessment& site) {
  std::vector<std::uint32_t> out(site.tasks.size());
  for (std::uint32_t i = 0; i < out.size(); ++i) out[i] = i;
  std::ranges::stable_sort(out, {}, [&](std::uint32_t i) {
    const Task& task = *site.tasks[i].task;
    return std::tuple(task.from ? *task.from : task.ended_on.value_or(Date{}), task.id);
  });
  return out;
}

TaskListView list_view(const Assessment& site, const Frames& frames, const std::vector<std::uint32_t>& order, std::size_t number) {
  TaskListView view;
  view.heading = list_title("抽查任务", number);
  bool own = number == 0 && site.plans.empty();
  view.frame = frames.page(SiteColumn::plans, own, list_path(task_list_address, number), view.heading);
  view.frame.set_here(number == 0 ? "抽查任务" : "第" + std::to_string(number) + "页");
  ListPart part = list_part(order.size(), number);
  TaskTable table;
  Date newest;
  for (std::size_t i = part.last; i-- > part.first;) {
    const ShownTask& from = site.tasks[order[i]];
    TaskRow row;
    row.task = {links::task(from.task->id), std::string(from.task->name)};
    row.kind = label(from.task->kind);
    row.lead = from.task->lead;
    row.schedule = schedule_pieces(*from.task);
    row.published = from.published;
    table.has_lead = table.has_lead || !row.lead.empty();
    newest = std::max(newest, from.newest_fact);
    table.rows.push_back(std::move(row));
  }
  if (!table.rows.empty()) view.table = std::move(table);
  view.frame.set_until(newest);
  view.pager = pager(task_list_address, order.size(), number);
  return view;
}

}  // namespace

std::string schedule_text(const Task& task) {
  std::string out;
  for (const std::string& piece : schedule_pieces(task)) out += piece;
  return out;
}

void add_task_lists(const PageContext& context, OutputPlan& plan) {
  const Assessment& site = context.site;
  if (site.tasks.empty()) return;
  auto made = context.compile<TaskListView>("pages/tasks.html");
  if (made == nullptr) return;
  plan.add(std::make_unique<PageKind<TaskListView>>(
      "task lists", std::move(made), 1 + links::pages(site.tasks.size()), [](std::size_t i) { return list_path(task_list_address, i); },
      [&site, frames = context.frames, order = in_order(site)](std::size_t i) { return list_view(site, *frames, order, i); }));
}

}  // namespace gongshi
