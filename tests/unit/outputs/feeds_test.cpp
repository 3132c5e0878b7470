#include <doctest/doctest.h>

#include "outputs/feeds/atom.hpp"
#include "outputs/feeds/sitemap.hpp"
#include "outputs/files.hpp"
#include "small_site.hpp"

using namespace gongshi;
using gongshi::test::bytes_of;
using gongshi::test::SmallSite;

namespace {

/// Pages by name alone.
class NamedPages final : public OutputKind {
 public:
  explicit NamedPages(std::vector<std::string> paths) : paths_(std::move(paths)) {}
  std::string_view name() const override { return "pages"; }
  std::size_t count() const override { return paths_.size(); }
  std::string path(std::size_t i) const override { return paths_[i]; }
  std::unique_ptr<Draft> draft(std::size_t) const override { return nullptr; }

 private:
  std::vector<std::string> paths_;
};

bool has(std::string_view text, std::string_view piece) { return text.find(piece) != std::string_view::npos; }

}  // namespace

TEST_CASE("the feed: newest first, without persons and what was withdrawn, all text escaped") {
  SmallSite small;
  auto entries = feed_entries(small.site);
  REQUIRE(entries.size() == 4);
  CHECK(entries[0].correction);
  CHECK(entries[0].on == Date(2024, 6, 10));
  CHECK(entries[3].index == 4);
  std::string feed;
  append_feed(feed, small.site);
  CHECK(has(feed, "<id>https://gongshi.example/a/results/R1.html#correction-6</id>"));
  CHECK(has(feed, "<updated>2024-06-12T00:00:00+08:00</updated>"));
  CHECK(has(feed, "＝虚构&lt;第一&gt;中学"));
  CHECK(has(feed, "检查结果由“发现问题待后续处理”改为“发现问题已责令改正”。原因：录入有误"));
  for (std::string_view secret : {"张某某", "秘密", "R3", "李四"}) CHECK_FALSE(has(feed, secret));
}

TEST_CASE("the feed stops at fifty") {
  SmallSite small;
  for (int i = 0; i < 100; ++i) small.site.results.push_back(small.site.results[0]);
  CHECK(feed_entries(small.site).size() == 50);
}

TEST_CASE("the sitemap: pages that stand in the plan, but no pointer and not 404") {
  SmallSite small;
  OutputPlan plan;
  plan.add(std::make_unique<NamedPages>(std::vector<std::string>{"index.html"}));
  plan.add(std::make_unique<NamedPages>(
      std::vector<std::string>{"objects/91999901MA0K00179E.html", "objects/999901100000012.html", "results/R1.html"}));
  plan.add(std::make_unique<NamedPages>(std::vector<std::string>{"404.html"}));
  plan.add(std::make_unique<NamedPages>(std::vector<std::string>{"data/x.json"}));
  add_feeds(small.site, plan);
  std::string map = bytes_of(plan, "sitemap.xml");
  CHECK(has(map, "<url><loc>https://gongshi.example/a/</loc><lastmod>2024-06-12</lastmod></url>"));
  CHECK(has(map, "<url><loc>https://gongshi.example/a/results/R1.html</loc><lastmod>2024-06-01</lastmod></url>"));
  CHECK_FALSE(has(map, "999901100000012"));
  CHECK_FALSE(has(map, "404"));
  CHECK_FALSE(has(map, "x.json"));
  CHECK(bytes_of(plan, "robots.txt") == "User-agent: *\nAllow: /a/\nSitemap: https://gongshi.example/a/sitemap.xml\n");
}

TEST_CASE("past 50,000 addresses the sitemap is an index of parts") {
  SmallSite small;
  std::vector<std::string> paths(120'000);
  for (std::size_t i = 0; i < paths.size(); ++i) paths[i] = "results/X" + std::to_string(i) + ".html";
  OutputPlan plan;
  plan.add(std::make_unique<NamedPages>(std::move(paths)));
  add_feeds(small.site, plan);
  CHECK(has(bytes_of(plan, "sitemap.xml"), "<loc>https://gongshi.example/a/sitemap-3.xml</loc>"));
  CHECK(has(bytes_of(plan, "sitemap-2.xml"), "/X50000.html<"));
  CHECK(has(bytes_of(plan, "sitemap-3.xml"), "/X119999.html<"));
  CHECK_FALSE(has(bytes_of(plan, "sitemap-2.xml"), "/X49999.html<"));
}

TEST_CASE("a sample wants to be left alone") {
  SmallSite small;
  small.data.site.sample = true;
  small.data.site.base_url = "https://gongshi.example/";
  CHECK(robots(small.data.site) == "User-agent: *\nDisallow: /\nSitemap: https://gongshi.example/sitemap.xml\n");
}
