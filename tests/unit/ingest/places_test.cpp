#include "ingest/places.hpp"

#include "small_root.hpp"

using namespace gongshi;
using test::RootRead;
using test::SmallRoot;

namespace {

std::string places(const RootRead& read, Code code) {
  std::string out;
  for (const Diagnostic* d : read.all(code)) out += (out.empty() ? "" : " ") + RootRead::place_of(*d);
  return out;
}

}  // namespace

TEST_CASE("JSON: the value, by line and column in characters") {
  SmallRoot root;
  root.put("content/results/a.json",
           "\xef\xbb\xbf[\n"
           "  {\"id\": \"R1\", \"object_name\": \"甲厂🀄\", \"task_id\": \"T9\", \"result\": \"未发现问题\"},\r\n"
           "  {\"id\": \"R2\", \"object_name\": \"乙厂\", \"task_id\": \"T1\", \"result\": \"未发现问题\",\r\n"
           "   \"penalty\": {\"text\": \"甲\", \"decided\": \"2024-02-30\"}},\n"
           "  {\"id\": \"R3\", \"object_name\": \"丙\", \"task_id\": \"T1\"}\n"
           "]\n");
  RootRead read = root.read();
  CHECK(places(read, Code::unknown_task) == "content/results/a.json:2:49");
  CHECK(places(read, Code::unknown_key) == "content/results/a.json:4:29");
  CHECK(places(read, Code::missing_key) == "content/results/a.json:5:3");
}

TEST_CASE("NDJSON: the line, also beyond the first piece") {
  SmallRoot root;
  std::string lines = "\xef\xbb\xbf";
  for (int i = 1; i <= 9000; ++i)
    lines += "{\"id\": \"R" + std::to_string(i) + "\", \"object_name\": \"虚构县一个名称相当长的检查对象有限责任公司\", \"task_id\": \"" +
             (i % 4000 == 1 ? "T" + std::to_string(7 + i / 4000) : "T1") + "\", \"result\": \"未发现问题\"}\r\n";
  REQUIRE(lines.size() > 1'100'000);
  root.put("content/results/a.ndjson", lines);
  RootRead read = root.read(2);
  CHECK(places(read, Code::unknown_task) ==
        "content/results/a.ndjson:1:65 content/results/a.ndjson:4001:68 content/results/a.ndjson:8001:68");
}

TEST_CASE("NDJSON: blank and faulty lines, wherever the pieces end, leave all others as they are") {
  SmallRoot root;
  root.put("content/results/a.ndjson", R"({"id": "A1", "object_name": "甲厂", "task_id": "T1", "result": "未发现问题"})");
  std::string lines;
  std::string expected;
  std::size_t good = 1;  // of the first file
  for (int i = 1; i <= 9000; ++i) {
    bool blank = i % 11 == 0;
    bool faulty = i % 1000 == 7 && !blank;
    if (faulty) expected += (expected.empty() ? "" : " ") + ("content/results/b.ndjson:" + std::to_string(i)) + ":2";
    good += blank || faulty ? 0 : 1;
    lines += blank ? std::string(100, ' ')
                   : std::string("{") + (faulty ? "\"no\": 1, " : "") + "\"id\": \"R" + std::to_string(i) +
                         "\", \"object_name\": \"虚构县一个名称相当长的检查对象有限责任公司" + std::to_string(i) +
                         "号\", \"task_id\": \"T1\", \"result\": \"未发现问题\"}";
    lines += '\n';
  }
  REQUIRE(lines.size() > 1'100'000);
  root.put("content/results/b.ndjson", lines);
  for (unsigned jobs : {1U, 3U}) {
    RootRead read = root.read(jobs);
    CHECK(places(read, Code::unknown_key) == expected);
    CHECK(read.data->results.size() == good);
    CHECK(read.data->faulty_results.size() == 8);
    CHECK(read.result("A1") != nullptr);
    for (int i : {1, 2, 6, 8, 12, 2006, 2008, 5556, 8999}) {
      const Result* r = read.result("R" + std::to_string(i));
      REQUIRE(r != nullptr);
      CHECK(r->object_name == "虚构县一个名称相当长的检查对象有限责任公司" + std::to_string(i) + "号");
    }
    CHECK(read.result("R7") == nullptr);
    CHECK(read.result("R11") == nullptr);
  }
}

TEST_CASE("CSV: the row and column as Excel shows them") {
  SmallRoot root;
  root.put("content/results/a.CSV",
           "\xef\xbb\xbf"
           "公示表\r\n检查对象名称,违法事实,检查结果,任务编号,检查日期,结果认定日期\r\n"
           "甲厂,\"一\r\n二\",未发现问题,T1,2024-05-08,2024-05-09\r\n\r\n"
           "乙厂,,未发现问题,T9,2024-05-08,2024-05-07\r\n");
  RootRead read = root.read();
  CHECK(places(read, Code::unknown_task) == "content/results/a.CSV:5:4");
  CHECK(places(read, Code::date_order) == "content/results/a.CSV:5:6");
  root.put("content/results/a.CSV", "检查对象名称,检查结果,任务编号,检查日期,结果认定日期\n甲厂,未发现问题,T1,2024-05-08,2024-05-07\n");
  CHECK(places(root.read(), Code::date_order) == "content/results/a.CSV:2:5");
}

TEST_CASE("a fault in one of the program's own files would still have a place") {
  SmallRoot root;
  RootRead read = root.read();
  Diagnostics out;
  Diagnostic d{Code::unknown_key, {"x", ""}};
  auto sample = std::ranges::find(read.data->files, "site/profiles/sample.json");
  REQUIRE(sample != read.data->files.end());
  d.origin = {static_cast<std::uint32_t>(sample - read.data->files.begin()), 2};
  d.exact = true;
  out.add(d);
  resolve_places(root.path(), *read.data, out);
  CHECK(RootRead::place_of(out.items()[0]) == "site/profiles/sample.json:2:1");
}

TEST_CASE("what has no origin, or a place already, stays as it is") {
  SmallRoot root;
  RootRead read = root.read();
  Diagnostics out;
  out.add({Code::ledger_broken, {"1", "x"}}).place = {"content/ledger.ndjson", "", 7, 1};
  out.add({Code::ledger_broken, {"2", "x"}});
  resolve_places(root.path(), *read.data, out);
  CHECK(RootRead::place_of(out.items()[0]) == "content/ledger.ndjson:7:1");
  CHECK(RootRead::place_of(out.items()[1]) == ":0:0");
}
