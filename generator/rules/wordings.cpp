#include "rules/wordings.hpp"

#include <algorithm>
#include <array>

#include "base/catalogue.hpp"
#include "base/text.hpp"

namespace gongshi {
namespace {

/// Characters of the longest text that both hold.
std::size_t longest_common(std::string_view a, std::string_view b) {
  std::size_t most = 0;
  for (std::size_t from = 0; from < a.size();) {
    std::size_t next = from;
    std::size_t count = 0;
    for (std::size_t to = from; to < a.size();) {
      next_character(a, to);
      if (b.find(a.substr(from, to - from)) == std::string_view::npos) break;
      most = std::max(most, ++count);
    }
    next_character(a, next);
    from = next;
  }
  return most;
}

}  // namespace

Wordings::Wordings(const Profile& profile) {
  for (const AllowedResult& row : profile.allowed_results) {
    Meaning meaning{row.category, row.approximate, row.wording};
    by_folded_.emplace(folded(row.wording), meaning);
    exact_.emplace(row.wording, meaning);
    allowed_.push_back(row.wording);
  }
  for (const Alias& alias : profile.aliases)
    if (auto found = exact_.find(alias.wording); found != exact_.end()) {
      Meaning meaning = found->second;
      meaning.misprint = alias.misprint;
      by_folded_.emplace(folded(alias.variant), meaning);
    }
}

std::optional<Meaning> Wordings::meaning(std::string_view wording) const {
  if (auto found = exact_.find(wording); found != exact_.end()) return found->second;
  if (auto found = by_folded_.find(folded(wording)); found != by_folded_.end()) return found->second;
  return std::nullopt;
}

std::vector<std::string_view> Wordings::suggestions(std::string_view wording) const {
  constexpr std::size_t least = 4;  // characters: `无`, `情况`, `未检查` are part of wordings that accuse or acquit
  std::string_view word = trimmed(wording);
  if (characters(word) < least) return beginning_with(word);
  auto near = nearest(wording, allowed_, 3);
  if (near.empty()) near = with_most_in_common(wording);
  return near.empty() ? allowed_ : near;
}

std::vector<std::string_view> Wordings::beginning_with(std::string_view word) const {
  std::vector<std::string_view> out;
  if (characters(word) > 1)
    std::ranges::copy_if(allowed_, std::back_inserter(out), [&](std::string_view a) { return a.starts_with(word); });
  return out.empty() ? allowed_ : out;
}

std::vector<std::string_view> Wordings::with_most_in_common(std::string_view wording) const {
  std::string words = folded(wording);
  std::size_t most = std::max<std::size_t>(3, (characters(words) + 1) / 2);  // characters; fewer say nothing
  std::vector<std::string_view> out;
  for (std::string_view allowed : allowed_) {
    std::size_t common = longest_common(words, folded(allowed));
    if (common < most) continue;
    if (common > most) out.clear();
    most = common;
    out.push_back(allowed);
  }
  return out;
}

std::vector<std::string> unknown_wording_args(std::string_view wording, const Profile& profile, const Wordings& wordings) {
  static constexpr std::array<std::string_view, 10> states{"注销", "吊销",     "撤销", "迁出", "迁移",
                                                           "停业", "暂停营业", "清算", "吊证", "关闭"};
  bool status = std::ranges::any_of(states, [&](std::string_view s) { return wording.find(s) != std::string_view::npos; });
  return {std::string(wording), std::string(profile.id), list_argument(wordings.suggestions(wording)), status ? "status" : ""};
}

}  // namespace gongshi
