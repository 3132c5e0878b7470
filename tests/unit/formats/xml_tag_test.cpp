#include "formats/marking/xml_tag.hpp"

#include <doctest/doctest.h>

using namespace gongshi;

TEST_CASE("a tag keeps all that is not changed in it") {
  CHECK(with_attribute("<c r=\"A1\" s=\"2\" t=\"s\"/>", "s", "7") == "<c r=\"A1\" s=\"7\" t=\"s\"/>");
  CHECK(with_attribute("<c\tr = 'A1'\n s\t=\t'2' >", "s", "7") == "<c\tr = 'A1'\n s\t=\t'7' >");
  CHECK(with_attribute("<x:c r=\"A1\"/>", "s", "7") == "<x:c s=\"7\" r=\"A1\"/>");
  CHECK(with_attribute("<c/>", "s", "7") == "<c s=\"7\"/>");
  CHECK(with_attribute("<c a=\" s='1'\" x:s=\"2\">", "s", "7") == "<c s=\"7\" a=\" s='1'\" x:s=\"2\">");
  CHECK(with_attribute("<c a=\"/>\" s=\"1\">", "s", "7") == "<c a=\"/>\" s=\"7\">");
  CHECK(without_attribute("<row r=\"1\" spans='1:3' ht=\"3\"/>", "spans") == "<row r=\"1\" ht=\"3\"/>");
  CHECK(without_attribute("<row r=\"1\"/>", "spans") == "<row r=\"1\"/>");
  CHECK(opened("<row r=\"1\"/>") == "<row r=\"1\">");
  CHECK(opened("<row>") == "<row>");
}

TEST_CASE("the prefix of a tag") {
  CHECK(prefix_of("<c r=\"a:b\">") == "");
  CHECK(prefix_of("<x:c/>") == "x:");
}

TEST_CASE("what a document says that it is written in") {
  for (std::string_view text : {"<a/>", "<?xml version=\"1.0\"?><a/>", "<?xml version='1.0' encoding='utf-8'?><a/>",
                                "\xef\xbb\xbf<?xml version=\"1.0\" encoding=\"UTF-8\"?><a/>", "<a encoding=\"GBK\"/>"})
    CHECK(says_utf8(text));
  for (std::string_view text : {"<?xml version=\"1.0\" encoding=\"GBK\"?><a/>", "<?xml version='1.0' encoding='UTF-16'?><a/>",
                                "<?xml version=\"1.0\" encoding=\"UTF-8859\"?><a/>", "\xff\xfe<", "\xfe\xff"})
    CHECK(!says_utf8(text));
  CHECK(!says_utf8(std::string_view("<\0?\0", 4)));
}
