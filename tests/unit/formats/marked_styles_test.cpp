#include "formats/marking/marked_styles.hpp"

#include <doctest/doctest.h>

using namespace gongshi;

namespace {

std::string styles_with(std::string_view fills, std::string_view formats) {
  return "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">" + std::string(fills) +
         "<cellStyleXfs><xf/></cellStyleXfs>" + std::string(formats) + "<extLst/></styleSheet>";
}
constexpr std::string_view fills = "<fills count=\"2\"><fill/><fill/></fills>";
constexpr std::string_view formats =
    "<cellXfs count=\"3\"><xf fillId=\"1\"/><xf numFmtId=\"14\" applyFill='0' fillId='0'><alignment/></xf><xf/></cellXfs>";

}  // namespace

TEST_CASE("each wanted style stands once more, with nothing but another fill") {
  std::string out;
  std::map<std::uint32_t, std::uint32_t> marked;
  REQUIRE(mark_styles(styles_with(fills, formats), {0, 1}, out, marked));
  CHECK(marked == std::map<std::uint32_t, std::uint32_t>{{0, 3}, {1, 4}});
  CHECK(out == styles_with("<fills count=\"3\"><fill/><fill/><fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFFFFF00\"/>"
                           "<bgColor indexed=\"64\"/></patternFill></fill></fills>",
                           "<cellXfs count=\"5\"><xf fillId=\"1\"/><xf numFmtId=\"14\" applyFill='0' fillId='0'><alignment/></xf><xf/>"
                           "<xf applyFill=\"1\" fillId=\"2\"/><xf numFmtId=\"14\" applyFill='1' fillId='2'><alignment/></xf></cellXfs>"));
}

TEST_CASE("styles that are not as the standard has them") {
  for (const std::string& xml :
       {styles_with(formats, fills), styles_with(fills, ""), styles_with("", formats), styles_with("<fills/>", formats),
        styles_with(fills, "<cellXfs/>"), styles_with(fills, std::string(formats) + std::string(formats)),
        styles_with(fills, "<cellXfs><xf/></cellXfs>"),
        std::string("<styleSheet>") + std::string(fills) + std::string(formats) + "</styleSheet>", std::string("<styleSheet"),
        std::string()}) {
    CAPTURE(xml);
    std::string out;
    std::map<std::uint32_t, std::uint32_t> marked;
    CHECK(!mark_styles(xml, {0, 1}, out, marked));
  }
}
