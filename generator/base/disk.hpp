// The one seam to the file system. Paths are given as they are; every function throws Failure with the path and the cause,
// unless it says otherwise. Nothing here follows a symbolic link that stands where a file or folder is expected to be written.
// New files have mode 0644, new folders 0755, less what the umask of the user takes away.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
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
/// The same in pieces, for files that are looked at once; false where there is none.
bool read(const fs::path& path, const std::function<void(std::string_view)>& piece);
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
/// Keeps the mode of the old one. Writers of one file wait for each other; what a crash leaves behind, the next one takes away.
void replace(const fs::path& path, std::string_view bytes);
/// The same with bytes that come in pieces: `write` gives them, in order, to what it is called with. Where it throws, the old file stays.
using TakePiece = std::function<void(std::string_view)>;
void replace_in_pieces(const fs::path& path, const std::function<void(const TakePiece&)>& write);
/// Appends at the end and syncs before returning; makes the file (and syncs its folder) where there is none.
/// What could not be written whole is cut off again.
void append(const fs::path& path, std::string_view bytes);
/// Cuts a file to its first `size` bytes and syncs.
void cut(const fs::path& path, std::uint64_t size);

// What `publish` needs besides: folders held open, so that a path is looked up once and cannot be exchanged under way.

/// An open file or folder of the system; closed without a word at the end.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor();
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }
  int release() { return std::exchange(number_, -1); }

 private:
  int number_ = -1;
};

/// A new file that is being written.
class File {
 public:
  File(Descriptor descriptor, std::string path) : descriptor_(std::move(descriptor)), path_(std::move(path)) {}
  void write(std::string_view bytes);
  void sync();
  /// The last call: the stamp that the file has from now on.
  Stamp close();

 private:
  Descriptor descriptor_;
  std::string path_;
};

enum class Kind : std::uint8_t { file, folder, other };  ///< other: a symbolic link, a device, a pipe

struct Entry {
  std::string name;
  Kind kind = Kind::other;
};

struct Info {
  Kind kind = Kind::other;
  Stamp stamp;
  std::uint64_t inode = 0;
  std::uint64_t device = 0;
};

/// A folder held open. Names are one component of a path, ended by NUL, and never followed where they are symbolic links.
class Folder {
 public:
  /// The folder at `path`, through symbolic links.
  static Folder open(const fs::path& path);

  const std::string& path() const { return path_; }
  int number() const { return descriptor_.number(); }
  /// What no other folder has had: number of the inode and the time of its making (0 where the file system keeps none).
  std::string identity() const;
  Info info() const;
  /// Of what stands at `name`; nullopt: nothing.
  std::optional<Info> info(const char* name) const;
  /// In no order.
  std::vector<Entry> entries() const;

  /// nullopt: nothing there; anything but a folder is a Failure.
  std::optional<Folder> folder(const char* name) const;
  /// Made, or there already.
  Folder make_folder(const char* name) const;

  std::optional<std::string> read(const char* name) const;
  /// The file in pieces; false: none there.
  bool read(const char* name, const std::function<void(std::string_view)>& piece) const;
  /// A file that was not there.
  File create(const char* name) const;
  /// A second name here for the file `name` of `from`; false where the file system or its rules do not allow one.
  bool link(const Folder& from, const char* name) const;
  void make_symbolic_link(const char* target, const char* name) const;
  /// Where the symbolic link `name` points; nullopt: none there, or something else.
  std::optional<std::string> target(const char* name) const;

  /// A file or a link; false: none there.
  bool remove(const char* name) const;
  /// An empty folder; false: none there, or it is not empty.
  bool remove_folder(const char* name) const;
  /// A file, or a folder with all that is in it, if there.
  void remove_all(const char* name) const;
  /// Replaces what stands at the new name, at once.
  void move(const char* name, const Folder& to, const char* new_name) const;
  /// Two names change places, at once; false where the file system cannot.
  bool exchange(const char* name, const Folder& with, const char* other) const;

  /// Names of this folder last from here on.
  void sync() const;
  /// Everything on this file system lasts from here on.
  void sync_file_system() const;

 private:
  Folder(Descriptor descriptor, std::string path) : descriptor_(std::move(descriptor)), path_(std::move(path)) {}
  std::string at(const char* name) const { return path_ + "/" + name; }

  Descriptor descriptor_;
  std::string path_;
};

/// Held by one process at a time; ends with the process, however it ends.
class Lock {
 public:
  enum class How : std::uint8_t { alone, looking };  ///< looking: makes no file, together with others that look
  /// On the file `name`, which is made where it is missing (never when looking: then nothing is locked).
  /// nullopt: another process holds it.
  static std::optional<Lock> take(const Folder& folder, const char* name, How how);

 private:
  explicit Lock(Descriptor descriptor) : descriptor_(std::move(descriptor)) {}
  Descriptor descriptor_;
};

}  // namespace gongshi::disk
