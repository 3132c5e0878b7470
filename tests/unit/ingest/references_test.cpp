#include "ingest/references.hpp"

#include "small_root.hpp"

using namespace gongshi;
using test::RootRead;
using test::SmallRoot;

namespace {

RootRead with_result(const std::string& rest) {
  SmallRoot root;
  root.put("content/results/a.json", R"({"id": "R1", "task_id": "T1", "object_name": "甲厂", "result": "未发现问题")" + rest + "}");
  return root.read();
}

RootRead with_task(const std::string& rest) {
  SmallRoot root;
  root.put("content/plans/a.json", R"({"id": "P-2024", "year": 2024, "title": "计划", "issuer": "局", "sections": [
    {"kind": "internal", "title": "附件1", "columns": [{"key": "number", "header": "序号"}], "entries": [{"number": "1", "name": "甲"}, {"number": "7（2）", "name": "乙"}]},
    {"kind": "joint", "title": "附件2", "columns": [{"key": "number", "header": "序号"}], "entries": [{"number": "1", "name": "丙"}]}]})");
  root.put("content/tasks/2024.json", R"({"id": "T1", "name": "抽查", "kind": "internal")" + rest + "}");
  return root.read();
}

}  // namespace

TEST_CASE("dates of a result keep their order") {
  CHECK(with_result(R"(, "inspected_on": "2024-05-07", "concluded_on": "2024-05-07", "completed_on": "2024-05-07")").words() == "");
  RootRead concluded = with_result(R"(, "inspected_on": "2024-05-08", "concluded_on": "2024-05-07")");
  const Diagnostic& d = concluded.only(Code::date_order);
  CHECK(d.field == "concluded_on");
  CHECK(RootRead::args_of(d) == "结果认定日期|concluded_on|2024-05-07|检查日期|inspected_on|2024-05-08");
  CHECK(with_result(R"(, "inspected_on": "2024-05-08", "completed_on": "2024-05-07")").only(Code::date_order).field == "completed_on");
  CHECK(with_result(R"(, "concluded_on": "2024-05-08", "completed_on": "2024-05-07")").only(Code::date_order).field == "completed_on");
  RootRead published = with_result(R"(, "inspected_on": "2024-05-08", "published_on": "2024-05-07", "published_via": "省平台")");
  CHECK(published.only(Code::date_order).field == "published_on");
  CHECK(with_result(R"(, "inspected_on": "2024-05-08", "published_on": "2024-05-08", "published_via": "省平台")").words() == "");
}

TEST_CASE("published_on and published_via go together") {
  CHECK(with_result(R"(, "published_on": "2024-05-08")").only(Code::half_pair).field == "published_on");
  CHECK(with_result(R"(, "published_via": "省平台")").only(Code::half_pair).field == "published_via");
}

TEST_CASE("a day outside the task's period is a warning") {
  for (std::string_view day : {"2024-05-05", "2024-06-15"}) {
    RootRead read = with_result(R"(, "inspected_on": ")" + std::string(day) + "\"");
    CHECK(RootRead::args_of(read.only(Code::date_outside_task)) ==
          "检查日期|inspected_on|" + std::string(day) + "|T1|2024-05-06|2024-06-14");
    CHECK_FALSE(read.out.errors());
  }
  CHECK(with_result(R"(, "inspected_on": "2024-05-06")").words() == "");
  CHECK(with_result(R"(, "inspected_on": "2024-06-14")").words() == "");
}

TEST_CASE("a task that is not there") {
  SmallRoot root;
  root.put("content/results/a.json", R"({"id": "R1", "task_id": "T2", "object_name": "甲厂", "result": "未发现问题"})");
  CHECK(RootRead::args_of(root.read().only(Code::unknown_task)) == "T2|T1|T1|");
  root.put("content/results/a.json", R"({"id": "R1", "task_id": "2024-joint", "object_name": "甲厂", "result": "未发现问题"})");
  CHECK(RootRead::args_of(root.read().only(Code::unknown_task)) == "2024-joint||T1|");
  root.remove("content/tasks/2024.json");
  CHECK(root.read().only(Code::unknown_task).args[2].empty());
}

