#include "publish/slot.hpp"

#include <algorithm>
#include <mutex>

#include "base/failure.hpp"
#include "base/parallel.hpp"

namespace gongshi::publish {
namespace {

/// Two slots open at once stay far below the usual 1,024 open files.
constexpr std::size_t most_held = 128;

void walk_into(const disk::Folder& folder, Walk& out) {
  auto number = static_cast<std::uint32_t>(out.folders.size() - 1);
  std::string prefix = out.folders.back().empty() ? "" : out.folders.back() + "/";
  std::vector<std::string> inner;
  for (disk::Entry& entry : folder.entries()) {
    if (entry.kind == disk::Kind::folder)
      inner.push_back(std::move(entry.name));
    else
      (entry.kind == disk::Kind::file ? out.files : out.others).push_back({number, std::move(entry.name)});
  }
  for (const std::string& name : inner) {
    auto next = folder.folder(name.c_str());
    if (!next) continue;
    out.folders.push_back(prefix + name);
    walk_into(*next, out);
  }
}

void join(std::string& out, const std::string& folder, const std::string& name) {
  out.assign(folder);
  if (!folder.empty()) out += '/';
  out += name;
}

}  // namespace

SlotFolders::SlotFolders(const disk::Folder& root, std::span<const std::string> paths, Missing missing)
    : root_(root), paths_(paths), held_(std::min(paths.size(), most_held)) {
  for (std::size_t i = 1; i < paths.size(); ++i) {
    if (missing == Missing::make) {
      disk::Folder made = make_path(root, paths[i]);
      if (i < held_.size()) held_[i] = std::move(made);
    } else if (i < held_.size()) {
      held_[i] = descend(root, paths[i]);
    }
  }
}

const disk::Folder& SlotFolders::at(std::size_t i, std::optional<disk::Folder>& spare) const {
  if (i == 0) return root_;
  if (i < held_.size() && held_[i]) return *held_[i];
  spare = descend(root_, paths_[i]);
  if (!spare)
    throw Failure(root_.path() + "/" + paths_[i] + ": vanished while the site was built",
                  root_.path() + "/" + paths_[i] + "：生成网站的时候不见了，请再运行一次");
  return *spare;
}

std::optional<disk::Folder> descend(const disk::Folder& root, std::string_view path) {
  auto slash = path.find('/');
  std::string name(path.substr(0, slash));
  if (auto there = root.info(name.c_str()); there && there->kind == disk::Kind::file) return std::nullopt;
  auto next = root.folder(name.c_str());
  if (!next || slash == std::string_view::npos) return next;
  return descend(*next, path.substr(slash + 1));
}

disk::Folder make_path(const disk::Folder& root, std::string_view path) {
  auto slash = path.find('/');
  disk::Folder next = root.make_folder(std::string(path.substr(0, slash)).c_str());
  return slash == std::string_view::npos ? std::move(next) : make_path(next, path.substr(slash + 1));
}

Walk walk(const disk::Folder& slot) {
  Walk out;
  walk_into(slot, out);
  return out;
}

Scan scan(const disk::Folder& slot, Walk walk, const Manifest& manifest, unsigned jobs) {
  Scan out;
  out.held.assign(manifest.rows().size(), Scan::Held::missing);
  std::mutex strange;
  SlotFolders folders(slot, walk.folders, SlotFolders::Missing::leave);
  parallel(walk.files.size(), jobs, 128, [&](std::size_t i) {
    thread_local std::string path;
    const Walk::Found& file = walk.files[i];
    std::optional<disk::Folder> spare;
    auto info = folders.at(file.folder, spare).info(file.name.c_str());
    if (!info) return;  // gone since
    join(path, walk.folders[file.folder], file.name);
    std::uint32_t row = manifest.find(path);
    if (row != no_row) {
      bool intact = info->kind == disk::Kind::file && info->stamp == manifest.rows()[row].stamp;
      out.held[row] = intact ? Scan::Held::intact : Scan::Held::edited;
    } else {
      std::scoped_lock lock(strange);
      out.strangers.push_back({path, info->kind, info->stamp});
    }
  });
  for (const Walk::Found& other : walk.others) {
    Scan::Stranger stranger{"", disk::Kind::other, {}};
    join(stranger.path, walk.folders[other.folder], other.name);
    out.strangers.push_back(std::move(stranger));
  }
  std::ranges::sort(out.strangers, {}, &Scan::Stranger::path);
  out.folders = std::move(walk.folders);
  return out;
}

}  // namespace gongshi::publish
