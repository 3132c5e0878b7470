// The cases of the Mustache specification (1.1), with structs for data; names that it lets pass silently are diagnostics here.
#include "formats/template/template.hpp"

#include <doctest/doctest.h>

#include <array>
#include <memory>
#include <thread>

#include "base/catalogue.hpp"

namespace gongshi {

namespace {
enum class Hue : std::uint8_t { none, red, green };
}  // namespace
template <>
std::span<const Choice> choices_of<Hue>() {
  static constexpr std::array<Choice, 3> rows{Choice{"", ""}, Choice{"red", "红<"}, Choice{"green", "绿"}};
  return rows;
}

namespace {

struct Person {
  std::string name;
  bool kind = false;
  static const Shape& shape() {
    static const Shape s{"person", {field<&Person::name>("name"), field<&Person::kind>("kind")}};
    return s;
  }
};

struct Row {
  std::int64_t n = 0;
  std::string label;
  std::vector<std::string> tags;
  static const Shape& shape() {
    static const Shape s{"row", {field<&Row::n>("n"), field<&Row::label>("label"), field<&Row::tags>("tags")}};
    return s;
  }
};

struct E {
  std::int64_t five = 5;
  std::string name = "Phil";
  static const Shape& shape() {
    static const Shape s{"e", {field<&E::five>("five"), field<&E::name>("name")}};
    return s;
  }
};
struct D {
  std::int64_t four = 4;
  std::optional<E> e = E{};
  static const Shape& shape() {
    static const Shape s{"d", {field<&D::four>("four"), field<&D::e>("e")}};
    return s;
  }
};
struct C {
  std::int64_t three = 3;
  D d;
  const Row* row = nullptr;
  static const Shape& shape() {
    static const Shape s{"c", {field<&C::three>("three"), field<&C::d>("d"), field<&C::row>("row")}};
    return s;
  }
};

struct View {
  std::string text = "world", empty, special = "& \" < > '", dashes = "---", bar = "|";
  Html html{"& \" < >"}, lines{"<\n->"};
  bool yes = true, no = false;
  std::int64_t mph = 85;
  std::optional<std::int64_t> maybe;
  std::optional<double> power = 1.21, half;
  std::optional<Date> on = Date{2024, 5, 14}, never;
  Hue hue = Hue::red, none = Hue::none;
  RawJson raw{R"({"a":1})"};
  std::vector<std::string> texts{"a", "<b>", "c"}, no_texts;
  std::vector<Date> days{Date{2024, 1, 2}, Date{2999, 12, 31}};
  std::vector<Row> rows{{1, "one", {"x", "y"}}, {2, "two", {}}, {3, "", {"z"}}}, no_rows;
  std::optional<Person> person = Person{"Joe", true}, nobody;
  C c;
  std::string secret = "s3cret";
  static const Shape& shape() {
    static const Shape s{"view",
                         {field<&View::text>("text"),
                          field<&View::empty>("empty"),
                          field<&View::special>("special"),
                          field<&View::dashes>("dashes"),
                          field<&View::bar>("bar"),
                          field<&View::html>("html"),
                          field<&View::lines>("lines"),
                          field<&View::yes>("yes"),
                          field<&View::no>("no"),
                          field<&View::mph>("mph"),
                          field<&View::maybe>("maybe"),
                          field<&View::power>("power"),
                          field<&View::half>("half"),
                          field<&View::on>("on"),
                          field<&View::never>("never"),
                          field<&View::hue>("hue"),
                          field<&View::none>("none"),
                          field<&View::raw>("raw"),
                          field<&View::texts>("texts"),
                          field<&View::days>("days"),
                          field<&View::no_texts>("no_texts"),
                          field<&View::rows>("rows"),
                          map_field<&View::rows>("map"),
                          field<&View::no_rows>("no_rows"),
                          field<&View::person>("person"),
                          field<&View::nobody>("nobody"),
                          field<&View::c>("c"),
                          field<&View::secret>("secret").secret()}};
    return s;
  }
};

using Partials = std::vector<std::pair<std::string, std::string>>;

std::string shown(const std::string& text, const Partials& partials = {}, const View& view = {}) {
  TemplateSet set;
  for (const auto& [name, source] : partials) set.add(name + ".html", source);
  set.add("page.html", text);
  Diagnostics out;
  auto compiled = set.compile("", "page.html", View::shape(), out);
  if (!compiled) {
    for (const Diagnostic& d : out.items()) MESSAGE(d.place.file << ":" << d.place.line << ": " << message_of(d, Language::english));
    return "(does not compile)";
  }
  std::string bytes;
  compiled->render(view, bytes);
  return bytes;
}

/// `line:column code arg0` of each diagnostic.
std::vector<std::string> faults(const std::string& text, const Partials& partials = {}) {
  TemplateSet set;
  for (const auto& [name, source] : partials) set.add(name + ".html", source);
  set.add("page.html", text);
  Diagnostics out;
  bool compiled = set.compile("", "page.html", View::shape(), out).has_value();
  CHECK(compiled == out.empty());
  std::vector<std::string> lines;
  for (const Diagnostic& d : out.items()) {
    std::string file = d.place.file == "templates/page.html" ? "" : d.place.file + ":";
    lines.push_back(file + std::to_string(d.place.line) + ":" + std::to_string(d.place.column) + " " +
                    std::string(catalogue_row(d.code).name) + " " + d.args.front());
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST_CASE("template: interpolation") {
  CHECK(shown("Hello from {Mustache}!\n") == "Hello from {Mustache}!\n");
  CHECK(shown("Hello, {{text}}!\n") == "Hello, world!\n");
  CHECK(shown("{{special}}") == "&amp; &quot; &lt; &gt; &#39;");
  CHECK(shown("{{{html}}}|{{&html}}") == "& \" < >|& \" < >");
  CHECK(shown("\"{{mph}} miles an hour!\"") == "\"85 miles an hour!\"");
  CHECK(shown("{{power}} jiggawatts{{half}}{{maybe}}{{never}}{{empty}}{{none}}") == "1.21 jiggawatts");
  CHECK(shown("{{on}}") == "2024-05-14");
  CHECK(shown("{{hue}} {{hue.key}} {{hue.label}} [{{none.key}}]") == "红&lt; red 红&lt; []");
  CHECK(shown("{{raw}}") == "{&quot;a&quot;:1}");
  CHECK(shown("| {{dashes}} |") == "| --- |");
  CHECK(shown("  {{dashes}}\n") == "  ---\n");  // a variable is never standalone
  CHECK(shown("  {{{html}}}\n") == "  & \" < >\n");
  CHECK(shown("|{{ dashes }}|{{{ html }}}|{{& html }}|") == "|---|& \" < >|& \" < >|");
  CHECK(shown("{{\n  dashes\n}}") == "---");
  CHECK(shown("") == "");
}

TEST_CASE("template: dotted names") {
  CHECK(shown("\"{{person.name}}\" == \"{{#person}}{{name}}{{/person}}\"") == "\"Joe\" == \"Joe\"");
  CHECK(shown("{{c.d.e.name}}") == "Phil");
  CHECK(shown("[{{nobody.name}}] [{{c.row.label}}]") == "[] []");  // broken chain
  CHECK(shown("{{#c}}{{d.e.name}} {{row.n}}{{/c}}") == "Phil ");   // initial resolution
  CHECK(shown("{{#person.kind}}Here{{/person.kind}}") == "Here");
  CHECK(shown("[{{#nobody.kind}}Here{{/nobody.kind}}]") == "[]");
  CHECK(shown("{{^person.kind}}Not{{/person.kind}}{{^nobody.kind}}Not Here{{/nobody.kind}}") == "Not Here");
  Row row{7, "seven", {"p", "q"}};
  View view;
  view.c.row = &row;
  CHECK(shown("{{c.row.n}} {{#c.row.tags}}({{.}}{{text}}){{/c.row.tags}}", {}, view) == "7 (pworld)(qworld)");
}

TEST_CASE("template: sections") {
  CHECK(shown("\"{{#yes}}This{{/yes}}\" \"{{#no}}that{{/no}}\"") == "\"This\" \"\"");
  CHECK(shown("{{#person}}Hi {{name}}.{{/person}}{{#nobody}}Hi {{name}}.{{/nobody}}") == "Hi Joe.");
  CHECK(shown("{{#rows}}{{n}}{{/rows}} {{#map}}{{n}}{{/map}}{{#no_rows}}Yay{{/no_rows}}") == "123 123");
  CHECK(shown("{{#yes}}\n* first\n{{/yes}}\n* {{text}}\n{{#yes}}\n* third\n{{/yes}}\n") == "* first\n* world\n* third\n");
  CHECK(shown("| A {{#yes}}B {{#yes}}C{{/yes}} D{{/yes}} E |") == "| A B C D E |");
  CHECK(shown("| A {{#no}}B {{#no}}C{{/no}} D{{/no}} E |") == "| A  E |");
  CHECK(shown("{{#texts}}({{.}}){{/texts}}{{#no_texts}}({{.}}){{/no_texts}}") == "(a)(&lt;b&gt;)(c)");
  CHECK(shown("{{#days}}({{.}}){{/days}}") == "(2024-01-02)(2999-12-31)");
  CHECK(shown("{{#text}}{{.}} is {{text}}{{/text}}{{#empty}}no{{/empty}}") == "world is world");
  CHECK(shown("{{#html}}{{{.}}}{{/html}} {{#on}}{{.}}{{/on}}{{#never}}no{{/never}}{{#none}}no{{/none}}") == "& \" < > 2024-05-14");
  CHECK(shown("{{#texts}}{{#yes}}{{.}}{{/yes}},{{/texts}}") == "a,&lt;b&gt;,c,");  // a flag leaves {{.}} alone
  CHECK(shown("|{{# yes }}={{/ yes }}|") == "|=|");
}

TEST_CASE("template: names are looked up outwards, and sections nest") {
  CHECK(shown("{{#rows}}{{n}}{{text}}{{#tags}}[{{.}}{{label}}]{{/tags}}{{^tags}}-{{/tags}};{{/rows}}") ==
        "1world[xone][yone];2world-;3world[z];");
  CHECK(shown("{{#rows}}{{#rows}}{{n}}{{/rows}} {{/rows}}") == "123 123 123 ");
  CHECK(shown("{{#rows}}{{n}}{{#person}}{{name}}{{n}}{{/person}}{{n}} {{/rows}}{{#texts}}{{#rows}}{{n}}{{/rows}}{{.}}{{/texts}}") ==
        "1Joe11 2Joe22 3Joe33 123a123&lt;b&gt;123c");
  CHECK(shown("{{#c}}\n{{three}}\n{{#d}}\n{{three}}{{four}}{{three}}\n{{#e}}\n{{three}}{{four}}{{five}}{{four}}{{three}}\n{{/e}}\n"
              "{{three}}{{four}}{{three}}\n{{/d}}\n{{three}}\n{{/c}}\n") == "3\n343\n34543\n343\n3\n");
}

TEST_CASE("template: sections and whitespace") {
  CHECK(shown(" | {{#yes}}\t|\t{{/yes}} | \n") == " | \t|\t | \n");
  CHECK(shown(" | {{#yes}} {{! Important Whitespace }}\n {{/yes}} | \n") == " |  \n  | \n");
  CHECK(shown(" {{#yes}}YES{{/yes}}\n {{#yes}}GOOD{{/yes}}\n") == " YES\n GOOD\n");
  CHECK(shown("| This Is\n{{#yes}}\n|\n{{/yes}}\n| A Line\n") == "| This Is\n|\n| A Line\n");
  CHECK(shown("| This Is\n  {{#yes}}\n|\n  {{/yes}}\n| A Line\n") == "| This Is\n|\n| A Line\n");
  CHECK(shown("| This Is\n\t{{#yes}} \t\n|\n \t{{/yes}}\t\n| A Line\n") == "| This Is\n|\n| A Line\n");
  CHECK(shown("|\r\n{{#yes}}\r\n{{/yes}}\r\n|") == "|\r\n|");
  CHECK(shown("  {{#yes}}\n#{{/yes}}\n/") == "#\n/");
  CHECK(shown("#{{#yes}}\n/\n  {{/yes}}") == "#\n/\n");
  CHECK(shown("{{#yes}}{{/yes}}\n") == "\n");  // two tags on a line: neither stands alone
  CHECK(shown("{{#rows}}\n{{n}}\n{{/rows}}\n") == "1\n2\n3\n");
}

TEST_CASE("template: inverted sections") {
  CHECK(shown("\"{{^no}}This{{/no}}\" \"{{^yes}}that{{/yes}}\"") == "\"This\" \"\"");
  CHECK(shown("{{^person}}Hi {{text}}.{{/person}}{{^nobody}}nobody{{/nobody}}") == "nobody");
  CHECK(shown("{{^rows}}{{text}}{{/rows}}{{^no_rows}}Yay{{/no_rows}}{{^no_texts}}!{{/no_texts}}") == "Yay!");
  CHECK(shown("{{^empty}}e{{/empty}}{{^text}}t{{/text}}{{^maybe}}m{{/maybe}}{{^mph}}z{{/mph}}{{^none}}n{{/none}}") == "emn");
  CHECK(shown("{{^no}}\n* first\n{{/no}}\n* {{text}}\n{{^no}}\n* third\n{{/no}}\n") == "* first\n* world\n* third\n");
  CHECK(shown("| A {{^no}}B {{^no}}C{{/no}} D{{/no}} E |") == "| A B C D E |");
  CHECK(shown(" | {{^no}}\t|\t{{/no}} | \n") == " | \t|\t | \n");
  CHECK(shown(" | {{^no}} {{! Important Whitespace }}\n {{/no}} | \n") == " |  \n  | \n");
  CHECK(shown(" {{^no}}NO{{/no}}\n {{^no}}WAY{{/no}}\n") == " NO\n WAY\n");
  CHECK(shown("| This Is\n  {{^no}}\n|\n  {{/no}}\n| A Line\n") == "| This Is\n|\n| A Line\n");
  CHECK(shown("|\r\n{{^no}}\r\n{{/no}}\r\n|") == "|\r\n|");
  CHECK(shown("  {{^no}}\n^{{/no}}\n/") == "^\n/");
  CHECK(shown("^{{^no}}\n/\n  {{/no}}") == "^\n/\n");
  CHECK(shown("|{{^ no }}={{/ no }}|") == "|=|");
}

TEST_CASE("template: comments") {
  CHECK(shown("12345{{! Comment Block! }}67890") == "1234567890");
  CHECK(shown("12345{{!\n  This is a\n  multi-line {{comment...\n}}67890\n") == "1234567890\n");
  CHECK(shown("Begin.\n{{! Comment Block! }}\nEnd.\n") == "Begin.\nEnd.\n");
  CHECK(shown("Begin.\n  {{! Indented Comment Block! }}\nEnd.\n") == "Begin.\nEnd.\n");
  CHECK(shown("|\r\n{{! Standalone Comment }}\r\n|") == "|\r\n|");
  CHECK(shown("  {{! I'm Still Standalone }}\n!") == "!");
  CHECK(shown("!\n  {{! I'm Still Standalone }}") == "!\n");
  CHECK(shown("Begin.\n{{!\nSomething's going on here...\n}}\nEnd.\n") == "Begin.\nEnd.\n");
  CHECK(shown("Begin.\n  {{!\n    Something's going on here...\n  }}\nEnd.\n") == "Begin.\nEnd.\n");
  CHECK(shown("  12 {{! 34 }}\n") == "  12 \n");
  CHECK(shown("12345 {{! Comment Block! }} 67890") == "12345  67890");
}

TEST_CASE("template: partials") {
  CHECK(shown("\"{{>part}}\"", {{"part", "from partial"}}) == "\"from partial\"");
  CHECK(shown("\"{{> parts/a-b }}\"", {{"parts/a-b", "*{{text}}*"}}) == "\"*world*\"");
  CHECK(shown("{{#rows}}{{> part}}{{/rows}}", {{"part", "{{n}}{{> inner}}"}, {"inner", "<{{label}}>"}}) == "1<one>2<two>3<>");
  CHECK(shown("| {{>part}} |", {{"part", "\t|\t"}}) == "| \t|\t |");
  CHECK(shown("  {{bar}}  {{> part}}\n", {{"part", ">\n>"}}) == "  |  >\n>\n");
  CHECK(shown("|\r\n{{>part}}\r\n|", {{"part", ">"}}) == "|\r\n>|");
  CHECK(shown("  {{>part}}\n>", {{"part", ">\n>"}}) == "  >\n  >>");
  CHECK(shown(">\n  {{>part}}", {{"part", ">\n>"}}) == ">\n  >\n  >");
  CHECK(shown("\\\n {{>part}}\n/\n", {{"part", "|\n{{{lines}}}\n|\n"}}) == "\\\n |\n <\n->\n |\n/\n");
  CHECK(shown("|{{> part }}|", {{"part", "[]"}}) == "|[]|");
}

TEST_CASE("template: indentation of partials") {
  CHECK(shown("  {{> a}}\n.", {{"a", "a\n  {{> b}}\na"}, {"b", "b\n\nb\n"}}) == "  a\n    b\n\n    b\n  a.");
  CHECK(shown(" {{> a}}\n", {{"a", "{{#rows}}\n{{n}} {{label}}\n{{/rows}}\nend\n"}}) == " 1 one\n 2 two\n 3 \n end\n");
  CHECK(shown(" {{> a}}\n", {{"a", "{{#no}}x{{/no}}y\n{{! c }}z\n"}}) == " y\n z\n");
  CHECK(shown(" {{> a}}\n {{#rows}}\n {{> b}}\n {{/rows}}\n", {{"a", "a\r\n\r\na\r\n"}, {"b", "{{n}}\n"}}) ==
        " a\r\n\r\n a\r\n 1\n 2\n 3\n");
}

TEST_CASE("template: layout") {
  TemplateSet set;
  set.add("layout.html", "<main>\n  {{> content}}\n</main>{{> foot}}\n");
  set.add("foot.html", "({{text}})");
  set.add("pages/a.html", "<p>{{text}}</p>\n");
  set.add("content.html", "never");
  set.add("bare.html", "x");
  set.add("pages/loop.html", "{{> content}}");
  Diagnostics out;
  auto compiled = set.compile("layout.html", "pages/a.html", View::shape(), out);
  REQUIRE(compiled);
  std::string bytes = "before ";
  compiled->render(View{}, bytes);
  CHECK(bytes == "before <main>\n  <p>world</p>\n</main>(world)\n");

  CHECK_FALSE(set.compile("bare.html", "pages/a.html", View::shape(), out));
  CHECK_FALSE(set.compile("layout.html", "pages/loop.html", View::shape(), out));
  CHECK_FALSE(set.compile("layout.html", "pages/none.html", View::shape(), out));
  CHECK_FALSE(set.compile("none.html", "pages/a.html", View::shape(), out));
  REQUIRE(out.items().size() == 4);
  CHECK(out.items()[0].args.at(1) == "{{> content}} is missing in the layout");
  CHECK(out.items()[1].args.at(1) == "{{> content}} leads back to itself");
  CHECK(out.items()[2].code == Code::template_missing);
  CHECK(out.items()[2].place.file == "templates/pages/none.html");
  CHECK(out.items()[3].args.at(0) == "none.html");
}

TEST_CASE("template: digest covers what is reached") {
  auto digest = [](const std::string& foot, const std::string& other, const std::string& page) {
    TemplateSet set;
    set.add("foot.html", foot);
    set.add("other.html", other);
    set.add("page.html", page);
    Diagnostics out;
    return set.compile("", "page.html", View::shape(), out).value().digest();
  };
  Digest base = digest("foot", "other", "{{> foot}}");
  CHECK(base == digest("foot", "changed", "{{> foot}}"));
  CHECK(base != digest("changed", "other", "{{> foot}}"));
  CHECK(base != digest("foot", "other", "{{> foot}} "));
  CHECK(base != digest("foot", "other", "{{! c }}{{> foot}}"));
}

TEST_CASE("template: unknown names") {
  CHECK(faults("标题 {{titel}}") == Lines{"1:4 template_name titel"});
  CHECK(faults("\n{{#no_rows}}\n  {{lable}}{{/no_rows}}") == Lines{"3:3 template_name lable"});  // also where nothing is shown
  CHECK(faults("{{#no}}{{x1}}{{/no}}{{^yes}}{{x2}}{{/yes}}") == Lines{"1:8 template_name x1", "1:29 template_name x2"});
  CHECK(faults("{{person.nam}} {{person.name.x}} {{hue.x}}") ==
        Lines{"1:1 template_name person.nam", "1:16 template_name person.name.x", "1:34 template_name hue.x"});
  CHECK(faults("{{n}}{{#rows}}{{/rows}}{{label}}") == Lines{"1:1 template_name n", "1:24 template_name label"});
  CHECK(faults("{{secret}}") == Lines{"1:1 template_name secret"});  // internal
  CHECK(faults("{{#whatever}}{{a}}{{text}}{{/whatever}}{{b}}") == Lines{"1:1 template_name whatever", "1:40 template_name b"});
  CHECK(faults("{{^whatever}}{{a}}{{/whatever}}") == Lines{"1:1 template_name whatever", "1:14 template_name a"});
  CHECK(faults("{{> p}}\n{{> p}}", {{"p", "{{x}}"}}) == Lines{"templates/p.html:1:1 template_name x"});  // once

  TemplateSet set;
  set.add("page.html", "{{#rows}}{{labels}}{{/rows}}{{person.nam}}{{zzzzzzzz}}");
  Diagnostics out;
  CHECK_FALSE(set.compile("", "page.html", View::shape(), out));
  REQUIRE(out.items().size() == 3);
  CHECK(out.items()[0].args.at(1).starts_with("n, label, tags, text, empty, "));
  CHECK(out.items()[0].args.at(2) == "{{label}}? ");
  CHECK(out.items()[1].args.at(1) == "name, kind");
  CHECK(out.items()[1].args.at(2) == "{{person.name}}? ");
  CHECK(out.items()[2].args.at(1).find("secret") == std::string::npos);
  CHECK(out.items()[2].args.at(2).empty());
}

TEST_CASE("template: wrong kinds") {
  CHECK(faults("{{rows}}{{texts}}{{person}}{{yes}}").size() == 4);
  CHECK(faults("{{rows.n}}") == Lines{"1:1 template_syntax {{rows}} 是列表，用 {{#…}} 逐项显示"});
  CHECK(faults("{{.}}{{#rows}}{{.}}{{/rows}}{{#.}}{{x}}{{/.}}{{^.}}{{/.}}").size() == 4);
  CHECK(faults("{{html}}") == Lines{"1:1 template_syntax {{html}} 是标记，用三重花括号"});
  CHECK(faults("{{{text}}}{{&mph}}{{#texts}}{{{.}}}{{/texts}}") ==
        Lines{"1:1 template_unsafe text", "1:11 template_unsafe mph", "1:29 template_unsafe ."});
}

TEST_CASE("template: broken tags") {
  CHECK(faults("a\n汉{{text") == Lines{"2:2 template_syntax {{text 没有用 }} 结束"});
  CHECK(faults("{{a {{text}} {{{html}} {{x}}") ==
        Lines{"1:1 template_syntax {{a  没有用 }} 结束", "1:14 template_syntax {{{html}}  没有用 }} 结束", "1:24 template_name x"});
  CHECK(faults("{{text\n" + std::string(39, '-') + "汉汉").size() == 1);
  CHECK(faults("{{" + std::string(37, '-') + "汉汉").front().ends_with("- 没有用 }} 结束"));
  CHECK(faults("{{#yes}}") == Lines{"1:1 template_syntax {{#yes}} 没有关闭"});
  CHECK(faults("{{/yes}}") == Lines{"1:1 template_syntax {{/yes}} 关闭了没有打开的段"});
  CHECK(faults("{{#yes}}{{^no}}{{/yes}}{{/no}}") ==
        Lines{"1:9 template_syntax {{^no}} 没有关闭", "1:24 template_syntax {{/no}} 关闭了没有打开的段"});
  CHECK(faults("{{}}{{a b}}{{.a}}{{a.}}{{a..b}}").size() == 5);
  CHECK(faults("{{=<% %>=}}{{< a}}{{$ a}}{{> *a}}{{>}}").size() == 5);
  CHECK(faults("{{> nowhere}}") == Lines{"1:1 template_missing nowhere"});
  CHECK(faults("{{> p}}", {{"p", "{{#yes}}{{> q}}{{/yes}}"}, {"q", "\n {{> p}}"}}) ==
        Lines{"templates/q.html:2:2 template_syntax {{> p}} 又回到自身"});
  CHECK(faults("{{#yes}}{{x}}", {{"p", ""}}).size() == 2);  // syntax and names in one run
}

TEST_CASE("template: depth has a bound") {
  auto nested = [](std::size_t depth) {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i) text += "{{#person}}";
    for (std::size_t i = 0; i < depth; ++i) text += "{{/person}}";
    return text;
  };
  CHECK(faults(nested(Template::max_depth - 1)).empty());
  CHECK(faults(nested(Template::max_depth)).size() == 1);
  CHECK(faults(nested(Template::max_depth + 40)).size() == 41);
}

TEST_CASE("template: a copy of the set, and threads") {
  auto set = std::make_unique<TemplateSet>();
  set->add("page.html", "old");
  set->add("page.html", "{{#rows}}{{n}}{{/rows}}");
  TemplateSet copy = *set;
  set.reset();
  Diagnostics out;
  const Template compiled = copy.compile("", "page.html", View::shape(), out).value();
  copy = {};
  const View view;
  std::array<std::string, 4> bytes;
  {
    std::vector<std::jthread> crew;
    for (std::string& mine : bytes)
      crew.emplace_back([&] {
        for (int i = 0; i < 100; ++i) compiled.render(view, mine);
      });
  }
  for (const std::string& mine : bytes) CHECK(mine == bytes[0]);
  CHECK(bytes[0].substr(0, 6) == "123123");
}

}  // namespace
}  // namespace gongshi
