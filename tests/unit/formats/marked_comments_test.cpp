#include "formats/marking/marked_comments.hpp"

#include <doctest/doctest.h>

using namespace gongshi;

namespace {

constexpr std::string_view open = "<comments xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">";

struct Written {
  std::string comments, drawing;
};

Written written(const MarkedComments& comments) {
  Written out;
  comments.write_comments([&](std::string_view piece) { out.comments += piece; });
  comments.write_drawing([&](std::string_view piece) { out.drawing += piece; });
  return out;
}

std::size_t count(std::string_view text, std::string_view what) {
  std::size_t n = 0;
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string_view::npos; at += what.size()) ++n;
  return n;
}

}  // namespace

TEST_CASE("new comments, each with its box") {
  CellMarks marks{{{2, 0}, "一 & <二>"}, {{1'048'576, 16'383}, "_x0041_"}};
  Written out = written(MarkedComments(marks));
  CHECK(out.comments ==
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + std::string(open) +
            "<authors><author>gongshi</author></authors><commentList><comment ref=\"A2\" authorId=\"0\"><text><t xml:space=\"preserve\">一 "
            "&amp; &lt;二&gt;</t></text></comment><comment ref=\"XFD1048576\" authorId=\"0\"><text><t xml:space=\"preserve\">"
            "_x005F_x0041_</t></text></comment></commentList></comments>");
  CHECK(count(out.drawing, "<v:shape ") == 2);
  CHECK(count(out.drawing, "<x:Row>1</x:Row><x:Column>0</x:Column>") == 1);
  CHECK(count(out.drawing, "id=\"_x0000_s1025\"") == 1);
  CHECK(count(out.drawing, "16383, 15, ") == 1);  // the box stays on the sheet
}

TEST_CASE("comments that are there are kept, and one of a marked cell says the rest below") {
  CellMarks marks{{{2, 0}, "新"}, {{3, 0}, "又"}};
  MarkedComments comments(marks);
  REQUIRE(comments.add_to_comments(
      std::string(open) +
      "<authors><author>张</author></authors><commentList><comment ref=\"A2\" authorId=\"0\"><text><t>旧</t>"
      "</text></comment><comment ref=\"B9\" authorId=\"0\"><text><t>他</t></text></comment></commentList><extLst/></comments>"));
  REQUIRE(comments.add_to_drawing("<xml><v:shape id=\"_x0000_s2050\"><br></v:shape></xml>\n"));
  Written out = written(comments);
  CHECK(out.comments ==
        std::string(open) +
            "<authors><author>张</author><author>gongshi</author></authors><commentList><comment ref=\"A2\" "
            "authorId=\"0\"><text><r><t>旧</t></r>"
            "<r><t xml:space=\"preserve\">\n新</t></r></text></comment><comment ref=\"B9\" authorId=\"0\"><text><t>他</t></text></comment>"
            "<comment ref=\"A3\" authorId=\"1\"><text><t xml:space=\"preserve\">又</t></text></comment></commentList><extLst/></comments>");
  CHECK(out.drawing.starts_with("<xml><v:shape id=\"_x0000_s2050\"><br></v:shape>"));
  CHECK(out.drawing.ends_with("</v:shape>\n</xml>\n"));
  CHECK(count(out.drawing, "id=\"_x0000_s2051\"") == 1);
  CHECK(count(out.drawing, "<v:shape ") == 2);
  CHECK(count(out.drawing, "<v:shapetype ") == 1);
}

TEST_CASE("comments that are not as the standard has them") {
  CellMarks marks{{{2, 0}, "新"}};
  for (std::string_view rest :
       {"<commentList></commentList></comments>", "<authors/><commentList></commentList></comments>", "<authors></authors></comments>",
        "<authors></authors><commentList/></comments>", "<commentList></commentList><authors></authors></comments>",
        "<authors></authors><commentList><comment ref=\"A2\"><text/></comment></commentList></comments>",
        "<authors></authors><commentList></commentList>"}) {
    CAPTURE(rest);
    CHECK(!MarkedComments(marks).add_to_comments(std::string(open) + std::string(rest)));
  }
  CHECK(!MarkedComments(marks).add_to_drawing("<x:xml></x:xml>"));
}
