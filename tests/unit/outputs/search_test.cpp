#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <nlohmann/json.hpp>
#include <random>

#include "base/disk.hpp"
#include "base/text.hpp"
#include "outputs/files.hpp"
#include "outputs/search/postings.hpp"
#include "small_site.hpp"

using namespace gongshi;
using gongshi::test::bytes_of;
using gongshi::test::SmallSite;
using nlohmann::json;

TEST_CASE("grams of names count from the end, those of codes from the beginning") {
  std::vector<search::Gram> found;
  search::grams("甲乙丙", search::Space::name, found);
  REQUIRE(found.size() == 3);
  CHECK(found[0].first == search::beginning);
  CHECK(found[0].position == 4);
  CHECK(found[2].first == U'乙');
  CHECK(found[2].position == 2);
  search::grams("91x", search::Space::code, found);
  REQUIRE(found.size() == 2);
  CHECK(found[1].first == U'1');
  CHECK(found[1].position == 1);
  CHECK(search::normalised(" ＡＢc（甲） ") == "abc(甲)");
}

TEST_CASE("lists of slots take the shorter of two forms") {
  std::string out;
  search::append_slots(out, std::vector<std::uint32_t>{0, 1, 33, 1000});
  CHECK(out == "00VcU");
  std::vector<std::uint32_t> dense;
  for (std::uint32_t i = 0; i < 600; ++i)
    if (i % 2 == 0) dense.push_back(i);
  std::string bits;
  search::append_slots(bits, dense);
  CHECK(bits == "!" + std::string(100, 'L'));  // 010101 from the lowest: 21
}

TEST_CASE("the index: what is found, and nothing of a person or of what was withdrawn") {
  SmallSite small;
  OutputPlan plan;
  add_search_index(small.site, 1, plan);
  CHECK(plan.clashes().empty());
  json meta = json::parse(bytes_of(plan, "search/meta.json"));
  CHECK(meta["objects"] == 3);
  CHECK(meta["aliases"] == "00");
  json rows = json::parse(bytes_of(plan, "search/objects-0.json"));
  // In the order of publication: R1, R4, R5.
  CHECK(rows[0] == json::parse(R"(["91999901MA0K00179E","虚构金匠精密铸造有限公司",1,-1,4,"2024-05-10",1])"));
  CHECK(rows[1] == json::parse(R"(["n-0123456789ab","＝虚构<第一>中学","",0,0,"2024-05-13",1])"));
  std::string all;
  for (OutputRef ref : plan.all()) all += bytes_of(plan, plan.path(ref));
  for (std::string_view secret : {"张某某", "秘密", "SECRET"}) CHECK(all.find(secret) == std::string::npos);
  CHECK(all.find("\"n金匠\":\"8:0;10:0\"") == std::string::npos);
  CHECK(all.find("\"n金匠\":\"8:2;10:0\"") != std::string::npos);
  CHECK(all.find("\"a老匠\":\"5:0\"") != std::string::npos);
  CHECK(all.find("\"t排污\":\"6:0\"") != std::string::npos);
}

namespace {

/// The slots of a gram, as the index says them, of all positions.
std::string places(OutputPlan& plan, std::string_view key, char32_t first, char32_t second, std::uint32_t buckets) {
  json bucket = json::parse(bytes_of(plan, "search/" + std::to_string(search::bucket_of(first, second, buckets)) + ".json"));
  return bucket.value(std::string(key), "");
}

}  // namespace

TEST_CASE("each gram is in the bucket that its hash names") {
  SmallSite small;
  OutputPlan plan;
  add_search_index(small.site, 1, plan);
  CHECK(places(plan, "n金匠", U'金', U'匠', 32) == "8:2;10:0");
  CHECK(places(plan, "c91", U'9', U'1', 32) == "0:01");
}

TEST_CASE("a bucket's digest changes with its texts alone") {
  SmallSite small;
  auto digests = [&] {
    OutputPlan plan;
    add_search_index(small.site, 1, plan);
    std::vector<Digest> out;
    for (OutputRef ref : plan.all())
      if (plan.kind(ref.kind).name() == "search grams") out.push_back(plan.draft(ref)->digest());
    return out;
  };
  auto before = digests();
  small.site.objects[2].name = "虚构第二中学";
  auto after = digests();
  std::size_t changed = 0;
  for (std::size_t i = 0; i < before.size(); ++i) changed += before[i] == after[i] ? 0 : 1;
  CHECK(changed > 0);
  CHECK(changed < before.size());
}

// tests/browser/search_test.mjs wants an index of many objects: GONGSHI_SEARCH_OUT is the folder, GONGSHI_SEARCH_OBJECTS their number.
TEST_CASE("a large index for the script's own test" * doctest::skip(std::getenv("GONGSHI_SEARCH_OUT") == nullptr)) {
  const char* wanted = std::getenv("GONGSHI_SEARCH_OBJECTS");
  std::size_t count = wanted != nullptr ? std::strtoul(wanted, nullptr, 10) : 2000;
  const std::vector<std::string> towns{"虚构县", "虚构市", "北山镇", "", "虚构省示例县"},
      sorts{"有限公司", "有限责任公司", "加工部", "中学", "合作社", "（有限合伙）"},
      trades{"铸造", "化工", "纸业", "汽修", "园艺", "建材", "环保科技", "3M胶带", "ＡＢ电子"};
  std::mt19937 random(7);  // NOLINT: the same names every time
  auto pick = [&](const std::vector<std::string>& from) -> const std::string& { return from[random() % from.size()]; };
  SmallSite small;
  std::deque<std::string> texts;
  Assessment& site = small.site;
  site.objects.clear();
  for (std::size_t i = 0; i < count; ++i) {
    std::string name = pick(towns);
    for (int k = 0; k < 2 + static_cast<int>(random() % 3); ++k) append_character(name, static_cast<char32_t>(0x4e00 + random() % 3000));
    ShownObject& o = site.objects.emplace_back();
    o.name = texts.emplace_back(name + pick(trades) + pick(sorts));
    std::string code = "91140525MA";
    for (int k = 0; k < 8; ++k) code += "0123456789ABCDEFGHJKLMNPQRTUWXY"[random() % 31];
    o.code = texts.emplace_back(code);
    o.id = code;
    o.district = i % 2 == 0 ? "城关镇" : "北山镇";
    o.results = {0};
    if (i % 20 == 0) o.names = {texts.emplace_back("老" + name)};
  }
  OutputPlan plan;
  add_search_index(site, 2, plan);
  std::filesystem::path folder = std::getenv("GONGSHI_SEARCH_OUT");
  for (OutputRef ref : plan.all()) {
    disk::make_folders((folder / plan.path(ref)).parent_path());
    disk::replace(folder / plan.path(ref), bytes_of(plan, plan.path(ref)));
  }
}
