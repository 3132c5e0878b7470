#include "serve/watcher.hpp"

#include <doctest/doctest.h>
#include <sys/resource.h>

#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>

#include "base/failure.hpp"

using namespace std::chrono_literals;
using gongshi::Watcher;
namespace fs = std::filesystem;

namespace {

/// Long enough for what comes at once, also on a busy machine.
constexpr auto soon = 10s;
/// What must not come does not come within this.
constexpr auto never = 150ms;

struct Folder {
  fs::path path;
  Folder() {
    std::string name = (fs::temp_directory_path() / "gongshi-watch-XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path); }
};

void write(const fs::path& path, const std::string& text = "x") { std::ofstream(path) << text; }

bool changed(Watcher& watcher, std::chrono::milliseconds within = soon) { return watcher.wait(within, std::stop_token()); }

}  // namespace

TEST_CASE("files written, moved, linked and deleted at any depth are changes") {
  Folder root;
  fs::create_directories(root.path / "content/results");
  write(root.path / "content/results/a.json");
  write(root.path / "outside.json");
  Watcher watcher({root.path / "content"});
  CHECK_FALSE(changed(watcher, never));
  write(root.path / "content/results/a.json", "y");
  CHECK(changed(watcher));
  CHECK_FALSE(changed(watcher, never));  // once
  write(root.path / "content/b.json");
  CHECK(changed(watcher));
  fs::rename(root.path / "content/b.json", root.path / "content/results/c.json");
  CHECK(changed(watcher));
  fs::rename(root.path / "outside.json", root.path / "content/d.json");
  CHECK(changed(watcher));
  fs::create_hard_link(root.path / "content/d.json", root.path / "content/e.json");
  CHECK(changed(watcher));
  fs::remove(root.path / "content/d.json");
  CHECK(changed(watcher));
  write(root.path / "outside2.json");
  CHECK_FALSE(changed(watcher, never));
}

TEST_CASE("a file that is being written is a change when it is closed") {
  Folder root;
  Watcher watcher({root.path});
  std::ofstream slow(root.path / "a.csv");
  slow << "half" << std::flush;
  CHECK_FALSE(changed(watcher, never));
  slow.close();
  CHECK(changed(watcher));
}

TEST_CASE("new folders are watched, with what is in them; folders that left are not") {
  Folder root;
  fs::create_directories(root.path / "content");
  Watcher watcher({root.path / "content"});
  fs::create_directories(root.path / "content/2024/05/results");
  CHECK(changed(watcher));
  write(root.path / "content/2024/05/results/a.json");
  CHECK(changed(watcher));
  fs::rename(root.path / "content/2024", root.path / "content/2025");
  CHECK(changed(watcher));
  write(root.path / "content/2025/05/results/a.json", "y");
  CHECK(changed(watcher));
  fs::rename(root.path / "content/2025", root.path / "elsewhere");
  CHECK(changed(watcher));
  write(root.path / "elsewhere/05/results/a.json", "z");
  CHECK_FALSE(changed(watcher, never));
  fs::rename(root.path / "elsewhere", root.path / "content/2026");
  CHECK(changed(watcher));
  write(root.path / "content/2026/05/results/b.json");
  CHECK(changed(watcher));
}

TEST_CASE("what passes and what is ignored is no change") {
  Folder root;
  fs::create_directories(root.path / "site/preview/results");
  fs::create_directories(root.path / "site/.git");
  Watcher watcher({root.path / "site"},
                  [&](const fs::path& path) { return path == root.path / "site/preview" || path == root.path / "site/public"; });
  for (const char* name :
       {".hidden", "a.json~", "a.json.swp", "#a.json#", "~$a.xlsx", ".git/HEAD", "preview/a.html", "preview/results/b.html"})
    write(root.path / "site" / name);
  fs::create_directories(root.path / "site/public/x");
  write(root.path / "site/public/x/a.html");
  CHECK_FALSE(changed(watcher, never));
  fs::rename(root.path / "site/a.json~", root.path / "site/a.json");  // as editors save
  CHECK(changed(watcher));
  for (const char* name : {"a.json", "#", "a#", "x.swpx", "~a", "$a.xlsx"}) CHECK_FALSE(gongshi::passing_name(name));
}

TEST_CASE("a folder that does not exist yet is picked up when it appears, and again when it comes back") {
  Folder root;
  const fs::path templates = root.path / "a/b/templates";
  Watcher watcher({templates});
  CHECK_FALSE(changed(watcher, never));
  write(root.path / "other");
  CHECK_FALSE(changed(watcher, never));
  fs::create_directories(templates);
  CHECK(changed(watcher));
  write(templates / "page.html");
  CHECK(changed(watcher));
  fs::remove_all(root.path / "a");
  CHECK(changed(watcher));
  fs::create_directories(templates);
  CHECK(changed(watcher));
  write(templates / "page.html");
  CHECK(changed(watcher));
  fs::rename(templates, root.path / "a/old");
  CHECK(changed(watcher));
  write(root.path / "a/old/page.html", "y");
  CHECK_FALSE(changed(watcher, never));
}

TEST_CASE("many changes are one, and unrest is not waited out") {
  Folder root;
  Watcher watcher({root.path});
  for (int i = 0; i < 200; ++i) write(root.path / ("f" + std::to_string(i)));
  CHECK(changed(watcher));
  CHECK_FALSE(changed(watcher, never));
  std::jthread restless([&](const std::stop_token& stop) {
    for (int i = 0; !stop.stop_requested(); ++i) {
      write(root.path / "same", std::to_string(i));
      std::this_thread::sleep_for(5ms);
    }
  });
  CHECK(changed(watcher));
  CHECK(changed(watcher));
}

TEST_CASE("it can be stopped, before and while it waits, and used again") {
  Folder root;
  Watcher watcher({root.path});
  std::stop_source early;
  early.request_stop();
  CHECK_FALSE(watcher.wait(soon, early.get_token()));
  std::stop_source source;
  std::jthread stopper([&] {
    std::this_thread::sleep_for(20ms);
    source.request_stop();
  });
  auto began = std::chrono::steady_clock::now();
  CHECK_FALSE(watcher.wait(60s, source.get_token()));
  CHECK(std::chrono::steady_clock::now() - began < 30s);
  write(root.path / "a");
  CHECK(changed(watcher));
}

TEST_CASE("lost events are a change, and folders that were missed are watched") {
  Folder root;
  std::size_t room = 16384;
  std::ifstream("/proc/sys/fs/inotify/max_queued_events") >> room;
  if (room > 100'000) return;  // it would take too long here
  Watcher watcher({root.path});
  for (std::size_t i = 0; i < room / 2 + 10; ++i) {  // names that are ignored: only the overflow itself can be the change
    write(root.path / ".a");
    write(root.path / ".b");
  }
  fs::create_directory(root.path / "missed");
  CHECK(changed(watcher));
  write(root.path / "missed/a.json");
  CHECK(changed(watcher));
}

TEST_CASE("links to folders are not followed, a linked root is") {
  Folder root;
  fs::create_directories(root.path / "real/sub");
  fs::create_directories(root.path / "content");
  fs::create_directory_symlink(root.path / "real/sub", root.path / "content/link");
  fs::create_directory_symlink(root.path / "real", root.path / "templates");
  Watcher content({root.path / "content"});
  Watcher templates({root.path / "templates/"});
  write(root.path / "real/sub/a");
  CHECK_FALSE(changed(content, never));
  CHECK(changed(templates));
}

TEST_CASE("no instance left is a failure that names the limit") {
  Folder root;
  rlimit before{};
  ::getrlimit(RLIMIT_NOFILE, &before);
  rlimit none{0, before.rlim_max};
  ::setrlimit(RLIMIT_NOFILE, &none);
  std::string said;
  try {
    Watcher watcher({root.path});
  } catch (const gongshi::Failure& failure) {
    said = failure.what();
  }
  ::setrlimit(RLIMIT_NOFILE, &before);
  CHECK(said.find("max_user_instances") != said.npos);
}
