#include "base/catalogue.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using namespace gongshi;

TEST_CASE("every row has its own code and name, in order, and speaks both languages") {
  std::set<std::string_view> names;
  unsigned before = 0;
  for (const CatalogueRow& row : catalogue()) {
    CAPTURE(row.name);
    CHECK(static_cast<unsigned>(row.code) > before);
    before = static_cast<unsigned>(row.code);
    CHECK(names.insert(row.name).second);
    CHECK_FALSE(row.name.empty());
    for (std::size_t language : {0U, 1U}) {
      CHECK_FALSE(row.message[language].empty());
      CHECK(row.hint[0].empty() == row.hint[1].empty());
    }
    CHECK(&catalogue_row(row.code) == &row);
    // Chinese has characters, English has none but quoted ones
    CHECK(std::ranges::any_of(row.message[0], [](char c) { return static_cast<unsigned char>(c) >= 0x80; }));
    CHECK(std::ranges::none_of(row.message[1], [](char c) { return static_cast<unsigned char>(c) >= 0x80; }));
  }
}

TEST_CASE("codes are printed with four digits") {
  CHECK(code_name(Code::unknown_key) == "R0201");
  CHECK(code_name(Code::address_clash) == "R0801");
}

TEST_CASE("arguments stand where they are numbered, and are not looked into") {
  CHECK(filled("{1} {0}{0}", {"a", "b"}) == "b aa");
  CHECK(filled("{0}", {"{1}", "x"}) == "{1}");
  CHECK(filled("[{2}]", {"a"}) == "[]");
  CHECK(filled("{", {"a"}) == "{");
  CHECK(filled("a{0", {"a"}) == "a{0");
  CHECK(filled("", {"a"}) == "");
  CHECK(filled("{x}{}", {"a"}) == "{x}{}");
}

TEST_CASE("one text where an argument is given, another where it is not") {
  CHECK(filled("a{1?b{1}|c}d", {"0", "1"}) == "ab1d");
  CHECK(filled("a{1?b{1}|c}d", {"0", ""}) == "acd");
  CHECK(filled("a{1?b{1}|c}d", {"0"}) == "acd");
  CHECK(filled("a{1?b|}d", {}) == "ad");
  CHECK(filled("{1?x|{2?y{2}|z}}!", {"", "", "2"}) == "y2!");
  CHECK(filled("{1?x|{2?y{2}|z}}!", {}) == "z!");
  CHECK(filled("{0?\\} or ]|\\\\n}", {"1"}) == "} or ]");
  CHECK(filled("{0?\\} or ]|\\\\n}", {}) == "\\n");
  CHECK(filled("{0?a|b}", {"{0?c|d}"}) == "a");
}

TEST_CASE("a diagnostic in words") {
  Diagnostic d{Code::unknown_task, {"T9", "T1", ""}};
  CHECK(message_of(d, Language::english) == "there is no task \"T9\"");
  CHECK(message_of(d, Language::chinese) == "没有编号为“T9”的任务");
  CHECK(hint_of(d, Language::chinese) == "是不是“T1”？");
  d.args = {"T9", "", list_argument(std::vector<std::string_view>{"T1", "T2"})};
  CHECK(hint_of(d, Language::chinese) == "现有的：T1、T2");
  CHECK(hint_of(d, Language::english) == "there are: T1, T2");
}

TEST_CASE("diagnostics are sorted by place, equal ones stand once, and notes are no errors") {
  Diagnostics all;
  auto add = [&](Code code, const char* file, std::uint32_t line, std::uint32_t column) {
    Diagnostic d{code};
    d.place = {file, "", line, column};
    all.add(std::move(d));
  };
  add(Code::column_dropped, "b.csv", 1, 1);
  CHECK_FALSE(all.errors());
  add(Code::date_outside_task, "a.json", 10, 2);
  CHECK_FALSE(all.errors());
  add(Code::unknown_task, "a.json", 9, 30);
  add(Code::bad_date, "a.json", 9, 4);
  add(Code::bad_date, "a.json", 9, 4);
  CHECK(all.errors());
  all.sort();
  std::vector<Code> codes;
  for (const Diagnostic& d : all.items()) codes.push_back(d.code);
  CHECK(codes == std::vector<Code>{Code::bad_date, Code::unknown_task, Code::date_outside_task, Code::column_dropped});
  Diagnostics more;
  add(Code::unknown_plan, "c", 1, 1);
  more.take(std::move(all));
  CHECK(more.items().size() == 5);
}
