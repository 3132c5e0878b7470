#include "ingest/results.hpp"

#include "small_root.hpp"

using namespace gongshi;
using test::RootRead;
using test::SmallRoot;

// Expected ids: Python, sha256(json.dumps([...], ensure_ascii=False, separators=(",", ":")))[:16], names through unicodedata NFKC.
TEST_CASE("derived ids") {
  Result r;
  r.task_id = "T1";
  r.object_name = "虚构县（甲）厂";
  CHECK(derived_id(r) == "061a300f5ff8347d");
  r.object_code = "91999901ma0kx35l7j";  // as written
  CHECK(derived_id(r) == "c68d07257acce6da");
  r.department = "虚构县\"乙\"局";
  r.items = {"台账", "排放", "在线监测"};
  CHECK(derived_id(r) == "ad4dd32b944953b6");
  Result other = r;
  other.items = {"排放", "在线监测", "台账"};
  other.object_name = "另一个名称";
  other.inspected_on = Date(2024, 5, 7);
  CHECK(derived_id(other) == derived_id(r));
}

TEST_CASE("a result without id takes the derived one; defaults are no part of it") {
  SmallRoot root;
  root.put("content/results/a.json", R"([
    {"id": "R1", "task_id": "T1", "object_name": "甲厂", "result": "未发现问题"}])");
  root.put("content/results/b.csv",
           "结果编号,任务编号,检查对象名称,检查结果\n,T1,虚构县（甲）厂,未发现问题\n虚环查〔2024〕7号,T1,乙厂,未发现问题\n");
  RootRead read = root.read();
  CHECK(read.words() == "");
  REQUIRE(read.data->results.size() == 3);
  const Result* derived = read.result("061a300f5ff8347d");
  REQUIRE(derived != nullptr);
  CHECK(derived->derived_id);
  CHECK(derived->department == "虚构县生态环境局");
  const Result* numbered = read.result("e33e634b2c6cbadb");
  REQUIRE(numbered != nullptr);
  CHECK(numbered->number == "虚环查〔2024〕7号");
  CHECK(std::ranges::is_sorted(read.data->results, {}, &Result::id));
}

TEST_CASE("in JSON the id is required and must be one") {
  SmallRoot root;
  root.put("content/results/a.ndjson", "{\"task_id\": \"T1\", \"object_name\": \"甲厂\", \"result\": \"未发现问题\"}\n");
  CHECK(root.read().only(Code::missing_key).args[0] == "id");
  root.put("content/results/a.ndjson", "{\"id\": \"虚1\", \"task_id\": \"T1\", \"object_name\": \"甲厂\", \"result\": \"未发现问题\"}\n");
  CHECK(root.read().only(Code::bad_format).field == "id");
}

TEST_CASE("ids are unique ignoring case, across files") {
  SmallRoot root;
  root.put("content/results/a.ndjson", R"({"id": "r1", "task_id": "T1", "object_name": "甲厂", "result": "未发现问题"})");
  root.put("content/results/sub/b.csv", "结果编号,任务编号,检查对象名称,检查结果\nR1,T1,乙厂,未发现问题\nR10,T1,丙厂,未发现问题\n");
  RootRead read = root.read();
  const Diagnostic& d = read.only(Code::duplicate_id);
  CHECK(RootRead::place_of(d) == "content/results/sub/b.csv:2:1");
  CHECK(RootRead::args_of(d) == "R1|content/results/a.ndjson:1");
}

TEST_CASE("two equal rows without id are one result, said twice") {
  SmallRoot root;
  root.put("content/results/b.csv",
           "任务编号,检查对象名称,抽查事项,检查结果\nT1,甲厂,台账、排放,未发现问题\nT1,乙厂,,未发现问题\nT1,甲厂,排放；台账,"
           "发现问题已责令改正\n");
  RootRead read = root.read();
  const Diagnostic& d = read.only(Code::equal_rows);
  CHECK(RootRead::place_of(d) == "content/results/b.csv:4:1");
  CHECK(RootRead::args_of(d) == "content/results/b.csv:2|甲厂");
  CHECK(read.out.errors());
}

TEST_CASE("a person needs a given id") {
  SmallRoot root;
  root.put("content/results/b.csv",
           "结果编号,任务编号,检查对象名称,对象类型,检查结果\n,T1,张三,个人,未发现问题\nR2,T1,李四,个人,未发现问题\n");
  RootRead read = root.read();
  CHECK(RootRead::place_of(read.only(Code::person_needs_id)) == "content/results/b.csv:2:1");
}

