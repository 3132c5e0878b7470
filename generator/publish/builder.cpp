#include "publish/builder.hpp"

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <optional>
#include <system_error>
#include <unordered_set>

#include "base/failure.hpp"
#include "base/parallel.hpp"
#include "publish/hashing_sink.hpp"
#include "publish/new_slot.hpp"

namespace gongshi::publish {
namespace {

using Held = Scan::Held;

/// Tells how far it is, without making anyone wait.
class Progress {
 public:
  Progress(const std::function<void(std::size_t, std::size_t)>& tell, std::size_t total) : tell_(tell), total_(total) {}
  void add(std::size_t count) {
    std::size_t done = done_.fetch_add(count) + count;
    if (!tell_) return;
    std::unique_lock lock(one_, std::try_to_lock);
    if (lock && done > told_ && done < total_) tell_(told_ = done, total_);
  }
  void end() {
    if (tell_) tell_(total_, total_);
  }

 private:
  const std::function<void(std::size_t, std::size_t)>& tell_;
  std::size_t total_;
  std::atomic<std::size_t> done_{0};
  std::size_t told_ = 0;
  std::mutex one_;
};

std::string program_of(const BuildOptions& options) { return options.program + (options.sealed ? "" : " quick"); }

/// A machine that gives no thread is a Failure like any other.
template <class Work>
auto threaded(const Work& work) try {
  return work();
} catch (const std::system_error& error) {
  throw Failure("a thread cannot be started", error.code().value());
}

}  // namespace

class Staged::Job {
 public:
  Job(const OutputPlan& plan, const BuildOptions& options, Place::Use use)
      : options_(options),
        writing_(use == Place::Use::build),
        place_(options.out, program_of(options), use, options.by_link ? Place::Switch::link : Place::Switch::exchange) {
    look_at_live(plan);
    decide_all(plan);
    if (writing_ && (differs() || place_.live() == nullptr)) finish_slot();
  }

  bool changed() const { return slot_ != nullptr; }
  Digest tree();
  BuildReport report();
  void put(std::string_view path, std::string_view bytes, const Digest& input);
  void commit();

 private:
  /// Items that one thread takes at a time, by their numbers: from, up to.
  struct Unit {
    std::size_t from, to;
  };

  void look_at_live(const OutputPlan& plan);
  void adopt_live();
  void decide_all(const OutputPlan& plan);
  std::vector<Unit> units() const;
  void find_twins(const OutputPlan& plan);
  void decide(const OutputPlan& plan, Item& item, bool large);
  void follow(Item& item);
  void render(const Draft& draft, Item& item);
  void render_large(const Draft& draft, Item& item);
  bool as_live(Item& item) const;
  Digest digest_of_live(const Item& item) const;
  bool intact(const Item& item) const { return item.live != no_row && scan_.held[item.live] == Held::intact; }
  bool remembered() const;
  Rows rows();
  bool differs() const;
  const NewSlot& slot();
  void finish_slot();
  Digest digest_of(std::string_view bytes) const { return options_.sealed ? sha256(bytes) : quick_digest(bytes); }

