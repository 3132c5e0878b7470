// Real files under a temporary folder, from a plan of a few pages.
#include "publish/builder.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <thread>

#include "base/failure.hpp"

namespace fs = std::filesystem;
using namespace gongshi;
using publish::BuildOptions;
using publish::BuildReport;

namespace {

struct Page {
  std::string bytes;
  std::string input{};  ///< empty: the bytes
};
using Pages = std::map<std::string, Page>;

class PageDraft final : public Draft {
 public:
  PageDraft(const Page& page, std::size_t& rendered) : page_(page), rendered_(rendered) {}
  Digest digest() const override { return sha256(page_.input.empty() ? page_.bytes : page_.input); }
  void render(Sink& out) const override {
    ++rendered_;
    if (page_.bytes == "broken") throw Failure("a page that fails");
    for (char c : page_.bytes) out.write({&c, 1});
  }

 private:
  const Page& page_;
  std::size_t& rendered_;
};

class PageKind final : public OutputKind {
 public:
  PageKind(Pages pages, bool large, std::size_t& rendered) : large_(large), rendered_(rendered) {
    for (auto& page : pages) pages_.push_back(page);
  }
  std::string_view name() const override { return "pages"; }
  std::size_t count() const override { return pages_.size(); }
  std::string path(std::size_t i) const override { return pages_[i].first; }
  std::unique_ptr<Draft> draft(std::size_t i) const override { return std::make_unique<PageDraft>(pages_[i].second, rendered_); }
  bool large() const override { return large_; }

