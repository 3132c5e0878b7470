#include "base/disk.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include "base/failure.hpp"
#include "base/memory.hpp"

namespace gongshi::disk {
namespace {

constexpr int folder_flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;

[[noreturn]] void fail(const std::string& path) { throw Failure(path, errno); }

/// What a signal interrupted is done again.
template <class Call>
auto retried(const Call& call) {
  for (;;)
    if (auto result = call(); result != -1 || errno != EINTR) return result;
}

bool absent(int error) { return error == ENOENT || error == ENOTDIR; }

Stamp stamp_of(const struct stat& info) {
  constexpr std::int64_t second = 1'000'000'000;
  return {static_cast<std::uint64_t>(info.st_size), info.st_mtim.tv_sec * second + info.st_mtim.tv_nsec};
}

Info info_of(const struct stat& info) {
  Kind kind = S_ISREG(info.st_mode) ? Kind::file : S_ISDIR(info.st_mode) ? Kind::folder : Kind::other;
  return {kind, stamp_of(info), info.st_ino, info.st_dev};
}

struct stat status(int number, const std::string& path) {
  struct stat info{};
  if (retried([&] { return fstat(number, &info); }) != 0) fail(path);
  return info;
}

void write_all(int number, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    ssize_t done = retried([&] { return ::write(number, bytes.data(), bytes.size()); });
    if (done < 0) fail(path);
    if (done == 0) throw Failure(path, ENOSPC);  // a device that takes nothing and gives no reason
    bytes.remove_prefix(static_cast<std::size_t>(done));
  }
}

void sync_number(int number, const std::string& path) {
  if (retried([&] { return fsync(number); }) != 0) fail(path);
}

/// A delayed write may fail as late as here.
void close_number(Descriptor& descriptor, const std::string& path) {
  if (::close(descriptor.release()) != 0 && errno != EINTR) fail(path);
}

template <class Piece>
void read_all(int number, const std::string& path, const Piece& piece) {
  constexpr std::size_t block = 256UL * 1024;
  thread_local std::unique_ptr<char[]> buffer = std::make_unique_for_overwrite<char[]>(block);
  for (;;) {
    ssize_t got = retried([&] { return ::read(number, buffer.get(), block); });
    if (got < 0) fail(path);
    if (got == 0) return;
    piece(std::string_view(buffer.get(), static_cast<std::size_t>(got)));
  }
}

/// O_NONBLOCK: a pipe must not hold us up before it is refused.
std::optional<Descriptor> open_to_read(int folder, const char* name, int more, const std::string& path) {
  int number = retried([&] { return openat(folder, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | more); });
  if (number < 0) {
    if (absent(errno)) return std::nullopt;
    fail(path);
  }
  Descriptor descriptor(number);
  struct stat info = status(number, path);
  if (S_ISDIR(info.st_mode)) throw Failure(path, EISDIR);
  if (!S_ISREG(info.st_mode)) throw Failure(path + ": not a regular file", path + "：不是普通文件");
  return descriptor;
}

std::optional<std::string> read_whole(int folder, const char* name, int more, const std::string& path) {
  auto descriptor = open_to_read(folder, name, more, path);
  if (!descriptor) return std::nullopt;
  std::string bytes;
  std::size_t size = stamp_of(status(descriptor->number(), path)).size + 1;  // one more: the end is seen without a second round
  reserve_large(bytes, size);
  bytes.resize(size);
  for (std::size_t end = 0;;) {
    ssize_t got = retried([&] { return ::read(descriptor->number(), bytes.data() + end, bytes.size() - end); });
    if (got < 0) fail(path);
    end += static_cast<std::size_t>(got);
    if (got == 0) {
      bytes.resize(end);
      return bytes;
    }
    if (end == bytes.size()) bytes.resize(bytes.size() * 2);
  }
}

Folder folder_of(const fs::path& path) { return Folder::open(path.has_parent_path() ? path.parent_path() : fs::path(".")); }

Kind kind_of(const Folder& folder, const dirent& entry) {
  if (entry.d_type == DT_REG) return Kind::file;
  if (entry.d_type == DT_DIR) return Kind::folder;
  if (entry.d_type != DT_UNKNOWN) return Kind::other;
  auto info = folder.info(entry.d_name);  // some file systems do not say it in the list
  return info ? info->kind : Kind::other;
}

void gather(const Folder& folder, const std::string& prefix, Tree& out) {
  for (const Entry& entry : folder.entries()) {
    if (entry.name.starts_with('.')) continue;
    std::string path = prefix + entry.name;
    if (entry.kind == Kind::file) {
      out.files.push_back(std::move(path));
    } else if (entry.kind == Kind::folder) {
      if (auto inner = folder.folder(entry.name.c_str())) gather(*inner, path + "/", out);
    } else if (folder.target(entry.name.c_str())) {
      out.links.push_back(std::move(path));
    }
  }
}

/// The temporary beside `name`, held by us alone and empty. Whoever waited for it looks whether it still has its name.
Descriptor temporary(const Folder& folder, const std::string& name, const std::string& path) {
  for (;;) {
    int number = retried([&] { return openat(folder.number(), name.c_str(), O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0644); });
    if (number < 0) fail(path);
    Descriptor descriptor(number);
    if (retried([&] { return flock(number, LOCK_EX); }) != 0) fail(path);
    auto there = folder.info(name.c_str());
    if (!there || there->inode != status(number, path).st_ino) continue;
    if (retried([&] { return ftruncate(number, 0); }) != 0) fail(path);
    return descriptor;
  }
}

}  // namespace

