#include <algorithm>
#include <cstdio>

#include "cli/commands.hpp"
#include "cli/diagnostics_out.hpp"
#include "cli/exit_status.hpp"
#include "cli/messages.hpp"
#include "cli/pipeline.hpp"
#include "cli/print.hpp"
#include "cli/progress.hpp"
#include "publish/builder.hpp"

namespace gongshi {

int run_build(const Options& options) {
  Stopwatch watch;
  auto loaded = load(options);
  print_diagnostics(loaded->diagnostics, options.language);
  if (!loaded->good) {
    print_error(say(options.language, Say::nothing_written));
    return exit_content;
  }
  publish::BuildOptions build;
  build.out = options.out.empty() ? options.root / "site/preview" : options.out;
  build.program = "gongshi " GONGSHI_VERSION;
  build.jobs = options.jobs;
  build.full = options.full;
  build.explain = options.explain || options.dry_run;
  build.progress = progress_line(options.progress);
  publish::BuildReport report = options.dry_run ? publish::compare(loaded->plan, build) : publish::build(loaded->plan, build);
  print_changes(report);
  print_report(report, build.out.string(), options, watch.seconds());
  auto pending = std::ranges::count_if(loaded->site->results, [](const ShownResult& r) { return r.pending; });
  if (pending != 0) print_line(say(options.language, Say::pending, {std::to_string(pending)}));
  return exit_good;
}

}  // namespace gongshi
