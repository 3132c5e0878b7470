// plans.html and plans/ID.html: annual plans, with their tables as printed and the tasks that carried them out.
#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "formats/text/markdown.hpp"
#include "outputs/grid.hpp"
#include "outputs/kinds.hpp"
#include "outputs/links.hpp"
#include "outputs/pages.hpp"
#include "outputs/views.hpp"

namespace gongshi {
namespace {

struct RevisionView {
  std::optional<Day> on;
  std::string_view note;
  static const Shape& shape() {
    static const Shape shape{"revision", {field<&RevisionView::on>("on"), field<&RevisionView::note>("note")}};
    return shape;
  }
};

/// An entry of the plan and what was done for it.
struct EntryTasks {
  std::string name;
  std::vector<Link> tasks;
  static const Shape& shape() {
    static const Shape shape{"entry_tasks", {field<&EntryTasks::name>("name"), field<&EntryTasks::tasks>("tasks")}};
    return shape;
  }
};

struct SectionView {
  std::int64_t number = 0;
  std::string heading;
  Grid grid;
  std::vector<std::string_view> remarks;
  bool has_remarks = false;
  static const Shape& shape() {
    using V = SectionView;
    static const Shape shape{"plan_section",
                             {field<&V::number>("number"), field<&V::heading>("heading"), field<&V::grid>("grid"),
                              field<&V::remarks>("remarks"), field<&V::has_remarks>("has_remarks")}};
    return shape;
  }
};

struct PlanView {
  PageFrame frame;
  std::string_view title, document_number, issuer;
  std::optional<Day> issued_on, filed_on, published_on, numbers_fixed_on;
  Html preamble;
  std::vector<SectionView> sections;
  std::vector<EntryTasks> entries;
  bool has_tasks = false, has_revisions = false;
  std::vector<RevisionView> revisions;
  std::string workbook;
  static const Shape& shape() {
    using V = PlanView;
    static const Shape shape{
        "plan",
        {field<&V::frame>("frame"), field<&V::title>("title"), field<&V::document_number>("document_number"), field<&V::issuer>("issuer"),
         field<&V::issued_on>("issued_on"), field<&V::filed_on>("filed_on"), field<&V::published_on>("published_on"),
         field<&V::numbers_fixed_on>("numbers_fixed_on"), field<&V::preamble>("preamble"), field<&V::sections>("sections"),
         field<&V::entries>("entries"), field<&V::has_tasks>("has_tasks"), field<&V::has_revisions>("has_revisions"),
         field<&V::revisions>("revisions"), field<&V::workbook>("workbook")}};
    return shape;
  }
};

struct PlanRow {
  Link plan;
  std::string_view document_number;
  std::optional<Date> on;
  static const Shape& shape() {
    using V = PlanRow;
    static const Shape shape{"plan_row", {field<&V::plan>("plan"), field<&V::document_number>("document_number"), field<&V::on>("on")}};
    return shape;
  }
};

struct PlansView {
  PageFrame frame;
  std::vector<PlanRow> plans;
  bool has_items = false, has_tasks = false;
  static const Shape& shape() {
    using V = PlansView;
    static const Shape shape{
        "plans",
        {field<&V::frame>("frame"), field<&V::plans>("plans"), field<&V::has_items>("has_items"), field<&V::has_tasks>("has_tasks")}};
    return shape;
  }
};

SectionView section_view(const PlanSection& section, std::size_t number) {
  SectionView view;
  view.number = static_cast<std::int64_t>(number);
  for (std::string_view line : paragraphs(section.title)) view.heading += line;
  view.grid = make_grid(section.columns, section.merged, section.entries.size(),
                        [&](std::size_t row, std::string_view key) { return cell_values(section.entries[row], key); });
  view.grid.caption = std::string(label(section.kind)) + "，共" + std::to_string(section.entries.size()) + "项";
  view.remarks = section.remarks;
  view.has_remarks = !view.remarks.empty();
  return view;
}

/// By entry, in the order of the plan; tasks in the order of their beginning.
std::vector<EntryTasks> entry_tasks(const Assessment& site, const Plan& plan) {
  std::vector<EntryTasks> out;
  for (const PlanSection& section : plan.sections) {
    for (const PlanEntry& entry : section.entries) {
      std::vector<const ShownTask*> tasks;
      for (const ShownTask& task : site.tasks)
        if (task.entry == &entry) tasks.push_back(&task);
      if (tasks.empty()) continue;
      std::ranges::stable_sort(tasks, {}, [](const ShownTask* t) { return t->task->from.value_or(Date{}); });
      EntryTasks view{std::string(entry.name), {}};
      for (const ShownTask* task : tasks) view.tasks.push_back({links::task(task->task->id), std::string(task->task->name)});
      out.push_back(std::move(view));
    }
  }
  return out;
}

Date newest_fact(const Plan& plan) {
  Date newest;
  for (std::optional<Date> on : {plan.issued_on, plan.filed_on, plan.published_on, plan.numbers_fixed_on})
    if (on) newest = std::max(newest, *on);
  for (const Revision& revision : plan.revisions)
    if (revision.on) newest = std::max(newest, *revision.on);
  return newest;
}

PlanView plan_view(const Assessment& site, const Frames& frames, const Plan& plan) {
  PlanView view;
  view.frame = frames.page(SiteColumn::plans, false, links::plan(plan.id), std::string(plan.title));
  if (plan.year) view.frame.set_here(std::to_string(*plan.year) + "年度");
  std::optional<Date> published = plan.published_on ? plan.published_on : plan.issued_on;
  view.frame.article = ArticleTags{std::string(plan.title), published};
  view.title = plan.title;
  view.document_number = plan.document_number;
  view.issuer = plan.issuer;
  view.issued_on = day(plan.issued_on);
  view.filed_on = day(plan.filed_on);
  view.published_on = day(plan.published_on);
  view.numbers_fixed_on = day(plan.numbers_fixed_on);
  std::vector<MarkdownFault> said_when_read;
  view.preamble = markdown(plan.preamble, {.root = links::up(links::plan(plan.id))}, said_when_read);
  for (const PlanSection& section : plan.sections) view.sections.push_back(section_view(section, view.sections.size() + 1));
  view.entries = entry_tasks(site, plan);
  view.has_tasks = !view.entries.empty();
  for (const Revision& revision : plan.revisions) view.revisions.push_back({day(revision.on), revision.note});
  view.has_revisions = !view.revisions.empty();
  view.workbook = links::plan_workbook(plan.id);
  Date newest = newest_fact(plan);
  view.frame.set_until(newest);
  return view;
}

PlansView plans_view(const Assessment& site, const Frames& frames) {
  PlansView view;
  view.frame = frames.page(SiteColumn::plans, true, "plans.html", "抽查计划");
  Date newest;
  for (const Plan* plan : site.plans) {
    view.plans.push_back({{links::plan(plan->id), std::string(plan->title)},
                          plan->document_number,
                          plan->published_on ? plan->published_on : plan->issued_on});
    newest = std::max(newest, newest_fact(*plan));
  }
  view.has_items = !site.items.empty();
  view.has_tasks = !site.tasks.empty();
  view.frame.set_until(newest);
  return view;
}

}  // namespace

void add_plan_pages(const PageContext& context, OutputPlan& plan) {
  const Assessment& site = context.site;
  if (site.plans.empty()) return;
  if (auto made = context.compile<PlansView>("pages/plans.html"))
    plan.add(std::make_unique<PageKind<PlansView>>(
        "plan list", std::move(made), 1, [](std::size_t) { return std::string("plans.html"); },
        [&site, frames = context.frames](std::size_t) { return plans_view(site, *frames); }));
  if (auto made = context.compile<PlanView>("pages/plan.html"))
    plan.add(std::make_unique<PageKind<PlanView>>(
        "plans", std::move(made), site.plans.size(), [&site](std::size_t i) { return links::plan(site.plans[i]->id); },
        [&site, frames = context.frames](std::size_t i) { return plan_view(site, *frames, *site.plans[i]); }));
}

}  // namespace gongshi
