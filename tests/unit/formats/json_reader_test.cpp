#include "formats/json/json_reader.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <deque>
#include <tuple>

#include "base/canonical_json.hpp"
#include "formats/json/json_place.hpp"
#include "formats/json/value_check.hpp"

using namespace gongshi;
using What = JsonFault::What;

namespace {

enum class Side : std::uint8_t { absent, left, right };

struct Reply {
  std::string_view text;
  std::optional<Date> on;
  static const Shape& shape() {
    static const Shape made{"reply", {field<&Reply::text>("text").must(), field<&Reply::on>("on")}};
    return made;
  }
};

struct Target {
  std::string_view name;
  std::optional<double> threshold;
  static const Shape& shape() {
    static const Shape made{"target", {field<&Target::name>("name"), field<&Target::threshold>("threshold")}};
    return made;
  }
};

struct SideRule {
  Side side = Side::absent;
  bool on = false;
  static const Shape& shape();
};

struct Part {
  std::string_view title;
  std::vector<Reply> entries;
  static const Shape& shape() {
    static const Shape made{"part", {field<&Part::title>("title"), field<&Part::entries>("entries")}};
    return made;
  }
};

struct Thing {
  std::string_view id, name, month, link, hash;
  bool flag = false;
  std::optional<std::int64_t> count, year;
  std::optional<double> ratio;
  std::optional<Date> on;
  Side side = Side::absent;
  RawJson raw;
  std::vector<std::string_view> texts;
  std::vector<Date> dates;
  std::optional<Reply> reply;
  std::vector<Part> parts;
  std::vector<Target> targets;
  std::vector<SideRule> rules;
  Html html;
  static const Shape& shape();
};

struct Read {
  TextPool pool;
  std::deque<Thing> all;
  std::vector<std::uint64_t> offsets;
  std::vector<bool> whole;
  std::vector<JsonFault> faults;
  std::string canonical() const {
    std::string out;
    for (const Thing& thing : all) append_canonical(out, Thing::shape(), &thing);
    return out;
  }
};

class Things final : public JsonRecords {
 public:
  explicit Things(Read& to) : to_(to) {}
  void* begin_record(std::uint64_t offset) override {
    CHECK(to_.whole.size() == to_.all.size());
    to_.offsets.push_back(offset);
    return &to_.all.emplace_back();
  }
  void end_record(void* record, bool good) override {
    CHECK(record == &to_.all.back());
    to_.whole.push_back(good);
  }
  void give_up_record(void* record) override {
    CHECK(record == &to_.all.back());
    to_.all.pop_back();
    to_.offsets.pop_back();
  }

 private:
  Read& to_;
};

template <class Call>
Read read(const Call& call) {
  Read out;
  JsonReader reader(Thing::shape(), out.pool);
  Things things(out);
  call(reader, things);
  CHECK(out.whole.size() == out.all.size());
  out.faults = std::move(reader.faults());
  return out;
}

Read lines(std::string_view text, std::uint64_t base = 0) {
  return read([&](JsonReader& reader, Things& things) { reader.read_lines(text, things, base); });
}

auto told(const JsonFault& fault) {
  return std::tie(fault.what, fault.offset, fault.record_offset, fault.field, fault.detail, fault.wanted, fault.suggestions,
                  fault.labelled);
}

/// What one line holds is the same as a line, whether it is read quickly, as with others behind it, or not, as at the end of a text.
void check_as_line(std::string_view text, const Read& as_file) {
  CAPTURE(text);
  for (const std::string& behind : {std::string(), "\n" + std::string(100, ' ')}) {
    Read in = lines(std::string(text) + behind);
    CHECK(in.canonical() == as_file.canonical());
    CHECK(in.whole == as_file.whole);
    CHECK(in.offsets == as_file.offsets);
    CHECK(std::ranges::equal(in.faults, as_file.faults, {}, told, told));
  }
}

Read file(std::string_view text) {
  Read out = read([&](JsonReader& reader, Things& things) { reader.read_file(text, things); });
  if (text.starts_with('{') && text.find('\n') == std::string_view::npos) check_as_line(text, out);
  return out;
}

/// The only fault of a text.
JsonFault fault(std::string_view text) {
  Read in = file(text);
  CAPTURE(text);
  REQUIRE(in.faults.size() == 1);
  return in.faults[0];
}

/// The only fault of `"KEY": VALUE` in a record, whose value begins at 19 + size of the key.
JsonFault value_fault(std::string_view key, std::string_view value) {
  std::string text = "{\"id\": \"R1\", \"" + std::string(key) + "\": " + std::string(value) + "}";
  Read in = file(text);
  CAPTURE(text);
  REQUIRE(in.faults.size() == 1);
  CHECK(in.faults[0].record_offset == 0);
  CHECK(in.whole == std::vector<bool>{false});
  in.faults[0].offset -= text.find(value, 10);
  return in.faults[0];
}

}  // namespace

