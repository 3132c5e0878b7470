#include <sys/random.h>

#include <array>

#include "base/disk.hpp"
#include "base/failure.hpp"
#include "base/memory.hpp"
#include "cli/clock.hpp"
#include "cli/commands.hpp"
#include "cli/exit_status.hpp"
#include "cli/messages.hpp"
#include "cli/pipeline.hpp"
#include "cli/print.hpp"
#include "cli/program.hpp"
#include "cli/progress.hpp"
#include "outputs/reports/approval_sheet.hpp"
#include "publish/builder.hpp"
#include "rules/ledger/kept.hpp"
#include "rules/ledger/release.hpp"

namespace gongshi {
namespace {

std::string new_salt() {
  std::array<unsigned char, 16> raw{};
  if (getrandom(raw.data(), raw.size(), 0) != static_cast<ssize_t>(raw.size())) throw Failure("getrandom");
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (unsigned char b : raw) {
    out += digits[b >> 4U];
    out += digits[b & 15U];
  }
  return out;
}

/// One publish, step by step.
class Publisher {
 public:
  explicit Publisher(const Options& options) : options_(options) {}

  int run() {
    if (!options_.out.empty() && !options_.dry_run) {
      print_error(say(options_.language, Say::sheet_of_a_list));
      return exit_usage;
    }
    loaded_ = load_data(options_);
    if (!loaded_->good || loaded_->data->profile == nullptr) return wrong_content();
    on_ = loaded_->as_of;
    if (int refused = refuse_placeholder(); refused != exit_good) return refused;
    if (int refused = refuse_date(); refused != exit_good) return refused;
    if (int refused = refuse_lost_ledger(); refused != exit_good) return refused;
    grown_ = grow_ledger(*loaded_->data, on_, options_.jobs, new_salt, loaded_->diagnostics);
    if (!load_site(*loaded_, grown_.ledger, Audience::live, options_)) return wrong_content();
    print_diagnostics(loaded_->diagnostics, options_.language);
    if (options_.dry_run) return list();
    grown_.preview.reset();
    if (!options_.approved.empty() && options_.approved != grown_.list_digest().hex()) {
      print_error(say(options_.language, Say::other_list, {grown_.list_digest().hex(), options_.approved}));
      return exit_content;
    }
    return publish();
  }

 private:
  int wrong_content() {
    print_diagnostics(loaded_->diagnostics, options_.language);
    print_error(say(options_.language, Say::nothing_written));
    return exit_content;
  }

  /// What `init` wrote in place of a name is no bureau's.
  int refuse_placeholder() const {
    const Site& site = loaded_->data->site;
    if (site.sample || !site.organisation.name.starts_with("某某")) return exit_good;
    print_error(say(options_.language, Say::name_not_set, {std::string(site.organisation.name)}));
    return exit_content;
  }

  /// Only today, and never before the last entry; a sample may play other days, forwards.
  int refuse_date() const {
    const Ledger& ledger = loaded_->data->ledger;
    if (!loaded_->data->site.sample && on_ != today()) {
      print_error(say(options_.language, Say::not_today, {on_.iso(), today().iso()}));
      return exit_usage;
    }
    if (!ledger.entries.empty() && ledger.entries.back().on > on_) {
      print_error(say(options_.language, Say::set_back, {on_.iso(), ledger.entries.back().on->iso()}));
      return exit_usage;
    }
    return exit_good;
  }

  /// The live site shows what was entered: where content/ has less or other entries, a publish would rewrite what the public has seen.
  int refuse_lost_ledger() const {
    std::string live = disk::read(options_.root / "site/public/data/ledger.ndjson").value_or("");
    if (disk::read(options_.root / "content/ledger.ndjson").value_or("").starts_with(live)) return exit_good;
    print_error(say(options_.language, Say::ledger_lost, {}));
    return exit_content;
  }

