#include "rules/ledger/release.hpp"

#include "../ingest/small_root.hpp"
#include "rules/ledger/ledger.hpp"
#include "world.hpp"

using namespace gongshi;
using test::day;
using test::RootRead;
using test::SmallRoot;
using test::World;

namespace {

std::function<std::string()> salts_from(int first) {
  return [n = first]() mutable {
    std::string number = std::to_string(n++);
    return std::string(32 - number.size(), '0') + number;
  };
}

void append(const SmallRoot& root, const std::string& file, std::string_view bytes) {
  std::filesystem::create_directories((root.path() / file).parent_path());
  std::ofstream(root.path() / file, std::ios::binary | std::ios::app) << bytes;
}

std::string bytes_of(const SmallRoot& root, const std::string& file) {
  std::ifstream in(root.path() / file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct Step {
  std::size_t published, corrected, withdrawn, entries;
};

/// A publish as `gongshi publish` does it, without the site.
Step publish(const SmallRoot& root, std::string_view on, int salt, bool release = true) {
  RootRead read = root.read();
  REQUIRE(read.words() == "");
  GrownLedger grown = grow_ledger(*read.data, day(on), 2, salts_from(salt), read.out);
  CAPTURE(read.words());
  REQUIRE_FALSE(read.out.errors());
  if (release && grown.open()) add_release(grown, day(on), sha256("tree"), "", salts_from(salt));
  append(root, "content/salts.ndjson", grown.salt_lines);
  append(root, "content/ledger.ndjson", grown.lines(grown.old_entries));
  return {grown.published, grown.corrected, grown.withdrawn, grown.ledger.entries.size()};
}

/// All that a check would say of the root and its live site.
std::string check(const SmallRoot& root) {
  RootRead read = root.read();
  auto live = assess(*read.data, read.data->ledger, Audience::live, day("2024-12-31"), 2, read.out);
  return read.words();
}

void put_results(const SmallRoot& root) {
  root.put("content/results/a.json", R"([
    {"id": "R1", "task_id": "T1", "object_name": "甲厂", "inspected_on": "2024-05-07", "concluded_on": "2024-05-08", "result": "未发现问题"},
    {"id": "R2", "task_id": "T1", "object_name": "张三", "object_type": "person", "inspected_on": "2024-05-07", "concluded_on": "2024-05-08",
     "result": "未发现问题", "inspector_count": 2}])");
}

}  // namespace

// Digests and hashes were worked out in Python from CONTRACT §5: over json.dumps(…, sort_keys=True, ensure_ascii=False,
// separators=(",", ":")). In the file the keys stand in the order of the contract.
TEST_CASE("the ledger of a first publish, byte for byte") {
  SmallRoot root;
  put_results(root);
  Step step = publish(root, "2024-06-28", 1);
  CHECK(step.published == 2);
  CHECK(step.entries == 3);
  CHECK(
      bytes_of(root, "content/ledger.ndjson") ==
      R"({"seq":1,"on":"2024-06-28","kind":"publish","id":"R1","digest":"8dddf3be4cc5b071fcca72664f886f2ac0b5eb2129cf1a68555b23ee43188ad3","department":"虚构县生态环境局","prev":"0000000000000000000000000000000000000000000000000000000000000000","hash":"070ad25893f33465daad9ddb2651078ba56af3670fb9ccbd6703ff02f8be5bad"}
{"seq":2,"on":"2024-06-28","kind":"publish","id":"R2","digest":"c4fe3eab761abeecb7e55f5ad90e56cd199e3de3c92eeb5fc6264923f0e541c3","department":"虚构县生态环境局","prev":"070ad25893f33465daad9ddb2651078ba56af3670fb9ccbd6703ff02f8be5bad","hash":"5e2878b0eb8e168c0fb6e3128553c927bc05a1594463045785a9d9f4ecddf2b8"}
{"seq":3,"on":"2024-06-28","kind":"release","id":"release-3","digest":"dc9c5edb8b2d479e697b4b0b8ab874f32b325138598ce9e7b759eb8292110622","prev":"5e2878b0eb8e168c0fb6e3128553c927bc05a1594463045785a9d9f4ecddf2b8","hash":"33b4f3efcde61f132504c68613f9caa2024385bf94a8ec288f6b361a9596947c"}
)");
  CHECK(bytes_of(root, "content/salts.ndjson") == R"({"seq":1,"salt":"00000000000000000000000000000001"}
{"seq":2,"salt":"00000000000000000000000000000002"}
)");
}

TEST_CASE("what was published reads back clean, and a second publish adds nothing") {
  SmallRoot root;
  put_results(root);
  publish(root, "2024-06-28", 1);
  CHECK(check(root) == "");
  Step again = publish(root, "2024-06-29", 50);
  CHECK(again.published == 0);
  CHECK(again.entries == 3);
  root.put("content/corrections/a.json", R"([
    {"result_id": "R1", "kind": "error", "field": "items", "old": null, "new": ["台账"], "reason": "漏录", "approved_by": "王某", "approver_role": "本部门主要负责人", "approved_on": "2024-06-29"},
    {"result_id": "R1", "kind": "progress", "field": "handling", "old": null, "new": "已改", "reason": "后续", "approved_on": "2024-06-30"},
    {"result_id": "R2", "kind": "withdrawal", "reason": "隐私", "approved_by": "王某", "approver_role": "本部门主要负责人", "approved_on": "2024-06-30"},
    {"result_id": "R1", "kind": "error", "field": "district", "old": null, "new": "北山镇", "reason": "漏录", "approved_by": "王某", "approver_role": "本部门主要负责人", "approved_on": "2024-12-30"}])");
  Step third = publish(root, "2024-07-01", 100);
  CHECK(third.published == 0);
  CHECK(third.corrected == 2);
  CHECK(third.withdrawn == 1);
  CHECK(third.entries == 7);
  CHECK(check(root) == "");
  CHECK(publish(root, "2024-07-02", 150).entries == 7);
  RootRead read = root.read();
  const auto& entries = read.data->ledger.entries;
  CHECK(entries[3].kind == EntryKind::correct);
  CHECK(entries[3].field_name == "items");
  CHECK(entries[3].correction == "error");
  CHECK(entries[3].approver_role == "本部门主要负责人");
  CHECK(entries[3].approved_on == day("2024-06-29"));
  CHECK(entries[4].field_name == "handling");
  CHECK(entries[4].approver_role == "");
  CHECK(entries[5].kind == EntryKind::withdraw);
  CHECK(entries[5].digest == "677ee0c99a35e249069c6e4cead0442792f6412371092a9eb4bcab7b90a87042");
  CHECK(entries[6].kind == EntryKind::release);
  CHECK(entries[6].id == "release-7");
  // Python: R1 with its items, and with its items and handling
  CHECK(entries[3].digest == "ffcbd87fc82c7391875954eeb3c47b4c1a9c96a11bc60897d2800e6d2dcca2b9");
  CHECK(entries[4].digest == "89486b2fab6d9498476a8e9215a36ce658702e3cb71e9e932009da94cee3b8f8");
  CHECK(publish(root, "2024-12-30", 200).corrected == 1);
  CHECK(check(root) == "");
}

