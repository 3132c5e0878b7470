#include "publish/new_slot.hpp"

#include <algorithm>
#include <unordered_set>

#include "base/failure.hpp"
#include "base/parallel.hpp"

namespace gongshi::publish {
namespace {

std::string_view parent_of(std::string_view path) {
  auto slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

std::string name_of(std::string_view path) { return std::string(path.substr(path.rfind('/') + 1)); }

/// Removes files and folders of one slot; neighbours share their folder.
class Remover {
 public:
  explicit Remover(const disk::Folder& root) : root_(root) {}
  void file(std::string_view path) {
    if (const disk::Folder* folder = parent(path)) folder->remove(name_of(path).c_str());
  }
  void folder(std::string_view path) {
    if (const disk::Folder* folder = parent(path)) folder->remove_folder(name_of(path).c_str());
  }

 private:
  const disk::Folder* parent(std::string_view path) {
    std::string_view wanted = parent_of(path);
    if (wanted.empty()) return &root_;
    if (!at_ || wanted != path_) {
      at_ = descend(root_, wanted);
      path_ = wanted;
    }
    return at_ ? &*at_ : nullptr;
  }

  const disk::Folder& root_;
  std::optional<disk::Folder> at_;
  std::string path_;
};

}  // namespace

void refuse_strangers(const std::string& slot, const std::vector<Scan::Stranger>& strangers) {
  if (strangers.empty()) return;
  std::string names;
  for (std::size_t i = 0; i < std::min<std::size_t>(strangers.size(), 5); ++i) names += (i == 0 ? "" : ", ") + strangers[i].path;
  if (strangers.size() > 5) names += " …";
  std::string count = std::to_string(strangers.size());
  throw Failure(
      slot + ": holds " + count + " file(s) that gongshi did not write: " + names +
          "; move them elsewhere, for they would be lost (nothing was changed)",
      slot + "：里面有 " + count + " 个不是 gongshi 写的文件：" + names + "；生成网站会丢掉它们，请先移到别处（这次什么也没有改）");
}

NewSlot::NewSlot(const Place& place, Layout& layout, bool keep, unsigned jobs) {
  if (auto idle = place.known_idle()) {
    scan_ = scan(idle->folder, walk(idle->folder), idle->manifest, jobs);
    refuse_strangers(idle->folder.path(), scan_.strangers);
    if (keep) {
      place.forget(idle->folder);
      folder_ = std::make_unique<const disk::Folder>(std::move(idle->folder));
      manifest_ = std::move(idle->manifest);
    }
  }
  if (folder_)
    remove_stale(layout, jobs, layout.items);
  else
    folder_ = std::make_unique<const disk::Folder>(place.empty_idle());
  folders_ = std::make_unique<const SlotFolders>(*folder_, layout.folders, SlotFolders::Missing::make);
}

void NewSlot::remove_stale(const Layout& layout, unsigned jobs, std::vector<Item>& items) const {
  std::vector<std::uint8_t> wanted(manifest_.rows().size());
  parallel(items.size(), jobs, 256, [&](std::size_t i) {
    items[i].idle = manifest_.find(items[i].path);
    if (items[i].idle != no_row) wanted[items[i].idle] = 1;
  });
  Remover remover(*folder_);
  for (std::size_t row = 0; row < wanted.size(); ++row)
    if (wanted[row] == 0 && scan_.held[row] != Scan::Held::missing) remover.file(manifest_.rows()[row].path);
  std::unordered_set<std::string_view> folders(layout.folders.begin(), layout.folders.end());
  for (std::size_t i = scan_.folders.size(); i-- > 1;)  // what is inside comes first
    if (!folders.contains(scan_.folders[i])) remover.folder(scan_.folders[i]);
}

void NewSlot::write(Item& item, std::string_view bytes) const {
  std::optional<disk::Folder> spare;
  const disk::Folder& folder = folders_->at(item.folder, spare);
  if (holds(item)) folder.remove(item.file_name());
  disk::File file = folder.create(item.file_name());
  file.write(bytes);
  item.stamp = file.close();
}

void NewSlot::take(const Item& item, const disk::Folder& from, const char* name) const {
  std::optional<disk::Folder> spare;
  from.move(name, folders_->at(item.folder, spare), item.file_name());
}

/// Equal bytes are not enough: with the time of another file a server would take back what it said of this one.
bool NewSlot::holds_live_one(const Item& item) const {
  if (item.idle == no_row || scan_.held[item.idle] != Scan::Held::intact) return false;
  const Record& row = manifest_.rows()[item.idle];
  return row.bytes == item.bytes && row.stamp == item.stamp;
}

void NewSlot::come_over(Item& item, const SlotFolders& live) const {
  if (holds_live_one(item)) return;
  std::optional<disk::Folder> spare;
  bring(item, live.at(item.folder, spare));
}

void NewSlot::repeat(Item& item, const Item& other, const disk::Folder& from) const {
  item.stamp = other.stamp;
  bring(item, from);
}

/// As a second name of the file, or as a copy where that cannot be.
void NewSlot::bring(Item& item, const disk::Folder& from) const {
  std::optional<disk::Folder> spare;
  const disk::Folder& to = folders_->at(item.folder, spare);
  if (holds(item)) to.remove(item.file_name());
  if (to.link(from, item.file_name())) return;
  disk::File copy = to.create(item.file_name());
  bool there = from.read(item.file_name(), [&](std::string_view piece) { copy.write(piece); });
  if (!there)
    throw Failure(from.path() + "/" + item.file_name() + ": vanished while the site was built",
                  from.path() + "/" + item.file_name() + "：生成网站的时候不见了，请再运行一次");
  item.stamp = copy.close();
}

void NewSlot::fill(std::vector<Item>& items, const SlotFolders& live, unsigned jobs) const {
  parallel(items.size(), jobs, 64, [&](std::size_t i) {
    if (items[i].state == Item::State::unchanged) come_over(items[i], live);
  });
}

disk::Stamp NewSlot::put(std::string_view path, std::string_view bytes) const {
  std::optional<disk::Folder> inner;
  if (std::string_view parent = parent_of(path); !parent.empty()) inner = make_path(*folder_, parent);
  const disk::Folder& folder = inner ? *inner : *folder_;
  std::string name = name_of(path);
  folder.remove(name.c_str());
  disk::File file = folder.create(name.c_str());
  file.write(bytes);
  disk::Stamp out = file.close();
  folder_->sync_file_system();
  return out;
}

}  // namespace gongshi::publish
