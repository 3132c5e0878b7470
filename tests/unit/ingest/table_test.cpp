#include "ingest/table.hpp"

#include "small_root.hpp"

using namespace gongshi;
using test::RootRead;
using test::SmallRoot;

namespace {

constexpr std::string_view bom = "\xef\xbb\xbf";
const std::string header = "任务编号,检查对象名称,检查结果";

RootRead read_table_of(std::string_view bytes) {
  SmallRoot root;
  root.put("content/results/a.csv", bytes);
  return root.read();
}

}  // namespace

TEST_CASE("headers: those of the contract, those of clerks, blanks and width do not count") {
  const Shape& shape = Result::shape();
  auto key = [&](std::string_view name) {
    const Field* field = column_for(shape, name).field;
    return field == nullptr ? std::string_view("-") : field->name;
  };
  for (const Field& f : shape.fields)
    if (!f.header.empty()) CHECK(key(f.header) == f.name);
  CHECK(key("企业名称") == "object_name");
  CHECK(key("被检查对象") == "object_name");
  CHECK(key("单位名称") == "object_name");
  CHECK(key("社会信用代码") == "object_code");
  CHECK(key("检查时间") == "inspected_on");
  CHECK(key("抽查结果") == "result");
  CHECK(key("结果") == "result");
  CHECK(key(" 检 查\n结　果 ") == "result");
  CHECK(key("统一社会信用代码／注册号") == "object_code");
  CHECK(key("result") == "-");
  CHECK(column_for(shape, "检查人员").inspectors);
  CHECK(column_for(shape, "执法人员").inspectors);
  CHECK(column_for(shape, "联系电话").dropped);
  CHECK(column_for(shape, "身份证号").dropped);
  CHECK(column_for(shape, "序号").known);
  CHECK(column_for(shape, "序号").field == nullptr);
  CHECK(column_for(shape, "").known);
  CHECK_FALSE(column_for(shape, "备注二").known);
  CHECK(column_for(Object::shape(), "名称").field->name == "name");
  CHECK(column_for(Object::shape(), "曾用名").field->name == "former_names");
}

TEST_CASE("dates as spreadsheets write them") {
  for (std::string_view text :
       {"2024-05-06", "2024/5/6", "2024/05/06", "2024.5.6", "2024年5月6日", "2024-5-6", "20240506", "2024/5/6 10:00", "2024-05-06T00:00:00",
        "２０２４年５月６日", "2024 年 5 月 6 日", "2024年5月6号", "20240506 08:30:00", "2024/5/6 上午", "2024年5月6日9时30分",
        "2024.5.6 10:00-11:30", "2024年5月6日下午3点半"}) {
    CAPTURE(text);
    CHECK(table_date(text) == Date(2024, 5, 6));
  }
  for (std::string_view text : {"",
                                "45418",
                                "5/6/2024",
                                "24/5/6",
                                "2024/5",
                                "2024年5月",
                                "2024/13/1",
                                "2024/2/30",
                                "2024/0/1",
                                "2024/5/6/7",
                                "2024/5/x",
                                "明天",
                                "2024/5/99999999999",
                                "2024/5/6 约",
                                "2024-05-06至2024-05-08",
                                "2024年5月6日至8日",
                                "2024年5月6日8时至7日9时",
                                "2024-5-6 - 8",
                                "2024/5/6 8",
                                "20241306"}) {
    CAPTURE(text);
    CHECK_FALSE(table_date(text));
  }
}

TEST_CASE("a table with and without byte-order mark, with any line break, gives the same records") {
  const std::string rows = "结果编号,任务编号,检查对象名称,抽查事项,检查日期,检查结果\nR1,T1,虚构县甲厂,台账；排放,2024-05-07,未发现问题\n";
  std::string crlf = rows;
  for (std::size_t at = 0; (at = crlf.find('\n', at)) != std::string::npos; at += 2) crlf.replace(at, 1, "\r\n");
  for (const std::string& bytes : {rows, std::string(bom) + rows, crlf, std::string(bom) + crlf, rows.substr(0, rows.size() - 1)}) {
    CAPTURE(bytes);
    RootRead read = read_table_of(bytes);
    CHECK(read.words() == "");
    REQUIRE(read.data->results.size() == 1);
    const Result& r = read.data->results[0];
    CHECK(r.id == "R1");
    CHECK(r.object_name == "虚构县甲厂");
    CHECK(r.items == std::vector<std::string_view>{"台账", "排放"});
    CHECK(r.inspected_on == Date(2024, 5, 7));
    CHECK(r.result == "未发现问题");
    CHECK(r.department == "虚构县生态环境局");
    CHECK_FALSE(r.department_given);
  }
}

TEST_CASE("titles above the header, blank rows and columns without meaning are passed over") {
  RootRead read =
      read_table_of("2024年结果公示表,,,\n\n序号,任务编号,检查对象名称,检查结果\n1,T1,甲厂,未发现问题\n,,,\n2,T1,乙厂,未发现问题\n");
  CHECK(read.words() == "");
  CHECK(read.data->results.size() == 2);
}

