#include "formats/text/charset.hpp"

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

TEST_CASE("UTF-16 without a mark is known by its commas and line breaks, whatever zero bytes its characters have") {
  // 一,\n一, : U+4E00 has the zero byte that a comma has in the other order
  CHECK(read(std::string_view("\x00\x4e,\0\n\0\x00\x4e,\0", 10)) == "UTF-16:一,\n一,");
  CHECK(read(std::string_view("\x4e\x00\0,\0\n\x4e\x00\0,", 10)) == "UTF-16:一,\n一,");
  std::string little;
  std::string big;
  for (int i = 0; i < 40; ++i) little += std::string("\x01\x4f", 2), big += std::string("\x4f\x01", 2);
  CHECK(read(little + std::string(",\0\n\0", 4)).ends_with("企,\n"));
  CHECK(read(big + std::string("\0,\0\n", 4)).ends_with("企,\n"));
  CHECK(fault(little + std::string(",\0\n\0a", 5)).offset == 84);                                   // cut short
  CHECK(fault(std::string("\xc6\xf3\xd2\xb5\0\xc6\xf3", 7)).what == CharsetFault::What::not_text);  // a zero in GB18030
  CHECK(fault(std::string("\xc6\xf3\xd2\xb5\0\xc6\xf3", 7)).offset == 4);
  CHECK(read(std::string("a,b\n\0c", 6)) == "UTF-8:" + std::string("a,b\n\0c", 6));  // the reader of the table says so
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
