#include "rules/secrecy/text_search.hpp"

#include "world.hpp"

using namespace gongshi;

// All numbers are invented; see privacy_test.cpp.

namespace {

/// Fields that are refused: `objects[0] penalty.text`.
template <class T>
std::string refused(const T& record, std::span<const std::string_view> accepted = {}) {
  PublicPhones phones;
  Diagnostics out;
  TextSearch search(phones, accepted, out);
  search.about_record({}, "");
  search.read(T::shape(), &record);
  std::string fields;
  for (const Diagnostic& d : out.items()) fields += (fields.empty() ? "" : " ") + d.field;
  return fields;
}

std::string refused_code(std::string_view code) {
  Result record;
  record.object_code = code;
  return refused(record);
}

}  // namespace

TEST_CASE("what stands in place of a code is searched as a text, a code is not") {
  for (std::string_view code : {"13900000001", "139 0000 0001", "1390000-0001", "电话13900000001", "虚注字13900000001", "联系人：王小明",
                                "6222020000000000000", "Ａ厂（0356）200 0001"})
    CHECK_MESSAGE(refused_code(code) == "object_code", code);
  for (std::string_view code : {"91140525MA0K00013A", "911405251803406340", "140525200001231", "1405252000012", "企独琼总字第008245号",
                                "第13900000001号", "91140525MA0K00013A001V", "12345678-9"})
    CHECK_MESSAGE(refused_code(code).empty(), code);
}

TEST_CASE("a code that was checked by hand passes") {
  std::vector<std::string_view> accepted{"6222020000000000000"};
  Result record;
  record.object_code = accepted.front();
  CHECK(refused(record) == "object_code");
  CHECK(refused(record, accepted).empty());
}

TEST_CASE("the objects of a task are codes or names, those of a plan are a text") {
  Task task;
  task.objects = {"A13900000001厂", "91140525MA0K00013A"};
  CHECK(refused(task).empty());  // in a run of letters, a number is none
  task.objects.push_back("ABC GROUP 139 0000 0001");
  CHECK(refused(task) == "objects[2]");
  PlanEntry entry;
  entry.objects = "A, B 13900000001";
  CHECK(refused(entry) == "objects");
}

TEST_CASE("the keys and values of a map are searched, secret fields are not") {
  Profile profile;
  profile.allowed_results = {{"电话13900000001", Category::no_problem, false, "联系人：王小明"}};
  CHECK(refused(profile) == "allowed_results.电话13900000001.wording allowed_results.电话13900000001.article");
  Result withheld;
  withheld.withheld.emplace().note = "联系人：王小明";
  CHECK(refused(withheld).empty());
}
