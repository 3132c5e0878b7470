#include "ingest/ledger_file.hpp"

#include "small_root.hpp"

using namespace gongshi;
using test::RootRead;
using test::SmallRoot;

namespace {

const std::string zeros(64, '0');

std::string entry(int seq, const std::string& id) {
  return R"({"digest":")" + zeros + R"(","hash":")" + zeros + R"(","id":")" + id + R"(","kind":"publish","on":"2024-06-28","prev":")" +
         zeros + R"(","seq":)" + std::to_string(seq) + "}\n";
}

std::string salt(int seq, char digit) { return "{\"salt\":\"" + std::string(32, digit) + "\",\"seq\":" + std::to_string(seq) + "}\n"; }

}  // namespace

TEST_CASE("entries and salts are read by number; the last salt of a number counts") {
  SmallRoot root;
  root.put("content/ledger.ndjson", entry(1, "R1") + entry(2, "R2") + entry(3, "R3"));
  root.put("content/salts.ndjson", salt(1, 'a') + salt(3, 'b') + salt(1, 'c') + salt(9, 'd') + salt(0, 'e'));
  RootRead read = root.read();
  CHECK(read.words() == "");
  const Ledger& ledger = read.data->ledger;
  REQUIRE(ledger.entries.size() == 3);
  CHECK(ledger.entries[1].id == "R2");
  CHECK(ledger.entries[1].kind == EntryKind::publish);
  CHECK(ledger.salts == std::vector<std::string_view>{std::string(32, 'c'), "", std::string(32, 'b')});
  CHECK_FALSE(ledger.torn);
  CHECK(ledger.good_bytes == 3 * entry(1, "R1").size());
  CHECK(ledger.head() == zeros);
}

TEST_CASE("a last line that was not finished does not count, in either file") {
  SmallRoot root;
  std::string whole = entry(1, "R1") + entry(2, "R2");
  for (std::size_t cut : {std::size_t{1}, entry(2, "R2").size() - 2, entry(2, "R2").size() - 1}) {
    CAPTURE(cut);
    root.put("content/ledger.ndjson", whole.substr(0, entry(1, "R1").size() + cut));
    root.put("content/salts.ndjson", salt(1, 'a') + salt(2, 'b').substr(0, 20));
    RootRead read = root.read();
    const Diagnostic& d = read.only(Code::ledger_torn);
    CHECK(RootRead::place_of(d) == "content/ledger.ndjson:2:1");
    CHECK_FALSE(read.out.errors());
    CHECK(read.data->ledger.torn);
    CHECK(read.data->ledger.entries.size() == 1);
    CHECK(read.data->ledger.good_bytes == entry(1, "R1").size());
    CHECK(read.data->ledger.salts == std::vector<std::string_view>{std::string(32, 'a')});
  }
  root.put("content/ledger.ndjson", entry(1, "R1").substr(0, 10));
  RootRead only = root.read();
  CHECK(only.data->ledger.entries.empty());
  CHECK(only.data->ledger.good_bytes == 0);
}

TEST_CASE("no ledger is an empty one") {
  SmallRoot root;
  RootRead read = root.read();
  CHECK(read.data->ledger.entries.empty());
  CHECK(read.data->ledger.head() == no_hash);
  CHECK_FALSE(read.data->ledger.torn);
}

TEST_CASE("a ledger with a bad line is not used at all") {
  SmallRoot root;
  std::string bad = entry(2, "R2");
  bad.replace(bad.find("publish"), 7, "publush");
  root.put("content/ledger.ndjson", entry(1, "R1") + bad + entry(3, "R3"));
  RootRead read = root.read();
  const Diagnostic& d = read.only(Code::not_in_choices);
  CHECK(d.place.file == "content/ledger.ndjson");
  CHECK(d.place.line == 2);
  CHECK(read.data->ledger.entries.empty());
}

namespace {

std::string correction(const std::string& rest, const std::string& on = "2024-06-20") {
  return R"({"result_id": "R1", "reason": "录入有误", "approved_on": ")" + on + "\", " + rest + "}";
}

SmallRoot& with_result(SmallRoot& root) {
  root.put("content/results/a.json", R"({"id": "R1", "task_id": "T1", "object_name": "甲厂", "result": "未发现问题"})");
  return root;
}

}  // namespace

TEST_CASE("corrections are read as values of their field, by day, file and position") {
  SmallRoot root;
  with_result(root);
  root.put("content/corrections/b.json",
           "[" + correction(R"("kind": "error", "field": "items", "old": null, "new": ["台账", "排放"])", "2024-06-22") + ",\n" +
               correction(R"("kind": "progress", "field": "penalty", "old": null, "new": {"number": "1号", "decided_on": "2024-06-19"})") +
               ",\n" + correction(R"("kind": "error", "field": "inspected_on", "old": "2024-05-07", "new": null)") + "]");
  root.put("content/corrections/a.json", correction(R"("kind": "progress", "field": "follow_up", "old": null, "new": "case_filed")"));
  root.put("content/corrections/c.ndjson", correction(R"("kind": "withdrawal")", "2024-06-23"));
  RootRead read = root.read();
  CHECK(read.words() == "");
  REQUIRE(read.data->corrections.size() == 5);
  std::vector<std::string_view> fields;
  for (const Correction& c : read.data->corrections) fields.push_back(c.field_name);
  CHECK(fields == std::vector<std::string_view>{"follow_up", "penalty", "inspected_on", "items", ""});
  const auto& all = read.data->corrections;
  CHECK(all[0].after->follow_up == FollowUp::case_filed);
  CHECK(all[0].before->follow_up == FollowUp::absent);
  CHECK(all[1].after->penalty->decided_on == Date(2024, 6, 19));
  CHECK(all[2].before->inspected_on == Date(2024, 5, 7));
  CHECK_FALSE(all[2].after->inspected_on);
  CHECK(all[3].after->items == std::vector<std::string_view>{"台账", "排放"});
  CHECK(all[4].before == nullptr);
}

TEST_CASE("corrections that cannot be") {
  SmallRoot root;
  with_result(root);
  auto read = [&](const std::string& rest) {
    root.put("content/corrections/a.json", correction(rest));
    return root.read();
  };
  RootRead typo = read(R"("kind": "error", "field": "reslt", "old": "a", "new": "b")");
  CHECK(RootRead::args_of(typo.only(Code::correction_field)).starts_with("reslt||result|number|task_id|"));
  for (std::string_view field : {"id", "withheld", "inspector_count"}) {
    CAPTURE(field);
    RootRead secret = read(R"("kind": "error", "field": ")" + std::string(field) + R"(", "old": null, "new": null)");
    CHECK(secret.only(Code::correction_field).args[0] == field);
  }
  CHECK(read(R"("kind": "error")").only(Code::correction_incomplete).args[0] == "field");
  CHECK(read(R"("kind": "error", "field": "result", "new": "好")").only(Code::correction_incomplete).args[0] == "old");
  CHECK(read(R"("kind": "error", "field": "result", "old": "好")").only(Code::correction_incomplete).args[0] == "new");
  RootRead day = read(R"("kind": "error", "field": "inspected_on", "old": null, "new": "2024-02-30")");
  CHECK(day.only(Code::wrong_type).field == "new");
  CHECK(read(R"("kind": "error", "field": "object_kind", "old": null, "new": "市场主体")").only(Code::wrong_type).field == "new");
  CHECK(read(R"("kind": "withdrawal", "field": "result")").only(Code::correction_field).field == "field");
  CHECK(read(R"("kind": "mistake", "field": "result", "old": "a", "new": "b")").only(Code::not_in_choices).field == "kind");
}
