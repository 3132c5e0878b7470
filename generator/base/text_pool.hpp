// Where the texts of a Dataset live. Records hold string_views into it: a record costs its fields, a copy costs nothing.
#pragma once
#include <algorithm>
#include <cstring>
#include <memory>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/memory.hpp"

namespace gongshi {

/// Append-only storage; what `keep` and `intern` return stays valid as long as the pool, also when the pool is moved.
/// One thread at a time; threads that read in parallel have a pool each.
class TextPool {
 public:
  std::string_view keep(std::string_view text) {
    if (text.empty()) return {};
    if (room_ < text.size()) {
      bool own = text.size() > block_ / 4;  // a large text has a block of its own; the current one goes on
      std::size_t block = own ? text.size() : block_;
      block_ = std::min(2 * block_, largest_block);
      blocks_.push_back(std::make_unique_for_overwrite<char[]>(block));
      if (own) {
        std::memcpy(blocks_.back().get(), text.data(), text.size());
        return {blocks_.back().get(), text.size()};
      }
      next_ = blocks_.back().get();
      room_ = block;
    }
    char* at = next_;
    std::memcpy(at, text.data(), text.size());
    next_ += text.size();
    room_ -= text.size();
    return {at, text.size()};
  }

  /// Room for so many bytes that will come soon, in one block.
  void make_room(std::size_t bytes) {
    if (bytes <= room_) return;
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(bytes));
    advise_large_pages(blocks_.back().get(), bytes);
    next_ = blocks_.back().get();
    room_ = bytes;
  }

  /// The same, once for equal texts: for what repeats (departments, items, wordings).
  std::string_view intern(std::string_view text) {
    if (text.empty()) return {};
    if (auto found = known_.find(text); found != known_.end()) return *found;
    return *known_.insert(keep(text)).first;
  }

 private:
  static constexpr std::size_t largest_block = 256UL * 1024;
  std::size_t block_ = 4096;  ///< of the next block: each file has a pool, and most files are small
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* next_ = nullptr;
  std::size_t room_ = 0;
  std::unordered_set<std::string_view> known_;
};

}  // namespace gongshi
