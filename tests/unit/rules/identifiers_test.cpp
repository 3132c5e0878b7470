#include "rules/identifiers.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/catalogue.hpp"

using namespace gongshi;

// Expected values: GB 32100, GB 11714, GB 11643 and GB/T 17710 computed by an independent script; codes of an invented county.

namespace {

std::vector<Diagnostic> faults(std::string_view code, std::vector<std::string_view> accepted = {}) {
  Diagnostics out;
  check_code(code, {{}, "R1", "object_code"}, accepted, out);
  return out.items();
}

/// The one fault of a code: its name and its arguments.
std::string fault(std::string_view code, std::vector<std::string_view> accepted = {}) {
  auto found = faults(code, std::move(accepted));
  if (found.empty()) return "good";
  REQUIRE(found.size() == 1);
  std::string out(catalogue_row(found[0].code).name);
  for (std::size_t i = 0; i < found[0].args.size(); ++i)
    if (found[0].code != Code::code_character || i == 3 || i == 4) out += " " + found[0].args[i];
  return out;
}

}  // namespace

TEST_CASE("codes that are right, and numbers of which no rule is known, pass") {
  for (std::string_view code : {"91140525MA0K00005F",
                                "91140525MA0K003390",
                                "91140525MA0K00216Y",
                                "91140525MA0K0003XW",
                                "91140525MA0K000808",
                                "91140525MA0K0062XX",
                                "911405251803406340",
                                "911405251582678056",
                                "91140525ma0k00005f",
                                "140525200001231",
                                "999901200001230",
                                "140525610203008",
                                "1405252000123",
                                "469006NA000129X",
                                "企独琼总字第008245号",
                                "虚注字第1001号",
                                "MA0K00005",
                                "MA0K0000-5",
                                "12345678-9",
                                "91140525MA0K00005F001V",
                                "京工商（海）字第12号",
                                "DR-2024-001",
                                ""})
    CHECK_MESSAGE(fault(code) == "good", code);
}

TEST_CASE("a wrong check character is a warning that names the right one, once accepted it is none") {
  CHECK(fault("91140525MA0K000131") == "code_check 91140525MA0K000131 1 A");
  CHECK(fault("91140525MA0K077761") == "code_check 91140525MA0K077761 1 4");
  CHECK(fault("91140525MA0K003391") == "code_check 91140525MA0K003391 1 0");
  CHECK(fault("91140525MA0K000114") == "organisation_check 91140525MA0K000114 MA0K00011 3");
  CHECK(fault("140525200001232") == "registration_check 140525200001232 2 1");
  CHECK(fault("91140525MA0K0001A") == "code_length 91140525MA0K0001A 17");
  CHECK(catalogue_row(Code::code_check).severity == Severity::warning);
  CHECK(catalogue_row(Code::organisation_check).severity == Severity::warning);
  CHECK(catalogue_row(Code::registration_check).severity == Severity::warning);
  for (std::string_view code : {"91140525MA0K000131", "91140525MA0K000114", "140525200001232", "91140525MA0K0001A"})
    CHECK(fault(code, {"X", code}) == "good");
}

TEST_CASE("a character that no code holds is named with its place") {
  CHECK(fault("91140525MAOK00013A") == "code_character 11 91140525MA0K00013A");  // the letter O
  CHECK(fault("9I140525MA0K00013A") == "code_character 2 91140525MA0K00013A");   // the letter I
  CHECK(fault("91140525МA0K00013A") == "code_character 9 91140525MA0K00013A");   // a Cyrillic М
  CHECK(fault("91140525ΜA0K00013A") == "code_character 9 91140525MA0K00013A");   // a Greek Μ
  CHECK(fault("９1140525MA0K00013A") == "code_character 1 91140525MA0K00013A");
  CHECK(fault("91140525MA0K00013ａ") == "code_character 18 91140525MA0K00013A");
  CHECK(fault("91140525 MA0K00013A") == "code_character 9 91140525MA0K00013A");
  CHECK(fault("91140525-MA0K00013-A") == "code_character 9 91140525MA0K00013A");
  CHECK(fault("１４０５２５２００００１２３１") == "code_character 1 140525200001231");
  auto found = faults("91140525MA0K00013ａ");
  CHECK(message_of(found[0], Language::chinese) == "代码“91140525MA0K00013ａ”的第 18 个字符是全角字符“ａ”（U+FF41），代码里不用它");
  CHECK(fault("VISA-ZONE-SIZE-2024") == "good");  // eighteen letters and digits are not all a code
}