template <>
std::span<const Choice> gongshi::choices_of<Side>() {
  static constexpr Choice rows[] = {{"", ""}, {"left", "左"}, {"right", "右"}};
  return rows;
}

const Shape& SideRule::shape() {
  static const Shape made{"side_rule", {field<&SideRule::side>("side"), field<&SideRule::on>("on")}};
  return made;
}

const Shape& Thing::shape() {
  static const Shape made{
      "thing",
      {field<&Thing::id>("id").as(Format::id).must(), field<&Thing::name>("name"), field<&Thing::month>("month").as(Format::month_or_date),
       field<&Thing::link>("link").as(Format::uri), field<&Thing::hash>("hash").as(Format::hex64), field<&Thing::flag>("flag"),
       field<&Thing::count>("count"), field<&Thing::year>("year").as(Format::year), field<&Thing::ratio>("ratio"), field<&Thing::on>("on"),
       field<&Thing::side>("side"), field<&Thing::raw>("raw"), field<&Thing::texts>("texts"), field<&Thing::dates>("dates"),
       field<&Thing::reply>("reply"), field<&Thing::parts>("parts"), map_field<&Thing::targets>("targets"),
       map_field<&Thing::rules>("rules"), field<&Thing::html>("html")}};
  return made;
}

TEST_CASE("every kind is read, and written as it was") {
  std::string_view text =
      R"({"count":-9223372036854775808,"dates":["2024-02-29"],"flag":true,"id":"R1","link":"https://a.cn/b.html","month":"2024-05","name":"名\n\"",)"
      R"("on":"2024-05-14","parts":[{"entries":[{"on":"1969-12-31","text":"x"},{"text":"y"}],"title":"一"}],"ratio":0.05,)"
      R"("raw":{"a":[1,"b",null,true],"b":{}},"reply":{"text":"见"},"rules":{"right":{"on":true}},"side":"left",)"
      R"("targets":{"coverage":{"threshold":1},"率":{}},"texts":["b","a"],"year":2024})";
  Read in = file(text);
  CHECK(in.faults.empty());
  CHECK(in.canonical() == text);
  CHECK(in.whole == std::vector<bool>{true});
  CHECK(in.all[0].rules[0].side == Side::right);
}

TEST_CASE("a file holds one object or a list; NDJSON a line each") {
  Read list = file("\xef\xbb\xbf [ {\"id\":\"a\"},\n{\"id\":\"b\"} ]\n");
  CHECK(list.faults.empty());
  CHECK(list.offsets == std::vector<std::uint64_t>{6, 18});
  CHECK(file("[]").faults.empty());
  Read ndjson = lines("{\"id\":\"a\"}\r\n\n  \t\n {\"id\":\"b\"}", 1000);
  CHECK(ndjson.faults.empty());
  CHECK(ndjson.offsets == std::vector<std::uint64_t>{1000, 1018});
  CHECK(lines("\xef\xbb\xbf{\"id\":\"a\"}\n").faults.empty());
  CHECK(lines("{\"id\":\"a\"}\n\xef\xbb\xbf{\"id\":\"a\"}\n").faults.at(0).what == What::syntax);
  CHECK(lines("[{\"id\":\"a\"}]\n{\"id\":\"b\"}\n").faults.at(0).what == What::not_a_record);
  CHECK(lines("[{\"id\":\"a\"}]\n{\"id\":\"b\"}\n").all.size() == 1);
}

