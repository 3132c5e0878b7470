#include "rules/draws.hpp"

#include <algorithm>
#include <unordered_set>

#include "base/canonical_json.hpp"
#include "base/catalogue.hpp"
#include "base/digest.hpp"
#include "base/parallel.hpp"
#include "base/text.hpp"
#include "rules/stages.hpp"

namespace gongshi {
namespace {

std::string canonical_pair(std::string_view first, std::string_view second) {
  std::string json = "[";
  append_json_string(json, first);
  json += ',';
  append_json_string(json, second);
  return json + ']';
}

/// Sealed lists, and what became of each object: the stage of `assess`.
struct DrawStage {
  const Bench& bench;
  Assessment& site;
  std::unordered_map<const Task*, std::vector<const Result*>> results_of{};  // of drawn tasks
  std::unordered_map<std::string_view, std::ptrdiff_t> gone{};               // by task: withdrawn results that have left the content

  void collect_results() {
    const Task* last = nullptr;
    std::vector<const Result*>* into = nullptr;
    for (std::size_t i = 0; i < bench.data.results.size(); ++i) {
      const Task* task = bench.task_of[i];
      if (task == nullptr || !is_drawn(*task)) continue;
      if (task != last) into = &results_of[task];
      last = task;
      into->push_back(&bench.data.results[i]);
    }
    for (const ShownResult& r : site.results)
      if (r.kept && !std::ranges::binary_search(bench.data.results, r.id, {}, &Result::id)) ++gone[r.record->task_id];
  }

  std::string_view salt_of(const LedgerEntry& entry) const { return bench.ledger.salts[static_cast<std::size_t>(entry.seq - 1)]; }

  void report_changed(const LedgerEntry& entry, const Task* task) const {
    std::vector<std::string> args{std::to_string(entry.seq), std::to_string(entry.drawn.value_or(0)),
                                  task == nullptr ? std::string() : std::to_string(task->objects.size())};
    Diagnostic d = about(Code::draw_changed, task == nullptr ? Origin{} : task->origin, entry.id, "objects", std::move(args));
    if (task == nullptr) d.place = {"content/ledger.ndjson", "", static_cast<std::uint32_t>(entry.seq), 1};
    bench.out.add(std::move(d));
  }

  /// The sealed list as the public may see it; nothing where it is not what was sealed, which is reported.
  std::optional<ShownDraw> sealed(const LedgerEntry& entry) {
    auto task = std::ranges::lower_bound(bench.data.tasks, entry.id, {}, &Task::id);
    if (task == bench.data.tasks.end() || task->id != entry.id) {
      if (!bench.data.unread_of(Task::shape()).may_hold(entry.id)) report_changed(entry, nullptr);
      return std::nullopt;
    }
    if (salt_of(entry).empty()) {
      bench.out.add(about(Code::salt_missing, task->origin, task->id, "", {std::to_string(entry.seq)}));
      return std::nullopt;
    }
    std::vector<SealedObject> objects = sealed_objects(*task, salt_of(entry));
    if (draw_digest(objects) != entry.digest) {
      report_changed(entry, &*task);
      return std::nullopt;
    }
    ShownDraw draw{entry.id, &*task, entry.seq, static_cast<std::int64_t>(objects.size()), entry.digest, {}, false};
    std::vector<bool> open = opened(*task);
    for (std::size_t i = 0; i < objects.size(); ++i) {
      DrawnObject& o = draw.objects.emplace_back();
      o.digest = std::move(objects[i].digest);
      if (!open[i]) continue;
      o.object = objects[i].object;
      o.salt = site.texts.emplace_back(std::move(objects[i].salt));
    }
    std::ranges::sort(draw.objects, {}, &DrawnObject::digest);
    return draw;
  }

  /// Which objects may be named: those with a result that stands in this site, after the inspection; never a person.
  std::vector<bool> opened(const Task& task) {
    std::vector<bool> open(task.objects.size());
    const ShownTask* shown = site.find_task(task.id);
    if (shown == nullptr || !shown->ended) return open;
    DrawnList list(task, bench.library);
    for (std::uint32_t i : shown->results) {
      const ShownResult& r = site.results[i];
      if (r.withdrawn || r.record->object_type == ObjectType::person) continue;
      auto at = list.find(r.record->object_name, r.record->object_code);
      if (!at && !r.corrections.empty()) at = drawn_as(r, list);
      if (at) open[*at] = true;
    }
    return open;
  }

  /// Of a result whose name or code was corrected: what was drawn stands in the list as the source has it.
  std::optional<std::size_t> drawn_as(const ShownResult& r, DrawnList& list) const {
    auto source = std::ranges::lower_bound(bench.data.results, r.id, {}, &Result::id);
    if (source->object_type == ObjectType::person) return std::nullopt;
    return list.find(source->object_name, source->object_code);
  }

  /// Every drawn object ends as a result or a stated reason, and every result is of a drawn object (art. 15). Withheld results count.
  void check(const Task& task) {
    const ShownTask* shown = site.find_task(task.id);
    bool still_inspecting = shown != nullptr && !shown->ended && inspection_ended(task, site.as_of);
    if (still_inspecting) return;
    if (bench.data.faulty_results.empty() && bench.data.unread_of(Result::shape()).empty() && task_over(task, site.as_of)) {
      DrawnList list(task, bench.library);
      std::vector<bool> done(task.objects.size());
      for (const NotInspected& n : task.not_inspected)
        if (auto at = list.find(n.object, n.object)) done[*at] = true;
      auto results = results_of.find(&task);
      std::ptrdiff_t unknown = gone[task.id];  // and withdrawn ones whose source was emptied: each may have been of any object
      if (results != results_of.end())
        for (const Result* r : results->second) unknown += check(task, list, *r, done) ? 0 : 1;
      if (std::ranges::count(done, false) > unknown) report_missing(task, done);
    }
  }

