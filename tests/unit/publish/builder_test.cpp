// What is rendered, written, linked and removed.
#include "site_bench.hpp"

using namespace gongshi;
using namespace gongshi::publish_test;

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

TEST_CASE("equal large files of one name are made once") {
  Bench bench;
  Pages large{{"data/results.csv", {"rows"}}, {"data/2024/results.csv", {"rows"}}, {"data/2024/results.json", {"rows"}}};
  bench.build(first, large);
  CHECK(bench.rendered == first.size() + 2);  // results.json has another name
  Pages all = first;
  all.insert(large.begin(), large.end());
  CHECK(same(bench.live(), all));
  SUBCASE("and each anew when they differ") {
    large["data/results.csv"].bytes = "more rows";
    BuildReport report = bench.build(first, large);
    CHECK(changes(report) == "data/results.csv changed\n");
    all["data/results.csv"].bytes = "more rows";
    CHECK(same(bench.live(), all));
  }
  SUBCASE("and both come over when something else changes") {
    bench.build(with(first, "index.html", "home 2"), large);
    all["index.html"].bytes = "home 2";
    CHECK(same(bench.live(), all));
  }
  SUBCASE("and one that was lost is repaired from the other") {
    fs::remove(bench.out() / "data/2024/results.csv");
    CHECK(changes(bench.build(first, large)) == "data/2024/results.csv repaired\n");
    CHECK(same(bench.live(), all));
  }
}

TEST_CASE("what a site was made from is kept with it") {
  Bench bench;
  bench.options.basis = quick_digest("the inputs");
  bench.options.note = "two\nwarnings";
  CHECK(!publish::as_before(bench.options));
  bench.build(first);
  auto before = publish::as_before(bench.options);
  REQUIRE(before);
  CHECK(before->note == "two\nwarnings");
  CHECK(before->report.files == first.size());
  CHECK(before->report.unchanged == first.size());
  CHECK(before->report.written == 0);

  SUBCASE("other inputs") {
    bench.options.basis = quick_digest("other inputs");
    CHECK(!publish::as_before(bench.options));
    bench.build(first);  // the same site from other inputs
    CHECK(publish::as_before(bench.options));
    bench.options.basis = quick_digest("the inputs");
    CHECK(!publish::as_before(bench.options));
  }
  SUBCASE("another program") {
    bench.options.program = "gongshi 9";
    CHECK(!publish::as_before(bench.options));
  }
  SUBCASE("a file that was edited, one that was lost, one that is strange") {
    SUBCASE("edited") { spit(bench.out() / "index.html", "mine"); }
    SUBCASE("lost") { fs::remove(bench.out() / "index.html"); }
    SUBCASE("strange") { spit(bench.out() / "mine.txt", "mine"); }
    CHECK(!publish::as_before(bench.options));
  }
  SUBCASE("a build between that does not say what it was made from") {
    BuildOptions known = bench.options;
    bench.options.basis = {};
    bench.build(with(first, "index.html", "home 2"));
    CHECK(!publish::as_before(known));
    bench.build(first);
    CHECK(!publish::as_before(known));
  }
  SUBCASE("a note that was torn") {
    for (const auto& entry : fs::directory_iterator(bench.state()))
      if (entry.path().extension() == ".basis") fs::resize_file(entry.path(), fs::file_size(entry.path()) - 1);
    CHECK(!publish::as_before(bench.options));
  }
}
