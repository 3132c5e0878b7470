#include "outputs/data/rows.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace gongshi {

const Digest& RowSet::digest() const {
  std::call_once(once_, [this] {
    QuickHasher hasher;
    hasher.add_part(site_.site->organisation.name);
    hasher.add_part(site_.site->site.name);
    hasher.add_part(site_.site->base_url);
    hasher.add_part(static_cast<std::uint64_t>(newest_fact_ - Date{}));
    for (std::uint32_t row : rows_) {
      const auto& bytes = site_.results[row].fingerprint.bytes;
      hasher.add({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    }
    digest_ = hasher.finish();
  });
  return digest_;
}

std::vector<std::shared_ptr<const RowSet>> row_sets(const Assessment& site) {
  std::vector<std::uint32_t> all(site.results.size());
  std::iota(all.begin(), all.end(), 0U);
  std::map<int, std::vector<std::uint32_t>> years;
  for (std::uint32_t i : all) years[site.results[i].published_on.year()].push_back(i);
  std::vector<std::shared_ptr<const RowSet>> out;
  out.push_back(std::make_shared<RowSet>(site, "data/", std::move(all), site.newest_fact));
  for (auto& [year, rows] : years) {
    Date newest;
    for (std::uint32_t i : rows) newest = std::max(newest, site.results[i].newest_fact);
    out.push_back(std::make_shared<RowSet>(site, "data/" + std::to_string(year) + "/", std::move(rows), newest));
  }
  return out;
}

}  // namespace gongshi
