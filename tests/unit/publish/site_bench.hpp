// A site of a few pages in a temporary folder, for the tests of the builder.
#pragma once
#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

#include "base/failure.hpp"
#include "publish/builder.hpp"

namespace gongshi::publish_test {

namespace fs = std::filesystem;
using publish::BuildOptions;
using publish::BuildReport;

struct Page {
  std::string bytes;
  std::string input{};  ///< empty: the bytes
};
using Pages = std::map<std::string, Page>;

class PageDraft final : public Draft {
 public:
  PageDraft(const Page& page, std::size_t& rendered) : page_(page), rendered_(rendered) {}
  Digest digest() const override { return sha256(page_.input.empty() ? page_.bytes : page_.input); }
  void render(Sink& out) const override {
    ++rendered_;
    if (page_.bytes == "broken") throw Failure("a page that fails");
    for (char c : page_.bytes) out.write({&c, 1});
  }

 private:
  const Page& page_;
  std::size_t& rendered_;
};

class PageKind final : public OutputKind {
 public:
  PageKind(Pages pages, bool large, std::size_t& rendered) : large_(large), rendered_(rendered) {
    for (auto& page : pages) pages_.push_back(page);
  }
  std::string_view name() const override { return "pages"; }
  std::size_t count() const override { return pages_.size(); }
  std::string path(std::size_t i) const override { return pages_[i].first; }
  std::unique_ptr<Draft> draft(std::size_t i) const override { return std::make_unique<PageDraft>(pages_[i].second, rendered_); }
  bool large() const override { return large_; }

 private:
  std::vector<std::pair<std::string, Page>> pages_;
  bool large_;
  std::size_t& rendered_;
};

inline std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

inline void spit(const fs::path& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

/// Path → inode and time.
inline std::map<std::string, std::pair<ino_t, std::int64_t>> stamps(const fs::path& folder) {
  std::map<std::string, std::pair<ino_t, std::int64_t>> out;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    struct stat info{};
    lstat(entry.path().c_str(), &info);
    if (S_ISREG(info.st_mode))
      out[entry.path().lexically_relative(folder)] = {info.st_ino, info.st_mtim.tv_sec * 1'000'000'000 + info.st_mtim.tv_nsec};
  }
  return out;
}

struct Bench {
  fs::path home;
  BuildOptions options;
  std::size_t rendered = 0;

  Bench() {
    std::string name = (fs::temp_directory_path() / "gongshi-builder-XXXXXX").string();
    home = mkdtemp(name.data());
    options.out = home / "site" / "public";
    options.program = "gongshi 1";
    options.jobs = 1;
    options.explain = true;
  }
  ~Bench() { fs::remove_all(home); }
  Bench(const Bench&) = delete;
  Bench& operator=(const Bench&) = delete;

  fs::path out() const { return options.out; }
  fs::path state() const { return home / "site" / ".public.gongshi"; }
  OutputPlan plan(const Pages& pages, const Pages& large = {}) {
    OutputPlan out;
    out.add(std::make_unique<PageKind>(pages, false, rendered));
    out.add(std::make_unique<PageKind>(large, true, rendered));
    return out;
  }
  BuildReport build(const Pages& pages, const Pages& large = {}) {
    rendered = 0;
    return publish::build(plan(pages, large), options);
  }
  /// The live site as a map.
  Pages live() const {
    Pages out;
    for (const auto& [path, stamp] : stamps(this->out())) out[path] = {slurp(this->out() / path)};
    return out;
  }
  std::string failure(const Pages& pages) {
    try {
      build(pages);
    } catch (const Failure& failure) {
      return failure.what();
    }
    return "";
  }
};

inline bool same(const Pages& a, const Pages& b) {
  return std::ranges::equal(a, b, [](const auto& x, const auto& y) { return x.first == y.first && x.second.bytes == y.second.bytes; });
}

inline std::string changes(const BuildReport& report) {
  std::string out;
  for (const publish::Change& change : report.changes) out += change.path + " " + std::string(change.why) + "\n";
  return out;
}

inline const Pages first{
    {"index.html", {"home"}}, {"results/R1.html", {"one"}}, {"results/R2.html", {"two"}}, {"results/page/1.html", {"list"}}};

inline Pages with(Pages pages, const std::string& path, const std::string& bytes) {
  pages[path] = {bytes};
  return pages;
}

inline Pages without(Pages pages, const std::string& path) {
  pages.erase(path);
  return pages;
}

inline Digest tree_of(const Pages& pages) {
  std::string lines;
  for (const auto& [path, page] : pages)
    if (path != "data/ledger.ndjson") lines += path + " " + sha256(page.bytes).hex() + "\n";
  return sha256(lines);
}

}  // namespace gongshi::publish_test