  /// The list of what would be published, on paper too where that was asked for.
  int list() const {
    if (!options_.out.empty()) {
      StringSink sheet;
      write_approval_sheet(*grown_.preview, grown_.list_digest().hex(), sheet);
      disk::replace(options_.out, sheet.bytes);
      print_line(say(options_.language, Say::sheet_written, {options_.out.string()}));
    }
    for (const std::string& line : grown_.changes) print_line(line);
    print_line(say(options_.language, Say::would_publish,
                   {std::to_string(grown_.published), std::to_string(grown_.corrected), std::to_string(grown_.withdrawn),
                    grown_.list_digest().hex(), std::to_string(grown_.documents), std::to_string(grown_.draws)}));
    if (std::size_t interrupted = open_entries(); interrupted != 0)
      print_line(say(options_.language, Say::would_close_batch, {std::to_string(interrupted)}));
    return exit_good;
  }

  /// Render; then the ledger, synced; then the switch. What is interrupted in between is taken up by the next run.
  int publish() {
    Stopwatch watch;
    publish::BuildOptions build;
    build.out = options_.root / "site/public";
    build.program = program_id();
    build.jobs = options_.jobs;
    build.explain = options_.explain;
    build.progress = progress_line(options_.progress);
    publish::Staged staged = publish::stage(loaded_->plan, build);
    keep_places();
    std::size_t interrupted = open_entries();
    bool release = grown_.open() || grown_.ledger.entries.empty() || grown_.ledger.entries.back().digest != staged.tree().hex();
    if (release) {
      add_release(grown_, on_, staged.tree(), options_.approved, new_salt);
      write_ledger();
      staged.put("data/ledger.ndjson", grown_.lines(0));
    }
    publish::BuildReport report = publish::commit(staged);
    print_changes(report, options_.language);
    if (interrupted != 0) print_line(say(options_.language, Say::closed_batch, {std::to_string(interrupted)}));
    print_report(report, build.out.string(), options_, watch.seconds());
    print_line(release ? say(options_.language, Say::published,
                             {std::to_string(grown_.published), std::to_string(grown_.corrected), std::to_string(grown_.withdrawn),
                              std::to_string(grown_.ledger.entries.size()), build.out.string(), std::to_string(grown_.documents),
                              std::to_string(grown_.draws)})
                       : say(options_.language, Say::nothing_to_publish, {build.out.string()}));
    return exit_good;
  }

  /// Entries at the end of the ledger that no release has closed.
  std::size_t open_entries() const {
    const auto& entries = loaded_->data->ledger.entries;
    std::size_t n = 0;
    while (n < entries.size() && entries[entries.size() - 1 - n].kind != EntryKind::release) ++n;
    return n;
  }

  /// What withdrawn results leave behind, before the ledger says that they are withdrawn: without it their source would be needed.
  void keep_places() const {
    auto file = options_.root / "content/withdrawn.ndjson";
    std::string lines = kept_lines(grown_.kept_places);
    if (disk::read(file).value_or("") != lines) disk::replace(file, lines);
  }

  void write_ledger() const {
    const Ledger& before = loaded_->data->ledger;
    auto ledger = options_.root / "content/ledger.ndjson";
    auto salts = options_.root / "content/salts.ndjson";
    // The builder's lock is held by now: what another publish may have written since we read the ledger is seen here.
    auto bytes = disk::read(ledger).value_or("");
    if (bytes.rfind('\n') + 1 != before.good_bytes)
      throw Failure(ledger.string() + ": 另一个 gongshi publish 刚刚写过，请再运行一次 / written by another publish, run again");
    if (bytes.size() != before.good_bytes) disk::cut(ledger, before.good_bytes);
    auto old_salts = disk::read(salts).value_or("");
    if (!old_salts.empty() && !old_salts.ends_with('\n')) disk::cut(salts, old_salts.rfind('\n') + 1);
    if (!grown_.salt_lines.empty()) disk::append(salts, grown_.salt_lines);
    disk::append(ledger, grown_.lines(grown_.old_entries));
  }

  const Options& options_;
  std::unique_ptr<Loaded> loaded_;
  GrownLedger grown_;
  Date on_;
};

}  // namespace

int run_publish(const Options& options) {
  keep_large_pieces();
  return Publisher(options).run();
}

}  // namespace gongshi
