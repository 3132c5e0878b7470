#include "rules/secrecy/secret_names.hpp"

#include <cstring>

#include "base/text.hpp"
#include "rules/secrecy/plain_form.hpp"

namespace gongshi {
namespace {

constexpr std::size_t start_size = 8;
constexpr std::size_t fewest_characters = 4, fewest_of_person = 3;

std::uint64_t start_of(const char* text) {
  std::uint64_t out = 0;
  std::memcpy(&out, text, start_size);
  return out;
}

std::size_t hashed(std::uint64_t start) { return (start * 0x9e3779b97f4a7c15U) >> 48U; }

}  // namespace

void SecretNames::add(const SecretName& name) {
  std::string tight;
  tight_form(name.text, tight);
  if (tight.size() < start_size || characters(tight) < (name.person ? fewest_of_person : fewest_characters)) return;
  auto [found, fresh] = by_text_.try_emplace(tight, patterns_.size());
  if (fresh) {
    std::uint64_t start = start_of(tight.data());
    by_start_.emplace(start, patterns_.size());
    starts_[hashed(start)] = true;
    patterns_.push_back({std::move(tight), {}});
  }
  patterns_[found->second].names.push_back(name);
}

std::vector<SecretNames::Hit> SecretNames::find(std::string_view tight) const {
  std::vector<Hit> out;
  for (std::size_t at = 0; at + start_size <= tight.size(); ++at) {
    std::uint64_t start = start_of(tight.data() + at);
    if (!starts_[hashed(start)]) continue;
    const Pattern* longest = nullptr;
    for (auto [from, to] = by_start_.equal_range(start); from != to; ++from) {
      const Pattern& p = patterns_[from->second];
      bool here = tight.substr(at).starts_with(p.tight);
      if (here && (longest == nullptr || p.tight.size() > longest->tight.size())) longest = &p;
    }
    if (longest == nullptr) continue;
    Hit& hit = out.emplace_back(Hit{{}, longest->tight, at});
    for (const SecretName& name : longest->names) hit.names.push_back(&name);
    at += longest->tight.size() - 1;
  }
  return out;
}

}  // namespace gongshi