TEST_CASE("after a fault reading goes on: all of them in one run") {
  Read in = file(R"([{"id":"a","nmae":1,"on":"2024-02-30"}, 7, {"name":"x"}, [{"id":"b"}], {"id":"c"}])");
  REQUIRE(in.faults.size() == 5);
  CHECK(in.faults[0].what == What::unknown_key);
  CHECK(in.faults[1].what == What::bad_date);
  CHECK(in.faults[2].what == What::not_a_record);
  CHECK(in.faults[3].what == What::missing_key);
  CHECK(in.faults[4].what == What::not_a_record);
  CHECK(in.whole == std::vector<bool>{false, false, true});
  in = lines("{\"id\":\"a\"\n{\"id\":\"b\",}\n{\"id\":\"c\"}\n");
  REQUIRE(in.faults.size() == 2);
  CHECK(in.faults[0].what == What::cut_short);
  CHECK(in.faults[0].offset == 9);
  CHECK(in.faults[0].record_offset == 0);
  CHECK(in.faults[1].what == What::trailing_comma);
  CHECK(in.faults[1].offset == 20);
  CHECK(in.faults[1].record_offset == 10);
  CHECK(in.whole == std::vector<bool>{false, false, true});
}

TEST_CASE("keys") {
  JsonFault unknown = fault(R"({"id":"R1", "nam": {"x":[1,{"y":2}]}, "count":1})");
  CHECK(unknown.what == What::unknown_key);
  CHECK(unknown.offset == 12);
  CHECK(unknown.field == "nam");
  CHECK(unknown.suggestions == std::vector<std::string>{"name"});
  CHECK(fault(R"({"id":"R1","reply":{"text":"x","onn":"y"}})").field == "reply.onn");
  CHECK(fault(R"({"id":"R1","html":"<b>"})").what == What::unknown_key);
  JsonFault twice = fault(R"({"id":"R1","texts":["a"],"texts":["b"]})");
  CHECK(twice.what == What::duplicate_key);
  CHECK(twice.offset == 25);
  CHECK(fault(R"({"id":"R1","\u0069d":"R2"})").what == What::duplicate_key);
  JsonFault missing = fault(R"( {"id":"R1","parts":[{"entries":[{"text":"a"}, {"on":"2024-01-01"}]}]})");
  CHECK(missing.what == What::missing_key);
  CHECK(missing.field == "parts[0].entries[1].text");
  CHECK(missing.offset == 47);
  CHECK(missing.record_offset == 1);
  CHECK(fault(" {}").field == "id");
  CHECK(fault(R"({"id":"R1","targets":{"a":{},"a":{}}})").field == "targets.a");
  CHECK(fault(R"({"id":"R1","targets":{"a":{"name":"b"}}})").what == What::duplicate_key);
  CHECK(fault(R"({"id":"R1","targets":{"":{}}})").what == What::empty_value);
  CHECK(fault(R"({"id":"R1","targets":{"a":1}})").field == "targets.a");
  CHECK(fault(R"({"id":"R1","rules":{"rigt":{"on":true}}})").suggestions == std::vector<std::string>{"right"});
  CHECK(fault(R"({"id":"R1","raw":{"a":1,"a":2}})").what == What::duplicate_key);
}