// Files by their path.

bool read(const fs::path& path, const std::function<void(std::string_view)>& piece) {
  auto descriptor = open_to_read(AT_FDCWD, path.c_str(), 0, path.string());
  if (descriptor) read_all(descriptor->number(), path.string(), piece);
  return descriptor.has_value();
}

std::optional<std::string> read(const fs::path& path) { return read_whole(AT_FDCWD, path.c_str(), 0, path.string()); }

std::optional<Stamp> stamp(const fs::path& path) {
  struct stat info{};
  if (retried([&] { return lstat(path.c_str(), &info); }) != 0) {
    if (absent(errno)) return std::nullopt;
    fail(path.string());
  }
  return S_ISREG(info.st_mode) ? std::optional(stamp_of(info)) : std::nullopt;
}

bool is_folder(const fs::path& path) {
  struct stat info{};
  if (retried([&] { return ::stat(path.c_str(), &info); }) != 0) {
    if (absent(errno)) return false;
    fail(path.string());
  }
  return S_ISDIR(info.st_mode);
}

Tree tree(const fs::path& folder) {
  Tree out;
  if (!is_folder(folder)) return out;
  gather(Folder::open(folder), "", out);
  std::ranges::sort(out.files);
  std::ranges::sort(out.links);
  return out;
}

void make_folders(const fs::path& folder) {
  fs::path path;
  for (const fs::path& part : folder) {
    path /= part;
    if (part.empty() || part == "/" || retried([&] { return mkdir(path.c_str(), 0755); }) == 0) continue;
    int error = errno;
    if (!is_folder(path)) throw Failure(path.string(), error == EEXIST ? ENOTDIR : error);
  }
}

void replace(const fs::path& path, std::string_view bytes) {
  replace_in_pieces(path, [&](const TakePiece& take) { take(bytes); });
}

void replace_in_pieces(const fs::path& path, const std::function<void(const TakePiece&)>& write) {
  Folder folder = folder_of(path);
  std::string name = path.filename();
  auto old = folder.info(name.c_str());
  if (old && old->kind != Kind::file) throw Failure(path.string() + ": not a regular file", path.string() + "：不是普通文件");
  std::string beside = "." + name + ".new";
  std::string shown = (path.parent_path() / beside).string();
  Descriptor descriptor = temporary(folder, beside, shown);
  struct stat mode{};
  if (old && fstatat(folder.number(), name.c_str(), &mode, AT_SYMLINK_NOFOLLOW) == 0)
    if (retried([&] { return fchmod(descriptor.number(), mode.st_mode & 07777U); }) != 0) fail(shown);
  try {
    write([&](std::string_view piece) { write_all(descriptor.number(), piece, shown); });
    sync_number(descriptor.number(), shown);
    folder.move(beside.c_str(), folder, name.c_str());
  } catch (...) {
    unlinkat(folder.number(), beside.c_str(), 0);
    throw;
  }
  close_number(descriptor, path.string());
  folder.sync();
}

