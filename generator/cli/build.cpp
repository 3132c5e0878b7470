#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <future>
#include <system_error>

#include "base/memory.hpp"
#include "cli/build_json.hpp"
#include "cli/clock.hpp"
#include "cli/commands.hpp"
#include "cli/exit_status.hpp"
#include "cli/messages.hpp"
#include "cli/pipeline.hpp"
#include "cli/print.hpp"
#include "cli/program.hpp"
#include "cli/progress.hpp"
#include "ingest/inputs.hpp"
#include "publish/builder.hpp"

namespace gongshi {
namespace {

/// What a build says besides its report; kept with the site, so that a build that changes nothing can say it again.
struct Remarks {
  std::string diagnostics;  ///< to standard error
  std::string pending;      ///< to standard output, last

  /// As one text, and back.
  std::string kept() const { return std::to_string(diagnostics.size()) + "\n" + diagnostics + pending; }
  static Remarks of(const std::string& kept) {
    std::size_t begin = kept.find('\n') + 1;
    std::size_t size = std::stoul(kept);
    return {kept.substr(begin, size), kept.substr(begin + size)};
  }
};

std::size_t pending_results(const Loaded& loaded) {
  return static_cast<std::size_t>(std::ranges::count_if(loaded.site->results, [](const ShownResult& r) { return r.pending; }));
}

Remarks remarks(const Loaded& loaded, Language language) {
  Remarks out{diagnostics_text(loaded.diagnostics, language), ""};
  std::size_t pending = pending_results(loaded);
  if (pending != 0) out.pending = say(language, Say::pending, {std::to_string(pending)});
  return out;
}

/// Over all that a preview and what is said of it follow from. (The date of a sample stands in its site.json, which is an input.)
Digest basis_of(const Inputs& inputs, Date day, Language language) {
  QuickHasher hasher;
  hasher.add_part(inputs.digest().hex());
  hasher.add_part(day.iso());
  hasher.add_part(static_cast<std::uint64_t>(language));
  return hasher.finish();
}

/// What cannot be looked at may: whoever opens it says why not.
bool may_exist(const std::filesystem::path& path) {
  std::error_code unseen;
  return std::filesystem::exists(path, unseen) || unseen;
}

/// The published site, and what is written by hand: a preview belongs to neither.
bool of_root(const std::filesystem::path& out, const std::filesystem::path& root) {
  namespace fs = std::filesystem;
  std::error_code unseen;
  fs::path plain = fs::absolute(out, unseen).lexically_normal();
  if (plain.filename().empty()) plain = plain.parent_path();
  fs::path there = fs::weakly_canonical(plain.parent_path(), unseen) / plain.filename();  // itself it may be a link to a slot
  fs::path way = there.lexically_relative(fs::weakly_canonical(root, unseen));
  if (way.empty() || *way.begin() == "..") return false;
  std::string first = way.begin()->string();
  return first == "content" || first == "templates" || (first == "site" && way != "site/preview");
}

int finish(const publish::BuildReport& report, const Remarks& said, const std::string& folder, const Options& options,
           const Stopwatch& watch) {
  print_changes(report, options.language);
  print_report(report, folder, options, watch.seconds());
  if (!said.pending.empty()) print_line(said.pending);
  return exit_good;
}

}  // namespace

int run_build(const Options& options) {
  if (options.format == "sarif") {
    print_error(say(options.language, Say::no_format, {options.format, "text|json"}));
    return exit_usage;
  }
  if (!options.out.empty() && of_root(options.out, options.root)) {
    print_error(say(options.language, Say::build_into, {options.out.string()}));
    return exit_usage;
  }
  keep_large_pieces();
  Stopwatch watch;
  bool json = options.format == "json";
  publish::BuildOptions build;
  build.out = options.out.empty() ? options.root / "site/preview" : options.out;
  build.jobs = options.jobs;
  build.full = options.full;
  build.sealed = false;
  build.explain = options.explain || options.dry_run;
  build.progress = progress_line(options.progress);
  Date day = as_of_day(options, Site{});  // first of all: a basis that is a day too old costs a build, one too new would spare a needed one
  std::future<std::string> program = std::async(program_id);
  Inputs inputs(options.root, options.jobs);
  auto identify = [&] {
    build.program = program.get();
    build.basis = basis_of(inputs, day, options.language);
  };
  bool ask = !options.full && !json && may_exist(build.out);  // else they are hashed while the content is read
  if (ask) identify();
  if (auto before = ask ? publish::as_before(build) : std::nullopt) {
    Remarks said = Remarks::of(before->note);
    if (!said.diagnostics.empty()) print_error(said.diagnostics);
    return finish(before->report, said, build.out.string(), options, watch);
  }
  auto loaded = load(options);
  print_diagnostics(loaded->diagnostics, options.language);
  if (!loaded->good) {
    print_error(say(options.language, Say::nothing_written));
    return exit_content;
  }
  Remarks said = remarks(*loaded, options.language);
  build.note = said.kept();
  if (!ask) identify();
  if (!inputs.still()) build.basis = {};
  publish::BuildReport report = options.dry_run ? publish::compare(loaded->plan, build) : publish::build(loaded->plan, build);
  if (!json) return finish(report, said, build.out.string(), options, watch);
  print_line(build_json(report, loaded->plan, loaded->as_of, pending_results(*loaded), build.explain));
  return exit_good;
}

}  // namespace gongshi