TEST_CASE("values of the wrong type, exact in place") {
  for (auto [key, value] :
       {std::pair{"name", "12"}, std::pair{"name", "null"}, std::pair{"name", "[]"}, std::pair{"name", "{\"a\":[{}]}"},
        std::pair{"flag", "\"true\""}, std::pair{"flag", "0"}, std::pair{"count", "\"12\\\"\\\\\""}, std::pair{"count", "1.5"},
        std::pair{"count", "true"}, std::pair{"ratio", "\"5%\""}, std::pair{"on", "20240514"}, std::pair{"side", "1"},
        std::pair{"texts", "\"a\""}, std::pair{"texts", "{}"}, std::pair{"reply", "\"x\""}, std::pair{"reply", "[]"},
        std::pair{"parts", "{}"}, std::pair{"targets", "[]"}, std::pair{"targets", "-0.5e-7"}}) {
    JsonFault found = value_fault(key, value);
    CHECK(found.what == What::wrong_type);
    CHECK(found.offset == 0);
    CHECK(found.field == key);
    CHECK(found.wanted == Thing::shape().find(key));
  }
  CHECK(value_fault("name", "-12.5e3").detail == "-12.5e3");
  CHECK(value_fault("name", "false ").detail == "false");
  CHECK(value_fault("texts", "[\"a\", 2]").field == "texts[1]");
  CHECK(value_fault("texts", "[\"a\", 2]").offset == 6);
  CHECK(value_fault("parts", "[{}, \"a\"]").field == "parts[1]");
  CHECK(value_fault("dates", "[\"2024-01-01\", \"2024-1-2\"]").what == What::bad_date);
  CHECK(value_fault("dates", "[\"2024-01-01\", [1]]").field == "dates[1]");
}

TEST_CASE("numbers") {
  auto count = [](std::string_view number) { return file("{\"id\":\"R1\",\"count\":" + std::string(number) + "}"); };
  CHECK(count("9223372036854775807").all[0].count == INT64_MAX);
  CHECK(count("-9223372036854775808").all[0].count == INT64_MIN);
  CHECK(count("1.0").all[0].count == 1);  // an integer in JSON Schema
  CHECK(count("-1e3").all[0].count == -1000);
  for (std::string_view number :
       {"9223372036854775808", "18446744073709551616", "-9223372036854775809", "1e400", "1e300", "9007199254740992.0"})
    CHECK(value_fault("count", number).what == What::bad_value);
  CHECK(value_fault("ratio", "1e400").what == What::bad_value);
  CHECK(value_fault("ratio", "-1e400").detail == "-1e400");
  CHECK(value_fault("raw", "[9007199254740993]").what == What::bad_value);
  CHECK(value_fault("raw", "99999000000004584943").what == What::bad_value);
  for (std::string_view raw : {"99999000000004584943.5", "9007199254740993.5", "1E20", "-1e22", "9007199254740992"}) {
    Read first = file("{\"id\":\"R1\",\"raw\":" + std::string(raw) + "}");
    CHECK(first.faults.empty());
    CHECK(file(first.canonical()).canonical() == first.canonical());
  }
  CHECK(value_fault("year", "24").what == What::bad_format);
  CHECK(file(R"({"id":"R1","ratio":3})").all[0].ratio == 3.0);
}

TEST_CASE("formats, choices, empty values") {
  CHECK(value_fault("name", "\"\"").what == What::empty_value);
  CHECK(value_fault("texts", "[\"\"]").what == What::empty_value);
  CHECK(value_fault("side", "\"\"").what == What::empty_value);
  CHECK(value_fault("side", "\"rigt\"").suggestions == std::vector<std::string>{"right"});
  CHECK(value_fault("side", "\"右\"").suggestions == std::vector<std::string>{"right"});
  CHECK(fault(R"({"id":"-R1"})").what == What::bad_format);
  for (auto [key, value] :
       {std::pair{"month", "\"2024\""}, std::pair{"month", "\"2024-13\""}, std::pair{"month", "\"2024-Q2\""},
        std::pair{"month", "\"2024-02-30\""}, std::pair{"link", "\"javascript:x\""}, std::pair{"link", "\"//x/y\""},
        std::pair{"link", "\"http://\""}, std::pair{"link", "\"a b\""}, std::pair{"link", "\"ftp://x\""}, std::pair{"link", "\"a/b\""},
        std::pair{"link", "\"https://a/?b\""}, std::pair{"link", "\"https://a/#b\""}, std::pair{"hash", "\"ABCD\""}})
    CHECK(value_fault(key, value).what == What::bad_format);
  for (std::string_view link : {"https://a.cn/b/c=d:e", "http://a", "HTTP://A.cn", "/", "/x/"})
    CHECK(file("{\"id\":\"R1\",\"link\":\"" + std::string(link) + "\"}").faults.empty());
}