TEST_CASE("quoted cells hold separators and line breaks; CRLF in them is LF, so that a file may change its line breaks") {
  for (std::string_view br : {"\n", "\r\n"}) {
    std::string lines(br);
    std::string bytes = "结果编号," + header + ",抽查事项,违法事实" + lines + "R1,T1,\"甲厂,一部\",未发现问题,\"台账" + lines +
                        "排放；噪声\",\"一。" + lines + "二“”\"\"。\"" + lines;
    RootRead read = read_table_of(bytes);
    CHECK(read.words() == "");
    REQUIRE(read.data->results.size() == 1);
    const Result& r = read.data->results[0];
    CHECK(r.object_name == "甲厂,一部");
    CHECK(r.items == std::vector<std::string_view>{"台账", "排放", "噪声"});
    CHECK(r.findings == "一。\n二“”\"。");
  }
}

TEST_CASE("inspectors are counted, their names are nowhere, and the column is named") {
  RootRead read = read_table_of("结果编号," + header +
                                ",检查人员,联系电话\n"
                                "R1,T1,甲厂,未发现问题,王小明、李小红,0371-1234567\nR2,T1,乙厂,未发现问题,王小明；李小红;赵小刚,\n"
                                "R3,T1,丙厂,未发现问题,,\nR4,T1,丁厂,未发现问题,\"王小明，李小红\",\n");
  CHECK_FALSE(read.out.errors());
  CHECK(read.result("R1")->inspector_count == 2);
  CHECK(read.result("R2")->inspector_count == 3);
  CHECK_FALSE(read.result("R3")->inspector_count);
  CHECK(read.result("R4")->inspector_count == 2);
  auto dropped = read.all(Code::column_dropped);
  REQUIRE(dropped.size() == 2);
  CHECK(RootRead::place_of(*dropped[0]) == "content/results/a.csv:1:5");
  CHECK(RootRead::args_of(*dropped[0]) == "检查人员|counted");
  CHECK(RootRead::place_of(*dropped[1]) == "content/results/a.csv:1:6");
  for (const Field& f : Result::shape().fields) {
    if (f.text == nullptr) continue;
    for (const Result& r : read.data->results) CHECK(f.text(&r).find("小明") == std::string_view::npos);
  }
}

TEST_CASE("a header that is not known is an error, and no row of the table is read") {
  RootRead read = read_table_of(header + ",结论备注\nT1,甲厂,未发现问题,x\n");
  const Diagnostic& d = read.only(Code::csv_header);
  CHECK(RootRead::place_of(d) == "content/results/a.csv:1:4");
  CHECK(d.args[0] == "结论备注");
  CHECK(d.args[1].find("检查结果") != std::string::npos);
  CHECK(read.data->results.empty());
}

TEST_CASE("a missing column, and a table without header") {
  RootRead read = read_table_of("标题\n任务编号,检查对象名称\nT1,甲厂\n");
  CHECK(read.only(Code::csv_header_missing).args[0] == "检查结果");
  CHECK(RootRead::place_of(read.only(Code::csv_header_missing)) == "content/results/a.csv:2:1");
  RootRead none = read_table_of("甲厂,未发现问题\n乙厂,未发现问题\n");
  CHECK(RootRead::place_of(none.only(Code::csv_no_header)) == "content/results/a.csv:1:1");
  CHECK(none.data->results.empty());
}

TEST_CASE("two columns for one field are an error, not a guess") {
  RootRead read = read_table_of(header + ",检查日期,检查时间\nT1,甲厂,未发现问题,2024-05-07,2024-05-08\n");
  const Diagnostic& d = read.only(Code::duplicate_key);
  CHECK(RootRead::place_of(d) == "content/results/a.csv:1:5");
  CHECK(d.args[0] == "检查时间");
}

TEST_CASE("choices by label or key, and what is neither") {
  RootRead read =
      read_table_of("结果编号," + header +
                    ",主体类别,对象类型,信用风险等级,后续处置,检查人数\nR1,T1,甲厂,未发现问题,非市场主体,institution,较高,移送司法机关,3\n"
                    "R2,T1,乙厂,未发现问题,市场,,,,\nR3,T1,丙厂,未发现问题,,,,,两人\n");
  const Result* r = read.result("R1");
  REQUIRE(r != nullptr);
  CHECK(r->object_kind == ObjectKind::non_market);
  CHECK(r->object_type == ObjectType::institution);
  CHECK(r->credit_risk == CreditRisk::elevated);
  CHECK(r->follow_up == FollowUp::judicial);
  CHECK(r->inspector_count == 3);
  CHECK(read.data->results.size() == 1);
  auto bad = read.all(Code::not_in_choices);
  REQUIRE(bad.size() == 1);
  CHECK(RootRead::place_of(*bad[0]) == "content/results/a.csv:3:5");
  CHECK(RootRead::args_of(*bad[0]) == "市场|市场主体|市场主体|非市场主体");
  auto count = read.all(Code::wrong_type);
  REQUIRE(count.size() == 1);
  CHECK(RootRead::place_of(*count[0]) == "content/results/a.csv:4:9");
}

