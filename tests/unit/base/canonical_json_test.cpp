#include "base/canonical_json.hpp"

#include <doctest/doctest.h>

#include <bit>

using namespace gongshi;

namespace {

enum class Level : std::uint8_t { absent, low, high };

struct Inner {
  std::string_view text;
  std::optional<Date> on;
  static const Shape& shape() {
    static const Shape made{"inner", {field<&Inner::text>("text"), field<&Inner::on>("on")}};
    return made;
  }
};

struct Named {
  std::string_view name;
  std::optional<std::int64_t> value;
  static const Shape& shape() {
    static const Shape made{"named", {field<&Named::name>("name"), field<&Named::value>("value")}};
    return made;
  }
};

struct Outer {
  std::string_view zeta, alpha;
  bool flag = false;
  std::optional<std::int64_t> count;
  std::optional<double> ratio;
  std::optional<Date> on;
  Level level = Level::absent;
  RawJson raw;
  std::vector<std::string_view> texts;
  std::vector<Date> dates;
  std::optional<Inner> inner;
  Inner plain;
  std::vector<Inner> list;
  std::vector<Named> map;
  static const Shape& shape();
};

std::string canonical(const Outer& record, const FieldFilter& filter = {}) {
  std::string out;
  append_canonical(out, Outer::shape(), &record, filter);
  return out;
}

std::string number(double value) {
  std::string out;
  append_json_number(out, value);
  return out;
}

std::string quoted(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

}  // namespace

template <>
std::span<const Choice> gongshi::choices_of<Level>() {
  static constexpr Choice rows[] = {{"", ""}, {"low", "低"}, {"high", "高"}};
  return rows;
}

const Shape& Outer::shape() {
  static const Shape made{
      "outer",
      {field<&Outer::zeta>("zeta"), field<&Outer::alpha>("alpha"), field<&Outer::flag>("flag"), field<&Outer::count>("count"),
       field<&Outer::ratio>("ratio"), field<&Outer::on>("on"), field<&Outer::level>("level"), field<&Outer::raw>("raw").secret(),
       field<&Outer::texts>("texts"), field<&Outer::dates>("dates"), field<&Outer::inner>("inner"), field<&Outer::plain>("plain"),
       field<&Outer::list>("list"), map_field<&Outer::map>("map")}};
  return made;
}

TEST_CASE("strings are escaped as RFC 8785 has it") {
  CHECK(quoted("") == "\"\"");
  CHECK(quoted("危险\xe2\x80\xa8<废>&\x7f/") == "\"危险\xe2\x80\xa8<废>&\x7f/\"");
  CHECK(quoted("\b\t\n\f\r\"\\") == R"("\b\t\n\f\r\"\\")");
  CHECK(quoted(std::string_view("\0\x01\x0b\x1f", 4)) == R"("\u0000\u0001\u000b\u001f")");
  // RFC 8785 section 3.2.2.2
  CHECK(quoted("\xe2\x82\xac$\x0f\nA'B\"\\\\\"/") == "\"\xe2\x82\xac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
}

TEST_CASE("strings: every byte is escaped at every place, and no other") {
  auto escaped = [](std::string_view text) {
    std::string out;
    append_json_string(out, text);
    return out;
  };
  for (int byte = 0; byte < 0x80; ++byte)
    for (std::size_t at = 0; at < 20; ++at)
      for (std::size_t size : {at + 1, std::size_t{20}}) {
        std::string text(size, 'a');
        text[at] = static_cast<char>(byte);
        std::string one = escaped(std::string_view(text).substr(at, 1));
        std::string wanted = "\"" + std::string(at, 'a') + one.substr(1, one.size() - 2) + std::string(size - at - 1, 'a') + "\"";
        bool plain = byte >= 0x20 && byte != '"' && byte != '\\';
        if (escaped(text) != wanted || (one.size() == 3) != plain) FAIL_CHECK("byte " << byte << " at " << at << " of " << size);
      }
}

TEST_CASE("numbers are printed as ECMAScript prints them: RFC 8785 appendix B") {
  auto bits = [](std::uint64_t value) { return number(std::bit_cast<double>(value)); };
  CHECK(bits(0x0000000000000000) == "0");
  CHECK(bits(0x8000000000000000) == "0");
  CHECK(bits(0x0000000000000001) == "5e-324");
  CHECK(bits(0x8000000000000001) == "-5e-324");
  CHECK(bits(0x7fefffffffffffff) == "1.7976931348623157e+308");
  CHECK(bits(0xffefffffffffffff) == "-1.7976931348623157e+308");
  CHECK(bits(0x4340000000000000) == "9007199254740992");
  CHECK(bits(0xc340000000000000) == "-9007199254740992");
  CHECK(bits(0x4430000000000000) == "295147905179352830000");
  CHECK(bits(0x44b52d02c7e14af5) == "9.999999999999997e+22");
  CHECK(bits(0x44b52d02c7e14af6) == "1e+23");
  CHECK(bits(0x44b52d02c7e14af7) == "1.0000000000000001e+23");
  CHECK(bits(0x444b1ae4d6e2ef4e) == "999999999999999700000");
  CHECK(bits(0x444b1ae4d6e2ef4f) == "999999999999999900000");
  CHECK(bits(0x444b1ae4d6e2ef50) == "1e+21");
  CHECK(bits(0x3eb0c6f7a0b5ed8c) == "9.999999999999997e-7");
  CHECK(bits(0x3eb0c6f7a0b5ed8d) == "0.000001");
  CHECK(bits(0x41b3de4355555553) == "333333333.3333332");
  CHECK(bits(0x41b3de4355555554) == "333333333.33333325");
  CHECK(bits(0x41b3de4355555555) == "333333333.3333333");
  CHECK(bits(0x41b3de4355555556) == "333333333.3333334");
  CHECK(bits(0x41b3de4355555557) == "333333333.33333343");
  CHECK(bits(0xbecbf647612f3696) == "-0.0000033333333333333333");
  CHECK(bits(0x43143ff3c1cb0959) == "1424953923781206.2");
  CHECK(number(25) == "25");
  CHECK(number(0.05) == "0.05");
  CHECK(number(-12.5) == "-12.5");
}

TEST_CASE("keys are sorted by UTF-16 code units: RFC 8785 section 3.2.3") {
  CanonicalBuilder builder;
  builder.begin_object();
  for (auto [key, value] : {std::pair{"\xe2\x82\xac", "Euro Sign"}, std::pair{"\r", "Carriage Return"},
                            std::pair{"\xef\xac\xb3", "Hebrew Letter Dalet With Dagesh"}, std::pair{"1", "One"},
                            std::pair{"\xf0\x9f\x98\x80", "Emoji: Grinning Face"}, std::pair{"\xc2\x80", "Control"},
                            std::pair{"\xc3\xb6", "Latin Small Letter O With Diaeresis"}}) {
    CHECK(builder.key(key));
    builder.text(value);
  }
  builder.end();
  CHECK(
      builder.take() ==
      "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xc2\x80\":\"Control\",\"\xc3\xb6\":\"Latin Small Letter O With Diaeresis\","
      "\"\xe2\x82\xac\":\"Euro Sign\",\"\xf0\x9f\x98\x80\":\"Emoji: Grinning Face\",\"\xef\xac\xb3\":\"Hebrew Letter Dalet With Dagesh\"}");
  CHECK(utf16_less("a", "ab"));
  CHECK_FALSE(utf16_less("ab", "a"));
  CHECK_FALSE(utf16_less("a", "a"));
}

TEST_CASE("a builder nests, and tells of a key that came twice") {
  CanonicalBuilder builder;
  builder.begin_list();
  builder.text("");
  builder.begin_object();
  CHECK(builder.key("b"));
  builder.begin_list();
  builder.end();
  CHECK(builder.key("a"));
  builder.null();
  CHECK_FALSE(builder.key("b"));
  builder.number(2);
  builder.end();
  builder.integer(-7);
  builder.flag(true);
  builder.end();
  CHECK(builder.depth() == 0);
  CHECK(builder.take() == R"(["",{"a":null,"b":[]},-7,true])");
  builder.begin_object();
  builder.end();
  CHECK(builder.take() == "{}");
}

TEST_CASE("absent fields are left out, also objects that would be empty") {
  Outer record;
  CHECK(canonical(record) == "{}");
  record.inner.emplace();
  CHECK(canonical(record) == "{}");
  record.plain.text = "x";
  record.list.emplace_back();  // an element stays, or the others would move
  CHECK(canonical(record) == R"({"list":[{}],"plain":{"text":"x"}})");
}

TEST_CASE("every kind of field") {
  Outer record;
  record.zeta = "z";
  record.alpha = "危";
  record.flag = true;
  record.count = INT64_MAX;
  record.ratio = 0.05;
  record.on = Date(2024, 5, 14);
  record.level = Level::high;
  record.raw.bytes = "[1]";
  record.texts = {"b", "a"};
  record.dates = {Date(2024, 2, 29)};
  record.inner = Inner{"见", Date(1969, 12, 31)};
  record.list = {Inner{"1", {}}, Inner{"2", {}}};
  record.map = {{"名", 2}, {"a", {}}};
  CHECK(canonical(record) ==
        R"({"alpha":"危","count":9223372036854775807,"dates":["2024-02-29"],"flag":true,"inner":{"on":"1969-12-31","text":"见"},)"
        R"("level":"high","list":[{"text":"1"},{"text":"2"}],"map":{"a":{},"名":{"value":2}},"on":"2024-05-14","ratio":0.05,)"
        R"("raw":[1],"texts":["b","a"],"zeta":"z"})");
  std::string own;
  append_json(own, Outer::shape(), &record);
  CHECK(own ==
        R"({"zeta":"z","alpha":"危","flag":true,"count":9223372036854775807,"ratio":0.05,"on":"2024-05-14","level":"high","raw":[1],)"
        R"("texts":["b","a"],"dates":["2024-02-29"],"inner":{"text":"见","on":"1969-12-31"},"list":[{"text":"1"},{"text":"2"}],)"
        R"("map":{"名":{"value":2},"a":{}}})");
  SUBCASE("a filter sees the owner of a field, at any depth") {
    auto filter = [](const Shape& owner, const Field& field) {
      return !field.internal && (owner.name == "inner" || field.name == "inner") && field.name != "on";
    };
    CHECK(canonical(record, filter) == R"({"inner":{"text":"见"}})");
  }
  SUBCASE("one value alone") {
    auto value = [&](std::string_view name) {
      std::string out;
      append_canonical_value(out, *Outer::shape().find(name), &record);
      return out;
    };
    CHECK(value("level") == "\"high\"");
    CHECK(value("texts") == R"(["b","a"])");
    CHECK(value("inner") == R"({"on":"1969-12-31","text":"见"})");
    CHECK(value("plain") == "");
  }
}
