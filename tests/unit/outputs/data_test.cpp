#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "formats/text/csv.hpp"
#include "outputs/data/published.hpp"
#include "outputs/files.hpp"
#include "small_site.hpp"

using namespace gongshi;
using gongshi::test::bytes_of;
using gongshi::test::SmallSite;
using nlohmann::json;

TEST_CASE("a published record has its public keys, what the site adds, and nothing internal") {
  SmallSite small;
  std::string text;
  append_published(text, small.site, 0);
  json record = json::parse(text);
  CHECK(record["id"] == "R1");
  CHECK(record["category"] == "ordered-corrected");
  CHECK(record["category_name"] == "发现问题已责令改正");
  CHECK(record["published_on"] == "2024-06-01");
  CHECK(record["url"] == "https://gongshi.example/a/results/R1.html");
  CHECK(record["ledger"] == 1);
  CHECK(record["corrections"][0]["old"] == "发现问题待后续处理");
  CHECK(record["corrections"][0]["approver_role"] == "本部门主要负责人");
  CHECK_FALSE(record.contains("inspector_count"));
  CHECK_FALSE(record.contains("approximate"));
  CHECK(text.find("李四") == std::string::npos);
  CHECK(text.find("{\"id\":\"R1\",\"task_id\"") == 0);
}

TEST_CASE("a withdrawn record is a stub in every format") {
  SmallSite small;
  OutputPlan plan;
  add_data_files(small.site, plan);
  std::string text;
  append_published(text, small.site, 2);
  CHECK(text == R"({"id":"R3","withdrawn_on":"2024-06-12","kind":"withdrawal"})");
  for (std::string_view path : {"data/results.json", "data/results.ndjson", "data/results.csv", "data/2024/results.csv"}) {
    std::string bytes = bytes_of(plan, path);
    CHECK(bytes.find("R3") != std::string::npos);
    CHECK(bytes.find("秘密") == std::string::npos);
    CHECK(bytes.find("SECRET") == std::string::npos);
  }
}

TEST_CASE("the same records in all files, by year of publication") {
  SmallSite small;
  OutputPlan plan;
  add_data_files(small.site, plan);
  CHECK(plan.clashes().empty());
  json all = json::parse(bytes_of(plan, "data/results.json"));
  CHECK(all["data_until"] == "2024-06-12");
  CHECK(all["publisher"] == "示例县生态环境局");
  CHECK(all["results"].size() == 5);
  CHECK(all["results"][3]["pending"] == true);
  CHECK_FALSE(all["results"][3].contains("ledger"));
  json older = json::parse(bytes_of(plan, "data/2023/results.json"));
  REQUIRE(older["results"].size() == 1);
  CHECK(older["results"][0]["published_on"] == "2023-06-20");
  CHECK(older["results"][0]["published_via"] == "省平台");
  std::string lines = bytes_of(plan, "data/results.ndjson");
  CHECK(std::ranges::count(lines, '\n') == 5);
}

TEST_CASE("the table for Excel: headers of the contract, no formula, all cells undone by plain_cell") {
  SmallSite small;
  OutputPlan plan;
  add_data_files(small.site, plan);
  std::string bytes = bytes_of(plan, "data/results.csv");
  CHECK(bytes.starts_with("\xef\xbb\xbf结果编号,原结果编号,任务编号,检查对象名称,统一社会信用代码/注册号,"));
  CsvReader reader(bytes);
  CsvRow row;
  REQUIRE(reader.next(row));
  std::vector<std::string> headers(row.cells.begin(), row.cells.end());
  auto column = [&](std::string_view name) { return static_cast<std::size_t>(std::ranges::find(headers, name) - headers.begin()); };
  for (int i = 0; i < 4; ++i) REQUIRE(reader.next(row));
  CHECK(row.cells[column("违法事实")] == "'=cmd|'/c calc'!A0");
  CHECK(plain_cell(row.cells[column("检查对象名称")]) == "＝虚构<第一>中学");
  CHECK(row.cells[column("主体类别")] == "非市场主体");
  CHECK(row.cells[column("处罚")] == "罚款");
  CHECK(row.cells[column("处罚决定书文号")] == "示环罚〔2024〕1号");
  CHECK(row.cells[column("意见提出日期")] == "2024-06-02");
  CHECK(row.cells[column("公示状态")] == "待公示");
  CHECK(std::ranges::find(headers, "检查人数") == headers.end());
}