TEST_CASE("all three formats in one folder, whatever the case of their endings; workbooks and strays are named") {
  SmallRoot root;
  root.put("content/results/a.JSON", R"({"id": "R1", "task_id": "T1", "object_name": "甲厂", "result": "未发现问题"})");
  root.put("content/results/b.ndjson", "{\"id\": \"R2\", \"task_id\": \"T1\", \"object_name\": \"乙厂\", \"result\": \"未发现问题\"}\n\n");
  root.put("content/results/2024/c.CSV", "结果编号,任务编号,检查对象名称,检查结果\nR3,T1,丙厂,未发现问题\n");
  root.put("content/results/d.xlsx", "%PDF-1.4");
  root.put("content/results/e.docx", "PK");
  root.put("content/results/.hidden.csv", "x");
  std::filesystem::create_symlink("b.ndjson", root.path() / "content/results/f.ndjson");
  RootRead read = root.read();
  CHECK(read.data->results.size() == 3);
  REQUIRE(read.all(Code::format_unsupported).size() == 1);
  CHECK(read.all(Code::format_unsupported)[0]->place.file == "content/results/d.xlsx");
  REQUIRE(read.all(Code::stray_file).size() == 1);
  CHECK(read.all(Code::stray_file)[0]->place.file == "content/results/e.docx");
  REQUIRE(read.all(Code::symbolic_link).size() == 1);
  CHECK(read.all(Code::symbolic_link)[0]->place.file == "content/results/f.ndjson");
  CHECK(read.out.items().size() == 3);
}

TEST_CASE("a table that is UTF-8 in part only is named with its line, and not read") {
  SmallRoot root;
  root.put("content/results/a.csv", "结果编号,任务编号\n\xff\xff,T1\n");
  RootRead read = root.read();
  const Diagnostic& d = read.only(Code::mixed_encoding);
  CHECK(d.place.file == "content/results/a.csv");
  CHECK(d.place.line == 2);
}

TEST_CASE("many lines, read by many threads, are the same as by one") {
  SmallRoot root;
  std::string lines;
  for (int i = 0; i < 20000; ++i)
    lines += "{\"id\": \"R" + std::to_string(i) + "\", \"task_id\": \"T1\", \"object_name\": \"虚构县第" + std::to_string(i) +
             "厂\", \"items\": [\"污染防治设施运行情况\"], \"result\": \"" + (i % 5000 == 77 ? "" : "未发现问题") + "\"}\n";
  REQUIRE(lines.size() > 2'000'000);  // more pieces than one
  root.put("content/results/a.ndjson", lines);
  RootRead one = root.read(1);
  RootRead four = root.read(4);
  CHECK(one.data->results.size() == 20000 - 4);
  CHECK(one.words() == four.words());
  auto empty = one.all(Code::empty_value);
  REQUIRE(empty.size() == 4);
  CHECK(empty[2]->place.line == 10078);
  auto ids = [](const RootRead& read) {
    std::vector<std::string_view> out;
    for (const Result& r : read.data->results) out.push_back(r.id);
    return out;
  };
  CHECK(ids(one) == ids(four));
}

TEST_CASE("a byte that is no UTF-8 is found in a file of several pieces, by line and column") {
  constexpr std::size_t lines = 60'000;  // about two and a half megabytes
  for (std::size_t bad : {std::size_t{1}, lines / 2, lines}) {
    CAPTURE(bad);
    std::string text;
    for (std::size_t i = 1; i <= lines; ++i)
      text += "{\"id\": \"R" + std::to_string(i) + "\", \"object_name\": \"甲厂" + (i == bad ? "\xb9" : "") + "\"}\n";
    SmallRoot root;
    root.put("content/results/2025.ndjson", text);
    RootRead read = root.read(2);
    auto found = read.all(Code::not_utf8);
    REQUIRE(found.size() == 1);
    std::size_t column = 31 + std::to_string(bad).size();  // after 9 characters, the number, 19 and the two of the name
    CHECK(RootRead::place_of(*found.front()) == "content/results/2025.ndjson:" + std::to_string(bad) + ":" + std::to_string(column));
  }
}

TEST_CASE("names of workbooks with refused rows") {
  CHECK(refused_ending(1) == "-拒收.xlsx");
  CHECK(refused_ending(2) == "-拒收-2.xlsx");
  for (std::string_view path : {"a-拒收.xlsx", "content/results/a-拒收-2.xlsx", "a-拒收-10.xlsx"}) CHECK(holds_refusals(path));
  for (std::string_view path :
       {"a.xlsx", "拒收.xlsx", "a-拒收-.xlsx", "a-拒收-x.xlsx", "a-拒收2.xlsx", "a-拒收.csv", "a-拒收-2", ".xlsx", "-2.xlsx"}) {
    CAPTURE(path);
    CHECK(!holds_refusals(path));
  }
}
