#include "formats/text/front_matter.hpp"

#include <doctest/doctest.h>

namespace gongshi {
namespace {

std::vector<std::uint32_t> fault_lines(std::string_view text) {
  std::vector<std::uint32_t> lines;
  for (const FrontMatter::Fault& fault : read_front_matter(text).faults) lines.push_back(fault.line);
  return lines;
}
using Lines = std::vector<std::uint32_t>;

void check_example(const std::string& text) {
  FrontMatter read = read_front_matter(text);
  CHECK(read.faults.empty());
  REQUIRE(read.entries.size() == 5);
  CHECK(read.entries[0].key == "title");
  CHECK(read.entries[0].value == "2024年抽查公告：一");
  CHECK(read.entries[0].line == 2);
  CHECK(read.find("date")->value == "2024-05-14");
  CHECK(read.find("quoted")->value == "a: [b] #c");
  CHECK(read.find("none")->value.empty());
  CHECK(read.find("none")->items.empty());
  const FrontMatter::Entry* tasks = read.find("task-ids");
  REQUIRE(tasks != nullptr);
  REQUIRE(tasks->items.size() == 2);
  CHECK(tasks->value.empty());
  CHECK(tasks->items[0].text == "LC-1");
  CHECK(tasks->items[1].text == "LC: 2");
  CHECK(tasks->items[1].line == 9);
  CHECK(read.body_line == 11);
  CHECK(read.body.starts_with("text"));
  CHECK(read.find("other") == nullptr);
}

TEST_CASE("front_matter: an example, with each kind of line end") {
  std::string text =
      "---\ntitle: 2024年抽查公告：一\ndate:   2024-05-14  \nquoted: \"a: [b] #c\"\nnone:\ntask-ids:\n  - LC-1\n\n  - \"LC: "
      "2\"\n---\ntext\n---\n";
  check_example(text);
  check_example("\xef\xbb\xbf" + text);
  std::string crlf;
  for (char c : text) crlf += c == '\n' ? "\r\n" : std::string(1, c);
  check_example(crlf);
}

TEST_CASE("front_matter: nothing in it, nothing after it") {
  CHECK(read_front_matter("---\n---").faults.empty());
  CHECK(read_front_matter("---\n---").body.empty());
  CHECK(read_front_matter("---\n---\n").body_line == 3);
  CHECK(read_front_matter("---\na: http://x/y\n---\n\nz").body == "\nz");
}

TEST_CASE("front_matter: none") {
  FrontMatter read = read_front_matter("# 标题\n---\n");
  CHECK(read.body == "# 标题\n---\n");
  CHECK(read.body_line == 1);
  REQUIRE(read.faults.size() == 1);
  CHECK(read.faults[0].line == 1);
  CHECK(fault_lines("") == Lines{1});
  CHECK(fault_lines("\n---\na: b\n---\n") == Lines{1});
  CHECK(fault_lines("----\na: b\n---\n") == Lines{1});
}

TEST_CASE("front_matter: never closed") {
  FrontMatter read = read_front_matter("---\na: b\ntext\n");
  CHECK(read.body.empty());
  REQUIRE(read.faults.size() == 1);
  CHECK(read.faults[0].line == 1);
  CHECK(fault_lines("---") == Lines{1});
}

TEST_CASE("front_matter: what is not understood, with its line; reading goes on") {
  CHECK(fault_lines("---\nno colon\n: x\n1a: x\na b: x\n标题: x\na:x\n\ta: x\nz: y\n---\n") == Lines{2, 3, 4, 5, 6, 7, 8});
  CHECK(fault_lines("---\n  - x\na: b\n  - x\nb:\n  - x\n  -\n  -x\n  c: d\n  - y\n---\n") == Lines{2, 4, 7, 8, 9});
  CHECK(fault_lines("---\na: [b, c]\nb: {c: d}\nc: |\nd: >-\ne: 'f'\nf: *g\ng: &h\nh: !i\ni: %\nj: @\nk: `\n# l\n---\n").size() == 12);
  CHECK(fault_lines("---\na: b #c\nb: c: d\nc: d:\nd: - e\ne: \"f\nf: \"\nh: \"i\"j\"\ni: \"j\\n\"\nj: k#l\nm: -5\n---\n") ==
        Lines{2, 3, 4, 5, 6, 7, 8, 9});
}

TEST_CASE("front_matter: a colon of Chinese text is named as one") {
  FrontMatter read = read_front_matter("---\ntitle：x\n标题：x\ndate: a：b\n---\n");
  REQUIRE(read.faults.size() == 2);
  CHECK(read.faults[0].english == "the colon must be a plain one (:), with a blank behind it: title：x");
  CHECK(read.faults[1].english == "not understood: 标题：x");
  CHECK(read.find("date") != nullptr);
}

TEST_CASE("front_matter: equal keys") {
  FrontMatter read = read_front_matter("---\na:\n  - 1\nb: 2\na:\n  - 3\na: 4\n---\n");
  REQUIRE(read.faults.size() == 2);
  CHECK(read.faults[0].line == 5);
  CHECK(read.faults[0].english == "\"a\" was given in line 2");
  CHECK(read.faults[1].line == 7);
  REQUIRE(read.entries.size() == 2);
  CHECK(read.entries[0].items.size() == 1);
  CHECK(read.entries[1].items.empty());
}

}  // namespace
}  // namespace gongshi
