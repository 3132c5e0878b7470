#include "rules/ledger/ledger.hpp"

#include "world.hpp"

using namespace gongshi;
using test::day;
using test::World;

// Expected digests: Python, sha256(json.dumps(record, sort_keys=True, ensure_ascii=False, separators=(",", ":"))), which is RFC 8785
// for what stands in them (ASCII keys, texts, whole numbers).

namespace {

constexpr std::string_view salt = "00112233445566778899aabbccddeeff";

Result full() {
  Result r;
  r.id = "R1";
  r.number = "虚环查〔2024〕7号";
  r.task_id = "T1";
  r.object_name = "虚构县\"甲\"厂";
  r.object_code = "91999901MA0KX35L7J";
  r.object_kind = ObjectKind::non_market;
  r.object_type = ObjectType::institution;
  r.district = "北山镇";
  r.industry = "C25";
  r.supervision_class = SupervisionClass::key;
  r.credit_risk = CreditRisk::elevated;
  r.items = {"污染防治", "在线\n监测"};
  r.department = "虚构县生态环境局";
  r.inspected_on = day("2024-06-03");
  r.concluded_on = day("2024-06-05");
  r.completed_on = day("2024-06-07");
  r.result = "未发现问题";
  r.uncooperative_ground = UncooperativeGround::other;
  r.findings = "一\t二\\三🀄";
  r.handling = "责令";
  r.follow_up = FollowUp::transferred;
  r.transferred_on = day("2024-06-10");
  r.transferred_to = "虚构县公安局";
  r.penalty = Penalty{"1号", day("2024-06-20"), "罚款"};
  r.inspector_count = 2;
  r.withheld = Withheld{WithheldGround::privacy, "李某某", day("2024-06-01"), "秘密"};
  r.platform_on = day("2024-06-21");
  r.published_on = day("2024-06-22");
  r.published_via = "省平台";
  r.reply = Reply{"没有意见", day("2024-06-23")};
  r.derived_id = true;
  r.department_given = true;
  return r;
}

Result least() {
  Result r;
  r.id = "R2";
  r.task_id = "T1";
  r.object_name = "甲";
  r.department = "局";
  r.result = "合格";
  return r;
}

LedgerEntry publish_entry() {
  return {1, day("2024-06-28"), EntryKind::publish, "R1", no_hash, "虚构县生态环境局", "", "", "", {}, {}, {}, "", "", "", "", no_hash, ""};
}

/// A chain of so many publishes and a release, hashes right.
struct Chain {
  Ledger ledger;
  std::deque<std::string> texts;

  explicit Chain(std::size_t count) {
    for (std::size_t i = 1; i <= count; ++i) {
      LedgerEntry e = publish_entry();
      e.seq = static_cast<std::int64_t>(i);
      e.id = texts.emplace_back("R" + std::to_string(i));
      e.on = day("2024-06-28") + static_cast<int>(i / 2);
      ledger.entries.push_back(e);
    }
    seal(0);
  }
  /// prev and hash of the entries from `first` on, made right.
  void seal(std::size_t first) {
    for (std::size_t i = first; i < ledger.entries.size(); ++i) {
      LedgerEntry& e = ledger.entries[i];
      e.prev = i == 0 ? no_hash : ledger.entries[i - 1].hash;
      e.hash = texts.emplace_back(entry_hash(e));
    }
  }
  /// Number of the entry that is found at fault; 0: none.
  std::string fault(unsigned jobs = 1) const {
    Diagnostics out;
    bool good = check_chain(ledger, jobs, out);
    CHECK(good == out.empty());
    if (good) return "good";
    REQUIRE(out.items().size() == 1);
    CHECK(out.items()[0].code == Code::ledger_broken);
    CHECK(std::to_string(out.items()[0].place.line) == out.items()[0].args[0]);
    return out.items()[0].args[0] + " " + out.items()[0].args[2].substr(0, 8);
  }
};

}  // namespace

TEST_CASE("the day that another system reported is sealed beside the record") {
  CHECK(reported_digest(day("2024-06-22"), salt) == "c9dc102919f0b25e351754c036139e559cc5eea6090bf28d4edcb8e04158854f");
  Result r = full();
  std::string digest = result_digest(r, salt), reported = reported_digest(*r.published_on, salt);
  LedgerEntry entry;
  entry.digest = digest;
  Result other = r;
  other.published_on = day("2024-06-21");
  CHECK(seals(entry, other, salt));  // an entry of an earlier version says nothing of the day
  entry.reported = reported;
  CHECK(seals(entry, r, salt));
  CHECK_FALSE(seals(entry, other, salt));
  other.published_on.reset();
  CHECK_FALSE(seals(entry, other, salt));
  r.findings = "别的";
  CHECK_FALSE(seals(entry, r, salt));
}

