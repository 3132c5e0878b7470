#include <algorithm>

#include "base/canonical_json.hpp"
#include "base/parallel.hpp"
#include "rules/stages.hpp"

namespace gongshi {
namespace {

/// The latest of the dates that are there and not after the as-of day.
class Newest {
 public:
  explicit Newest(Date as_of) : as_of_(as_of) {}
  void see(std::optional<Date> date) {
    if (date && *date <= as_of_ && (!newest_ || *date > *newest_)) newest_ = date;
  }
  Date or_else(Date other) const { return newest_.value_or(other); }
  std::optional<Date> value() const { return newest_; }

 private:
  Date as_of_;
  std::optional<Date> newest_;
};

bool out_by(std::optional<Date> date, Date as_of) { return !date || *date <= as_of; }

/// What waits for publication has no day yet: the as-of date stands in for it, and is no fact.
Date newest_of(const Assessment& site, const ShownResult& r) {
  Newest newest(site.as_of);
  if (!r.pending || r.reported) newest.see(r.published_on);
  if (r.withdrawn && !r.withdrawal_pending) newest.see(r.withdrawn_on);
  if (!r.withdrawn) {
    for (std::uint32_t k : r.corrections)
      if (!site.corrections[k].pending) newest.see(site.corrections[k].on);
    const Result& x = *r.record;
    for (auto date : {x.inspected_on, x.concluded_on, x.completed_on, x.transferred_on, x.platform_on}) newest.see(date);
    if (x.penalty) newest.see(x.penalty->decided_on);
    if (x.reply) newest.see(x.reply->on);
  }
  return newest.or_else(r.published_on);
}

Digest sign(const Assessment& site, const ShownResult& r) {
  thread_local std::string json;
  json.clear();
  if (!r.withdrawn) append_json(json, Result::shape(), r.record, [](const Shape&, const Field& f) { return !f.internal; });
  QuickHasher hasher;
  hasher.add_part(json);
  hasher.add_part(r.id);
  hasher.add_part(r.wording);
  hasher.add_part(r.digest);
  hasher.add_part(r.salt);
  hasher.add_part(r.withdrawn_role);
  for (std::int64_t n : {static_cast<std::int64_t>(r.category), std::int64_t{r.approximate}, r.seq, std::int64_t{r.pending},
                         std::int64_t{r.published_on - Date{}}, std::int64_t{r.withdrawn}, std::int64_t{r.withdrawal_pending},
                         std::int64_t{r.withdrawn_on - Date{}}, r.withdrawn_seq})
    hasher.add_part(static_cast<std::uint64_t>(n));
  if (r.due)
    for (Date day : {r.due->started_on.value_or(no_fact), r.due->due_on, r.due->plain_on, no_fact + int{r.due->provisional}})
      hasher.add_part(static_cast<std::uint64_t>(day - Date{}));
  for (std::uint32_t k : r.corrections) {
    const ShownCorrection& c = site.corrections[k];
    std::string text;
    append_json(text, Correction::shape(), c.correction, [&](const Shape&, const Field& f) { return f.name != "approved_by"; });
    hasher.add_part(text);
    hasher.add_part(c.on.iso());
    hasher.add_part(static_cast<std::uint64_t>(c.seq));
  }
  return hasher.finish();
}

void date_tasks(Assessment& site) {
  for (ShownTask& t : site.tasks) {
    Newest newest(site.as_of);
    for (auto date : {t.task->from, t.task->ended_on, t.task->completed_on, t.task->filed_on, t.task->reported_on}) newest.see(date);
    for (std::uint32_t i : t.results) newest.see(site.results[i].newest_fact);
    t.newest_fact = newest.or_else(t.task->from.value_or(no_fact));
  }
}

bool names(const Notice& page, std::string_view path) {
  auto attached = [&](std::string_view file) { return file == path || "static/" + std::string(file) == path; };
  return std::ranges::any_of(page.attachments, attached) || page.body.find(path) != std::string_view::npos;
}

bool names(const GuidePage& page, std::string_view path) { return page.body.find(path) != std::string_view::npos; }

/// A file that only notices and guide pages of a later day name is no more public than they are.
template <class Page>
void see_pages(const std::vector<Page>& pages, std::string_view path, Date as_of, bool& waits, bool& shown) {
  for (const Page& page : pages)
    if (names(page, path)) (out_by(page.date, as_of) ? shown : waits) = true;
}

void choose_statics(Assessment& site) {
  for (const StaticFile& file : site.data->statics) {
    bool waits = false;
    bool shown = false;
    see_pages(site.data->notices, file.path, site.as_of, waits, shown);
    see_pages(site.data->guide, file.path, site.as_of, waits, shown);
    if (shown || !waits) site.statics.push_back(&file);
  }
}

}  // namespace

void choose_documents(Assessment& site) {
  const Dataset& data = *site.data;
  for (const Plan& plan : data.plans)
    if (out_by(plan.published_on ? plan.published_on : plan.issued_on, site.as_of)) site.plans.push_back(&plan);
  std::ranges::stable_sort(site.plans, [](const Plan* a, const Plan* b) {
    return std::tuple(b->year, b->published_on, a->id) < std::tuple(a->year, a->published_on, b->id);
  });
  for (ShownTask& task : site.tasks)  // what is not public yet is not named either
    if (std::ranges::find(site.plans, task.plan) == site.plans.end()) {
      task.plan = nullptr;
      task.section = nullptr;
      task.entry = nullptr;
    }
  for (const ItemList& list : data.items)
    if (out_by(list.published_on, site.as_of)) site.items.push_back(&list);
  std::ranges::stable_sort(site.items, [](const ItemList* a, const ItemList* b) { return b->year < a->year; });
  for (const Notice& notice : data.notices)
    if (out_by(notice.date, site.as_of)) site.notices.push_back(&notice);
  for (const GuidePage& page : data.guide)
    if (out_by(page.date, site.as_of)) site.guide.push_back(&page);
  choose_statics(site);
}

void date_and_sign(const Bench& bench, Assessment& site) {
  parallel(site.results.size(), bench.jobs, 256, [&](std::size_t i) {
    site.results[i].newest_fact = newest_of(site, site.results[i]);
    site.results[i].fingerprint = sign(site, site.results[i]);
  });
  Newest all(site.as_of);
  for (const ShownResult& r : site.results) all.see(r.newest_fact);
  for (ShownObject& o : site.objects) {
    Newest newest(site.as_of);
    for (std::uint32_t i : o.results) newest.see(site.results[i].newest_fact);
    o.newest_fact = newest.or_else(no_fact);
  }
  date_tasks(site);
  for (const ShownTask& t : site.tasks) all.see(t.newest_fact);
  for (PeriodSummary& p : site.periods) {
    Newest newest(site.as_of);
    for (std::uint32_t i : p.results) newest.see(site.results[i].newest_fact);
    for (std::uint32_t k : p.corrections)
      if (!site.corrections[k].pending) newest.see(site.corrections[k].on);
    p.newest_fact = newest.or_else(p.period.last());
  }
  for (const Plan* plan : site.plans) {
    all.see(plan->published_on ? plan->published_on : plan->issued_on);
    for (const Revision& revision : plan->revisions) all.see(revision.on);
  }
  for (const ItemList* list : site.items) {
    all.see(list->published_on);
    for (const Revision& revision : list->revisions) all.see(revision.on);
  }
  for (const Notice* notice : site.notices) {
    all.see(notice->date);
    for (const Revision& revision : notice->revisions) all.see(revision.on);
  }
  for (const GuidePage* page : site.guide) all.see(page->date);
  site.newest_fact = all.or_else(no_fact);
}

}  // namespace gongshi
