// The digest of a file's bytes, also while they are written.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/digest.hpp"
#include "base/disk.hpp"
#include "base/output_plan.hpp"

namespace gongshi::publish {

/// The digest by which a file is known: SHA-256 where the site is sealed, else a fast one.
class ContentHasher {
 public:
  explicit ContentHasher(bool sealed) {
    if (sealed) sealed_.emplace();
  }
  void add(std::string_view bytes) { sealed_ ? sealed_->add(bytes) : quick_.add(bytes); }
  Digest finish() { return sealed_ ? sealed_->finish() : quick_.finish(); }

 private:
  std::optional<Hasher> sealed_;
  QuickHasher quick_;
};

/// Hashes what passes, and writes it to a file if there is one.
class HashingSink final : public Sink {
 public:
  HashingSink(disk::File* file, bool sealed) : file_(file), hasher_(sealed) { buffer_.reserve(block); }
  void write(std::string_view bytes) override {
    if (buffer_.size() + bytes.size() > block) flush();
    if (bytes.size() >= block)
      pass(bytes);
    else
      buffer_ += bytes;
  }
  Digest finish() {
    flush();
    return hasher_.finish();
  }

 private:
  static constexpr std::size_t block = 64UL * 1024;  // what the writers of large files gather themselves
  void flush() {
    pass(buffer_);
    buffer_.clear();
  }
  void pass(std::string_view bytes) {
    hasher_.add(bytes);
    if (file_ != nullptr && !bytes.empty()) file_->write(bytes);
  }

  disk::File* file_;
  std::string buffer_;
  ContentHasher hasher_;
};

}  // namespace gongshi::publish
