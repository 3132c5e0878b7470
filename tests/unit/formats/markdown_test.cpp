#include "formats/text/markdown.hpp"

#include <doctest/doctest.h>

namespace gongshi {
namespace {

std::string shown(std::string_view text, const MarkdownOptions& options = {}) {
  std::vector<MarkdownFault> faults;
  std::string out = markdown(text, options, faults).bytes;
  for (const MarkdownFault& fault : faults) out += "[fault " + std::to_string(fault.line) + " " + fault.address + "]";
  return out;
}

std::vector<MarkdownFault> faults_of(std::string_view text, const MarkdownOptions& options = {}) {
  std::vector<MarkdownFault> faults;
  markdown(text, options, faults);
  return faults;
}

TEST_CASE("markdown: text") {
  CHECK(shown("").empty());
  CHECK(shown("*a* **b** ~~c~~ `d<`\\\ne\nf") == "<p><em>a</em> <strong>b</strong> <del>c</del> <code>d&lt;</code><br>\ne\nf</p>\n");
  CHECK(shown("<b onclick=\"x\">&") == "<p>&lt;b onclick=&quot;x&quot;&gt;&amp;</p>\n");
  CHECK(shown("<script>\nx\n</script>") == "<p>&lt;script&gt;\nx\n&lt;/script&gt;</p>\n");
  CHECK(shown("> q\n\n---\n") == "<blockquote>\n<p>q</p>\n</blockquote>\n<hr>\n");
  CHECK(shown("```html\n<a>\n\n b\n```") == "<pre><code>&lt;a&gt;\n\n b\n</code></pre>\n");
  CHECK(shown("- a\n- b\n\n3. c\n") == "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<ol start=\"3\">\n<li>c</li>\n</ol>\n");
  CHECK(shown("1. a\n\n   b\n") == "<ol>\n<li><p>a</p>\n<p>b</p>\n</li>\n</ol>\n");
}

TEST_CASE("markdown: entities") {
  CHECK(shown("&lt;&nbsp;&copy;&yen;&amp;") == "<p>&lt;&nbsp;&copy;&yen;&amp;</p>\n");
  CHECK(shown("&foo; &#60; &#x6c49; &#X27;") == "<p>&amp;foo; &lt; 汉 &#39;</p>\n");
  CHECK(shown("&#0; &#xd800; &#x110000; &#9999999; &#128; &#xffff;") == "<p>\ufffd \ufffd \ufffd \ufffd \ufffd \ufffd</p>\n");
}

TEST_CASE("markdown: headings") {
  CHECK(shown("# 总则\n## Terms of *Use*!\n# 总则\n") ==
        "<h2 id=\"s1\">总则</h2>\n<h3 id=\"terms-of-use\">Terms of <em>Use</em>!</h3>\n<h2 id=\"s3\">总则</h2>\n");
  CHECK(shown("# a\n# a\n# a\n# s4\n# 汉") ==
        "<h2 id=\"a\">a</h2>\n<h2 id=\"a-2\">a</h2>\n<h2 id=\"a-3\">a</h2>\n<h2 id=\"s4\">s4</h2>\n<h2 id=\"s5\">汉</h2>\n");
  CHECK(shown("# s2\n# 汉") == "<h2 id=\"s2\">s2</h2>\n<h2 id=\"s2-2\">汉</h2>\n");
  CHECK(shown("## a\n#### b\n# c\n") == "<h2 id=\"a\">a</h2>\n<h4 id=\"b\">b</h4>\n<h2 id=\"c\">c</h2>\n");
  CHECK(shown("# x\n###### !\n", {.top_heading = 3}) == "<h3 id=\"x\">x</h3>\n<h6 id=\"s2\">!</h6>\n");
  CHECK(shown("##\n# a\n\n## \n\n# 汉\n") == "<h2 id=\"a\">a</h2>\n<h2 id=\"s2\">汉</h2>\n");  // without words they head nothing
  CHECK(shown("# x", {.top_heading = 1}) == "<h1 id=\"x\">x</h1>\n");
}

TEST_CASE("markdown: tables") {
  CHECK(shown("| a | b |\n|---|--:|\n| 1 | `|` 2<3 |\n") ==
        "<table>\n<thead>\n<tr><th scope=\"col\">a</th><th scope=\"col\" class=\"right\">b</th></tr>\n</thead>\n<tbody>\n"
        "<tr><td>1</td><td class=\"right\"><code>|</code> 2&lt;3</td></tr>\n</tbody>\n</table>\n");
  CHECK(shown("| a |  |\n|:--|:-:|\n| 1 |\n") ==
        "<table>\n<thead>\n<tr><th scope=\"col\" class=\"left\">a</th><td></td></tr>\n</thead>\n<tbody>\n<tr><td class=\"left\">1</td><td "
        "class=\"center\"></td></tr>\n</tbody>\n</table>\n");
}

TEST_CASE("markdown: links that are allowed") {
  CHECK(shown("[a](b.html \"t<\")") == "<p><a href=\"b.html\" title=\"t&lt;\">a</a></p>\n");
  CHECK(shown("[a](../b/c.html#d) [a](#s1) [a](/x/y)") ==
        "<p><a href=\"../b/c.html#d\">a</a> <a href=\"#s1\">a</a> <a href=\"/x/y\">a</a></p>\n");
  CHECK(shown("<https://a.cn/?x=1&y=2> <x@y.cn>") ==
        "<p><a href=\"https://a.cn/?x=1&amp;y=2\">https://a.cn/?x=1&amp;y=2</a> <a href=\"mailto:x@y.cn\">x@y.cn</a></p>\n");
  CHECK(shown("[a](HTTPS://a/?x&amp;y) [b]\n\n[b]: mailto:x@y") ==
        "<p><a href=\"HTTPS://a/?x&amp;y\">a</a> <a href=\"mailto:x@y\">b</a></p>\n");
  CHECK(shown("[a](./b:c) [a](?q=:) [a](说明.html)") ==
        "<p><a href=\"./b:c\">a</a> <a href=\"?q=:\">a</a> <a href=\"说明.html\">a</a></p>\n");
}

TEST_CASE("markdown: addresses from the root of the site, which may stand below a folder of its host") {
  CHECK(shown("[a](b.html) [a](#s) [a](/b?c) [a](/) [a](http://b) ![i](/j.png)", {.root = "../n/"}) ==
        "<p><a href=\"b.html\">a</a> <a href=\"#s\">a</a> <a href=\"../n/b?c\">a</a> <a href=\"../n/index.html\">a</a> "
        "<a href=\"http://b\">a</a> <img src=\"../n/j.png\" alt=\"i\"></p>\n");
}

TEST_CASE("markdown: links that are not") {
  for (std::string_view address : {"javascript:x",
                                   "JaVaScRiPt:x",
                                   "JaVa&#115;cript:x",
                                   "javascript&colon;x",
                                   "javascript&#58;x",
                                   "java\\script:x",
                                   "data:text/html,x",
                                   "vbscript:x",
                                   "//evil.cn",
                                   "/\\evil.cn",
                                   "\\\\/\\/evil.cn",
                                   "file:///etc",
                                   "tel:1",
                                   "https:evil",
                                   "https:///evil",
                                   "http://",
                                   "mailto:",
                                   "&#47;/evil.cn",
                                   "a&amp;b",
                                   "",
                                   "<java\tscript:x>",
                                   "< javascript:x>",
                                   "<\x01//evil.cn>",
                                   "<a b>",
                                   "x-y:z",
                                   "%6aavascript:x"}) {
    CAPTURE(address);
    auto faults = faults_of("汉\n\n汉 [*text*](" + std::string(address) + ")");
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].line == 3);
    CHECK(faults[0].what == MarkdownFault::What::link);
    std::vector<MarkdownFault> again;
    CHECK(markdown("[*text*](" + std::string(address) + ")", {}, again).bytes == "<p><em>text</em></p>\n");
  }
  CHECK(faults_of("<javascript:alert(1)>").size() == 1);
  CHECK(shown("[javascript&#58alert](javascript&#58alert)") == "<p><a href=\"javascript&amp;#58alert\">javascript&amp;#58alert</a></p>\n");
}