TEST_CASE("a batch without release was interrupted: the next publish closes it and appends nothing twice") {
  SmallRoot root;
  put_results(root);
  publish(root, "2024-06-28", 1, false);
  std::string before = bytes_of(root, "content/ledger.ndjson");
  CHECK(check(root) == "");
  Step step = publish(root, "2024-07-03", 50);
  CHECK(step.published == 0);
  CHECK(step.entries == 3);
  RootRead read = root.read();
  CHECK(bytes_of(root, "content/ledger.ndjson").starts_with(before));
  CHECK(read.data->ledger.entries[2].kind == EntryKind::release);
  CHECK(read.data->ledger.entries[2].on == day("2024-07-03"));
  auto live = assess(*read.data, read.data->ledger, Audience::live, day("2024-12-31"), 1, read.out);
  CHECK(live->results[0].published_on == day("2024-07-03"));
  CHECK(check(root) == "");
}

TEST_CASE("salts that were written before the ledger was cut off are drawn anew") {
  SmallRoot root;
  put_results(root);
  publish(root, "2024-06-28", 1, false);
  std::string ledger = bytes_of(root, "content/ledger.ndjson");
  root.put("content/ledger.ndjson", ledger.substr(0, ledger.find('\n') + 1));  // the second entry did not reach the disk
  Step step = publish(root, "2024-06-28", 50);
  CHECK(step.published == 1);
  CHECK(step.entries == 3);
  CHECK(check(root) == "");
}

