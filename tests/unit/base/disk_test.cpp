#include "base/disk.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <fstream>

#include "base/failure.hpp"

namespace fs = std::filesystem;
using namespace gongshi;

namespace {

struct Home {
  fs::path path;
  Home() {
    std::string name = (fs::temp_directory_path() / "gongshi-disk-XXXXXX").string();
    path = mkdtemp(name.data());
  }
  ~Home() { fs::remove_all(path); }
  Home(const Home&) = delete;
  Home& operator=(const Home&) = delete;
};

template <class Call>
std::string failure_of(const Call& call) {
  try {
    call();
  } catch (const Failure& failure) {
    return failure.what();
  }
  return "";
}

}  // namespace

TEST_CASE("read: a file, none, or a Failure that names path and cause") {
  Home home;
  CHECK_FALSE(disk::read(home.path / "a"));
  CHECK_FALSE(disk::read(home.path / "a" / "b"));
  disk::replace(home.path / "a", "");
  CHECK(disk::read(home.path / "a") == "");
  std::string bytes(300'000, 'x');
  disk::replace(home.path / "a", bytes);
  CHECK(disk::read(home.path / "a") == bytes);
  CHECK_FALSE(disk::read(home.path / "a" / "b"));
  CHECK(failure_of([&] { disk::read(home.path); }) == home.path.string() + ": Is a directory");
  REQUIRE(mkfifo((home.path / "pipe").c_str(), 0600) == 0);
  CHECK(failure_of([&] { disk::read(home.path / "pipe"); }).find("not a regular file") != std::string::npos);
  CHECK(disk::read("/proc/self/status").value_or("").find("Name:") != std::string::npos);  // a file that says it is empty
}

TEST_CASE("stamp and is_folder") {
  Home home;
  disk::replace(home.path / "a", "12345");
  auto stamp = disk::stamp(home.path / "a");
  REQUIRE(stamp);
  CHECK(stamp->size == 5);
  CHECK(stamp->mtime_ns > 1'600'000'000'000'000'000);
  fs::create_symlink("a", home.path / "link");
  CHECK_FALSE(disk::stamp(home.path / "link"));
  CHECK_FALSE(disk::stamp(home.path));
  CHECK_FALSE(disk::stamp(home.path / "none"));
  CHECK(disk::is_folder(home.path));
  CHECK_FALSE(disk::is_folder(home.path / "a"));
  CHECK_FALSE(disk::is_folder(home.path / "a" / "b"));
}

TEST_CASE("tree: sorted by bytes, links apart, hidden names out") {
  Home home;
  disk::make_folders(home.path / "b" / "c");
  disk::make_folders(home.path / ".git");
  for (const char* name : {"b.txt", "a", "b/z", "b/c/y", ".hidden", ".git/x", "名录库.csv"}) disk::replace(home.path / name, "x");
  fs::create_symlink("a", home.path / "link");
  fs::create_directory_symlink("/", home.path / "b" / "root");
  disk::Tree tree = disk::tree(home.path);
  CHECK(tree.files == std::vector<std::string>{"a", "b.txt", "b/c/y", "b/z", "名录库.csv"});
  CHECK(tree.links == std::vector<std::string>{"b/root", "link"});
  CHECK(disk::tree(home.path / "none").files.empty());
}

TEST_CASE("make_folders") {
  Home home;
  disk::make_folders(home.path / "a" / "b" / "c");
  disk::make_folders(home.path / "a" / "b" / "c");
  CHECK(disk::is_folder(home.path / "a" / "b" / "c"));
  disk::replace(home.path / "file", "x");
  CHECK(failure_of([&] { disk::make_folders(home.path / "file" / "x"); }) == (home.path / "file").string() + ": Not a directory");
}

TEST_CASE("replace: mode kept, nothing left behind, links not followed") {
  Home home;
  fs::path path = home.path / "a";
  disk::replace(path, "one");
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_write);
  std::ofstream(home.path / ".a.new") << "left by a crash";
  disk::replace(path, "two");
  CHECK(disk::read(path) == "two");
  CHECK(fs::status(path).permissions() == (fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_write));
  CHECK_FALSE(fs::exists(home.path / ".a.new"));
  fs::create_symlink("a", home.path / "link");
  CHECK_FALSE(failure_of([&] { disk::replace(home.path / "link", "three"); }).empty());
  CHECK(disk::read(path) == "two");
  CHECK(failure_of([&] { disk::replace(home.path / "none" / "a", "x"); }) == (home.path / "none").string() + ": No such file or directory");
}

