#include "serve/watcher.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <map>
#include <string>
#include <system_error>

#include "base/failure.hpp"

namespace gongshi {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::chrono::milliseconds quiet{100};
constexpr std::chrono::milliseconds longest_unrest{500};
constexpr std::uint32_t interesting = IN_CREATE | IN_CLOSE_WRITE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ONLYDIR;

fs::path absolute_normal(const fs::path& path) {
  fs::path whole = fs::absolute(path).lexically_normal();
  return whole.has_filename() || whole == whole.root_path() ? whole : whole.parent_path();
}

/// Is `path` equal to `top` or below it?
bool within(const fs::path& path, const fs::path& top) {
  return std::mismatch(path.begin(), path.end(), top.begin(), top.end()).second == top.end();
}

/// A plain file that has just come will be closed, and then be whole. A link will not.
bool will_be_closed(const fs::path& path) {
  struct stat about{};
  return ::lstat(path.c_str(), &about) != 0 || (S_ISREG(about.st_mode) && about.st_nlink == 1);
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  operator int() const { return number_; }

 private:
  int number_;
};

}  // namespace

class Watcher::Inotify {
 public:
  Inotify(const std::vector<fs::path>& folders, Ignore ignore);
  bool wait(std::chrono::milliseconds timeout, const std::stop_token& stop);

 private:
  /// A watched folder. Of one that only leads to a root, nothing but the next name on the way matters.
  struct Watch {
    fs::path path;
    bool tree = false;
  };
  enum class Woken { changed, nothing, stopped };

  void watch_roots();
  void watch_tree(const fs::path& folder, bool root);
  /// False: there is no such folder, or none that we may read.
  bool watch(const fs::path& folder, bool tree, bool follow);
  void forget_below(const fs::path& folder);
  bool ignored(const fs::path& path) const { return passing_name(path.filename().native()) || (ignore_ && ignore_(path)); }
  /// Waits for one that matters, at most until then.
  Woken next_change(Clock::time_point until);
  /// Takes what is there. True: some of it matters.
  bool read_events();
  bool matters(const inotify_event& event);
  bool matters_on_the_way(const fs::path& path);

  std::vector<fs::path> roots_;
  Ignore ignore_;
  Descriptor events_, stop_;
  std::map<int, Watch> watches_;
};

Watcher::Inotify::Inotify(const std::vector<fs::path>& folders, Ignore ignore)
    : ignore_(std::move(ignore)), events_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)), stop_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  if (events_ < 0) throw Failure("inotify (sysctl fs.inotify.max_user_instances, ulimit -n)", errno);
  if (stop_ < 0) throw Failure("eventfd", errno);
  for (const fs::path& folder : folders) roots_.push_back(absolute_normal(folder));
  watch_roots();
}

void Watcher::Inotify::watch_roots() {
  for (const fs::path& root : roots_) {
    // First what leads to it, so that it cannot appear unseen.
    for (fs::path on_the_way = root; on_the_way.has_relative_path();) {
      on_the_way = on_the_way.parent_path();
      if (watch(on_the_way, false, true)) break;
    }
    watch_tree(root, true);
  }
}

bool Watcher::Inotify::watch(const fs::path& folder, bool tree, bool follow) {
  int number = ::inotify_add_watch(events_, folder.c_str(), interesting | (follow ? 0U : std::uint32_t{IN_DONT_FOLLOW}));
  if (number < 0) {
    if (errno == ENOSPC) throw Failure(folder.string() + ": no inotify watches left (sysctl fs.inotify.max_user_watches)");
    if (errno == ENOMEM) throw Failure(folder.string() + ": inotify", ENOMEM);
    return false;  // gone meanwhile, a file, not ours to read: who reads the content will say so
  }
  Watch& it = watches_[number];
  it.path = folder;
  it.tree |= tree;
  return true;
}

void Watcher::Inotify::watch_tree(const fs::path& folder, bool root) {
  if (!watch(folder, true, root)) return;
  std::error_code error;  // a folder may go while it is read: its deletion is an event
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    std::error_code unknown;
    if (it->symlink_status(unknown).type() == fs::file_type::directory && !ignored(it->path())) watch_tree(it->path(), false);
  }
}

