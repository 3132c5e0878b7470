// results/ID.html: one result, its proof and its history; and what remains of one that was withdrawn.
#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "outputs/basis.hpp"
#include "outputs/changes.hpp"
#include "outputs/due_view.hpp"
#include "outputs/kinds.hpp"
#include "outputs/links.hpp"
#include "outputs/pages.hpp"
#include "outputs/views.hpp"

namespace gongshi {
namespace {

constexpr std::size_t most_items_above = 5;  // more stand in a section of their own

struct ItemsView {
  std::vector<std::string_view> all;
  std::string short_form;  ///< `…等40项`, where they are too many for the facts
  static const Shape& shape() {
    static const Shape shape{"items", {field<&ItemsView::all>("all"), field<&ItemsView::short_form>("short_form")}};
    return shape;
  }
};

struct PenaltyView {
  std::string_view number, text;
  std::optional<Day> decided_on;
  static const Shape& shape() {
    static const Shape shape{
        "penalty",
        {field<&PenaltyView::number>("number"), field<&PenaltyView::text>("text"), field<&PenaltyView::decided_on>("decided_on")}};
    return shape;
  }
};

struct TextView {
  std::vector<std::string_view> paragraphs;
  std::optional<Day> on;
  static const Shape& shape() {
    static const Shape shape{"text", {field<&TextView::paragraphs>("paragraphs"), field<&TextView::on>("on")}};
    return shape;
  }
};

/// Where it stands in the ledger; absent while it is not published.
struct ProofView {
  std::int64_t seq = 0;
  std::string_view digest;
  static const Shape& shape() {
    static const Shape shape{"proof", {field<&ProofView::seq>("seq"), field<&ProofView::digest>("digest")}};
    return shape;
  }
};

struct HistoryView {
  std::vector<ChangeView> changes;  ///< newest first
  std::optional<Day> published_on;  ///< by this site or, as reported, before
  static const Shape& shape() {
    static const Shape shape{"history", {field<&HistoryView::changes>("changes"), field<&HistoryView::published_on>("published_on")}};
    return shape;
  }
};

struct ResultView {
  PageFrame frame;
  std::string_view id, number, name;
  std::optional<Mark> mark;
  std::string_view meaning;
  std::string_view wording;
  bool approximate = false, pending = false;
  std::string_view follow_up;
  std::optional<Day> inspected_on, concluded_on, completed_on;
  std::string_view department;
  std::optional<ItemsView> items, many_items;
  std::optional<Day> published_on, platform_on;
  std::optional<DueView> due;
  std::string_view in_time;  ///< whether it was published by then; empty: not known yet
  bool late = false;
  std::string_view published_via;
  std::optional<Day> transferred_on;
  std::string_view transferred_to;
  std::optional<PenaltyView> penalty;
  std::string_view ground;
  std::string_view code, kind, type, industry, district, supervision_class, credit_risk;
  std::optional<TextView> findings, handling, reply;
  bool described = false;  ///< findings or handling
  std::optional<TextView> basis;
  std::optional<HistoryView> history;
  std::string_view objection;  ///< path of the guide page; empty: there is none
  std::optional<ProofView> proof;
  std::optional<Link> object, task, task_results, plan;
  std::vector<Link> siblings;  ///< of the same object in the same task
  static const Shape& shape();
};

const Shape& ResultView::shape() {
  using V = ResultView;
  static const Shape shape{"result",
                           {field<&V::frame>("frame"),
                            field<&V::id>("id"),
                            field<&V::number>("number"),
                            field<&V::name>("name"),
                            field<&V::mark>("mark"),
                            field<&V::meaning>("meaning"),
                            field<&V::wording>("wording"),
                            field<&V::approximate>("approximate"),
                            field<&V::pending>("pending"),
                            field<&V::follow_up>("follow_up"),
                            field<&V::inspected_on>("inspected_on"),
                            field<&V::concluded_on>("concluded_on"),
                            field<&V::completed_on>("completed_on"),
                            field<&V::department>("department"),
                            field<&V::items>("items"),
                            field<&V::many_items>("many_items"),
                            field<&V::published_on>("published_on"),
                            field<&V::platform_on>("platform_on"),
                            field<&V::due>("due"),
                            field<&V::in_time>("in_time"),
                            field<&V::late>("late"),
                            field<&V::published_via>("published_via"),
                            field<&V::transferred_on>("transferred_on"),
                            field<&V::transferred_to>("transferred_to"),
                            field<&V::penalty>("penalty"),
                            field<&V::ground>("ground"),
                            field<&V::code>("code"),
                            field<&V::kind>("kind"),
                            field<&V::type>("type"),
                            field<&V::industry>("industry"),
                            field<&V::district>("district"),
                            field<&V::supervision_class>("supervision_class"),
                            field<&V::credit_risk>("credit_risk"),
                            field<&V::findings>("findings"),
                            field<&V::handling>("handling"),
                            field<&V::reply>("reply"),
                            field<&V::described>("described"),
                            field<&V::basis>("basis"),
                            field<&V::history>("history"),
                            field<&V::objection>("objection"),
                            field<&V::proof>("proof"),
                            field<&V::object>("object"),
                            field<&V::task>("task"),
                            field<&V::task_results>("task_results"),
                            field<&V::plan>("plan"),
                            field<&V::siblings>("siblings")}};
  return shape;
}

struct WithdrawnView {
  PageFrame frame;
  std::string_view id, kind, role;
  std::optional<Day> on;
  bool pending = false;
  std::int64_t seq = 0, withdrawn_seq = 0;
  static const Shape& shape() {
    using V = WithdrawnView;
    static const Shape shape{
        "withdrawn",
        {field<&V::frame>("frame"), field<&V::id>("id"), field<&V::kind>("kind"), field<&V::role>("role"), field<&V::on>("on"),
         field<&V::pending>("pending"), field<&V::seq>("seq"), field<&V::withdrawn_seq>("withdrawn_seq")}};
    return shape;
  }
};

/// What all result pages share, made once.
struct Shared {
  const Assessment& site;
  std::shared_ptr<const Frames> frames;
  ItemBasis basis;
  std::string objection;
  std::vector<std::uint32_t> standing, withdrawn;  ///< in Assessment::results