TEST_CASE("hidden and reversing characters are named") {
  for (auto [value, name] :
       {std::pair{"\"a\\u0000\"", "U+0000"}, std::pair{"\"\\u001b[31m\"", "U+001B"}, std::pair{"\"\\r\"", "U+000D"},
        std::pair{"\"\x7f\"", "U+007F"}, std::pair{"\"\xc2\x85\"", "U+0085"}, std::pair{"\"甲\xe2\x80\xae乙\"", "U+202E"},
        std::pair{"\"\xe2\x81\xa6\"", "U+2066"}, std::pair{"\"\xe2\x80\x8b\"", "U+200B"}, std::pair{"\"\xe2\x81\xa0\"", "U+2060"},
        std::pair{"\"\\uFEFF\"", "U+FEFF"}, std::pair{"\"\xf3\xa0\x81\x81\"", "U+E0041"}, std::pair{"\"\xee\x80\x80\"", "U+E000"},
        std::pair{"\"\xf4\x80\x80\x80\"", "U+100000"}, std::pair{"\"\\ud800\"", "U+D800"}, std::pair{"\"\\udbffx\"", "U+DBFF"},
        std::pair{"\"\\ud83d\\ude00\\udc00\"", "U+DC00"}, std::pair{"\"\\\\\\ud801\\u0041\"", "U+D801"}, std::pair{"\"a\tb\"", "U+0009"}}) {
    JsonFault found = value_fault("name", value);
    CHECK(found.what == What::bad_value);
    CHECK(found.detail == name);
    CHECK(found.offset == 0);
  }
  CHECK(value_fault("raw", "{\"a\":\"\xe2\x80\xae\"}").what == What::bad_value);
  CHECK(fault("{\"id\":\"R1\",\"n\\u202e\":1}").field == "n<U+202E>");
  // what names and texts need
  CHECK(file("{\"id\":\"R1\",\"name\":\"\\ud83d\\ude00\xf0\xa0\x80\x80葛\xf3\xa0\x84\x80\\n\\t，\xe3\x80\x80\xc2\xa0·\"}").faults.empty());
}