TEST_CASE("the digest of a result: public keys and salt, without published_on and what is not public") {
  CHECK(result_digest(full(), salt) == "46ad033fe898057a0dbd4552ef328ad735ab13294fe4a7989a9826a14801efd5");
  CHECK(result_digest(least(), salt) == "fc2a6ff757883ede4f9ec9195ca3b458a15aa2f2df0f4502c832d61e856f7dde");
  CHECK(result_digest(least(), "") == "5ee02be83a9a08760911fd05efac4257902043c5f13df4b24858c2b6a608f719");
}

TEST_CASE("every public field is sealed, and no other") {
  for (const Field& f : Result::shape().fields) {
    CAPTURE(f.name);
    Result r = full();
    Result empty;
    f.assign(&r, &empty);
    bool sealed = !f.internal && f.name != "published_on";
    CHECK((result_digest(r, salt) != result_digest(full(), salt)) == sealed);
  }
}

TEST_CASE("the digest of a withdrawal") {
  CHECK(withdrawal_digest("R1", day("2024-07-01")) == "dc1f8a0167993570aeeb866ad7aef989c141134ffb6f36ceb560bca0b13bc364");
}

TEST_CASE("the hash of an entry of each kind") {
  CHECK(entry_hash(publish_entry()) == "7756faf7ff855920bcd7729732a38ae9d5fbb3eb9c9254d30c628e346f7cb292");
  LedgerEntry e = publish_entry();
  e.hash = "whatever";
  CHECK(entry_hash(e) == "7756faf7ff855920bcd7729732a38ae9d5fbb3eb9c9254d30c628e346f7cb292");  // without itself
  LedgerEntry correct{2,
                      day("2024-06-29"),
                      EntryKind::correct,
                      "R1",
                      no_hash,
                      "",
                      "items",
                      "error",
                      "本部门主要负责人",
                      day("2024-06-25"),
                      {},
                      {},
                      "",
                      "",
                      "",
                      "",
                      no_hash,
                      ""};
  CHECK(entry_hash(correct) == "605f9fada4a52b1255ca009a799bf7aedc111f18eba17321d42a1bf02a7f8409");
  LedgerEntry withdraw{3,
                       day("2024-06-29"),
                       EntryKind::withdraw,
                       "R1",
                       no_hash,
                       "",
                       "",
                       "",
                       "本部门主要负责人",
                       day("2024-06-25"),
                       {},
                       {},
                       "",
                       "",
                       "",
                       "",
                       no_hash,
                       ""};
  CHECK(entry_hash(withdraw) == "1feee3790a63dee11facca7959ea3067e1ea343718d1056e211192808ac0294a");
  LedgerEntry release{
      4, day("2024-06-29"), EntryKind::release, "release-4", no_hash, "", "", "", "", {}, {}, {}, "", "", "", no_hash, no_hash, ""};
  CHECK(entry_hash(release) == "63813b9ffd719e6bba0f3069468ae7f5c412d25e331f67f4d5e3a5ed07fa9ea2");
  LedgerEntry draw{5, day("2024-06-29"), EntryKind::draw, "T1", no_hash, "", "", "", "", {}, 3, {}, "", "", "", "", no_hash, ""};
  CHECK(entry_hash(draw) == "dd3202ac2242512c30a11a9d523df87aa16eb930358ae90a2e740423dc2e825c");
  LedgerEntry plan{6, day("2024-06-29"), EntryKind::publish, "plans/P1", no_hash, "", "", "", "", {}, {}, 0, "", "", "", "", no_hash, ""};
  CHECK(entry_hash(plan) == "d0d68dcb2e3c98dd49a1fff0c46bd7c3325048c83414fd7d186e480bf47a406f");
}

TEST_CASE("a chain that holds") {
  CHECK(Chain(0).fault() == "good");
  CHECK(Chain(1).fault() == "good");
  CHECK(Chain(1000).fault(4) == "good");
}

TEST_CASE("an entry that was edited, also when its own hash was made to fit") {
  Chain chain(9);
  chain.ledger.entries[4].department = "别的局";
  CHECK(chain.fault() == "5 its hash");
  chain.ledger.entries[4].hash = chain.texts.emplace_back(entry_hash(chain.ledger.entries[4]));
  CHECK(chain.fault() == "6 it does ");
  chain.seal(4);
  CHECK(chain.fault() == "good");  // only a head that was kept elsewhere tells
}

TEST_CASE("every field of an entry is under its hash") {
  for (const Field& f : LedgerEntry::shape().fields) {
    CAPTURE(f.name);
    Chain chain(3);
    LedgerEntry other{
        7, day("2024-12-30"), EntryKind::correct, "x", "x", "x", "x", "x", "x", day("2024-06-25"), 7, 2, "x", "x", "x", "x", "x", "x"};
    f.assign(&chain.ledger.entries[2], &other);
    CHECK(chain.fault().starts_with("3 "));
  }
}