void append(const fs::path& path, std::string_view bytes) {
  Folder folder = folder_of(path);
  std::string name = path.filename();
  bool made = !folder.info(name.c_str());
  int flags = O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK;
  int number = retried([&] { return openat(folder.number(), name.c_str(), flags, 0644); });
  if (number < 0) fail(path.string());
  Descriptor descriptor(number);
  struct stat before = status(number, path.string());
  if (!S_ISREG(before.st_mode)) throw Failure(path.string() + ": not a regular file", path.string() + "：不是普通文件");
  try {
    write_all(number, bytes, path.string());
    sync_number(number, path.string());
  } catch (const Failure&) {
    if (ftruncate(number, before.st_size) == 0) fsync(number);
    throw;
  }
  close_number(descriptor, path.string());
  if (made) folder.sync();
}

void cut(const fs::path& path, std::uint64_t size) {
  int number = retried([&] { return open(path.c_str(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK); });
  if (number < 0) fail(path.string());
  Descriptor descriptor(number);
  if (size > stamp_of(status(number, path.string())).size) throw Failure(path.string(), EINVAL);
  if (retried([&] { return ftruncate(number, static_cast<off_t>(size)); }) != 0) fail(path.string());
  sync_number(number, path.string());
  close_number(descriptor, path.string());
}

// Files and folders held open.

Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

void File::write(std::string_view bytes) { write_all(descriptor_.number(), bytes, path_); }

void File::sync() { sync_number(descriptor_.number(), path_); }

Stamp File::close() {
  Stamp out = stamp_of(status(descriptor_.number(), path_));
  close_number(descriptor_, path_);
  return out;
}

Folder Folder::open(const fs::path& path) {
  int number = retried([&] { return ::open(path.c_str(), folder_flags); });
  if (number < 0) fail(path.string());
  return {Descriptor(number), path.string()};
}

std::string Folder::identity() const {
  struct statx info{};
  if (retried([&] { return statx(number(), "", AT_EMPTY_PATH, STATX_INO | STATX_BTIME, &info); }) != 0) fail(path_);
  bool born = (info.stx_mask & STATX_BTIME) != 0;
  std::array<char, 64> out{};
  std::snprintf(out.data(), out.size(), "%llu-%lld.%09u", static_cast<unsigned long long>(info.stx_ino),
                born ? static_cast<long long>(info.stx_btime.tv_sec) : 0LL, born ? info.stx_btime.tv_nsec : 0U);
  return out.data();
}

Info Folder::info() const { return info_of(status(number(), path_)); }

std::optional<Info> Folder::info(const char* name) const {
  struct stat info{};
  if (retried([&] { return fstatat(number(), name, &info, AT_SYMLINK_NOFOLLOW); }) == 0) return info_of(info);
  if (absent(errno)) return std::nullopt;
  fail(at(name));
}

std::vector<Entry> Folder::entries() const {
  int copy = retried([&] { return openat(number(), ".", folder_flags); });
  if (copy < 0) fail(path_);
  Descriptor descriptor(copy);
  std::unique_ptr<DIR, int (*)(DIR*)> list(fdopendir(copy), [](DIR* open) { return closedir(open); });
  if (!list) fail(path_);
  descriptor.release();
  std::vector<Entry> out;
  for (;;) {
    errno = 0;
    const dirent* entry = readdir(list.get());
    if (entry == nullptr) break;
    std::string_view name = entry->d_name;
    if (name != "." && name != "..") out.push_back({std::string(name), kind_of(*this, *entry)});
  }
  if (errno != 0) fail(path_);
  return out;
}

std::optional<Folder> Folder::folder(const char* name) const {
  int inner = retried([&] { return openat(number(), name, folder_flags | O_NOFOLLOW); });
  if (inner >= 0) return Folder(Descriptor(inner), at(name));
  if (errno == ENOENT) return std::nullopt;
  fail(at(name));
}

Folder Folder::make_folder(const char* name) const {
  if (retried([&] { return mkdirat(number(), name, 0755); }) != 0 && errno != EEXIST) fail(at(name));
  auto made = folder(name);
  if (!made) throw Failure(at(name), ENOENT);
  return std::move(*made);
}

std::optional<std::string> Folder::read(const char* name) const { return read_whole(number(), name, O_NOFOLLOW, at(name)); }

bool Folder::read(const char* name, const std::function<void(std::string_view)>& piece) const {
  auto descriptor = open_to_read(number(), name, O_NOFOLLOW, at(name));
  if (descriptor) read_all(descriptor->number(), at(name), piece);
  return descriptor.has_value();
}

File Folder::create(const char* name) const {
  int file = retried([&] { return openat(number(), name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644); });
  if (file < 0) fail(at(name));
  return {Descriptor(file), at(name)};
}

bool Folder::link(const Folder& from, const char* name) const {
  if (retried([&] { return linkat(from.number(), name, number(), name, 0); }) == 0) return true;
  if (errno == EXDEV || errno == EPERM || errno == EMLINK || errno == EOPNOTSUPP || errno == ENOSYS) return false;
  fail(at(name));
}

void Folder::make_symbolic_link(const char* target, const char* name) const {
  if (retried([&] { return symlinkat(target, number(), name); }) != 0) fail(at(name));
}

std::optional<std::string> Folder::target(const char* name) const {
  std::string out(4096, '\0');
  ssize_t length = retried([&] { return readlinkat(number(), name, out.data(), out.size()); });
  if (length < 0) {
    if (absent(errno) || errno == EINVAL) return std::nullopt;
    fail(at(name));
  }
  out.resize(static_cast<std::size_t>(length));
  return out;
}

bool Folder::remove(const char* name) const {
  if (retried([&] { return unlinkat(number(), name, 0); }) == 0) return true;
  if (absent(errno)) return false;
  fail(at(name));
}

bool Folder::remove_folder(const char* name) const {
  if (retried([&] { return unlinkat(number(), name, AT_REMOVEDIR); }) == 0) return true;
  if (absent(errno) || errno == ENOTEMPTY || errno == EEXIST) return false;
  fail(at(name));
}

void Folder::remove_all(const char* name) const {
  auto there = info(name);
  if (!there) return;
  if (there->kind != Kind::folder) {
    remove(name);
    return;
  }
  if (auto inner = folder(name))
    for (const Entry& entry : inner->entries()) inner->remove_all(entry.name.c_str());
  if (retried([&] { return unlinkat(number(), name, AT_REMOVEDIR); }) != 0 && errno != ENOENT) fail(at(name));
}

void Folder::move(const char* name, const Folder& to, const char* new_name) const {
  if (retried([&] { return renameat(number(), name, to.number(), new_name); }) != 0) fail(to.at(new_name));
}

bool Folder::exchange(const char* name, const Folder& with, const char* other) const {
  if (retried([&] { return renameat2(number(), name, with.number(), other, RENAME_EXCHANGE); }) == 0) return true;
  if (errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP) return false;
  fail(with.at(other));
}

void Folder::sync() const { sync_number(number(), path_); }

void Folder::sync_file_system() const {
  if (retried([&] { return syncfs(number()); }) != 0) fail(path_);
}

std::optional<Lock> Lock::take(const Folder& folder, const char* name, How how) {
  std::string path = folder.path() + "/" + name;
  bool alone = how == How::alone;
  int flags = (alone ? O_RDWR | O_CREAT : O_RDONLY) | O_NOFOLLOW | O_CLOEXEC;
  int number = retried([&] { return openat(folder.number(), name, flags, 0644); });
  if (number < 0) {
    if (!alone && errno == ENOENT) return Lock(Descriptor());
    fail(path);
  }
  Descriptor descriptor(number);
  if (retried([&] { return flock(number, (alone ? LOCK_EX : LOCK_SH) | LOCK_NB); }) != 0) {
    if (errno == EWOULDBLOCK) return std::nullopt;
    fail(path);
  }
  return Lock(std::move(descriptor));
}

}  // namespace gongshi::disk
