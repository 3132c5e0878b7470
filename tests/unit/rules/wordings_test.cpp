#include "rules/wordings.hpp"

#include <doctest/doctest.h>

#include <array>

using namespace gongshi;

namespace {

Profile profile() {
  Profile p;
  p.allowed_results = {{"未发现问题", Category::no_problem, false, ""},
                       {"通过登记的住所（经营场所）无法联系", Category::unreachable, false, ""},
                       {"公示信息隐瞒真实情况、弄虚作假", Category::false_disclosure, false, ""},
                       {"未发现开展本次抽查涉及的经营活动", Category::not_operating, false, ""},
                       {"发现问题已立案调查", Category::follow_up, true, ""},
                       {"合格", Category::qualified, false, ""},
                       {"不合格", Category::unqualified, false, ""}};
  p.aliases = {{"未发现开展本次抽查涉及的经管活动", "未发现开展本次抽查涉及的经营活动"},
               {"合格", "不合格"},  // an alias never takes an allowed wording over
               {"没有问题", "没有这种用语"}};
  return p;
}

}  // namespace

TEST_CASE("a category by the slug of its address (CONTRACT §4)") {
  constexpr std::array<std::string_view, category_count> slugs{"no-problem",        "undisclosed",   "false-disclosure", "unreachable",
                                                               "ordered-corrected", "uncooperative", "not-operating",    "follow-up",
                                                               "qualified",         "unqualified"};
  for (std::size_t i = 0; i < slugs.size(); ++i) CHECK(category_by_slug(slugs.at(i)) == static_cast<Category>(i + 1));
  CHECK_FALSE(category_by_slug("No-Problem"));
  CHECK_FALSE(category_by_slug(""));
}

TEST_CASE("a wording has its category, however it is spaced and bracketed") {
  Profile p = profile();
  Wordings wordings(p);
  auto category = [&](std::string_view wording) {
    auto meaning = wordings.meaning(wording);
    return meaning ? meaning->category : Category::none;
  };
  CHECK(category("未发现问题") == Category::no_problem);
  CHECK(category(" 未发现 问题\n") == Category::no_problem);
  CHECK(category("未发现　问题") == Category::no_problem);
  CHECK(category("通过登记的住所(经营场所)无法联系") == Category::unreachable);
  CHECK(category("通过登记的住所（经营场所)\r\n无法联系") == Category::unreachable);
  CHECK(category("公示信息隐瞒真实情况弄虚作假") == Category::false_disclosure);
  CHECK(category("公示信息隐瞒真实情况，弄虚作假") == Category::false_disclosure);
  CHECK(category("不合格") == Category::unqualified);
  CHECK(category("合格") == Category::qualified);
}

TEST_CASE("other ways of writing are the profile's aliases, with blanks as ever") {
  Profile p = profile();
  Wordings wordings(p);
  auto meaning = wordings.meaning("未发现开展…本次抽查涉及的经管活动");
  CHECK_FALSE(meaning);
  meaning = wordings.meaning("未发现\n开展本次抽查涉及的经管 活动");
  REQUIRE(meaning);
  CHECK(meaning->category == Category::not_operating);
  CHECK(meaning->allowed == "未发现开展本次抽查涉及的经营活动");
  CHECK_FALSE(wordings.meaning("没有问题"));
}

TEST_CASE("approximate wordings are marked") {
  Profile p = profile();
  Wordings wordings(p);
  CHECK(wordings.meaning("发现问题已立案调查")->approximate);
  CHECK_FALSE(wordings.meaning("合格")->approximate);
}

TEST_CASE("what no rule knows has no category, and never a default") {
  Profile p = profile();
  Wordings wordings(p);
  for (std::string_view wording : {"", "问题", "发现问题", "未发现问题。", "基本合格", "未发现问题吗"}) {
    CAPTURE(wording);
    CHECK_FALSE(wordings.meaning(wording));
  }
  CHECK(wordings.suggestions("未发观问题").front() == "未发现问题");
  CHECK(wordings.suggestions("喵").size() == p.allowed_results.size());
  // Too far from any, the one with most characters in a row in common.
  CHECK(wordings.suggestions("发现问题已立案调查结束并且退回了") == std::vector<std::string_view>{"发现问题已立案调查"});
}

TEST_CASE("a status of the object is named as such, a typing mistake is not") {
  Profile p = profile();
  p.id = "p";
  Wordings wordings(p);
  for (std::string_view status : {"注销", "已注销", "被吊销营业执照", "迁出", "已关闭停业或正在组织清算", "暂停营业"}) {
    CAPTURE(status);
    CHECK(unknown_wording_args(status, p, wordings)[3] == "status");
  }
  auto args = unknown_wording_args("未发观问题", p, wordings);
  CHECK(args == std::vector<std::string>{"未发观问题", "p", "未发现问题", ""});
}