TEST_CASE("an entry that was removed, from the middle or the begin") {
  Chain chain(9);
  chain.ledger.entries.erase(chain.ledger.entries.begin() + 3);
  CHECK(chain.fault() == "4 its numb");
  Chain renumbered(9);
  renumbered.ledger.entries.erase(renumbered.ledger.entries.begin());
  CHECK(renumbered.fault() == "1 its numb");
  for (std::size_t i = 0; i < 8; ++i) renumbered.ledger.entries[i].seq = static_cast<std::int64_t>(i + 1);
  CHECK(renumbered.fault() == "1 it does ");
  Chain cut(9);
  cut.ledger.entries.pop_back();
  CHECK(cut.fault() == "good");  // a cut end is told by the head alone
}

TEST_CASE("entries that changed places") {
  Chain chain(9);
  std::swap(chain.ledger.entries[2], chain.ledger.entries[5]);
  CHECK(chain.fault() == "3 its numb");
}

TEST_CASE("a date that goes back, hashes right") {
  Chain chain(9);
  chain.ledger.entries[5].on = day("2024-06-27");
  chain.seal(5);
  CHECK(chain.fault() == "6 its date");
  chain.ledger.entries[5].on = chain.ledger.entries[4].on;
  chain.seal(5);
  CHECK(chain.fault() == "good");
}

TEST_CASE("of many faults the first is named, with any number of threads") {
  Chain chain(3000);
  for (std::size_t i : {700U, 1500U, 2900U}) chain.ledger.entries[i].department = "x";
  for (unsigned jobs : {1U, 2U, 8U}) CHECK(chain.fault(jobs) == "701 its hash");
}

TEST_CASE("what was never published has no trail, whatever else is entered") {
  Ledger ledger;
  for (std::string_view id : {"R1", "plans/P1"}) {
    LedgerEntry e;
    e.seq = static_cast<std::int64_t>(ledger.entries.size() + 1);
    e.kind = EntryKind::correct;
    e.id = id;
    ledger.entries.push_back(e);
  }
  Trails trails(ledger);
  CHECK(trails.find("R1") == nullptr);
  CHECK(trails.document("plans/P1") == nullptr);
  CHECK(trails.document("plans/P2") == nullptr);
}

TEST_CASE("the trail of a result") {
  Ledger ledger;
  auto add = [&](EntryKind kind, std::string_view id, std::string_view on) {
    LedgerEntry e;
    e.seq = static_cast<std::int64_t>(ledger.entries.size() + 1);
    e.kind = kind;
    e.id = id;
    e.on = day(on);
    ledger.entries.push_back(e);
  };
  add(EntryKind::publish, "R1", "2024-06-01");
  add(EntryKind::publish, "R2", "2024-06-01");
  add(EntryKind::release, "release-3", "2024-06-02");
  add(EntryKind::draw, "T1", "2024-06-03");
  add(EntryKind::correct, "R1", "2024-06-03");
  add(EntryKind::correct, "R1", "2024-06-04");
  add(EntryKind::release, "release-7", "2024-06-05");
  add(EntryKind::withdraw, "R1", "2024-06-06");
  Trails trails(ledger);
  const Trail* one = trails.find("R1");
  REQUIRE(one != nullptr);
  CHECK(one->publish->seq == 1);
  CHECK(one->corrects.size() == 2);
  CHECK(one->latest()->seq == 6);
  CHECK(one->withdraw->seq == 8);
  CHECK(trails.find("R2")->latest()->seq == 2);
  CHECK(trails.find("R2")->withdraw == nullptr);
  CHECK(trails.find("T1") == nullptr);
  CHECK(trails.find("release-3") == nullptr);
  CHECK(trails.find("r1") == nullptr);
  Date open = day("2024-12-31");
  CHECK(trails.released_on(1, open) == day("2024-06-02"));
  CHECK(trails.released_on(2, open) == day("2024-06-02"));
  CHECK(trails.released_on(5, open) == day("2024-06-05"));
  CHECK(trails.released_on(8, open) == open);
}

TEST_CASE("the ledger until a day ends before the first later entry; one without a day belongs to those before it") {
  Ledger ledger;
  for (std::string_view on : {"2024-06-01", "", "2024-06-03", "2024-06-02"}) {
    LedgerEntry& entry = ledger.entries.emplace_back();
    if (!on.empty()) entry.on = day(on);
    ledger.salts.push_back(salt);
  }
  for (auto [until, count] : {std::pair("2024-05-31", 0U), {"2024-06-01", 2U}, {"2024-06-02", 2U}, {"2024-06-03", 4U}}) {
    CAPTURE(until);
    Ledger found = ledger_until(ledger, day(until));
    CHECK(found.entries.size() == count);
    CHECK(found.salts.size() == count);
  }
}
