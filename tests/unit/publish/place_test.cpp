// What is whose: foreign, copied and lost folders, the lock, and paths that lead out.
#include "site_bench.hpp"

using namespace gongshi;
using namespace gongshi::publish_test;

TEST_CASE("a foreign file is named, not lost") {
  Bench bench;
  bench.build(first);
  spit(bench.out() / "results/mine.txt", "mine");
  for (const Pages& pages : {first, with(first, "index.html", "2")})
    CHECK(bench.failure(pages).find("results/mine.txt") != std::string::npos);
  bench.options.full = true;
  CHECK(bench.failure(first).find("results/mine.txt") != std::string::npos);
  bench.options.full = false;
  CHECK(slurp(bench.out() / "index.html") == "home");
  CHECK(slurp(bench.out() / "results/mine.txt") == "mine");
  fs::remove(bench.out() / "results/mine.txt");
  fs::create_symlink("/etc/passwd", bench.out() / "link");
  CHECK(bench.failure(first).find("link") != std::string::npos);
  fs::remove(bench.out() / "link");
  CHECK(bench.failure(with(first, "index.html", "2")).empty());
  spit(bench.state() / "slot-a" / "late.txt", "came in while a build switched");
  for (int round = 0; round < 2; ++round) CHECK(bench.failure(with(first, "index.html", "3")).find("late.txt") != std::string::npos);
}

TEST_CASE("a folder that was never ours is refused, an empty one is taken") {
  Bench bench;
  fs::create_directories(bench.out());
  spit(bench.out() / "index.html", "theirs");
  CHECK(bench.failure(first).find("another --out") != std::string::npos);
  CHECK(slurp(bench.out() / "index.html") == "theirs");
  CHECK_FALSE(fs::exists(bench.state()));
  fs::remove(bench.out() / "index.html");
  CHECK(bench.build(first).written == first.size());
  CHECK(same(bench.live(), first));
  CHECK(bench.build(with(first, "index.html", "2")).written == 1);
  CHECK(same(bench.live(), with(first, "index.html", "2")));
}

TEST_CASE("a link or a file in the place of the site is refused") {
  Bench bench;
  fs::create_directories(bench.home / "site");
  fs::create_directories(bench.home / "elsewhere");
  fs::create_directory_symlink(bench.home / "elsewhere", bench.out());
  CHECK(bench.failure(first).find("neither a folder nor a link") != std::string::npos);
  CHECK(fs::is_empty(bench.home / "elsewhere"));
  fs::remove(bench.out());
  spit(bench.out(), "a file");
  CHECK_FALSE(bench.failure(first).empty());
  CHECK(slurp(bench.out()) == "a file");
}

TEST_CASE("a copied project is built in full, and only what differs is written") {
  Bench bench;
  bench.build(first);
  bench.build(with(first, "index.html", "2"));
  fs::copy(bench.home / "site", bench.home / "copy", fs::copy_options::recursive);
  bench.options.out = bench.home / "copy" / "public";
  BuildReport report = bench.build(with(first, "index.html", "3"));
  CHECK(bench.rendered == first.size());
  CHECK(changes(report) == "index.html changed\n");
  CHECK(same(bench.live(), with(first, "index.html", "3")));
  bench.build(with(first, "index.html", "3"));
  CHECK(bench.rendered == 0);

  SUBCASE("but not over foreign files") {
    fs::copy(bench.home / "site", bench.home / "again", fs::copy_options::recursive);
    bench.options.out = bench.home / "again" / "public";
    spit(bench.out() / "mine.txt", "mine");
    CHECK(bench.failure(first).find("mine.txt") != std::string::npos);
    CHECK(slurp(bench.out() / "mine.txt") == "mine");
  }
}

TEST_CASE("a lost state folder: the site is no longer ours") {
  Bench bench;
  bench.build(first);
  fs::remove_all(bench.state());
  CHECK(bench.failure(first).find("move it away or delete it") != std::string::npos);
  CHECK(same(bench.live(), first));
  fs::remove_all(bench.out());
  CHECK(bench.failure(first).empty());
  CHECK(same(bench.live(), first));
}