TEST_CASE("entries come in the order of the preview, corrections after them, and the chain holds") {
  World world;
  world.result("R9", "甲厂", "2024-05-09");
  world.publish("2024-06-01");
  world.result("R1", "乙厂", "2024-05-20");
  world.result("R5", "丙厂", "2024-05-08");
  world.correct("R9", "findings", "null", "\"x\"", "2024-06-02");
  world.correct("R1", "findings", "null", "\"y\"", "2024-06-02");
  world.withdraw("R9", "2024-06-03");
  const GrownLedger& grown = world.publish("2024-06-10");
  std::string order;
  for (const LedgerEntry& e : grown.ledger.entries)
    order +=
        (order.empty() ? "" : " ") + std::string(choices_of<EntryKind>()[static_cast<std::size_t>(e.kind)].key) + ":" + std::string(e.id);
  CHECK(order == "publish:R9 release:release-2 publish:R5 publish:R1 correct:R1 withdraw:R9 release:release-7");
  CHECK(grown.old_entries == 2);
  CHECK(grown.changes.size() == 4);
  Diagnostics out;
  CHECK(check_chain(grown.ledger, 1, out));
  world.live();
  CHECK(world.said() == "");
}

TEST_CASE("the digest of the list of changes does not know the salts, but all else") {
  auto digest = [](int salts, auto change) {
    World world;
    world.salts = salts;
    world.result("R1");
    world.result("R2", "乙厂");
    change(world);
    return world.publish("2024-06-28").list_digest().hex();
  };
  auto nothing = [](World&) {};
  std::string same = digest(0, nothing);
  CHECK(same == digest(500, nothing));
  CHECK(same != digest(0, [](World& w) { w.find("R1").findings = "x"; }));
  CHECK(same != digest(0, [](World& w) { w.find("R1").department = "别的局"; }));
  CHECK(same != digest(0, [](World& w) { w.result("R3", "丙厂"); }));
  CHECK(same != digest(0, [](World& w) { w.correct("R1", "findings", "null", "\"x\"", "2024-06-01"); }));
  CHECK(same == digest(0, [](World& w) { w.find("R1").inspector_count = 2; }));
  World empty;
  CHECK(empty.publish("2024-06-28").list_digest() == sha256(""));
}

TEST_CASE("the release keeps what was approved, and its digest is that of the tree") {
  World world;
  world.result("R1");
  GrownLedger grown = grow_ledger(world.data, day("2024-06-28"), 1, salts_from(1), world.out);
  CHECK(grown.grown());
  CHECK(grown.open());
  std::string approved = grown.list_digest().hex();
  add_release(grown, day("2024-06-28"), sha256("tree"), approved, salts_from(7));
  CHECK_FALSE(grown.open());
  const LedgerEntry& release = grown.ledger.entries.back();
  CHECK(release.id == "release-2");
  std::string_view salt = grown.ledger.salts.back();
  CHECK(salt == salts_from(7)());
  CHECK(release.approved == sha256("[\"" + approved + "\",\"" + std::string(salt) + "\"]").hex());
  CHECK(release_of_list(grown.ledger, approved) == &release);
  CHECK(release_of_list(grown.ledger, sha256("another list").hex()) == nullptr);
  CHECK(release.digest == sha256("tree").hex());
  CHECK(grown.lines(1).find("\"approved\":\"" + std::string(release.approved) + "\"") != std::string::npos);
  CHECK(grown.lines(0).find(approved) == std::string::npos);
  CHECK(grown.lines(1).find('\n') == grown.lines(1).size() - 1);
}

TEST_CASE("nothing is entered while the content has errors") {
  World world;
  world.result("R1");
  world.publish("2024-06-28");
  world.find("R1").findings = "x";
  world.result("R2", "乙厂");
  GrownLedger grown = grow_ledger(world.data, day("2024-06-29"), 1, salts_from(1), world.out);
  CHECK_FALSE(grown.grown());
  CHECK(world.out.errors());
}
