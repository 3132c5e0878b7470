// A slot: a folder that holds one whole site. Reading what stands in one, and opening its folders once.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/disk.hpp"
#include "publish/manifest.hpp"

namespace gongshi::publish {

/// The folders of a slot by number, held open as far as the process may hold open so many.
class SlotFolders {
 public:
  enum class Missing : std::uint8_t { make, leave };
  /// `paths` are relative to `root`, parents first, and outlive this.
  SlotFolders(const disk::Folder& root, std::span<const std::string> paths, Missing missing);
  /// Folder `i`; `spare` holds it where it was not held open, so the result lives as long as `spare` is not used again.
  /// Failure where it is missing.
  const disk::Folder& at(std::size_t i, std::optional<disk::Folder>& spare) const;

 private:
  const disk::Folder& root_;
  std::span<const std::string> paths_;
  std::vector<std::optional<disk::Folder>> held_;
};

/// The folder `path` below `root`, component by component, no link followed; nullopt: missing, or a file
/// stands there.
std::optional<disk::Folder> descend(const disk::Folder& root, std::string_view path);
/// The same, made where it is missing.
disk::Folder make_path(const disk::Folder& root, std::string_view path);

/// What stands in a slot, by name.
struct Walk {
  struct Found {
    std::uint32_t folder = 0;
    std::string name;
  };
  std::vector<std::string> folders{""};  ///< relative, parents first; the first is the slot itself
  std::vector<Found> files;
  std::vector<Found> others;  ///< links, devices, pipes
};
Walk walk(const disk::Folder& slot);

/// How a slot stands to its manifest.
struct Scan {
  enum class Held : std::uint8_t { missing, intact, edited };
  struct Stranger {
    std::string path;
    disk::Kind kind = disk::Kind::file;
    disk::Stamp stamp;
  };
  std::vector<Held> held;            ///< for each row of the manifest
  std::vector<Stranger> strangers;   ///< what the manifest does not name, sorted by path; folders are none
  std::vector<std::string> folders;  ///< of the walk
};

/// Looks at every file of the slot, but not into it: a file is intact while its size and time are as recorded.
Scan scan(const disk::Folder& slot, Walk walk, const Manifest& manifest, unsigned jobs);

}  // namespace gongshi::publish
