#include "publish/layout.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "base/failure.hpp"
#include "base/memory.hpp"
#include "base/parallel.hpp"

namespace gongshi::publish {
namespace {

bool bad_component(std::string_view part) { return part.empty() || part == "." || part == ".." || part.size() > 255; }

bool bad_path(std::string_view path) {
  for (char c : path)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '\\') return true;
  while (true) {
    auto slash = path.find('/');
    if (bad_component(path.substr(0, slash))) return true;
    if (slash == std::string_view::npos) return false;
    path.remove_prefix(slash + 1);
  }
}

/// Numbers folders, parents first.
class Folders {
 public:
  explicit Folders(std::vector<std::string>& paths) : paths_(paths) {
    paths_.emplace_back();
    numbers_.emplace("", 0);
  }
  std::uint32_t number(std::string_view path) {
    if (path == paths_[last_]) return last_;  // neighbours in a plan are neighbours in the site
    if (auto found = numbers_.find(std::string(path)); found != numbers_.end()) return last_ = found->second;
    if (auto slash = path.rfind('/'); slash != std::string_view::npos) number(path.substr(0, slash));
    paths_.emplace_back(path);
    return last_ = numbers_[paths_.back()] = static_cast<std::uint32_t>(paths_.size() - 1);
  }

 private:
  std::vector<std::string>& paths_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::uint32_t last_ = 0;
};

}  // namespace

void check_path(std::string_view path) {
  if (bad_path(path)) throw Failure("\"" + std::string(path.substr(0, 300)) + "\" is no path inside a site (an error of the program)");
}

Layout lay_out(const OutputPlan& plan, unsigned jobs) {
  Layout out;
  std::vector<OutputRef> refs = plan.all();
  for (std::size_t k = 0; k < plan.kinds(); ++k)
    if (plan.kind(k).large()) {
      out.large += plan.kind(k).count();
      if (plan.kind(k).takes_turns()) out.turns += plan.kind(k).count();
    }
  reserve_large(out.items, refs.size());
  out.items.resize(refs.size());
  parallel(refs.size(), jobs, 256, [&](std::size_t i) {
    Item& item = out.items[i];
    item.ref = refs[i];
    item.path = plan.path(refs[i]);
    check_path(item.path);
    item.name = static_cast<std::uint32_t>(item.path.rfind('/') + 1);  // npos + 1 is 0
  });
  Folders folders(out.folders);
  for (Item& item : out.items) item.folder = folders.number(std::string_view(item.path).substr(0, item.name == 0 ? 0 : item.name - 1));
  return out;
}

std::vector<std::uint32_t> by_path(const Layout& layout) {
  std::vector<std::uint32_t> order(layout.items.size());
  std::iota(order.begin(), order.end(), 0U);
  auto path = [&](std::uint32_t i) -> const std::string& { return layout.items[i].path; };
  // Kinds give their files in order, so the plan is a few sorted runs: they are merged, pair by pair.
  auto less = [&](std::uint32_t a, std::uint32_t b) { return path(a) < path(b); };
  std::vector<std::ptrdiff_t> ends{0};
  for (auto at = order.begin(); at != order.end();) {
    at = std::is_sorted_until(at, order.end(), less);
    ends.push_back(at - order.begin());
  }
  for (std::vector<std::uint32_t> from; ends.size() > 2;) {
    from = order;
    std::vector<std::ptrdiff_t> merged{0};
    for (std::size_t k = 1; k + 1 < ends.size(); k += 2) {
      std::merge(from.begin() + ends[k - 1], from.begin() + ends[k], from.begin() + ends[k], from.begin() + ends[k + 1],
                 order.begin() + ends[k - 1], less);
      merged.push_back(ends[k + 1]);
    }
    if (merged.back() != ends.back()) merged.push_back(ends.back());  // an odd run out stays where it is
    ends = std::move(merged);
  }
  for (std::size_t i = 1; i < order.size(); ++i)
    if (path(order[i - 1]) == path(order[i]))
      throw Failure(path(order[i]) + ": two files of the site claim this path (an error of the program)");
  for (const std::string& folder : layout.folders)
    if (std::ranges::binary_search(order, folder, {}, path))
      throw Failure(folder + ": a file and a folder of the site claim this path (an error of the program)");
  return order;
}

}  // namespace gongshi::publish