TEST_CASE("a lost site is built again") {
  Bench bench;
  bench.build(first);
  bench.build(with(first, "index.html", "2"));
  fs::remove_all(bench.out());
  CHECK(bench.build(first).written == first.size());
  CHECK(same(bench.live(), first));
}

TEST_CASE("an unreadable or older manifest is a full build") {
  Bench bench;
  bench.build(first);
  bench.build(with(first, "index.html", "2"));
  for (const char* text : {"", "garbage\n", "gongshi-manifest 0 x y\n", "half"}) {
    for (const auto& entry : fs::directory_iterator(bench.state())) {
      if (entry.path().extension() != ".manifest") continue;
      std::string old = slurp(entry.path());
      if (std::string(text) == "half")
        spit(entry.path(), old.substr(0, old.size() / 2));
      else
        spit(entry.path(), text);
    }
    CHECK(bench.build(with(first, "index.html", "2")).written == 0);
    CHECK(bench.rendered == first.size());
    CHECK(bench.build(with(first, "index.html", text)).written == 1);
    CHECK(same(bench.live(), with(first, "index.html", text)));
    CHECK(bench.build(with(first, "index.html", "2")).written == 1);
  }
}

TEST_CASE("one builder at a time") {
  Bench bench;
  {
    publish::Staged staged = publish::stage(bench.plan(first), bench.options);
    CHECK(bench.failure(first).find("another build") != std::string::npos);
    CHECK_THROWS_AS(publish::compare(bench.plan(first), bench.options), Failure);
    publish::commit(staged);
    CHECK_THROWS_AS(publish::commit(staged), Failure);
  }
  CHECK(bench.build(first).written == 0);
}

TEST_CASE("a folder that cannot be written") {
  Bench bench;
  bench.build(first);
  if (geteuid() != 0) return;  // only root can become nobody and come back
  fs::permissions(bench.home, fs::perms::owner_all | fs::perms::group_exec | fs::perms::others_exec);
  REQUIRE(seteuid(65534) == 0);
  std::string failure = bench.failure(with(first, "index.html", "2"));
  std::string compared;
  try {
    compared = changes(publish::compare(bench.plan(with(first, "index.html", "2")), bench.options));
  } catch (const Failure& thrown) {
    compared = thrown.what();
  }
  REQUIRE(seteuid(0) == 0);
  CHECK(failure.find("Permission denied") != std::string::npos);
  CHECK(failure.find(".public.gongshi") != std::string::npos);
  CHECK(compared == "index.html changed\n");
  CHECK(same(bench.live(), first));
}

TEST_CASE("paths that leave the site, or clash, write nothing") {
  Bench bench;
  bench.build(first);
  auto before = stamps(bench.home);
  std::string nul("a\0b", 3);
  for (const std::string& path :
       {std::string("../x"), std::string("a/../../x"), std::string("/x"), std::string("a//x"), std::string("a/"), std::string(),
        std::string("."), std::string("a/./b"), std::string("a\\b"), nul, std::string("a\nb"), std::string(256, 'a')}) {
    CHECK_FALSE(bench.failure(with(first, path, "x")).empty());
    publish::Staged staged = publish::stage(bench.plan(first), bench.options);
    CHECK_THROWS_AS(staged.put(path, "x"), Failure);
  }
  CHECK(bench.failure(with(first, "results", "x")).find("claim") != std::string::npos);
  CHECK_THROWS_AS(bench.build(first, first), Failure);
  CHECK(stamps(bench.home) == before);
}

TEST_CASE("what is replaced while a site is staged is not switched") {
  for (bool live : {false, true}) {
    Bench bench;
    bench.build(first);
    fs::path victim = live ? bench.out() : bench.state() / "slot-a";
    publish::Staged staged = publish::stage(bench.plan(with(first, "index.html", "2")), bench.options);
    fs::rename(victim, bench.home / "moved");
    fs::create_directories(bench.home / "theirs");
    fs::create_directory_symlink(bench.home / "theirs", victim);
    CHECK_THROWS_AS(publish::commit(staged), Failure);
    CHECK(fs::is_empty(bench.home / "theirs"));
    fs::remove(victim);
    if (live) fs::rename(bench.home / "moved", victim);
    CHECK(same(bench.live(), first));
    CHECK(bench.build(with(first, "index.html", "2")).written == 1);
  }
}