TEST_CASE("markdown: the places of faults and links") {
  auto faults =
      faults_of("a\n[x](data:1)\n\n| a |\n|---|\n| [y](data:2) |\n\n- [z](d&#97;ta:3)\n- [](d&#97;ta:3)\n\n[r][r]\n\n[r]: data:4\n",
                {.first_line = 11});
  REQUIRE(faults.size() == 5);
  CHECK(faults[0].line == 12);
  CHECK(faults[0].column == 5);
  CHECK(faults[0].address == "data:1");
  CHECK(faults[1].line == 16);
  CHECK(faults[2].line == 18);
  CHECK(faults[4].line == 23);  // where the address stands
  CHECK(faults[4].column == 6);
  std::vector<MarkdownLink> links;
  markdown("计划\n\n见[附件](a.pdf)和[汉](b.pdf)", {.first_line = 5, .links = &links}, faults);
  REQUIRE(links.size() == 2);
  CHECK(links[0].line == 7);
  CHECK(links[0].column == 7);
  CHECK(links[1].column == 18);
}

TEST_CASE("markdown: what a page shows, on the lines of the source") {
  auto shown_of = [](std::string_view text) {
    std::string out;
    std::vector<MarkdownFault> faults;
    markdown(text, {.shown = &out}, faults);
    std::string tight;  // blanks between blocks are of no interest
    for (char c : out)
      if (c != ' ' || (!tight.empty() && tight.back() != ' ' && tight.back() != '\n')) tight += c;
    while (tight.ends_with(' ')) tight.pop_back();
    return tight;
  };
  CHECK(shown_of("138**1234**5678 138\\-1 &#49;&#x33; &nbsp;") == "13812345678 138-1 13");
  CHECK(shown_of("1&#8203;3&#10;8") == "13 8");
  CHECK(shown_of("138[1234](http://x/)5678") == "13812345678");
  CHECK(shown_of("a\n\n    b\n    c\n\nd") == "a \n\nb\nc \n\nd");
  CHECK(shown_of("```\nb\nc\n```\n\nd") == "\nb\nc \n\n\nd");
  CHECK(shown_of("a\n\n见[附件](x.html)，\n见[r]\n\n[r]: y.html\n") == "a \n\n见附件，\n见r");
  CHECK(shown_of("| a | b |\n|---|---|\n| 1 | 2 |\n\nc") == "a b \n\n1 2 \n\nc");
  CHECK(shown_of("[x](a&#49;3.html \"t&#50;\")") == "x a13.html t2");
}

TEST_CASE("markdown: images") {
  CHECK(shown("![图 *一*<](a/b.png \"t\")") == "<p><img src=\"a/b.png\" alt=\"图 一&lt;\" title=\"t\"></p>\n");
  CHECK(shown("[![a ![b](c.png)](d.png)](e)") == "<p><a href=\"e\"><img src=\"d.png\" alt=\"a b\"></a></p>\n");
  for (std::string_view address : {"http://a/b.png", "//b.png", "#b", "?b", "data:x", ""}) {
    CAPTURE(address);
    auto faults = faults_of("\n![a](" + std::string(address) + ")");
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].what == MarkdownFault::What::image);
  }
  CHECK(shown("![x](//y)") == "<p>x</p>\n[fault 1 //y]");
  auto faults = faults_of("a\n![](a.png)");
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].what == MarkdownFault::What::image_alt);
  CHECK(faults[0].line == 2);
}

}  // namespace
}  // namespace gongshi
