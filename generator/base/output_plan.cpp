#include "base/output_plan.hpp"

#include <algorithm>
#include <functional>

#include "base/parallel.hpp"
#include "base/text.hpp"

namespace gongshi {

void OutputPlan::add(std::unique_ptr<OutputKind> kind) {
  if (kind->count() != 0) kinds_.push_back(std::move(kind));
}

std::size_t OutputPlan::size() const {
  std::size_t sum = 0;
  for (const auto& kind : kinds_) sum += kind->count();
  return sum;
}

std::vector<OutputRef> OutputPlan::all() const {
  std::vector<OutputRef> out;
  out.reserve(size());
  auto add = [&](bool large, bool turns) {
    for (std::uint32_t k = 0; k < kinds_.size(); ++k)
      if (kinds_[k]->large() == large && kinds_[k]->takes_turns() == turns)
        for (std::uint32_t i = 0; i < kinds_[k]->count(); ++i) out.push_back({k, i});
  };
  add(true, true);
  add(true, false);
  add(false, false);
  return out;
}

std::vector<OutputPlan::Clash> OutputPlan::clashes(unsigned jobs) const {
  std::vector<OutputRef> refs = all();
  // Paths of equal hash are rare: only those are compared as texts.
  std::vector<std::size_t> hashes(refs.size());
  parallel(refs.size(), jobs, 256, [&](std::size_t i) { hashes[i] = std::hash<std::string>{}(lower_ascii(path(refs[i]))); });
  std::vector<std::size_t> sorted = hashes;
  std::ranges::sort(sorted);
  if (std::ranges::adjacent_find(sorted) == sorted.end()) return {};
  std::vector<std::pair<std::string, OutputRef>> seen;
  for (std::size_t i = 0; i < refs.size(); ++i)
    if (std::ranges::equal_range(sorted, hashes[i]).size() > 1) seen.emplace_back(lower_ascii(path(refs[i])), refs[i]);
  std::ranges::stable_sort(seen, {}, &std::pair<std::string, OutputRef>::first);
  std::vector<Clash> out;
  for (std::size_t i = 1; i < seen.size(); ++i)
    if (seen[i].first == seen[i - 1].first) out.push_back({path(seen[i].second), seen[i - 1].second, seen[i].second});
  return out;
}

void OutputPlan::index() {
  by_path_.clear();
  by_path_.reserve(size());
  for (OutputRef ref : all()) by_path_.emplace(path(ref), ref);
}

std::optional<OutputRef> OutputPlan::find(std::string_view path) const {
  auto found = by_path_.find(std::string(path));
  return found == by_path_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace gongshi
