#include "base/text.hpp"

#include <doctest/doctest.h>

using namespace gongshi;

TEST_CASE("valid UTF-8 has no bad byte") {
  CHECK_FALSE(bad_utf8(""));
  CHECK_FALSE(bad_utf8("abc 公示 é 🀄"));
  CHECK_FALSE(bad_utf8("\xc2\x80\xdf\xbf"));                      // U+0080, U+07FF
  CHECK_FALSE(bad_utf8("\xe0\xa0\x80\xed\x9f\xbf\xee\x80\x80"));  // U+0800, U+D7FF, U+E000
  CHECK_FALSE(bad_utf8("\xf0\x90\x80\x80\xf4\x8f\xbf\xbf"));      // U+10000, U+10FFFF
  CHECK_FALSE(bad_utf8(std::string_view("a\0b", 3)));
}

TEST_CASE("the first bad byte is found") {
  auto at = [](std::string_view bytes) { return bad_utf8(bytes).value_or(999); };
  CHECK(at("\x80") == 0);
  CHECK(at("ab\xff") == 2);
  CHECK(at("\xc0\x80") == 0);          // overlong NUL
  CHECK(at("\xc1\xbf") == 0);          // overlong
  CHECK(at("a\xe0\x80\x80") == 1);     // overlong
  CHECK(at("\xe0\x9f\xbf") == 0);      // overlong
  CHECK(at("\xf0\x80\x80\x80") == 0);  // overlong
  CHECK(at("\xf0\x8f\xbf\xbf") == 0);  // overlong
  CHECK(at("公\xed\xa0\x80") == 3);    // surrogate
  CHECK(at("公\xed\xbf\xbf") == 3);    // surrogate
  CHECK(at("\xf4\x90\x80\x80") == 0);  // beyond U+10FFFF
  CHECK(at("\xf5\x80\x80\x80") == 0);
  CHECK(at("\xc3") == 0);  // cut short
  CHECK(at("x\xe5\x85") == 1);
  CHECK(at("x\xf0\x9f\x80") == 1);
  CHECK(at("\xe5\x85\x41") == 0);
  CHECK(at("\xc3\x41") == 0);
}

TEST_CASE("characters go in and out") {
  CHECK(characters("") == 0);
  CHECK(characters("a公é🀄") == 4);
  std::string_view text = "a公é🀄";
  std::u32string points;
  std::string back;
  for (std::size_t at = 0; at < text.size();) points += next_character(text, at);
  CHECK(points == U"a公é🀄");
  for (char32_t c : points) append_character(back, c);
  CHECK(back == text);
}

TEST_CASE("NFKC makes plain what is full-width, and composes") {
  CHECK(nfkc("abc") == "abc");
  CHECK(nfkc("ＡＢＣ１２３（甲）") == "ABC123(甲)");
  CHECK(nfkc("e\xcc\x81") == "é");
  CHECK(nfkc("①㎡ﬁ") == "1m2fi");
  CHECK(nfkc("　") == " ");
  CHECK(nfkc("\xef\xa8\x8e") == "\xef\xa8\x8e");  // U+FA0E looks like a compatibility ideograph, and is none
  CHECK(nfkc("\xef\xa4\x8a") == "金");            // U+F90A is one
}

TEST_CASE("wordings are compared without blanks, width and 、") {
  CHECK(folded("通过登记的住所（经营场所）无法联系") == folded("通过登记的住所(经营场所)\n无法 联系"));
  CHECK(folded("未发现　开展\xc2\xa0本次\t抽查") == "未发现开展本次抽查");
  CHECK(folded("隐瞒真实情况、弄虚作假") == "隐瞒真实情况弄虚作假");
  CHECK(folded("甲，乙,丙") == "甲乙丙");
  CHECK(folded("未发现问题") != folded("发现问题"));
  CHECK(folded("") == "");
}

TEST_CASE("blanks at both ends are taken away, those inside stay") {
  CHECK(trimmed(" a b ") == "a b");
  CHECK(trimmed("\xef\xbb\xbf　\xc2\xa0\t公 示\r\n　") == "公 示");
  CHECK(trimmed("\xe2\x80\x8b公\xe2\x80\x8b") == "公");
  CHECK(trimmed("") == "");
  CHECK(trimmed(" 　 ") == "");
  CHECK(trimmed("公") == "公");
  CHECK(trimmed("🀄") == "🀄");
}

TEST_CASE("case of ASCII only") {
  CHECK(lower_ascii("AbZ-É公") == "abz-É公");
  CHECK(upper_ascii("abz9-é公") == "ABZ9-é公");
}

TEST_CASE("ids") {
  for (std::string_view good : {"a", "0", "R-1", "zz-001", "A.b_c-d", "91999901MA0KX35L7J"}) CHECK(valid_id(good));
  for (std::string_view bad : {"", "-a", ".a", "_a", "a b", "a/b", "公示", "a公", "〔2024〕7号", "a\n", "a\\b", "a%", "é", "..", "a:b"}) {
    CAPTURE(bad);
    CHECK_FALSE(valid_id(bad));
  }
  CHECK(valid_id(std::string(64, 'x')));
  CHECK_FALSE(valid_id(std::string(65, 'x')));
  CHECK_FALSE(valid_id(std::string_view("a\0", 2)));
}

TEST_CASE("the nearest word is the one with the fewest other characters") {
  std::vector<std::string_view> keys{"inspected_on", "concluded_on", "completed_on", "department", "id"};
  CHECK(nearest("inspeted_on", keys) == std::vector<std::string_view>{"inspected_on"});
  CHECK(nearest("depatment", keys) == std::vector<std::string_view>{"department"});
  CHECK(nearest("zzzzzzzz", keys).empty());
  CHECK(nearest("", std::vector<std::string_view>{"department"}).empty());
  CHECK(nearest("a", {}).empty());
  // 6 letters of 12 differ: too far
  CHECK(nearest("conpletod_on", keys, 3) == std::vector<std::string_view>{"completed_on", "concluded_on"});
  CHECK(nearest("conpletod_on", keys, 1) == std::vector<std::string_view>{"completed_on"});
}

TEST_CASE("distance is in characters, not bytes") {
  std::vector<std::string_view> words{"未发现问题", "合格"};
  CHECK(nearest("未发观问题", words) == std::vector<std::string_view>{"未发现问题"});  // one character of five, three bytes of fifteen
  CHECK(nearest("不不不不问题", words).empty());
}

TEST_CASE("joined") {
  std::vector<std::string_view> parts{"a", "", "c"};
  CHECK(joined(parts, "、") == "a、、c");
  CHECK(joined({}, "、") == "");
}

TEST_CASE("byte-order mark") {
  CHECK(starts_with_bom("\xef\xbb\xbf"));
  CHECK_FALSE(starts_with_bom("\xef\xbb"));
  CHECK_FALSE(starts_with_bom("a"));
}
