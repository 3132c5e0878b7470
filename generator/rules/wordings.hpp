// From a department's wording to a category, by the profile in force. Never a default: what no rule knows has no category.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/profile.hpp"

namespace gongshi {

struct Meaning {
  Category category = Category::none;
  bool approximate = false;
  std::string_view allowed;  ///< the profile's wording
  bool misprint = false;     ///< it was written as a slip of the document has it
};

/// The wordings of one profile. Blanks and line breaks inside, brackets of either width and 、 make no difference; other ways of
/// writing are the profile's aliases.
class Wordings {
 public:
  explicit Wordings(const Profile& profile);
  std::optional<Meaning> meaning(std::string_view wording) const;
  /// The allowed wordings nearest to one that is unknown; all of them where none is near.
  std::vector<std::string_view> suggestions(std::string_view wording) const;

 private:
  /// Those that have the longest text in common with it: at least half of it, and two characters.
  std::vector<std::string_view> beginning_with(std::string_view word) const;  ///< all, where none does
  std::vector<std::string_view> with_most_in_common(std::string_view wording) const;

  std::unordered_map<std::string, Meaning> by_folded_;
  std::unordered_map<std::string_view, Meaning> exact_;  ///< the common case without folding
  std::vector<std::string_view> allowed_;
};

/// What R0401 says of a wording without a meaning: it, the profile, the nearest allowed ones, and `status` where it is no result but what
/// became of the object (注销, 迁出 …): then nothing may be proposed in its place (a status outside the eight needs a decision).
std::vector<std::string> unknown_wording_args(std::string_view wording, const Profile& profile, const Wordings& wordings);

}  // namespace gongshi