TEST_CASE("replace: writers of one file wait for each other") {
  Home home;
  fs::path path = home.path / "a";
  constexpr int writers = 4;
  for (int w = 0; w < writers; ++w) {
    if (fork() != 0) continue;
    int bad = 0;
    try {
      for (int i = 0; i < 20; ++i) disk::replace(path, std::string(5000, static_cast<char>('a' + w)));
    } catch (...) {
      bad = 1;
    }
    _exit(bad);
  }
  for (int w = 0; w < writers; ++w) {
    int status = 0;
    wait(&status);
    CHECK(status == 0);
  }
  std::string bytes = disk::read(path).value_or("");
  CHECK(bytes.size() == 5000);
  CHECK(std::ranges::count(bytes, bytes.at(0)) == 5000);
}

TEST_CASE("append and cut") {
  Home home;
  fs::path path = home.path / "ledger";
  disk::append(path, "one\n");
  disk::append(path, "two\n");
  CHECK(disk::read(path) == "one\ntwo\n");
  disk::cut(path, 4);
  CHECK(disk::read(path) == "one\n");
  CHECK_FALSE(failure_of([&] { disk::cut(path, 5); }).empty());
  CHECK_FALSE(failure_of([&] { disk::cut(home.path / "none", 0); }).empty());
  fs::create_symlink("ledger", home.path / "link");
  CHECK_FALSE(failure_of([&] { disk::append(home.path / "link", "x"); }).empty());
  CHECK_FALSE(failure_of([&] { disk::cut(home.path / "link", 0); }).empty());
  CHECK(disk::read(path) == "one\n");
  CHECK(failure_of([&] { disk::append("/dev/full", "x"); }).find("not a regular file") != std::string::npos);
}

TEST_CASE("folders held open") {
  Home home;
  disk::Folder root = disk::Folder::open(home.path);
  disk::Folder inner = root.make_folder("inner");
  disk::File file = inner.create("a");
  file.write("12");
  file.write("3");
  disk::Stamp stamp = file.close();
  CHECK(stamp == disk::stamp(home.path / "inner" / "a"));
  CHECK_THROWS_AS(inner.create("a"), Failure);
  fs::create_symlink("/etc/passwd", home.path / "inner" / "link");
  CHECK_THROWS_AS(inner.create("link"), Failure);
  CHECK_THROWS_AS(inner.read("link"), Failure);
  CHECK(inner.target("link") == "/etc/passwd");
  CHECK_FALSE(inner.target("a"));
  CHECK(inner.info("link")->kind == disk::Kind::other);
  fs::create_directory_symlink("/etc", home.path / "way-out");
  CHECK_THROWS_AS(root.folder("way-out"), Failure);
  CHECK_THROWS_AS(root.make_folder("way-out"), Failure);
  CHECK_FALSE(root.folder("none"));

  disk::Folder other = root.make_folder("other");
  CHECK(other.link(inner, "a"));
  CHECK(other.info("a")->inode == inner.info("a")->inode);
  CHECK(root.exchange("inner", root, "other"));
  CHECK_FALSE(fs::exists(home.path / "inner" / "link"));
  CHECK(inner.identity() == disk::Folder::open(home.path / "other").identity());
  CHECK(inner.identity() != other.identity());
  CHECK_FALSE(root.remove_folder("other"));
  root.remove_all("other");
  root.remove_all("way-out");
  CHECK_FALSE(fs::exists(home.path / "other"));
  CHECK(fs::exists("/etc/passwd"));
  CHECK_FALSE(root.remove("none"));
  CHECK(root.entries().size() == 1);
}

TEST_CASE("a lock is held once and dies with its process") {
  Home home;
  disk::Folder root = disk::Folder::open(home.path);
  using How = disk::Lock::How;
  CHECK(disk::Lock::take(root, "lock", How::looking));
  CHECK_FALSE(fs::exists(home.path / "lock"));
  pid_t child = fork();
  if (child == 0) {
    auto lock = disk::Lock::take(root, "lock", How::alone);
    raise(SIGKILL);  // without a word
  }
  int status = 0;
  waitpid(child, &status, 0);
  auto lock = disk::Lock::take(root, "lock", How::alone);
  REQUIRE(lock);
  CHECK_FALSE(disk::Lock::take(root, "lock", How::alone));
  CHECK_FALSE(disk::Lock::take(root, "lock", How::looking));
  lock.reset();
  auto one = disk::Lock::take(root, "lock", How::looking);
  CHECK(disk::Lock::take(root, "lock", How::looking));
  CHECK_FALSE(disk::Lock::take(root, "lock", How::alone));
}
