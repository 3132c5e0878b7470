// sitemap.xml and robots.txt.
#pragma once
#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/output_plan.hpp"
#include "model/assessment.hpp"

namespace gongshi {

/// The pages of a plan, for search engines: all but 404.html and the pointers from former addresses. Made from the kinds that
/// stand in the plan when it is built; they must live as long.
class Sitemap {
 public:
  static constexpr std::size_t most = 50'000;  // sitemaps.org: addresses in a file
  Sitemap(const Assessment& site, const OutputPlan& plan);
  /// Files with addresses. A page that is passed over leaves its file shorter; no file is longer than `most`.
  std::size_t parts() const { return (pages_ + most - 1) / most; }
  /// Calls visit(path) for the pages of a part.
  template <class Visit>
  void each(std::size_t part, const Visit& visit) const;
  void hash_part(std::size_t part, QuickHasher& hasher) const;
  void write_part(std::size_t part, Sink& out) const;
  std::string index() const;

 private:
  bool left_out(std::string_view path) const;
  /// Day of the newest fact on a page, where it has one of its own.
  std::optional<Date> last_change(std::string_view path) const;

  const Assessment& site_;
  std::vector<const OutputKind*> kinds_;
  std::size_t pages_ = 0;
  std::unordered_map<std::string, Date> dated_;  // tasks, plans, notices …: few
};

std::string robots(const Site& site);

}  // namespace gongshi
