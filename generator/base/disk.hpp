// The one seam to the file system. Paths are given as they are; every function throws Failure with the path and the cause,
// unless it says otherwise. Nothing here follows a symbolic link that stands where a file or folder is expected to be written.
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongshi::disk {

namespace fs = std::filesystem;

struct Stamp {
  std::uint64_t size = 0;
  std::int64_t mtime_ns = 0;
  friend auto operator<=>(const Stamp&, const Stamp&) = default;
};

/// The whole file; nullopt where there is none. A folder, a device or an unreadable file is a Failure.
std::optional<std::string> read(const fs::path& path);
/// Size and time of a regular file (a symbolic link is none); nullopt where there is none.
std::optional<Stamp> stamp(const fs::path& path);
bool is_folder(const fs::path& path);
/// All regular files below `folder`, as paths relative to it with `/`, sorted by bytes; empty where there is no such folder.
/// Symbolic links are listed in `links`, not followed. Names that begin with `.` are left out.
struct Tree {
  std::vector<std::string> files;
  std::vector<std::string> links;
};
Tree tree(const fs::path& folder);

void make_folders(const fs::path& folder);
/// Replaces or makes a file so that a crash leaves the old or the new one: temporary beside it, fsync, rename, fsync of the folder.
void replace(const fs::path& path, std::string_view bytes);
/// Appends at the end and syncs before returning; makes the file (and syncs its folder) where there is none.
void append(const fs::path& path, std::string_view bytes);
/// Cuts a file to its first `size` bytes and syncs.
void cut(const fs::path& path, std::uint64_t size);

}  // namespace gongshi::disk
