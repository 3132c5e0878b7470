// Plans, item lists and notices in the ledger.
#include "model/document.hpp"

#include "rules/ledger/ledger.hpp"
#include "world.hpp"

using namespace gongshi;
using test::day;
using test::World;

namespace {

struct Documents : World {
  Documents() {
    Plan& plan = data.plans.emplace_back();
    plan.id = "P1";
    plan.title = "年度计划";
    plan.year = 2024;
    plan.published_on = Date(2024, 3, 1);
    PlanSection& section = plan.sections.emplace_back();
    section.kind = SectionKind::internal;
    section.title = "一";
    PlanEntry& entry = section.entries.emplace_back();
    entry.number = "1";
    entry.ratio = Ratio{0.25, "25%"};
    ItemList& items = data.items.emplace_back();
    items.id = "I1";
    items.title = "清单";
    items.published_on = Date(2024, 4, 1);
    Notice& notice = data.notices.emplace_back();
    notice.slug = "n";
    notice.title = "公告";
    notice.date = Date(2024, 5, 1);
    notice.body = "正文。\n";
    notice.revisions = {{Date(2024, 5, 6), "改错"}};
  }
  Plan& plan() { return data.plans.front(); }
  void revise_plan() { plan().revisions.push_back({Date(2024, 6, 1), "调整"}); }
};

std::string entered(const GrownLedger& grown) {
  std::string out;
  for (std::size_t i = grown.old_entries; i < grown.ledger.entries.size(); ++i) {
    const LedgerEntry& e = grown.ledger.entries[i];
    if (e.kind == EntryKind::release) continue;
    out += (out.empty() ? "" : " ") + std::string(choices_of<EntryKind>()[static_cast<std::size_t>(e.kind)].key) + ":" + std::string(e.id) +
           ":" + std::to_string(e.revisions.value_or(-1));
  }
  return out;
}

}  // namespace

// The digests were worked out in Python from CONTRACT §5, over json.dumps(…, sort_keys=True) of the record with `salt`.
TEST_CASE("the canonical content of a plan and of a notice") {
  Documents world;
  std::string_view salt = "00000000000000000000000000000001";
  std::vector<Document> all = documents_of(world.data);
  REQUIRE(all.size() == 3);
  CHECK(all[0].id == "items/I1");
  CHECK(all[1].id == "notices/n");
  CHECK(all[2].id == "plans/P1");
  CHECK(document_digest(all[2], salt) == "5f30e1cd43ab7d877e4acb8c2d8493e4f5b2aa3f9db5b97735921b778acf7799");
  CHECK(document_digest(all[1], salt) == "5e43f7eaeb45fed0a08081dc2b1001bbe663b134de1405882882ba2ccede53dd");
  CHECK(
      canonical_content(all[1], salt) ==
      R"({"body":"正文。\n","date":"2024-05-01","revisions":[{"note":"改错","on":"2024-05-06"}],"salt":"00000000000000000000000000000001","slug":"n","title":"公告"})");
}

TEST_CASE("each document is entered when it becomes public, by its own date") {
  Documents world;
  CHECK(entered(world.publish("2024-02-29")) == "");
  CHECK(entered(world.publish("2024-03-31")) == "publish:plans/P1:0");
  CHECK(entered(world.publish("2024-05-01")) == "publish:items/I1:0 publish:notices/n:1");
  CHECK(entered(world.publish("2024-05-02")) == "");
  world.live();
  CHECK(world.said() == "");
  auto site = world.live();
  CHECK(site->documents.size() == 3);
  CHECK(site->documents[2].seq == 1);
  CHECK(site->results.empty());
}

TEST_CASE("a published document that changes needs a new line in its revisions, and then gets a correct entry") {
  Documents world;
  world.publish("2024-05-01");
  world.plan().title = "年度计划（修订）";
  world.preview("2024-06-01");
  CHECK(world.said() == "R0615 plans/P1");
  CHECK_FALSE(world.publish("2024-06-01").grown());
  world.revise_plan();
  CHECK(entered(world.publish("2024-06-01")) == "correct:plans/P1:1");
  CHECK(entered(world.publish("2024-06-02")) == "");
  world.live();
  CHECK(world.said() == "");
  world.plan().title = "再改";  // the line that is there covers the change before
  world.preview("2024-06-03");
  CHECK(world.said() == "R0615 plans/P1");
  world.revise_plan();
  CHECK(entered(world.publish("2024-06-03")) == "correct:plans/P1:2");
  CHECK(world.live()->documents[2].seq == 3);
  world.plan().revisions.pop_back();
  world.preview("2024-06-03");
  CHECK(world.said() == "R0615 plans/P1");
}

TEST_CASE("a published document may neither vanish nor go back into the future, nor lose its salt") {
  Documents world;
  world.publish("2024-05-01");
  world.plan().published_on = Date(2024, 7, 1);
  world.data.notices.clear();
  world.preview("2024-06-01");
  CHECK(world.said() == "R0616 notices/n, R0616 plans/P1");
  world.data.unread["notice"].any = true;
  world.preview("2024-06-01");
  CHECK(world.said() == "");  // what could not be read is reported as such
  Documents other;
  other.publish("2024-05-01");
  other.data.ledger.salts[1] = {};
  other.preview("2024-06-01");
  CHECK(other.said() == "R0609 notices/n");
}

TEST_CASE("results and documents of one id do not meet") {
  Documents world;
  world.result("P1");
  world.publish("2024-05-10");
  auto site = world.live();
  CHECK(World::ids(*site) == "P1");
  CHECK(world.said() == "");
}