TEST_CASE("a task that is not there is said once a file, at its first record, with the number of the others") {
  SmallRoot root;
  root.put("content/results/a.csv",
           "结果编号,任务编号,检查对象名称,检查结果\nR9,T2,甲厂,未发现问题\nR8,T3,乙厂,未发现问题\nR7,T2,丙厂,未发现问题\nR6,T2,丁厂,\n");
  root.put("content/results/b.json", R"({"id": "R1", "task_id": "T2", "object_name": "甲厂", "result": "未发现问题"})");
  RootRead read = root.read();
  std::vector<std::string> said;
  for (const Diagnostic& d : read.out.items())
    if (d.code == Code::unknown_task) said.push_back(RootRead::place_of(d) + " " + std::string(d.record) + " " + RootRead::args_of(d));
  CHECK(said == std::vector<std::string>{"content/results/a.csv:2:2 R9 T2|T1|T1|2", "content/results/a.csv:3:2 R8 T3|T1|T1|",
                                         "content/results/b.json:1:25 R1 T2|T1|T1|"});
}

TEST_CASE("plans and their entries") {
  CHECK(with_task(R"(, "plan_id": "P-2024", "plan_entry": "internal/7（2）")").words() == "");
  CHECK(with_task(R"(, "plan_id": "P-2024", "plan_entry": "joint/1")").words() == "");
  CHECK(with_task(R"(, "plan_id": "P-2023")").only(Code::unknown_plan).args[1] == "P-2024");
  RootRead entry = with_task(R"(, "plan_id": "P-2024", "plan_entry": "joint/2")");
  CHECK(RootRead::args_of(entry.only(Code::unknown_plan_entry)) == "P-2024|joint/2|internal/1|internal/7（2）|joint/1");
  CHECK(with_task(R"(, "plan_id": "P-2024", "plan_entry": "1")").only(Code::unknown_plan_entry).field == "plan_entry");
}

TEST_CASE("dates of a task keep their order") {
  CHECK(with_task(R"(, "from": "2024-06-01", "to": "2024-06-01", "ended_on": "2024-06-02", "completed_on": "2024-06-02")").words() == "");
  CHECK(with_task(R"(, "from": "2024-06-02", "to": "2024-06-01")").only(Code::date_order).field == "to");
  CHECK(with_task(R"(, "ended_on": "2024-06-02", "completed_on": "2024-06-01")").only(Code::date_order).field == "completed_on");
}

TEST_CASE("doubled ids of plans, tasks and items, ignoring case") {
  SmallRoot root;
  root.put("content/tasks/more.json", R"({"id": "t1", "name": "又一次", "kind": "joint"})");
  RootRead read = root.read();
  const Diagnostic& d = read.only(Code::duplicate_id);
  CHECK(d.record == "t1");  // ids are sorted by bytes: T1 comes first
  CHECK(RootRead::args_of(d) == "t1|content/tasks/2024.json:1");
  CHECK(RootRead::place_of(d) == "content/tasks/more.json:1:8");
}

TEST_CASE("a correction of a result that is not there") {
  SmallRoot root;
  root.put("content/results/a.json", R"({"id": "LC-2024-007", "task_id": "T1", "object_name": "甲厂", "result": "未发现问题"})");
  root.put("content/corrections/a.json", R"([
    {"result_id": "LC-2024-07", "field": "result", "old": "a", "new": "b", "reason": "x", "approved_on": "2024-06-01", "kind": "error"}])");
  RootRead read = root.read();
  const Diagnostic& d = read.only(Code::unknown_result);
  CHECK(RootRead::args_of(d) == "LC-2024-07|LC-2024-007|LC-2024-007");
  CHECK(RootRead::place_of(d) == "content/corrections/a.json:2:19");
}
