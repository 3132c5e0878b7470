#include "formats/text/html.hpp"

#include <doctest/doctest.h>

namespace gongshi {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  escape_html(out, text);
  return out;
}

/// Byte by byte, to compare with.
std::string plainly(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else if (c == '\'')
      out += "&#39;";
    else
      out += c;
  }
  return out;
}

TEST_CASE("html: escape") {
  CHECK(escaped("").empty());
  CHECK(escaped("检查结果 abc") == "检查结果 abc");
  CHECK(escaped("<a href=\"x\">'&'</a>") == "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;");
  std::string out = "kept ";
  escape_html(out, "&amp;");
  CHECK(out == "kept &amp;amp;");
}

TEST_CASE("html: escape finds every byte at every place") {
  for (int byte = 0; byte < 256; ++byte)
    for (std::size_t at = 0; at < 20; ++at)
      for (char rest : {'a', '\xe5', '%', '='}) {
        std::string text(20, rest);
        text[at] = static_cast<char>(byte);
        if (escaped(text) != plainly(text)) FAIL_CHECK("byte " << byte << " at " << at);
      }
}

}  // namespace
}  // namespace gongshi
