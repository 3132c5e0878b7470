#include "formats/charset.hpp"

#include <doctest/doctest.h>

using namespace gongshi;

namespace {

std::string read(std::string_view bytes) {
  auto out = decode_text(bytes);
  const auto* text = std::get_if<DecodedText>(&out);
  return text == nullptr ? "-" : std::string(charset_name(text->charset)) + ":" + std::string(text->text());
}

CharsetFault fault(std::string_view bytes) {
  auto out = decode_text(bytes);
  REQUIRE(std::holds_alternative<CharsetFault>(out));
  return std::get<CharsetFault>(out);
}

}  // namespace

// The bytes are those of Python's codecs.
TEST_CASE("one encoding for the whole file: by its mark, else UTF-8 where all of it is valid, else GB18030") {
  CHECK(read("") == "UTF-8:");
  CHECK(read("abc") == "UTF-8:abc");
  CHECK(read("\xe4\xbc\x81\xe4\xb8\x9a") == "UTF-8:企业");
  CHECK(read("\xef\xbb\xbf\xe4\xbc\x81") == "UTF-8:企");
  CHECK(read("\xc6\xf3\xd2\xb5") == "GB18030:企业");
  CHECK(read("\x81\x39\xee\x39\x2c\xc6\xf3") == "GB18030:㐀,企");  // four bytes
  CHECK(read("\x95\x32\x82\x36") == "GB18030:\xf0\xa0\x80\x80");   // beyond the first plane
  CHECK(read(std::string_view("\xff\xfe\x01\x4f\x2c\x00", 6)) == "UTF-16:企,");
  CHECK(read(std::string_view("\xfe\xff\x4f\x01\x00\x2c", 6)) == "UTF-16:企,");
  CHECK(read(std::string_view("a\0,\0b\0\n\0", 8)) == "UTF-16:a,b\n");  // without a mark
}

TEST_CASE("what no encoding explains is a fault with its byte, and nothing is replaced") {
  CHECK(fault("ab\xff\xff").offset == 2);
  CHECK(fault("\xef\xbb\xbf"
              "a\xc6")
            .offset == 4);
  CHECK(fault("\xc6\xf3\xd2").offset == 2);                           // cut short
  CHECK(fault(std::string_view("\xff\xfe\x00\xd8", 4)).offset == 2);  // half of a pair
  CHECK(fault("ab\xff\xff").what == CharsetFault::What::not_text);
}

TEST_CASE("two files put together are a fault at the line that is otherwise") {
  const std::string gb = "\xc6\xf3\xd2\xb5\n";
  const std::string utf8 = "\xe5\x8d\x8e\xe7\x9b\x9b\xe9\x87\x91\n";
  CHECK(fault(gb + utf8).what == CharsetFault::What::mixed);
  CHECK(fault(gb + utf8).offset == 5);
  CHECK(fault(utf8 + gb).what == CharsetFault::What::mixed);
  CHECK(fault(utf8 + gb).offset == 10);
}