 private:
  std::vector<std::pair<std::string, Page>> pages_;
  bool large_;
  std::size_t& rendered_;
};

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

void spit(const fs::path& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

/// Path → inode and time.
std::map<std::string, std::pair<ino_t, std::int64_t>> stamps(const fs::path& folder) {
  std::map<std::string, std::pair<ino_t, std::int64_t>> out;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    struct stat info{};
    lstat(entry.path().c_str(), &info);
    if (S_ISREG(info.st_mode))
      out[entry.path().lexically_relative(folder)] = {info.st_ino, info.st_mtim.tv_sec * 1'000'000'000 + info.st_mtim.tv_nsec};
  }
  return out;
}

struct Bench {
  fs::path home;
  BuildOptions options;
  std::size_t rendered = 0;

  Bench() {
    std::string name = (fs::temp_directory_path() / "gongshi-builder-XXXXXX").string();
    home = mkdtemp(name.data());
    options.out = home / "site" / "public";
    options.program = "gongshi 1";
    options.jobs = 1;
    options.explain = true;
  }
  ~Bench() { fs::remove_all(home); }
  Bench(const Bench&) = delete;
  Bench& operator=(const Bench&) = delete;

  fs::path out() const { return options.out; }
  fs::path state() const { return home / "site" / ".public.gongshi"; }
  OutputPlan plan(const Pages& pages, const Pages& large = {}) {
    OutputPlan out;
    out.add(std::make_unique<PageKind>(pages, false, rendered));
    out.add(std::make_unique<PageKind>(large, true, rendered));
    return out;
  }
  BuildReport build(const Pages& pages, const Pages& large = {}) {
    rendered = 0;
    return publish::build(plan(pages, large), options);
  }
  /// The live site as a map.
  Pages live() const {
    Pages out;
    for (const auto& [path, stamp] : stamps(this->out())) out[path] = {slurp(this->out() / path)};
    return out;
  }
  std::string failure(const Pages& pages) {
    try {
      build(pages);
    } catch (const Failure& failure) {
      return failure.what();
    }
    return "";
  }
};

bool same(const Pages& a, const Pages& b) {
  return std::ranges::equal(a, b, [](const auto& x, const auto& y) { return x.first == y.first && x.second.bytes == y.second.bytes; });
}

std::string changes(const BuildReport& report) {
  std::string out;
  for (const publish::Change& change : report.changes) out += change.path + " " + std::string(change.why) + "\n";
  return out;
}

const Pages first{{"index.html", {"home"}}, {"results/R1.html", {"one"}}, {"results/R2.html", {"two"}}, {"results/page/1.html", {"list"}}};

Pages with(Pages pages, const std::string& path, const std::string& bytes) {
  pages[path] = {bytes};
  return pages;
}

Pages without(Pages pages, const std::string& path) {
  pages.erase(path);
  return pages;
}

Digest tree_of(const Pages& pages) {
  std::string lines;
  for (const auto& [path, page] : pages)
    if (path != "data/ledger.ndjson") lines += path + " " + sha256(page.bytes).hex() + "\n";
  return sha256(lines);
}

}  // namespace

TEST_CASE("a first build writes all files") {
  Bench bench;
  Pages large{{"data/results.json", {std::string(700'000, 'x')}}};
  BuildReport report = bench.build(first, large);
  CHECK(report.files == 5);
  CHECK(report.written == 5);
  CHECK(report.removed == 0);
  Pages all = first;
  all.insert(large.begin(), large.end());
  CHECK(same(bench.live(), all));
  CHECK(report.tree == tree_of(all));
  CHECK(changes(report).starts_with("data/results.json new\nindex.html new\n"));
}

TEST_CASE("an unchanged plan touches nothing") {
  Bench bench;
  Pages large{{"data/results.json", {"big"}}};
  bench.build(first, large);
  bench.build(with(first, "index.html", "home 2"), large);
  auto before = stamps(bench.home);
  BuildReport report = bench.build(with(first, "index.html", "home 2"), large);
  CHECK(bench.rendered == 0);
  CHECK(report.unchanged == 5);
  CHECK(report.changes.empty());
  CHECK(stamps(bench.home) == before);  // the state folder too
}

TEST_CASE("one change writes one file, the rest keeps inode and time") {
  for (bool by_link : {false, true}) {
    Bench bench;
    bench.options.by_link = by_link;
    bench.build(first);
    CHECK(fs::is_symlink(bench.out()) == by_link);
    for (int round = 0; round < 4; ++round) {
      auto before = stamps(bench.out());
      Pages next = with(first, "results/R1.html", "round " + std::to_string(round));
      BuildReport report = bench.build(next);
      CHECK(bench.rendered == 1);
      CHECK(changes(report) == "results/R1.html changed\n");
      CHECK(same(bench.live(), next));
      auto after = stamps(bench.out());
      CHECK(after.extract("results/R1.html").mapped() != before.extract("results/R1.html").mapped());
      CHECK(after == before);
    }
  }
}

TEST_CASE("another input with the same bytes replaces the manifest alone") {
  Bench bench;
  bench.build(first);
  Pages next = first;
  next["index.html"].input = "another";
  auto before = stamps(bench.out());
  BuildReport report = bench.build(next, {});
  CHECK(bench.rendered == 1);
  CHECK(report.written == 0);
  CHECK(stamps(bench.out()) == before);
  CHECK_FALSE(fs::exists(bench.state() / "slot-a"));
  bench.build(next);
  CHECK(bench.rendered == 0);

  SUBCASE("of a large file as well") {
    bench.build(first, {{"data/a.json", {"big"}}});
    Pages large{{"data/a.json", {"big", "another"}}};
    before = stamps(bench.out());
    CHECK(bench.build(first, large).written == 0);
    CHECK(stamps(bench.out()) == before);
  }
}

TEST_CASE("another program renders everything and rewrites what differs") {
  Bench bench;
  bench.build(first);
  auto before = stamps(bench.out());
  bench.options.program = "gongshi 2";
  CHECK(bench.build(first).written == 0);
  CHECK(bench.rendered == first.size());
  CHECK(stamps(bench.out()) == before);
  bench.build(first);
  CHECK(bench.rendered == 0);
}

TEST_CASE("what leaves the plan leaves the site, in both slots, with its folders") {
  Bench bench;
  bench.build(first);
  bench.build(with(first, "index.html", "2"));
  BuildReport report = bench.build(without(first, "results/page/1.html"));
  CHECK(changes(report) == "index.html changed\nresults/page/1.html removed\n");
  CHECK_FALSE(fs::exists(bench.out() / "results/page"));
  bench.build(without(with(first, "index.html", "3"), "results/page/1.html"));
  CHECK(same(bench.live(), without(with(first, "index.html", "3"), "results/page/1.html")));
  CHECK_FALSE(fs::exists(bench.out() / "results/page"));
  BuildReport removed_only = bench.build({{"index.html", {"3"}}});
  CHECK(removed_only.written == 0);
  CHECK(removed_only.removed == 2);
  CHECK(same(bench.live(), {{"index.html", {"3"}}}));
}

TEST_CASE("a file becomes a folder and a folder a file") {
  Bench bench;
  Pages one{{"a", {"file"}}, {"b/c.html", {"inside"}}, {"b/d/e.html", {"deep"}}};
  Pages two{{"a/x.html", {"inside"}}, {"b", {"file"}}};
  for (int round = 0; round < 3; ++round) {
    bench.build(one);
    CHECK(same(bench.live(), one));
    bench.build(two);
    CHECK(same(bench.live(), two));
  }
}

TEST_CASE("files edited or deleted by hand are repaired, also where both slots share them") {
  Bench bench;
  bench.build(first);
  bench.build(with(first, "index.html", "2"));
  spit(bench.out() / "results/R1.html", "edited in place");
  fs::remove(bench.out() / "results/R2.html");
  BuildReport report = bench.build(with(first, "index.html", "2"));
  CHECK(changes(report) == "results/R1.html repaired\nresults/R2.html repaired\n");
  CHECK(same(bench.live(), with(first, "index.html", "2")));
  spit(bench.out() / "results/page/1.html", "again");  // both slots hold this one by a link
  bench.build(with(first, "index.html", "3"));
  CHECK(same(bench.live(), with(first, "index.html", "3")));
  bench.build(with(first, "index.html", "4"));
  CHECK(same(bench.live(), with(first, "index.html", "4")));
}

TEST_CASE("--full finds an edit that kept size and time") {
  Bench bench;
  bench.build(first);
  auto time = fs::last_write_time(bench.out() / "index.html");
  spit(bench.out() / "index.html", "HOME");
  fs::last_write_time(bench.out() / "index.html", time);
  CHECK(bench.build(first).written == 0);
  bench.options.full = true;
  CHECK(changes(bench.build(first)) == "index.html repaired\n");
  CHECK(bench.rendered == first.size());
  CHECK(same(bench.live(), first));
  auto before = stamps(bench.home);
  CHECK(bench.build(first).written == 0);
  CHECK(stamps(bench.home) == before);
}

TEST_CASE("hard links are never written through") {
  Bench bench;
  bench.build(first);
  fs::create_hard_link(bench.out() / "index.html", bench.home / "kept.html");
  bench.build(with(first, "index.html", "2"));
  bench.build(with(first, "index.html", "3"));
  CHECK(slurp(bench.home / "kept.html") == "home");
}

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

TEST_CASE("a stage that is dropped or fails leaves the live site, and the next build recovers") {
  Bench bench;
  bench.build(first);
  Pages next = with(with(first, "index.html", "2"), "results/R3.html", "three");
  auto before = stamps(bench.out());
  for (int round = 0; round < 2; ++round) {
    {
      publish::Staged staged = publish::stage(bench.plan(next), bench.options);
    }
    CHECK(stamps(bench.out()) == before);
    CHECK(bench.failure(with(next, "results/R4.html", "broken")) == "a page that fails");
    CHECK(stamps(bench.out()) == before);
  }
  CHECK_THROWS_AS(bench.build(first, {{"data/a.json", {"broken"}}}), Failure);
  BuildReport report = bench.build(next);
  CHECK(report.written == 2);
  CHECK(same(bench.live(), next));
  for (const auto& entry : fs::directory_iterator(bench.state())) CHECK(entry.path().extension() != ".new");
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

TEST_CASE("a comparison says what a build would do and touches nothing") {
  Bench bench;
  Pages large{{"data/a.json", {"big"}}};
  CHECK(publish::compare(bench.plan(first), bench.options).written == first.size());
  CHECK(fs::is_empty(bench.home));
  bench.build(first, large);
  auto before = stamps(bench.home);
  Pages next = without(with(with(first, "index.html", "2"), "new.html", "new"), "results/R2.html");
  fs::remove(bench.out() / "results/R1.html");
  before.erase("site/public/results/R1.html");
  BuildReport report = publish::compare(bench.plan(next, {{"data/a.json", {"bigger"}}}), bench.options);
  CHECK(changes(report) == "data/a.json changed\nindex.html changed\nnew.html new\nresults/R1.html repaired\nresults/R2.html removed\n");
  CHECK(stamps(bench.home) == before);
  CHECK(changes(bench.build(next, {{"data/a.json", {"bigger"}}})) == changes(report));
}

TEST_CASE("the ledger is put last, outside the digest of the tree") {
  Bench bench;
  Pages pages = with(first, "data/ledger.ndjson", "entry 1\n");
  {
    publish::Staged staged = publish::stage(bench.plan(pages), bench.options);
    CHECK(staged.changed());
    Digest tree = staged.tree();
    CHECK(tree == tree_of(first));
    staged.put("data/ledger.ndjson", "entry 1\nrelease " + tree.hex() + "\n", sha256("known"));
    CHECK(staged.tree() == tree);
    publish::commit(staged);
  }
  Pages closed = with(first, "data/ledger.ndjson", "entry 1\nrelease " + tree_of(first).hex() + "\n");
  CHECK(same(bench.live(), closed));
  Pages known = closed;
  known["data/ledger.ndjson"].input = "known";
  CHECK(bench.build(known).written == 0);
  CHECK(bench.rendered == 0);
  {
    publish::Staged staged = publish::stage(bench.plan(known), bench.options);
    staged.put("data/ledger.ndjson", closed["data/ledger.ndjson"].bytes, sha256("known"));
    CHECK_FALSE(staged.changed());
    staged.put("data/ledger.ndjson", "more", {});  // opens the slot as late as here
    staged.put("extra/new.html", "extra");
    CHECK(staged.changed());
    BuildReport report = publish::commit(staged);
    CHECK(changes(report) == "data/ledger.ndjson changed\nextra/new.html new\n");
  }
  CHECK(same(bench.live(), with(with(first, "data/ledger.ndjson", "more"), "extra/new.html", "extra")));
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

TEST_CASE("many folders and many threads") {
  Bench bench;
  Pages pages;
  for (int i = 0; i < 700; ++i) pages["f" + std::to_string(i) + "/page.html"] = {"page " + std::to_string(i)};
  std::size_t last = 0;
  bench.options.progress = [&](std::size_t done, std::size_t total) {
    CHECK(done <= total);
    last = done;
  };
  struct Quiet : OutputKind {  // the counter of renderings is for one thread
    Pages pages;
    mutable std::vector<std::size_t> counts;
    std::string_view name() const override { return "quiet"; }
    std::size_t count() const override { return pages.size(); }
    std::string path(std::size_t i) const override { return std::next(pages.begin(), static_cast<std::ptrdiff_t>(i))->first; }
    std::unique_ptr<Draft> draft(std::size_t i) const override {
      return std::make_unique<PageDraft>(std::next(pages.begin(), static_cast<std::ptrdiff_t>(i))->second, counts[i]);
    }
  };
  bench.options.jobs = 4;
  for (int round = 0; round < 3; ++round) {
    pages["f7/page.html"] = {"round " + std::to_string(round)};
    auto kind = std::make_unique<Quiet>();
    kind->pages = pages;
    kind->counts.resize(pages.size());
    OutputPlan plan;
    plan.add(std::move(kind));
    publish::build(plan, bench.options);
    CHECK(same(bench.live(), pages));
    CHECK(last == pages.size());
  }
}

TEST_CASE("an empty site") {
  Bench bench;
  CHECK(bench.build({}).files == 0);
  CHECK(fs::is_empty(bench.out()));
  bench.build(first);
  CHECK(bench.build({}).removed == first.size());
  CHECK(fs::is_empty(bench.out()));
}
