// Where a site lives: the live folder, and beside it the state folder with the idle slot, the manifests and the lock.
//
//   site/public/                       the live slot: files of the site, nothing else (or a symbolic link to a slot in the state folder)
//   site/.public.gongshi/lock          held by the one builder
//   site/.public.gongshi/slot-a/       the idle slot (-b too where the live one is a symbolic link)
//   site/.public.gongshi/ID.basis      what that slot was made from, and what was said of it
//   site/.public.gongshi/ID.manifest   of the slot whose folder has the identity ID: so a slot and its manifest stay together when slots
//                                      change places, a folder without one is unknown, and a copied one is never mistaken for the old
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/disk.hpp"
#include "publish/manifest.hpp"

namespace gongshi::publish {

class Place {
 public:
  enum class Use : std::uint8_t { build, look };  ///< look: makes and changes nothing
  enum class Switch : std::uint8_t { exchange, link };

  /// Takes the lock and clears what a crash left. Failure: another builder is at work; `out` is neither a folder nor a link of ours;
  /// it is a folder that is not empty and that nothing in the state folder knows.
  Place(const std::filesystem::path& out, std::string program, Use use, Switch wanted);

  /// What is published now; nullptr: nothing.
  const disk::Folder* live() const { return live_ ? &*live_ : nullptr; }
  /// Of the live slot; empty and not trusted where there is none.
  Manifest live_manifest() const;
  /// The live folder is the one that a manifest belongs to, if perhaps an unreadable one.
  bool live_is_known() const { return live_known_; }
  /// Paths that any manifest here names.
  std::vector<std::string> all_known_paths() const;
  const std::string& out() const { return out_; }
  const disk::Folder& state() const { return *state_; }

  struct Idle {
    disk::Folder folder;
    Manifest manifest;
  };
  /// The idle slot, if its manifest can be trusted.
  std::optional<Idle> known_idle() const;
  /// Before a slot is changed: from here on, until `write_manifest`, it is unknown to whoever comes after a crash.
  void forget(const disk::Folder& slot) const;
  /// The idle slot, emptied or made, and unknown.
  disk::Folder empty_idle() const;
  /// Returns its checksum.
  Digest write_manifest(const disk::Folder& slot, const Rows& rows, const Digest& tree) const;
  /// What `slot`, with the manifest of this checksum, was made from, and a note about it. A hint: it may be lost.
  void write_basis(const disk::Folder& slot, const Digest& manifest, const Digest& basis, std::string_view note) const;
  /// The note of the live slot, if that has this manifest and was made from `basis`.
  std::optional<std::string> note(const Digest& manifest, const Digest& basis) const;
  /// Makes `idle` live, at once, durably. Failure leaves the old one live.
  void switch_to(const disk::Folder& idle);
  /// Removes manifests of slots that are no more. Leftovers are no Failure.
  void clear_manifests(const disk::Folder& live) const;

 private:
  void find_live();
  void refuse_strangers() const;
  void clear_leftovers() const;
  bool can_exchange() const;
  void switch_by_link() const;
  /// Name of the idle slot in the state folder.
  const char* idle_slot() const;

  std::string program_;
  Switch wanted_;
  std::string out_, name_, state_name_;
  std::optional<disk::Folder> parent_, state_, live_;
  std::optional<disk::Lock> lock_;
  std::string live_slot_;  ///< name in the state folder, where `out` is a symbolic link
  bool linked_ = false;    ///< `out` is a symbolic link
  bool live_known_ = false;
};

}  // namespace gongshi::publish
