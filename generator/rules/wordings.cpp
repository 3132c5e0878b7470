#include "rules/wordings.hpp"

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

}  // namespace gongshi