  /// A name that stands in the list twice is done with one of them (R0228 tells the other).
  void report_missing(const Task& task, const std::vector<bool>& done) const {
    std::unordered_set<std::string> over;
    for (std::size_t i = 0; i < done.size(); ++i)
      if (done[i]) over.insert(compared(task.objects[i]));
    for (std::size_t i = 0; i < done.size(); ++i) {
      if (!over.insert(compared(task.objects[i])).second) continue;
      bench.out.add(
          about(Code::drawn_without_result, task.origin, task.id, "objects[" + std::to_string(i) + "]", {std::string(task.objects[i])}));
    }
  }

  /// Marks the object of a result as done, or reports that it was not drawn. False: it was withdrawn, and its object is not in the list
  /// (any more, or it was withdrawn for this very reason).
  bool check(const Task& task, DrawnList& list, const Result& r, std::vector<bool>& done) const {
    auto at = list.find(r.object_name, r.object_code);
    const ShownResult* shown = at ? nullptr : site.find_result(r.id);
    if (shown != nullptr && shown->withdrawn) return false;
    if (shown != nullptr && shown->record != &r) at = list.find(shown->record->object_name, shown->record->object_code);
    if (at)
      done[*at] = true;
    else
      bench.out.add(about(Code::result_not_drawn, r.origin, r.id, r.object_code.empty() ? "object_name" : "object_code",
                          {std::string(r.object_code.empty() ? r.object_name : r.object_code), std::string(task.id)}));
    return true;
  }
};

}  // namespace

bool is_drawn(const Task& task) { return !task.objects.empty() && task.status != TaskStatus::planned; }

bool inspection_ended(const Task& task, Date as_of) { return task.ended_on && *task.ended_on <= as_of; }

bool task_over(const Task& task, Date as_of) {
  if (task.completed_on) return *task.completed_on <= as_of;
  bool goes_on = task.status == TaskStatus::planned || task.status == TaskStatus::drawn || task.status == TaskStatus::inspecting;
  return inspection_ended(task, as_of) && !goes_on;
}

std::string object_salt(std::string_view entry_salt, std::string_view object) {
  constexpr std::size_t digits = 32;
  return sha256(canonical_pair(entry_salt, object)).hex().substr(0, digits);
}

std::string object_digest(std::string_view object, std::string_view salt) { return sha256(canonical_pair(object, salt)).hex(); }

std::vector<SealedObject> sealed_objects(const Task& task, std::string_view entry_salt) {
  std::vector<SealedObject> out;
  out.reserve(task.objects.size());
  for (std::string_view object : task.objects) {
    std::string salt = object_salt(entry_salt, object);
    out.push_back({object_digest(object, salt), salt, object});
  }
  return out;
}

std::string draw_digest(const std::vector<SealedObject>& objects) {
  std::vector<std::string_view> digests;
  for (const SealedObject& o : objects) digests.push_back(o.digest);
  std::ranges::sort(digests);
  std::string json = "[";
  for (std::string_view digest : digests) {
    if (json.size() > 1) json += ',';
    append_json_string(json, digest);
  }
  return sha256(json + ']').hex();
}

DrawnList::DrawnList(const Task& task, const Library& library) : task_(task), library_(library) {
  for (std::size_t i = 0; i < task.objects.size(); ++i) exact_.try_emplace(task.objects[i], i);
}

void DrawnList::add_aliases() {
  if (std::exchange(aliased_, true)) return;
  for (std::size_t i = 0; i < task_.objects.size(); ++i) {
    listed_.try_emplace(compared(task_.objects[i]), i);
    const Object* object = library_.drawn(task_.objects[i]);
    if (object == nullptr) continue;
    codes_.try_emplace(compared(object->code), i);
    names_.try_emplace(compared(object->name), i);
    for (std::string_view code : object->former_codes) codes_.try_emplace(compared(code), i);
    for (std::string_view name : object->former_names) names_.try_emplace(compared(name), i);
  }
}

std::optional<std::size_t> DrawnList::find(std::string_view name, std::string_view code) {
  for (std::string_view text : {code, name})
    if (auto found = exact_.find(text); !text.empty() && found != exact_.end()) return found->second;
  add_aliases();
  for (std::string_view text : {code, name})
    if (auto found = listed_.find(compared(text)); !text.empty() && found != listed_.end()) return found->second;
  const auto& known = code.empty() ? names_ : codes_;
  auto found = known.find(compared(code.empty() ? name : code));
  return found == known.end() ? std::nullopt : std::optional(found->second);
}

void list_draws(const Bench& bench, Assessment& site) {
  DrawStage stage{bench, site};
  stage.collect_results();
  for (const auto& [id, entry] : bench.trails.draws())
    if (auto draw = stage.sealed(*entry)) site.draws.push_back(std::move(*draw));
  std::size_t entered = site.draws.size();
  for (const Task& task : bench.data.tasks) {
    auto listed = static_cast<std::int64_t>(task.objects.size());
    if (listed != 0 && task.drawn.value_or(listed) != listed)
      bench.out.add(about(Code::drawn_count, task.origin, task.id, "drawn", {std::to_string(*task.drawn), std::to_string(listed)}));
    if (!is_drawn(task)) continue;
    stage.check(task);
    if (site.audience == Audience::preview && !bench.trails.draws().contains(task.id))
      site.draws.push_back({task.id, &task, 0, static_cast<std::int64_t>(task.objects.size()), {}, {}, true});
  }
  std::ranges::inplace_merge(site.draws, site.draws.begin() + static_cast<std::ptrdiff_t>(entered), {}, &ShownDraw::task_id);
}

}  // namespace gongshi
