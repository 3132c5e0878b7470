// Whatever a root is read from is in the digest of its inputs, and nothing else.
#include "ingest/inputs.hpp"

#include "small_root.hpp"

using namespace gongshi;
using gongshi::test::SmallRoot;

TEST_CASE("every file that is read counts, by its name and its bytes") {
  SmallRoot root;
  root.put("templates/parts/foot.html", "foot");
  Digest before = Inputs(root.path(), 1).digest();
  CHECK(Inputs(root.path(), 4).digest() == before);
  for (const char* path : {"site/site.json", "site/profiles/own.json", "site/static/logo.svg", "templates/parts/foot.html",
                           "templates/new.html", "content/results/a/b.csv", "content/ledger.ndjson", "content/stray.txt"}) {
    CAPTURE(path);
    SmallRoot other;
    other.put("templates/parts/foot.html", "foot");
    CHECK(Inputs(other.path(), 1).digest() == before);
    other.put(path, "{}");
    CHECK(Inputs(other.path(), 1).digest() != before);
  }
  std::filesystem::rename(root.path() / "templates/parts/foot.html", root.path() / "templates/parts/feet.html");
  CHECK(Inputs(root.path(), 1).digest() != before);
}

TEST_CASE("what a build writes, and what no one reads, does not count") {
  SmallRoot root;
  Digest before = Inputs(root.path(), 1).digest();
  for (const char* path : {"site/preview/index.html", "site/public/index.html", "site/schema/result.schema.json", "README.md"})
    root.put(path, "x");
  CHECK(Inputs(root.path(), 1).digest() == before);
}

TEST_CASE("a link counts, and is not followed") {
  SmallRoot root;
  Digest before = Inputs(root.path(), 1).digest();
  std::filesystem::create_directories(root.path() / "content/results");
  std::filesystem::create_symlink("/etc/passwd", root.path() / "content/results/x.json");
  CHECK(Inputs(root.path(), 1).digest() != before);
}

TEST_CASE("an edit after the digest is noticed") {
  SmallRoot root;
  Inputs inputs(root.path(), 1);
  CHECK(inputs.digest() == Inputs(root.path(), 1).digest());
  CHECK(inputs.still());
  SUBCASE("another size") { root.put("content/tasks/2024.json", "[]"); }
  SUBCASE("a new file") { root.put("content/tasks/2025.json", "[]"); }
  SUBCASE("one less") { root.remove("content/tasks/2024.json"); }
  CHECK(!inputs.still());
}

TEST_CASE("no root at all has a digest too") { CHECK(Inputs("/nonexistent/root", 1).still()); }
