#include "rules/wordings.hpp"

#include <algorithm>
#include <array>

#include "base/catalogue.hpp"
#include "base/text.hpp"

namespace gongshi {

Wordings::Wordings(const Profile& profile) {
  for (const AllowedResult& row : profile.allowed_results) {
    Meaning meaning{row.category, row.approximate, row.wording};
    by_folded_.emplace(folded(row.wording), meaning);
    exact_.emplace(row.wording, meaning);
    allowed_.push_back(row.wording);
  }
  for (const Alias& alias : profile.aliases)
    if (auto found = exact_.find(alias.wording); found != exact_.end()) by_folded_.emplace(folded(alias.variant), found->second);
}

std::optional<Meaning> Wordings::meaning(std::string_view wording) const {
  if (auto found = exact_.find(wording); found != exact_.end()) return found->second;
  if (auto found = by_folded_.find(folded(wording)); found != by_folded_.end()) return found->second;
  return std::nullopt;
}

std::vector<std::string_view> Wordings::suggestions(std::string_view wording) const {
  auto near = nearest(wording, allowed_, 3);
  return near.empty() ? allowed_ : near;
}

std::vector<std::string> unknown_wording_args(std::string_view wording, const Profile& profile, const Wordings& wordings) {
  static constexpr std::array<std::string_view, 10> states{"注销", "吊销",     "撤销", "迁出", "迁移",
                                                           "停业", "暂停营业", "清算", "吊证", "关闭"};
  bool status = std::ranges::any_of(states, [&](std::string_view s) { return wording.find(s) != std::string_view::npos; });
  return {std::string(wording), std::string(profile.id), list_argument(wordings.suggestions(wording)), status ? "status" : ""};
}

}  // namespace gongshi