TEST_CASE("syntax errors: one for a file, where the token begins") {
  struct Case {
    std::string_view text;
    What what;
    std::uint64_t offset;
  };
  for (const Case& one : std::initializer_list<Case>{
           {"", What::cut_short, 0},
           {"{\"id\":\"R1\"", What::cut_short, 10},
           {"{\"id\": \"R1}", What::cut_short, 7},
           {"{\"id\":\"R1\",}", What::trailing_comma, 11},
           {"[{\"id\":\"R1\"} , ]", What::trailing_comma, 15},
           {"{\"id\":\"R1\" \"name\":\"x\"}", What::syntax, 11},
           {"{\"id\":\"R1\",\"count\":1 \"x\"}", What::syntax, 21},
           {"{\"id\":\"R1\",\"count\":1\"x\"}", What::syntax, 20},
           {"{\"id\":\"R1\",,}", What::syntax, 11},
           {"{\"id\" \"R1\"}", What::syntax, 6},
           {"{\"id\",\"R1\"}", What::syntax, 5},
           {"{'id':\"R1\"}", What::syntax, 1},
           {"{\"id\":\"R1\"} x", What::syntax, 12},
           {"{\"id\":\"R1\"}{}", What::syntax, 11},
           {"{\"id\":\"R1\",\"count\": 01}", What::syntax, 21},
           {"{\"id\":\"R1\",\"count\": 1.}", What::syntax, 20},
           {"{\"id\":\"R1\",\"count\": nul}", What::syntax, 20},
           {"{\"id\":\"\\q\"}", What::syntax, 6},
           {"{“id”:\"R1\"}", What::syntax, 1},
           {"{\"id\":\"\xb9\xab\"}", What::not_utf8, 7},
           {"{\"id\":\"公\xe5\x85\"}", What::not_utf8, 10},
           {"{\"id\":\"\xed\xa0\x80\"}", What::not_utf8, 7},
           {"{\"id\":\"\xc0\xaf\"}", What::not_utf8, 7},
           {"\xff\xfe", What::not_utf8, 0},
       }) {
    CAPTURE(one.text);
    Read in = file(one.text);
    REQUIRE(in.faults.size() == 1);
    CHECK(in.faults[0].what == one.what);
    CHECK(in.faults[0].offset == one.offset);
  }
  using namespace std::string_literals;
  CHECK(file("{\"id\":\"R1\"}\0"s).faults.at(0).offset == 11);
  CHECK(file("{\"id\":\0\"R1\"}"s).faults.at(0).what == What::syntax);
  CHECK(file("{\"id\":\"R1\"}\0{"s).faults.size() == 1);
}

TEST_CASE("depth is bounded") {
  auto nested = [](std::size_t n) { return std::string(n, '[') + std::string(n, ']'); };
  CHECK(file("{\"id\":\"R1\",\"raw\":" + nested(63) + "}").faults.empty());
  CHECK(file("{\"id\":\"R1\",\"raw\":" + nested(64) + "}").faults.at(0).what == What::too_deep);
  for (std::string_view open : {"[", "{\"a\":", "[{\"raw\":", "{\"raw\":["}) {
    std::string deep;
    for (int i = 0; i < 500000; ++i) deep += open;
    CHECK(file(deep).faults.back().what == What::too_deep);
  }
}