TEST_CASE("a person's name never comes back through a correction") {
  SmallSite small;
  Correction renamed = small.data.corrections[0];
  renamed.field_name = "object_name";
  renamed.old_value = {"\"张三\""};
  renamed.new_value = {"\"张三丰\""};
  auto before = std::make_shared<Result>();
  before->object_name = "张三";
  renamed.before = renamed.after = before;
  small.site.corrections.push_back({&renamed, 1, 8, Date(2024, 6, 11), false});
  small.site.results[1].corrections = {2};
  OutputPlan plan;
  add_data_files(small.site, plan);
  for (std::string_view path : {"data/results.json", "data/results.csv"}) CHECK(bytes_of(plan, path).find("张三") == std::string::npos);
}

TEST_CASE("the data package names every column of the table") {
  SmallSite small;
  OutputPlan plan;
  add_data_files(small.site, plan);
  json package = json::parse(bytes_of(plan, "data/datapackage.json"));
  std::vector<std::string_view> cells;
  for (const json& field : package["resources"][0]["schema"]["fields"]) cells.push_back(field["name"].get_ref<const std::string&>());
  std::string header(csv_byte_order_mark);
  append_csv_row(header, cells);
  CHECK(bytes_of(plan, "data/results.csv").starts_with(header));
  for (const json& resource : package["resources"])
    CHECK_MESSAGE(!bytes_of(plan, "data/" + resource["path"].get<std::string>()).empty(), resource["path"].get<std::string>());
}

TEST_CASE("the data package names every file of records, and no other") {
  auto named = [](const Assessment& site) {
    OutputPlan plan;
    add_data_files(site, plan);
    std::set<std::string> there, told{"data/datapackage.json"};
    for (OutputRef ref : plan.all())
      if (std::string path = plan.path(ref); !path.starts_with("data/schema/") && !path.ends_with(".xlsx")) there.insert(path);
    json package = json::parse(bytes_of(plan, "data/datapackage.json"));
    for (const json& resource : package["resources"]) told.insert("data/" + resource["path"].get<std::string>());
    CHECK(told == there);
    return told;
  };
  SmallSite small;
  CHECK_FALSE(named(small.site).contains("data/draws.json"));
  ShownDraw& draw = small.site.draws.emplace_back();
  draw.task_id = "T1";
  draw.seq = 1;
  static const std::string digest(64, '0');
  draw.digest = digest;
  CHECK(named(small.site).contains("data/draws.json"));
  small.site.documents.emplace_back().seq = 1;
  CHECK(named(small.site).contains("data/documents.json"));
}

TEST_CASE("a digest follows the rows it covers and no others") {
  SmallSite small;
  auto digest = [&](std::string_view path) {
    OutputPlan plan;
    add_data_files(small.site, plan);
    plan.index();
    return plan.draft(*plan.find(path))->digest();
  };
  Digest newer = digest("data/2024/results.csv"), older = digest("data/2023/results.csv");
  small.site.results[0].fingerprint = sha256("changed");
  CHECK(digest("data/2024/results.csv") != newer);
  CHECK(digest("data/2023/results.csv") == older);
}

TEST_CASE("the ledger's lines, in the order of content/ledger.ndjson") {
  SmallSite small;
  OutputPlan plan;
  add_data_files(small.site, plan);
  std::string bytes = bytes_of(plan, "data/ledger.ndjson");
  CHECK(bytes.starts_with(R"({"seq":1,"on":"2024-06-01","kind":"publish","id":"R1",)"));
  CHECK(std::ranges::count(bytes, '\n') == 2);
}

TEST_CASE("static files: their bytes as they are") {
  SmallSite small;
  small.data.statics.push_back({"static/a.css", "", "body{}", 6, 0});
  small.site.statics = {&small.data.statics.front()};
  OutputPlan plan;
  add_static_files(small.site, plan);
  CHECK(bytes_of(plan, "static/a.css") == "body{}");
  plan.index();
  Digest before = plan.draft(*plan.find("static/a.css"))->digest();
  small.data.statics[0].bytes = "body{ }";
  CHECK(plan.draft(*plan.find("static/a.css"))->digest() != before);
}
