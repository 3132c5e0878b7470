#include "formats/json/quick_lines.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace gongshi;
using json_detail::Fill;
using json_detail::QuickLines;

namespace {

struct Row {
  std::string_view id;
  std::optional<std::int64_t> count;
  static const Shape& shape() {
    static const Shape shape{"row", {field<&Row::id>("id").must(), field<&Row::count>("count")}};
    return shape;
  }
};

class Rows final : public JsonRecords {
 public:
  void* begin_record(std::uint64_t offset) override {
    offsets.push_back(offset);
    return &all.emplace_back();
  }
  void end_record(void* /*record*/, bool whole) override { CHECK(whole); }
  void give_up_record(void* /*record*/) override {
    all.pop_back();
    offsets.pop_back();
    ++given_up;
  }
  std::vector<Row> all;
  std::vector<std::uint64_t> offsets;
  int given_up = 0;
};

struct Bench {
  TextPool pool;
  Fill fill{Row::shape(), pool};
  QuickLines quick;
  Rows rows;
  /// `behind`: bytes of the text behind the line.
  bool read(std::string_view line, std::size_t behind = 64) {
    std::string text = std::string(line) + std::string(behind, '\n');
    return quick.read(fill, rows, std::string_view(text).substr(0, line.size()), 1000, text.data() + text.size());
  }
};

}  // namespace

TEST_CASE("a good line is read quickly, and where it begins is known") {
  Bench bench;
  CHECK(bench.read(R"(  {"id": "R1", "count": 3}  )"));
  CHECK(bench.read("{\"id\":\"\\u0052\\u0032\"}\r"));
  REQUIRE(bench.rows.all.size() == 2);
  CHECK(bench.rows.all[0].id == "R1");
  CHECK(bench.rows.all[0].count == 3);
  CHECK(bench.rows.all[1].id == "R2");
  CHECK(!bench.rows.all[1].count);
  CHECK(bench.rows.offsets == std::vector<std::uint64_t>{1002, 1000});
  CHECK(bench.fill.faults.empty());
}

TEST_CASE("any other line is left as if it had not been looked at") {
  Bench bench;
  for (const char* line : {"", "  ", "[]", R"([{"id": "R1"}])", "\xef\xbb\xbf{\"id\": \"R1\"}", R"({"id": "R1"} {})", R"({"id": "R1")",
                           R"({"id": "R1",})", "{\"id\": \"R\xff\"}", "{\"id\": \"R\t1\"}", R"({"id": "\ud800"})"}) {
    CAPTURE(line);
    CHECK(!bench.read(line));
  }
  CHECK(bench.rows.given_up == 0);
  for (const char* line : {R"({"count": 1})", R"({"id": "R1", "id": "R2"})", R"({"id": "R1", "no": 1})", R"({"id": 1})",
                           R"({"id": "R1", "count": 1.5})", R"({"id": "R1", "count": 9223372036854775808})", "{\"id\": \"R\u202e\"}"}) {
    CAPTURE(line);
    CHECK(!bench.read(line));
  }
  CHECK(bench.rows.given_up == 7);
  CHECK(bench.rows.all.empty());
  CHECK(bench.fill.faults.empty());
  std::string deep = R"({"id": "R1", "no": )" + std::string(100, '[') + std::string(100, ']') + "}";
  CHECK(!bench.read(deep));
  CHECK(bench.read(R"({"id": "R1"})"));
}

TEST_CASE("simdjson reads in large steps: not beyond the text") {
  Bench bench;
  CHECK(!bench.read(R"({"id": "R1"})", 63));
  CHECK(bench.read(R"({"id": "R1"})", 64));
}