TEST_CASE("as JSONTestSuite has it: y_ are taken, n_ are faults") {
  for (std::string_view good : {"[[]   ]",
                                "[\"\"]",
                                "[]",
                                "[\"a\"]",
                                "[false]",
                                "[null, 1, \"1\", {}]",
                                "[null]",
                                "[1\n]",
                                " [1]",
                                "[1,null,null,null,2]",
                                "[2] ",
                                "[123e65]",
                                "[0e+1]",
                                "[0e1]",
                                "[ 4]",
                                "[-0.000000000000000000000000000000000000000000000000000000000000000000000000000001]",
                                "[20e1]",
                                "[-0]",
                                "[-123]",
                                "[-1]",
                                "[1E22]",
                                "[1E-2]",
                                "[1E+2]",
                                "[123e45]",
                                "[123.456e78]",
                                "[1e-2]",
                                "[1e+2]",
                                "[123]",
                                "[123.456789]",
                                "{\"asd\":\"sdf\",\"dfg\":\"fgh\"}",
                                "{}",
                                "{\"\":0}",
                                "{\"min\": -1.0e+28, \"max\": 1.0e+28}",
                                "{\n\"a\": \"b\"\n}",
                                "[\"\\u0060\\u012a\\u12AB\"]",
                                "[\"\\uD801\\udc37\"]",
                                "[\"\\\"\\\\\\/\\n\\t\"]",
                                "[\"\\\\u0000\"]",
                                "[\"\\\"\"]",
                                "[\"a/*b*/c/*d//e\"]",
                                "[\"\\\\a\"]",
                                "[\"\\u0012\" ]",
                                "[\"\\uDBFF\\uDFFF\"]",
                                "[\"\xf4\x8f\xbf\xbf\"]",
                                "[\" \"]",
                                "\"\"",
                                "42",
                                "null",
                                "true",
                                "-0.1",
                                "[\"\\u00A0\"]",
                                "[\"\\uA66D\"]",
                                "[\"\xe2\x8d\x82㈴\xe2\x8d\x82\"]"}) {
    CAPTURE(good);
    Read in = file("{\"id\":\"R1\",\"raw\":" + std::string(good) + "}");
    bool ours = std::ranges::any_of(in.faults,
                                    [](const JsonFault& f) { return f.what != What::bad_value; });  // hidden characters are ours to refuse
    CHECK_FALSE(ours);
    CHECK(in.all.size() == 1);
  }
  for (std::string_view bad : {"[1 true]",
                               "[a\xe5]",
                               "[\"\": 1]",
                               "[\"\"],",
                               "[1,,]",
                               "[1,,2]",
                               "[\"x\"]]",
                               "[\"\",]",
                               "[\"x\"",
                               "[x",
                               "[3[4]]",
                               "[\xff]",
                               "[1:2]",
                               "[,]",
                               "[-]",
                               "[   , \"\"]",
                               "[\"a\",\n4\n,1,",
                               "[1,]",
                               "[\"\va\"\\f]",
                               "[*]",
                               "[\"\"",
                               "[1,\n1\n,1",
                               "[{}",
                               "[fals]",
                               "[nul]",
                               "[tru]",
                               "[++1234]",
                               "[+1]",
                               "[+Inf]",
                               "[-01]",
                               "[-1.0.]",
                               "[-2.]",
                               "[-NaN]",
                               "[.-1]",
                               "[.2e-3]",
                               "[0.1.2]",
                               "[0.3e+]",
                               "[0.3e]",
                               "[0.e1]",
                               "[0E+]",
                               "[0e]",
                               "[1.0e+]",
                               "[1 000.0]",
                               "[1eE2]",
                               "[2.e+3]",
                               "[9.e+]",
                               "[Inf]",
                               "[NaN]",
                               "[１]",
                               "[1+2]",
                               "[0x1]",
                               "[-Infinity]",
                               "[- 1]",
                               "[-012]",
                               "[-.123]",
                               "[1.]",
                               "[1.2a-3]",
                               "[012]",
                               "[\"x\", truth]",
                               "{[: \"x\"}",
                               "{\"x\", null}",
                               "{\"x\"::\"b\"}",
                               "{\"a\":\"a\" 123}",
                               "{key: 'value'}",
                               "{1:1}",
                               "{null:null}",
                               "{\"id\":0,,,,,}",
                               "{'a':0}",
                               "{\"id\":0,}",
                               "{\"a\":\"b\"}/**/",
                               "{\"a\":\"b\"}//",
                               "{\"a\":\"b\",,\"c\":\"d\"}",
                               "{a: \"b\"}",
                               "{\"a\":\"a",
                               "{ \"foo\" : \"bar\", \"a\" }",
                               "[\"\\uD800\\\"]",
                               "[\"\\uD800\\u\"]",
                               "[\"\\u1D1E",
                               "[é]",
                               "[\"\\x00\"]",
                               "[\"\\\\\\\"]",
                               "[\"\\\t\"]",
                               "[\"\\🌀\"]",
                               "[\"\\\"]",
                               "[\"\\u00A\"]",
                               "[\"\\a\"]",
                               "[\"\\uqqqq\"]",
                               "[\"new\nline\"]",
                               "[\"\t\"]",
                               "abc",
                               "[\"asd]",
                               "<.>",
                               "[<null>]",
                               "[1]x",
                               "[\"asd\"",
                               "[True]",
                               "1]",
                               "{\"x\": true,",
                               "[][]",
                               "]",
                               "\xef\xbb{}",
                               "\xe5",
                               "[",
                               "{}}",
                               "{\"\":",
                               "[\f]",
                               "{\"a\": true} \"x\"",
                               "{",
                               "'",
                               "[\"a",
                               "* "}) {
    CAPTURE(bad);
    CHECK_FALSE(file("{\"id\":\"R1\",\"raw\":" + std::string(bad) + "}").faults.empty());
    CHECK_FALSE(file(bad).faults.empty());
    CHECK_FALSE(lines(bad).faults.empty());
  }
}

