#include "base/output_plan.hpp"

#include <doctest/doctest.h>

using namespace gongshi;

namespace {

class NoDraft final : public Draft {
 public:
  Digest digest() const override { return {}; }
  void render(Sink& out) const override { out.write("x"); }
};

class Paths final : public OutputKind {
 public:
  Paths(std::vector<std::string> paths, bool large = false, bool turns = false) : paths_(std::move(paths)), large_(large), turns_(turns) {}
  std::string_view name() const override { return "paths"; }
  std::size_t count() const override { return paths_.size(); }
  std::string path(std::size_t i) const override { return paths_[i]; }
  std::unique_ptr<Draft> draft(std::size_t /*i*/) const override { return std::make_unique<NoDraft>(); }
  bool large() const override { return large_; }
  bool takes_turns() const override { return turns_; }

 private:
  std::vector<std::string> paths_;
  bool large_, turns_;
};

OutputPlan plan_of(std::vector<std::vector<std::string>> kinds) {
  OutputPlan plan;
  for (auto& paths : kinds) plan.add(std::make_unique<Paths>(std::move(paths)));
  return plan;
}

}  // namespace

TEST_CASE("large kinds come first, of these such as take turns, then the order of add; empty kinds are none") {
  OutputPlan plan;
  plan.add(std::make_unique<Paths>(std::vector<std::string>{"a.html", "b.html"}));
  plan.add(std::make_unique<Paths>(std::vector<std::string>{}));
  plan.add(std::make_unique<Paths>(std::vector<std::string>{"data.csv"}, true));
  plan.add(std::make_unique<Paths>(std::vector<std::string>{"a.xlsx", "b.xlsx"}, true, true));
  CHECK(plan.kinds() == 3);
  CHECK(plan.size() == 5);
  std::vector<std::string> paths;
  for (OutputRef ref : plan.all()) paths.push_back(plan.path(ref));
  CHECK(paths == std::vector<std::string>{"a.xlsx", "b.xlsx", "data.csv", "a.html", "b.html"});
  StringSink sink;
  plan.draft(plan.all().front())->render(sink);
  CHECK(sink.bytes == "x");
}

TEST_CASE("no clash where all paths differ") {
  CHECK(plan_of({{"a.html", "b.html"}, {"c/a.html", "a.htm"}}).clashes().empty());
  CHECK(OutputPlan().clashes().empty());
}

TEST_CASE("two files at one address are both named, also when only case differs") {
  OutputPlan plan = plan_of({{"results/r1.html", "results/R2.html"}, {"x", "results/R1.html"}});
  auto clashes = plan.clashes();
  REQUIRE(clashes.size() == 1);
  CHECK(clashes[0].path == "results/R1.html");
  CHECK(plan.path(clashes[0].first) == "results/r1.html");
  CHECK(plan.path(clashes[0].second) == "results/R1.html");
  CHECK(clashes[0].first.kind == 0);
  CHECK(clashes[0].second.kind == 1);
  CHECK(plan_of({{"a", "a", "A"}}).clashes().size() == 2);
  CHECK(plan_of({{"É.html", "é.html"}}).clashes().empty());  // ids are ASCII: no more is folded
}

TEST_CASE("a file is found at exactly its path, after index") {
  OutputPlan plan = plan_of({{"a.html"}, {"b.html", "c.html"}});
  CHECK_FALSE(plan.find("c.html"));
  plan.index();
  auto found = plan.find("c.html");
  REQUIRE(found);
  CHECK(plan.path(*found) == "c.html");
  CHECK_FALSE(plan.find("C.html"));
  CHECK_FALSE(plan.find("/c.html"));
  plan.add(std::make_unique<Paths>(std::vector<std::string>{"d.html"}));
  plan.index();
  CHECK(plan.find("d.html"));
}
