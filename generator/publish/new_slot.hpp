// The idle slot while it is brought up to date. Files are only ever made anew: what another slot holds by a hard link stays as it is.
#pragma once
#include <memory>
#include <string_view>
#include <vector>

#include "publish/layout.hpp"
#include "publish/place.hpp"
#include "publish/slot.hpp"

namespace gongshi::publish {

class NewSlot {
 public:
  /// Opens the idle slot: without what is not in `layout`, with all its folders. `keep` false: emptied first.
  /// Sets Item::idle. Failure for files in it that nobody here wrote, before anything is touched.
  NewSlot(const Place& place, Layout& layout, bool keep, unsigned jobs);

  const disk::Folder& folder() const { return *folder_; }
  const SlotFolders& folders() const { return *folders_; }
  /// The item's file; different items from different threads. Sets Item::stamp.
  void write(Item& item, std::string_view bytes) const;
  /// The same, by moving in a file that was written elsewhere on this file system.
  void take(const Item& item, const disk::Folder& from, const char* name) const;
  /// The bytes of another item of the same name, which `from` holds as a file of that name. Sets Item::stamp.
  void repeat(Item& item, const Item& other, const disk::Folder& from) const;
  /// All that is unchanged comes over from the live slot, unless it is here already.
  void fill(std::vector<Item>& items, const SlotFolders& live, unsigned jobs) const;
  /// Any file, at any time, with its folders.
  disk::Stamp put(std::string_view path, std::string_view bytes) const;

 private:
  void remove_stale(const Layout& layout, unsigned jobs, std::vector<Item>& items) const;
  bool holds(const Item& item) const { return item.idle != no_row && scan_.held[item.idle] != Scan::Held::missing; }
  bool holds_live_one(const Item& item) const;
  void come_over(Item& item, const SlotFolders& live) const;
  void bring(Item& item, const disk::Folder& from) const;

  std::unique_ptr<const disk::Folder> folder_;
  Manifest manifest_;
  Scan scan_;
  std::unique_ptr<const SlotFolders> folders_;
};

/// Failure that names what stands in `slot` and was not written by a build.
void refuse_strangers(const std::string& slot, const std::vector<Scan::Stranger>& strangers);

}  // namespace gongshi::publish
