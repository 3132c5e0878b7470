// Whether anything was edited: the bytes of all files that `read_root` reads, without reading them as records.
#pragma once
#include <filesystem>
#include <future>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/digest.hpp"
#include "base/disk.hpp"

namespace gongshi {

/// The files of a root: those there were at one moment, and what is read of them from then on.
class Inputs {
 public:
  /// Goes on reading them, in pieces and on all cores, while the caller does something else.
  Inputs(std::filesystem::path root, unsigned jobs);
  Inputs(const Inputs&) = delete;
  Inputs& operator=(const Inputs&) = delete;
  ~Inputs() = default;
  /// Over their names and bytes, and the names of symbolic links. Waits until they are read; throws Failure where one cannot be.
  const Digest& digest() const { return digest_.get(); }
  /// Whether no file was touched, added or taken away since that moment (by size and time). Asked after `digest`: what else was read
  /// meanwhile is what was digested.
  bool still() const { return listed() == files_; }

 private:
  struct File {
    std::string path;  ///< relative to the root
    std::optional<disk::Stamp> stamp;
    bool operator==(const File&) const = default;
  };
  std::vector<File> listed() const;
  Digest read(unsigned jobs) const;

  std::filesystem::path root_;
  std::vector<File> files_;
  std::shared_future<Digest> digest_;  ///< last: the reading looks at the others
};

}  // namespace gongshi