  explicit Shared(const PageContext& context) : site(context.site), frames(context.frames), basis(context.site) {
    for (std::uint32_t i = 0; i < site.results.size(); ++i) (site.results[i].withdrawn ? withdrawn : standing).push_back(i);
    for (const GuidePage* page : site.guide)
      if (page->slug == "objection") objection = links::guide(page->slug);
  }
};

std::optional<TextView> text_view(std::string_view text, std::optional<Date> on = {}) {
  TextView view{paragraphs(text), day(on)};
  if (view.paragraphs.empty()) return std::nullopt;
  return view;
}

void fill_facts(ResultView& view, const ShownResult& from) {
  const Result& record = *from.record;
  view.follow_up = label(record.follow_up);
  view.inspected_on = day(record.inspected_on);
  view.concluded_on = day(record.concluded_on);
  view.completed_on = day(record.completed_on);
  view.department = record.department;
  if (!record.items.empty()) {
    bool many = record.items.size() > most_items_above;
    (many ? view.many_items : view.items) = ItemsView{record.items, many ? items_in_short(record.items) : std::string()};
  }
  if (!from.pending || from.reported) view.published_on = day(from.published_on);
  if (from.reported) view.published_via = record.published_via;
  view.platform_on = day(record.platform_on);
  view.transferred_on = day(record.transferred_on);
  view.transferred_to = record.transferred_to;
  if (record.penalty) view.penalty = PenaltyView{record.penalty->number, record.penalty->text, day(record.penalty->decided_on)};
  view.ground = label(record.uncooperative_ground);
  view.code = record.object_code;
  view.kind = label(record.object_kind);
  view.type = label(record.object_type);
  view.industry = record.industry;
  view.district = record.district;
  view.supervision_class = label(record.supervision_class);
  view.credit_risk = label(record.credit_risk);
}

void fill_texts(ResultView& view, const Shared& shared, const ShownResult& from) {
  const Result& record = *from.record;
  view.findings = text_view(record.findings);
  view.handling = text_view(record.handling);
  view.described = view.findings || view.handling;
  if (record.reply) view.reply = text_view(record.reply->text, record.reply->on);
  if (std::vector<std::string_view> basis = shared.basis.of(record); !basis.empty()) view.basis = TextView{std::move(basis), {}};
  HistoryView history;
  for (std::size_t i = from.corrections.size(); i-- > 0;)
    history.changes.push_back(change_view(shared.site, shared.site.corrections[from.corrections[i]]));
  history.published_on = view.published_on;
  if (!history.changes.empty() || history.published_on) view.history = std::move(history);
}

void fill_relations(ResultView& view, const Assessment& site, const ShownResult& from) {
  if (from.object != none_index) {
    const ShownObject& object = site.objects[from.object];
    view.object = Link{links::object(object.id), "该对象的全部记录"};
    for (std::uint32_t other : object.results)
      if (const ShownResult& sibling = site.results[other]; sibling.task == from.task && sibling.id != from.id)
        view.siblings.push_back(
            {links::result(sibling.id), std::string(sibling.record->department) + "：" + std::string(facts(sibling.category).name)});
  }
  if (from.task == none_index) return;
  const ShownTask& task = site.tasks[from.task];
  view.task = Link{links::task(task.task->id), std::string(task.task->name)};
  view.task_results = Link{links::task(task.task->id) + "#results", "同一任务的结果"};
  if (task.plan != nullptr) view.plan = Link{links::plan(task.plan->id), "所属年度计划"};
}

ResultView result_view(const Shared& shared, const ShownResult& from) {
  ResultView view;
  const CategoryFacts& category = facts(from.category);
  view.name = from.record->object_name;
  std::string name(view.name);
  view.frame = shared.frames->page(SiteColumn::results, false, links::result(from.id), name + "：" + std::string(category.name));
  view.frame.set_until(from.newest_fact);
  view.id = from.id;
  view.number = from.record->number;
  view.mark = mark(from.category);
  view.meaning = category.meaning;
  view.wording = from.wording;
  view.approximate = from.approximate;
  view.pending = from.pending;
  fill_facts(view, from);
  fill_texts(view, shared, from);
  fill_relations(view, shared.site, from);
  view.objection = shared.objection;
  if (from.due) view.due = due_view(*shared.site.profile, *from.due);
  if (auto in_time = from.in_time()) {
    view.in_time = *in_time ? "按期公示" : "逾期公示";
    view.late = !*in_time;
  }
  if (from.seq != 0) view.proof = ProofView{from.seq, from.digest};
  view.frame.article = ArticleTags{std::move(name) + "检查结果", view.published_on ? view.published_on->iso : std::nullopt};
  view.frame.description = view.department;
  if (view.inspected_on) view.frame.description += view.inspected_on->chinese + "检查";
  if (view.published_on) view.frame.description += "，" + view.published_on->chinese + "公示";
  return view;
}

WithdrawnView withdrawn_view(const Shared& shared, const ShownResult& from) {
  WithdrawnView view;
  view.frame = shared.frames->page(SiteColumn::results, false, links::result(from.id), "已撤回的结果");
  view.frame.here = "已撤回";
  view.id = from.id;
  view.kind = label(CorrectionKind::withdrawal);
  view.role = from.withdrawn_role;
  view.pending = from.withdrawal_pending;
  view.seq = from.seq;
  std::optional<Date> on;
  if (!from.withdrawal_pending) {
    on = from.withdrawn_on;
    view.withdrawn_seq = from.withdrawn_seq;
    view.frame.set_until(from.withdrawn_on);
  }
  view.on = day(on);
  view.frame.article = ArticleTags{"已撤回的结果", on};
  return view;
}

}  // namespace

void add_result_pages(const PageContext& context, OutputPlan& plan) {
  auto shared = std::make_shared<const Shared>(context);
  auto add = [&]<class View>(std::string_view name, std::string_view page, const std::vector<std::uint32_t>& of,
                             View (*view)(const Shared&, const ShownResult&)) {
    auto made = context.compile<View>(page);
    if (made == nullptr) return;
    auto record = [shared, &of](std::size_t i) -> const ShownResult& { return shared->site.results[of[i]]; };
    plan.add(std::make_unique<PageKind<View>>(
        name, std::move(made), of.size(), [record](std::size_t i) { return links::result(record(i).id); },
        [shared, record, view](std::size_t i) { return view(*shared, record(i)); }));
  };
  add("results", "pages/result.html", shared->standing, &result_view);
  add("withdrawn results", "pages/result-withdrawn.html", shared->withdrawn, &withdrawn_view);
}

}  // namespace gongshi