void Watcher::Inotify::forget_below(const fs::path& folder) {
  for (auto it = watches_.begin(); it != watches_.end();) {
    bool below = it->second.tree && within(it->second.path, folder);
    if (below) ::inotify_rm_watch(events_, it->first);
    it = below ? watches_.erase(it) : std::next(it);
  }
}

bool Watcher::Inotify::matters_on_the_way(const fs::path& path) {
  bool is_root = std::ranges::find(roots_, path) != roots_.end();
  if (!is_root && std::ranges::none_of(roots_, [&](const fs::path& root) { return within(root, path); })) return false;
  forget_below(path);
  watch_roots();
  return true;  // perhaps no root came or went with it; that is not worth telling apart
}

bool Watcher::Inotify::matters(const inotify_event& event) {
  if (event.mask & IN_Q_OVERFLOW) {  // events were lost, perhaps of new folders
    watch_roots();
    return true;
  }
  auto found = watches_.find(event.wd);
  if (found == watches_.end()) return false;
  if (event.mask & IN_IGNORED) {  // the folder is gone; the event of its parent says so
    watches_.erase(found);
    return false;
  }
  if (event.len == 0) return false;
  const bool in_tree = found->second.tree;
  const fs::path path = found->second.path / event.name;
  const bool folder = (event.mask & IN_ISDIR) != 0;
  if (matters_on_the_way(path)) return true;
  if (!in_tree || ignored(path)) return false;
  if (folder && (event.mask & (IN_MOVED_FROM | IN_DELETE))) forget_below(path);
  if (folder && (event.mask & (IN_CREATE | IN_MOVED_TO))) watch_tree(path, false);
  return folder || !(event.mask & IN_CREATE) || !will_be_closed(path);
}

bool Watcher::Inotify::read_events() {
  alignas(inotify_event) char buffer[16 * 1024];
  bool any = false;
  for (;;) {
    ssize_t size = ::read(events_, buffer, sizeof buffer);
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) return any;
    for (const char* at = buffer; at < buffer + size;) {
      const auto& event = *reinterpret_cast<const inotify_event*>(at);  // the kernel pads them to their alignment
      any |= matters(event);
      at += sizeof event + event.len;
    }
  }
}

Watcher::Inotify::Woken Watcher::Inotify::next_change(Clock::time_point until) {
  for (;;) {
    auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
    pollfd both[2] = {{events_, POLLIN, 0}, {stop_, POLLIN, 0}};
    int ready = ::poll(both, 2, static_cast<int>(std::clamp<decltype(left)>(left, 0, 1'000'000'000)));
    if (ready < 0 && errno != EINTR) throw Failure("inotify", errno);
    if (ready == 0) return Woken::nothing;
    if (ready < 0) continue;
    if (both[1].revents != 0) return Woken::stopped;
    if (read_events()) return Woken::changed;
    if (Clock::now() >= until) return Woken::nothing;
  }
}

bool Watcher::Inotify::wait(std::chrono::milliseconds timeout, const std::stop_token& stop) {
  std::uint64_t count = 0;
  while (::read(stop_, &count, sizeof count) > 0) continue;  // of an earlier token
  std::stop_callback wake(stop, [this] {
    constexpr std::uint64_t one = 1;
    [[maybe_unused]] ssize_t written = ::write(stop_, &one, sizeof one);
  });
  Woken woken = next_change(Clock::now() + timeout);
  if (woken != Woken::changed) return false;
  for (auto end = Clock::now() + longest_unrest; woken == Woken::changed && Clock::now() < end;)
    woken = next_change(std::min(end, Clock::now() + quiet));
  return woken != Woken::stopped;
}

Watcher::Watcher(const std::vector<fs::path>& folders, Ignore ignore) : inotify_(std::make_unique<Inotify>(folders, std::move(ignore))) {}
Watcher::~Watcher() = default;
bool Watcher::wait(std::chrono::milliseconds timeout, const std::stop_token& stop) { return inotify_->wait(timeout, stop); }

bool passing_name(std::string_view name) {
  return name.starts_with('.') || name.starts_with("~$") || name.ends_with('~') || name.ends_with(".swp") ||
         (name.size() > 1 && name.starts_with('#') && name.ends_with('#'));
}

}  // namespace gongshi
