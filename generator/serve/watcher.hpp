// Says when something below some folders has changed, so that a preview can be made anew. By inotify; nothing is polled.
#pragma once
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string_view>
#include <vector>

namespace gongshi {

/// Used by one thread. Sees files that were written and closed, moved, deleted or linked, and folders that came or went, at any
/// depth; not a change of permissions alone, not what another machine writes to a network folder, not behind symbolic links.
class Watcher {
 public:
  /// Given a path below a folder, absolute and normal: true for what does not matter (a folder: with all below it).
  using Ignore = std::function<bool(const std::filesystem::path&)>;

  /// The folders need not exist yet; one that appears, or appears again, is a change. Names that `passing_name` knows are
  /// ignored always. Failure where the system has no more watches or instances: it names the sysctl to raise.
  explicit Watcher(const std::vector<std::filesystem::path>& folders, Ignore ignore = {});
  ~Watcher();
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;

  /// True: something has changed since the constructor or the last true, and all was quiet for 100 ms since, or 500 ms have
  /// passed. False: nothing within `timeout`, or `stop` was asked for. Failure as above, when folders are added.
  bool wait(std::chrono::milliseconds timeout, const std::stop_token& stop);

 private:
  class Inotify;
  std::unique_ptr<Inotify> inotify_;
};

/// Names that come and go while people edit: beginning with a dot, `x~`, `x.swp`, `#x#`, `~$x.xlsx`.
bool passing_name(std::string_view name);

}  // namespace gongshi