TEST_CASE("a bad cell names its row as Excel shows it, also below titles, blank rows and cells with line breaks") {
  RootRead read =
      read_table_of(std::string(bom) + "标题,\r\n\r\n" + header +
                    ",检查日期,违法事实\r\nT1,甲厂,未发现问题,2024/5/7,\"一\r\n二\r\n三\"\r\n\r\nT1,乙厂,未发现问题,2024/5/32,\r\n");
  const Diagnostic& d = read.only(Code::bad_date);
  CHECK(RootRead::place_of(d) == "content/results/a.csv:6:4");
  CHECK(d.field == "inspected_on");
  CHECK(d.args[0] == "2024/5/32");
  CHECK(read.data->results.size() == 1);
}

TEST_CASE("a required cell that is empty") {
  RootRead read = read_table_of("结果编号," + header + "\nR1,T1,　,未发现问题\n");
  const Diagnostic& d = read.only(Code::missing_key);
  CHECK(RootRead::place_of(d) == "content/results/a.csv:2:3");
  CHECK(read.data->results.empty());
}

TEST_CASE("more cells than headers: a comma that was not quoted, never dropped in silence") {
  RootRead read = read_table_of("结果编号," + header + "\nR1,T1,甲厂,一部,未发现问题\nR2,T1,乙厂,未发现问题,,\n");
  const Diagnostic& d = read.only(Code::headless_cell);
  CHECK(RootRead::place_of(d) == "content/results/a.csv:2:5");
  CHECK(d.record == "R1");
  CHECK(read.result("R2") != nullptr);
  CHECK(read.result("R1") == nullptr);
}

TEST_CASE("hidden characters are refused as they are in JSON") {
  RootRead read =
      read_table_of("结果编号," + header + ",抽查事项\nR1,T1,甲\xe2\x80\xae厂,未发现问题,\nR2,T1,乙厂,未发现问题,\"台\xe2\x80\x8b账\"\n");
  auto bad = read.all(Code::bad_character);
  REQUIRE(bad.size() == 2);
  CHECK(RootRead::place_of(*bad[0]) == "content/results/a.csv:2:3");
  CHECK(bad[0]->args[0] == "U+202E");
  CHECK(RootRead::place_of(*bad[1]) == "content/results/a.csv:3:5");
  CHECK(read.data->results.empty());
}

TEST_CASE("an unpaired quote") {
  RootRead read = read_table_of("结果编号," + header + "\nR1,T1,\"甲厂,未发现问题\n");
  auto bad = read.all(Code::csv_syntax);
  REQUIRE(bad.size() == 1);
  CHECK(RootRead::place_of(*bad[0]) == "content/results/a.csv:2:3");
}

TEST_CASE("a reply ends with its day in brackets") {
  RootRead read = read_table_of("结果编号," + header +
                                ",被检查对象意见,处罚\nR1,T1,甲厂,未发现问题,已完成（全部）整改（2024年6月3日）,罚款\n"
                                "R2,T1,乙厂,未发现问题,没有意见(2024-06-04),\nR3,T1,丙厂,未发现问题,没有意见,\n");
  REQUIRE(read.result("R1")->reply);
  CHECK(read.result("R1")->reply->text == "已完成（全部）整改");
  CHECK(read.result("R1")->reply->on == Date(2024, 6, 3));
  CHECK(read.result("R1")->penalty->text == "罚款");
  CHECK(read.result("R2")->reply->text == "没有意见");
  const Diagnostic& d = read.only(Code::bad_format);
  CHECK(RootRead::place_of(d) == "content/results/a.csv:4:5");
}

TEST_CASE("cells that were marked against formulas are plain again") {
  RootRead read = read_table_of("结果编号," + header + "\nR1,T1,'=甲厂,未发现问题\n");
  CHECK(read.words() == "");
  CHECK(read.result("R1")->object_name == "=甲厂");
}

TEST_CASE("a name alone in a library is an object, also right above a header that comes again") {
  SmallRoot root;
  root.put("content/objects/名录.csv", "名称,统一社会信用代码\n甲厂,91999901MA0KX35L7J\n乙厂,\n名称,统一社会信用代码\n丙厂,\n");
  RootRead read = root.read();
  CHECK(read.words() == "");
  CHECK(read.data->objects.size() == 3);
}

TEST_CASE("objects are tables too") {
  SmallRoot root;
  root.put("content/objects/名录.csv", "名称,统一社会信用代码,曾用名,行政区划\n甲厂,91999901MA0KX35L7J,老甲厂、甲作坊,北山镇\n");
  RootRead read = root.read();
  CHECK(read.words() == "");
  REQUIRE(read.data->objects.size() == 1);
  CHECK(read.data->objects[0].former_names == std::vector<std::string_view>{"老甲厂", "甲作坊"});
  CHECK(read.data->objects[0].code == "91999901MA0KX35L7J");
}