  BuildOptions options_;
  bool writing_;
  Place place_;
  Layout layout_;
  Manifest live_;
  bool trusted_ = false;  ///< the digests of `live_` count
  Scan scan_;
  std::vector<std::uint8_t> wanted_;  ///< for each row of `live_`
  std::optional<SlotFolders> live_folders_;
  std::mutex opening_;
  std::unique_ptr<const NewSlot> slot_;
  std::atomic<const NewSlot*> open_{nullptr};
  std::vector<std::uint32_t> order_;  ///< by path, from when the slot was opened until an item is added
  std::optional<Digest> tree_;        ///< of what is staged, once it was asked for
};

void Staged::Job::look_at_live(const OutputPlan& plan) {
  layout_ = lay_out(plan, options_.jobs);
  Walk found;
  parallel(2, options_.jobs, 1, [&](std::size_t part) {
    if (part == 0) live_ = place_.live_manifest();
    if (part == 1 && place_.live() != nullptr) found = walk(*place_.live());
  });
  trusted_ = live_.trusted();
  if (!trusted_) live_ = Manifest();
  if (place_.live() != nullptr) {
    scan_ = scan(*place_.live(), std::move(found), live_, options_.jobs);
    if (trusted_)
      refuse_strangers(place_.out(), scan_.strangers);
    else
      adopt_live();
    live_folders_.emplace(*place_.live(), layout_.folders, SlotFolders::Missing::leave);
  }
  wanted_.assign(live_.rows().size(), 0);
  parallel(layout_.items.size(), options_.jobs, 256, [&](std::size_t i) {
    Item& item = layout_.items[i];
    item.live = live_.find(item.path);
    if (item.live != no_row) wanted_[item.live] = 1;
  });
}

/// A copied site, or one with a broken manifest: nothing is known of its files but, from any manifest, that they are ours.
void Staged::Job::adopt_live() {
  std::vector<std::string> known = place_.all_known_paths();
  std::unordered_set<std::string_view> ours(known.begin(), known.end());
  if (place_.live_is_known())
    for (const Item& item : layout_.items) ours.insert(item.path);
  std::vector<Scan::Stranger> strangers;
  std::vector<Record> rows;
  for (const Scan::Stranger& file : scan_.strangers) {
    if (file.kind == disk::Kind::file && ours.contains(file.path))
      rows.push_back({file.path, {}, {}, file.stamp});
    else
      strangers.push_back(file);
  }
  refuse_strangers(place_.out(), strangers);
  live_ = Manifest(std::move(rows));
  scan_.held.assign(live_.rows().size(), Held::intact);
}

void Staged::Job::decide_all(const OutputPlan& plan) {
  std::vector<Item>& items = layout_.items;
  std::vector<Unit> work = units();
  Progress progress(options_.progress, items.size());
  find_twins(plan);
  parallel(work.size(), options_.jobs, 1, [&](std::size_t unit) {
    auto [from, to] = work[unit];
    for (std::size_t i = from; i < to; ++i) decide(plan, items[i], i < layout_.large);
    progress.add(to - from);
  });
  for (std::size_t i = 0; i < layout_.large; ++i)
    if (items[i].twin != no_row) follow(items[i]);
  progress.end();
}

/// All that take turns together, then each large one, then the small ones, some at a time: in each folder as far along as in the others,
/// since threads that make files in one folder wait for each other.
std::vector<Staged::Job::Unit> Staged::Job::units() const {
  constexpr std::size_t together = 32;
  const std::vector<Item>& items = layout_.items;
  std::vector<Unit> out;
  if (layout_.turns > 0) out.push_back({0, layout_.turns});
  for (std::size_t i = layout_.turns; i < layout_.large; ++i) out.push_back({i, i + 1});
  auto first_small = static_cast<std::ptrdiff_t>(out.size());
  std::vector<std::size_t> of_folder(layout_.folders.size());  // units
  for (std::size_t at = layout_.large; at < items.size(); at = out.back().to) {
    out.push_back({at, std::min(items.size(), at + together)});
    ++of_folder[items[at].folder];
  }
  std::vector<std::size_t> seen(of_folder.size());
  std::vector<std::pair<double, Unit>> ranked;
  for (auto unit = out.begin() + first_small; unit != out.end(); ++unit) {
    std::uint32_t folder = items[unit->from].folder;
    ranked.emplace_back((static_cast<double>(seen[folder]++) + 0.5) / static_cast<double>(of_folder[folder]), *unit);
  }
  std::ranges::stable_sort(ranked, {}, &std::pair<double, Unit>::first);
  std::ranges::transform(ranked, out.begin() + first_small, &std::pair<double, Unit>::second);
  return out;
}

/// Equal drafts give equal bytes: data/2024/ is data/ as long as there is one year.
void Staged::Job::find_twins(const OutputPlan& plan) {
  std::map<std::string_view, std::vector<std::uint32_t>> by_name;
  for (std::uint32_t i = 0; i < layout_.large; ++i) by_name[layout_.items[i].file_name()].push_back(i);
  std::vector<std::uint32_t> likely;
  for (const auto& [name, items] : by_name)
    if (items.size() > 1) likely.insert(likely.end(), items.begin(), items.end());
  parallel(likely.size(), options_.jobs, 1, [&](std::size_t i) {
    Item& item = layout_.items[likely[i]];
    item.input = plan.draft(item.ref)->digest();
  });
  std::map<std::pair<Digest, std::string_view>, std::uint32_t> first;
  for (std::uint32_t i : likely) {
    Item& item = layout_.items[i];
    auto [at, fresh] = first.try_emplace({item.input, item.file_name()}, i);
    if (!fresh) item.twin = at->second;
  }
}

void Staged::Job::follow(Item& item) {
  const Item& other = layout_.items[item.twin];
  item.bytes = other.bytes;
  if (as_live(item) || !writing_) return;
  std::optional<disk::Folder> spare;
  const SlotFolders& from = other.state == Item::State::written ? slot().folders() : *live_folders_;
  slot().repeat(item, other, from.at(other.folder, spare));
}

void Staged::Job::decide(const OutputPlan& plan, Item& item, bool large) {
  if (item.twin != no_row) return;
  std::unique_ptr<Draft> draft = plan.draft(item.ref);
  if (item.input == Digest{}) item.input = draft->digest();
  if (intact(item) && trusted_ && !options_.full) {
    const Record& old = live_.rows()[item.live];
    if (old.input == item.input) {
      item.bytes = old.bytes;
      item.stamp = old.stamp;
      return;
    }
  }
  large ? render_large(*draft, item) : render(*draft, item);
}

void Staged::Job::render(const Draft& draft, Item& item) {
  thread_local StringSink sink;
  sink.bytes.clear();
  draft.render(sink);
  item.bytes = digest_of(sink.bytes);
  if (!as_live(item) && writing_) slot().write(item, sink.bytes);
}

/// Into a file beside the slots: whether it differs is known at its end, and no slot is touched in vain.
void Staged::Job::render_large(const Draft& draft, Item& item) {
  if (!writing_) {
    HashingSink sink(nullptr, options_.sealed);
    draft.render(sink);
    item.bytes = sink.finish();
    as_live(item);
    return;
  }
  std::string name = std::to_string(item.ref.kind) + "-" + std::to_string(item.ref.index) + ".new";
  disk::File file = place_.state().create(name.c_str());
  HashingSink sink(&file, options_.sealed);
  draft.render(sink);
  item.bytes = sink.finish();
  disk::Stamp stamp = file.close();
  if (as_live(item)) {
    place_.state().remove(name.c_str());
    return;
  }
  item.stamp = stamp;
  slot().take(item, place_.state(), name.c_str());
}

/// Whether the live slot holds the bytes of `item` already; says why where not.
bool Staged::Job::as_live(Item& item) const {
  if (item.live != no_row) {
    const Record& old = live_.rows()[item.live];
    bool recorded = trusted_ && old.bytes == item.bytes;
    if (intact(item) && (trusted_ && !options_.full ? recorded : digest_of_live(item) == item.bytes)) {
      item.stamp = old.stamp;
      return true;
    }
    item.why = recorded ? "repaired" : "changed";
  } else {
    item.why = "new";
  }
  item.state = Item::State::written;
  return false;
}

Digest Staged::Job::digest_of_live(const Item& item) const {
  std::optional<disk::Folder> spare;
  ContentHasher hasher(options_.sealed);
  live_folders_->at(item.folder, spare).read(item.file_name(), [&](std::string_view piece) { hasher.add(piece); });
  return hasher.finish();
}

bool Staged::Job::differs() const {
  if (slot_) return true;
  for (std::size_t row = 0; row < wanted_.size(); ++row)
    if (wanted_[row] == 0 && scan_.held[row] != Held::missing) return true;
  return false;
}

/// The manifest of the live slot says all of this already.
bool Staged::Job::remembered() const {
  return trusted_ && live_.same_program() && live_.rows().size() == layout_.items.size() &&
         std::ranges::all_of(layout_.items, [&](const Item& item) {
           return item.live != no_row && live_.rows()[item.live].input == item.input && live_.rows()[item.live].stamp == item.stamp;
         });
}

const NewSlot& Staged::Job::slot() {
  if (const NewSlot* open = open_.load(std::memory_order_acquire)) return *open;
  std::scoped_lock lock(opening_);
  if (!slot_) {
    order_ = by_path(layout_);  // refuses two files of one path before anything is written
    slot_ = std::make_unique<const NewSlot>(place_, layout_, trusted_ && !options_.full, options_.jobs);
    open_.store(slot_.get(), std::memory_order_release);
  }
  return *slot_;
}

void Staged::Job::finish_slot() {
  const NewSlot& open = slot();
  if (live_folders_) open.fill(layout_.items, *live_folders_, options_.jobs);
  open.folder().sync_file_system();
}

Rows Staged::Job::rows() {
  if (order_.size() != layout_.items.size()) order_ = by_path(layout_);
  return {order_.size(), [this](std::size_t i) -> Record {
            const Item& item = layout_.items[order_[i]];
            return {item.path, item.input, item.bytes, item.stamp};
          }};
}

Digest Staged::Job::tree() {
  if (!tree_) tree_ = !options_.sealed ? Digest{} : !slot_ && remembered() ? live_.tree() : tree_of(rows());
  return *tree_;
}

BuildReport Staged::Job::report() {
  BuildReport out;
  out.files = layout_.items.size();
  for (const Item& item : layout_.items) {
    if (item.state == Item::State::unchanged) continue;
    ++out.written;
    if (options_.explain) out.changes.push_back({item.path, item.why});
  }
  out.unchanged = out.files - out.written;
  for (std::size_t row = 0; row < wanted_.size(); ++row) {
    if (wanted_[row] != 0 || scan_.held[row] == Held::missing) continue;
    ++out.removed;
    if (options_.explain) out.changes.push_back({std::string(live_.rows()[row].path), "removed"});
  }
  std::ranges::sort(out.changes, {}, &Change::path);
  out.tree = tree();
  return out;
}

void Staged::Job::put(std::string_view path, std::string_view bytes, const Digest& input) {
  check_path(path);
  Digest digest = digest_of(bytes);
  auto found = std::ranges::find(layout_.items, path, &Item::path);
  if (found != layout_.items.end() && found->bytes == digest) {
    found->input = input;
    return;
  }
  tree_.reset();
  if (found == layout_.items.end()) {
    Item item;
    item.path = path;
    item.live = live_.find(path);
    if (item.live != no_row) wanted_[item.live] = 1;
    found = layout_.items.insert(found, std::move(item));
    order_.clear();
  }
  found->input = input;
  found->bytes = digest;
  found->why = found->live == no_row ? "new" : "changed";
  found->state = Item::State::written;
  if (!slot_) finish_slot();
  found->stamp = slot_->put(path, bytes);
}

void Staged::Job::commit() {
  // Without a live site the constructor has made a slot.
  // NOLINTNEXTLINE(clang-analyzer-core.NullDereference)
  const disk::Folder& folder = slot_ ? slot_->folder() : *place_.live();
  Digest manifest = live_.checksum();
  if (slot_ || !remembered()) {
    manifest = place_.write_manifest(folder, rows(), tree());
    if (slot_) place_.switch_to(folder);
    place_.clear_manifests(folder);
  }
  if (options_.basis != Digest{}) place_.write_basis(folder, manifest, options_.basis, options_.note);
}

Staged::Staged(std::unique_ptr<Job> job) : job_(std::move(job)) {}
Staged::~Staged() = default;
Staged::Staged(Staged&&) noexcept = default;
Staged& Staged::operator=(Staged&&) noexcept = default;

bool Staged::changed() const { return job_->changed(); }
Digest Staged::tree() const { return job_->tree(); }
BuildReport Staged::report() const { return job_->report(); }
void Staged::put(std::string_view path, std::string_view bytes, const Digest& input) {
  threaded([&] { job_->put(path, bytes, input); });
}

Staged stage(const OutputPlan& plan, const BuildOptions& options) {
  return threaded([&] { return Staged(std::make_unique<Staged::Job>(plan, options, Place::Use::build)); });
}

BuildReport commit(Staged& staged) {
  auto job = std::move(staged.job_);
  if (!job) throw Failure("a staged site can be committed once");
  job->commit();
  return job->report();
}

BuildReport build(const OutputPlan& plan, const BuildOptions& options) {
  Staged staged = stage(plan, options);
  return commit(staged);
}

std::optional<Before> as_before(const BuildOptions& options) {
  return threaded([&]() -> std::optional<Before> {
    Place place(options.out, program_of(options), Place::Use::look, options.by_link ? Place::Switch::link : Place::Switch::exchange);
    if (place.live() == nullptr || !place.live_is_known()) return std::nullopt;
    Manifest manifest;
    Walk found;
    parallel(2, options.jobs, 1,
             [&](std::size_t part) { part == 0 ? void(manifest = place.live_manifest()) : void(found = walk(*place.live())); });
    if (!manifest.trusted() || !manifest.same_program()) return std::nullopt;
    auto note = place.note(manifest.checksum(), options.basis);
    if (!note) return std::nullopt;
    Scan seen = scan(*place.live(), std::move(found), manifest, options.jobs);
    if (!seen.strangers.empty() || std::ranges::any_of(seen.held, [](Held held) { return held != Held::intact; })) return std::nullopt;
    BuildReport report;
    report.files = report.unchanged = manifest.rows().size();
    report.tree = manifest.tree();
    return Before{std::move(report), std::move(*note)};
  });
}

BuildReport compare(const OutputPlan& plan, const BuildOptions& options) {
  return threaded([&] { return Staged::Job(plan, options, Place::Use::look).report(); });
}

}  // namespace gongshi::publish