TEST_CASE("words beside a code are no part of it; the code alone is named") {
  const std::string code = "91140525MA0K00005F";
  CHECK(fault(code + "（副本）") == "code_words " + code + "（副本） " + code + " （副本）");
  CHECK(fault("代码：" + code) == "code_words 代码：" + code + " " + code + " 代码：");
  CHECK(fault("代码：" + code + "（1-1）") == "code_words 代码：" + code + "（1-1） " + code + " 代码：…（1-1）");
  CHECK(fault("代码：91140525ma0k00005f") == "code_words 代码：91140525ma0k00005f " + code + " 代码：");
  CHECK(fault(code + "；") == "code_words " + code + "； " + code + " ；");
  CHECK(fault("注册号140525200001231") == "code_words 注册号140525200001231 140525200001231 注册号");
  CHECK(fault("代码：" + code, {"代码：" + code}) == "good");
  for (std::string_view other : {"企独琼总字第140525200001231号", "（1-1）", "虚构县第12345678号", "电话0086-139-0000-0001"})
    CHECK_MESSAGE(fault(other) == "good", other);
}

TEST_CASE("words in the place of a code are none") {
  for (std::string_view words : {"副本", "待补", "见附件", "同上", "TRUE", "办理中"})
    CHECK(fault(words) == "no_code " + std::string(words));
  for (std::string_view code : {"企独琼总字第八号", "京民证字", " "}) CHECK_MESSAGE(fault(code) == "good", code);
}

TEST_CASE("two codes in one place are an error, however they are put together") {
  const std::string one = "91140525MA0K00005F";
  const std::string other = "91140525MA0K003390";
  for (std::string_view between : {"", " ", "/", "、", "；", "\n", "（旧：", "-"}) {
    std::string both = one + std::string(between) + other;
    CHECK_MESSAGE(fault(both) == "two_codes " + both + " " + one + " " + other, both);
    both = one + std::string(between) + "140525200001231";
    CHECK_MESSAGE(fault(both) == "two_codes " + both + " " + one + " 140525200001231", both);
  }
  CHECK(fault("140525200001231999901200001230").starts_with("two_codes"));
  CHECK(fault("140525200001231999901200001231") == "good");  // the second does not check: thirty digits may be anything
}

TEST_CASE("what is written where there is no code is none; a name may stand in its place") {
  for (std::string_view word : {"无", "/", "—", "暂无"}) CHECK(fault(word) == "no_code " + std::string(word));
  Diagnostics out;
  for (std::string_view name : {"无", "虚构项目（140525200001231）"}) check_code(name, {{}, "T1", "objects[0]", true}, {}, out);
  CHECK(out.items().empty());
}

TEST_CASE("what a spreadsheet has made a number of is lost") {
  for (std::string_view code : {"9.1110101E+17", "9.11E+17", "1.40525E14", "9E+17", "911405251803406000"})
    CHECK_MESSAGE(fault(code) == "code_lost " + std::string(code), code);
  CHECK(fault("911405251803406000", {"911405251803406000"}) == "good");
}

TEST_CASE("a personal ID number is an error, also where its check character is that of a unified code") {
  CHECK(fault("110101190001010014") == "personal_code 110*************14");
  CHECK(fault("14010119000101001X") == "personal_code 140*************1X");
  CHECK(fault("14010119000101001x") == "personal_code 140*************1X");
  REQUIRE(credit_check("14052519000112039") == '3');
  CHECK(fault("140525190001120393") == "personal_code 140*************93");
  CHECK(fault("140525190001120393", {"140525190001120393"}) == "personal_code 140*************93");
  // Province and a day of birth, and neither check is right: one digit was mistyped.
  REQUIRE(credit_check("14052519900101123") == 'C');
  CHECK(fault("140525199001011234") == "personal_code 140*************34");
  CHECK(fault("140525199001011234", {"140525199001011234"}) == "good");
  CHECK(fault("140525199013011234").starts_with("code_check"));  // no day
  CHECK(fault("140525189901011234").starts_with("code_check"));  // nobody is that old
  CHECK(fault("１１０１０１１９０００１０１００１４") == "personal_code 110*************14");
  CHECK(fault("140525610203009") == "personal_code 140**********09");  // fifteen digits with a day of birth, no registration number
  CHECK(fault("140525610203009", {"140525610203009"}) == "good");
  CHECK_FALSE(identity_number("990101190001010018"));  // no province
  CHECK_FALSE(identity_number("110101190001010015"));  // wrong check
  CHECK_FALSE(identity_number("110101190002300013"));  // no day
  CHECK_FALSE(identity_number("140525202405061006"));  // a task number
}
