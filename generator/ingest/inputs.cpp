#include "ingest/inputs.hpp"

#include <array>

#include "base/parallel.hpp"

namespace gongshi {
namespace {

Digest digest_of(const std::filesystem::path& path) {
  QuickHasher hasher;
  disk::read(path, [&](std::string_view piece) { hasher.add(piece); });
  return hasher.finish();
}

}  // namespace

std::vector<Inputs::File> Inputs::listed() const {
  static constexpr std::array folders{"content", "site/profiles", "site/static", "templates"};
  std::vector<File> out{{"site/site.json", disk::stamp(root_ / "site/site.json")}};
  for (std::string_view folder : folders) {
    disk::Tree tree = disk::tree(root_ / folder);
    auto path = [&](const std::string& name) { return std::string(folder).append("/").append(name); };
    for (const std::string& file : tree.files) out.push_back({path(file), disk::stamp(root_ / folder / file)});
    for (const std::string& link : tree.links) out.push_back({path(link), std::nullopt});
  }
  return out;
}

Inputs::Inputs(std::filesystem::path root, unsigned jobs)
    : root_(std::move(root)), files_(listed()), digest_(std::async([this, jobs] { return read(jobs); })) {}

Digest Inputs::read(unsigned jobs) const {
  std::vector<Digest> digests(files_.size());
  parallel(files_.size(), jobs, 8, [&](std::size_t i) {
    if (files_[i].stamp) digests[i] = digest_of(root_ / files_[i].path);
  });
  QuickHasher all;
  for (std::size_t i = 0; i < files_.size(); ++i) {
    all.add_part(files_[i].path);
    all.add_part(digests[i].hex());
  }
  return all.finish();
}

}  // namespace gongshi