TEST_CASE("one value into one field") {
  TextPool pool;
  Thing thing;
  CHECK(read_field(Thing::shape(), "name", "\"新\"", &thing, pool));
  CHECK(read_field(Thing::shape(), "texts", "[\"a\",\"b\"]", &thing, pool));
  CHECK(read_field(Thing::shape(), "reply", "{\"text\":\"x\",\"on\":\"2024-05-14\"}", &thing, pool));
  CHECK(read_field(Thing::shape(), "side", "\"left\"", &thing, pool));
  CHECK(read_field(Thing::shape(), "raw", "{\"b\":1,\"a\":2}", &thing, pool));
  CHECK(thing.name == "新");
  CHECK(thing.texts.size() == 2);
  CHECK(thing.reply->on == Date(2024, 5, 14));
  CHECK(thing.raw.bytes == "{\"a\":2,\"b\":1}");
  for (auto [name, value] : {std::pair{"nmae", "\"x\""}, std::pair{"html", "\"x\""}, std::pair{"on", "\"x\""}, std::pair{"count", "1,"},
                             std::pair{"count", ""}, std::pair{"reply", "{}"}, std::pair{"name", "null"}, std::pair{"texts", "[1]"}}) {
    Thing other;
    CHECK_FALSE(read_field(Thing::shape(), name, value, &other, pool));
  }
}

TEST_CASE("places: lines and characters") {
  std::string_view text = "\xef\xbb\xbf{\r\n \"名称\": 1}\r甲乙\n";
  auto at = [&](std::uint64_t offset) {
    Place place = locate(text, offset);
    Place same = Lines(text).locate(offset);
    CHECK(place.line == same.line);
    CHECK(place.column == same.column);
    return std::pair{place.line, place.column};
  };
  CHECK(at(3) == std::pair{1U, 1U});
  CHECK(at(6) == std::pair{2U, 1U});
  CHECK(at(text.find('1')) == std::pair{2U, 8U});
  CHECK(at(text.find("乙")) == std::pair{3U, 2U});
  CHECK(at(999) == std::pair{4U, 1U});
  CHECK(at(5) == std::pair{1U, 3U});
}

TEST_CASE("a field is found again in its record") {
  std::string_view text =
      R"([{"id":"a"}, {"id":"b","reply":{"on":"2024-05-14"},"parts":[{},{"entries":[{"text":"x"}, {"text":"\"y"}]}],"n\u0061me":-12 }])";
  auto found = [&](std::string_view field) { return find_field(text, 13, field); };
  CHECK(found("id") == text.find("\"b\""));
  CHECK(found("reply") == text.find("{\"on\""));
  CHECK(found("reply.on") == text.find("\"2024"));
  CHECK(found("parts[1].entries[1].text") == text.find("\"\\\"y"));
  CHECK(found("parts[1]") == text.find("{\"entries"));
  CHECK(found("name") == text.find("-12"));
  CHECK_FALSE(found("parts[2]"));
  CHECK_FALSE(found(""));
  CHECK_FALSE(find_field(text, 9999, "id"));
}

TEST_CASE("what is shown of input is fit to be printed") {
  CHECK(shown("a\xe2\x80\xae\n\x1b") == "a<U+202E><U+000A><U+001B>");
  CHECK(shown("危险废物", 2) == "危险…");
  CHECK(shown("ab\xff", 60) == "ab…");
  CHECK(code_point_name(0x10FFFF) == "U+10FFFF");
}
