#include <signal.h>

#include <cstdlib>
#include <stop_token>
#include <thread>

#include "base/failure.hpp"
#include "cli/commands.hpp"
#include "cli/diagnostics_out.hpp"
#include "cli/exit_status.hpp"
#include "cli/messages.hpp"
#include "cli/pipeline.hpp"
#include "cli/print.hpp"
#include "cli/progress.hpp"
#include "outputs/links.hpp"
#include "report/status_out.hpp"
#include "rules/status.hpp"
#include "serve/server.hpp"
#include "serve/watcher.hpp"

namespace gongshi {
namespace {

/// What the server shows of a root that was just read.
Snapshot snapshot(const std::shared_ptr<Loaded>& loaded, std::uint64_t version) {
  Snapshot out;
  out.version = version;
  if (loaded->good) {
    loaded->plan.index();
    out.base = links::from_host(loaded->data->site, "index.html");
    out.plan = std::shared_ptr<const OutputPlan>(loaded, &loaded->plan);
    out.pages["status"] = [loaded] { return status_page(*status(*loaded->data, loaded->data->ledger, loaded->as_of), loaded->data->site); };
  } else {
    out.problem_page = as_page(loaded->diagnostics);
  }
  return out;
}

void show_again(PreviewServer& server, const Options& options, std::uint64_t version) {
  Stopwatch watch;
  std::shared_ptr<Loaded> loaded = load(options);
  bool good = loaded->good;
  if (good) {
    print_line(say(options.language, Say::changed_again, {watch.seconds()}));
  } else {
    print_diagnostics(loaded->diagnostics, options.language);
    print_error(say(options.language, Say::wrong_now, {std::to_string(tally(loaded->diagnostics).errors)}));
  }
  server.show(snapshot(loaded, version));
}

void watch_root(PreviewServer& server, const Options& options, const std::stop_token& stop) {
  auto root = std::filesystem::absolute(options.root).lexically_normal();
  auto ignored = [root](const std::filesystem::path& path) { return path == root / "site/public" || path == root / "site/preview"; };
  Watcher watcher({root / "content", root / "templates", root / "site"}, ignored);
  for (std::uint64_t version = 2; !stop.stop_requested();)
    if (watcher.wait(std::chrono::seconds{3600}, stop)) show_again(server, options, version++);
}

}  // namespace

int run_serve(const Options& options) {
  // Signals are waited for by one thread, so every thread blocks them from here on.
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGINT);
  sigaddset(&ends, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);
  PreviewServer server(options.host, options.port);
  std::shared_ptr<Loaded> loaded = load(options);
  print_diagnostics(loaded->diagnostics, options.language);
  bool good = loaded->good;
  server.show(snapshot(loaded, 1));
  std::string shown = options.host.find(':') == std::string::npos ? options.host : "[" + options.host + "]";
  if (!loopback(options.host)) print_error(say(options.language, Say::serving_open, {options.host}));
  if (!good) print_error(say(options.language, Say::nothing_written));
  std::string address = "http://" + shown + ":" + std::to_string(server.port()) + "/";
  print_line(say(options.language, Say::serving, {address}));
  print_line(say(options.language, Say::serving_status, {address + "-/status"}));
  std::jthread waiting([&] {
    int signal = 0;
    sigwait(&ends, &signal);
    server.stop();
  });
  std::jthread watching;
  if (options.watch)
    watching = std::jthread([&](const std::stop_token& stop) {
      try {
        watch_root(server, options, stop);
      } catch (const Failure& failure) {
        print_error(say(options.language, Say::failure, {options.language == Language::chinese ? failure.chinese() : failure.what()}));
      }
    });
  server.run();
  if (watching.joinable()) watching.request_stop();
  return exit_good;
}

}  // namespace gongshi
