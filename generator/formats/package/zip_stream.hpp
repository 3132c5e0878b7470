// Zip archives, written from front to back: the same calls give the same bytes, and only what deflate looks back on is held.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/output_plan.hpp"

namespace gongshi {

/// Every entry is deflated, has the time 1980-01-01 00:00 and its sizes behind it. One thread at a time.
class ZipStream {
 public:
  static constexpr std::uint64_t four_gb = 0xffff'ffff;

  /// `most`: how large an entry, packed or not, and the archive may become.
  explicit ZipStream(Sink& out, std::uint64_t most = four_gb);
  ~ZipStream();
  ZipStream(const ZipStream&) = delete;
  ZipStream& operator=(const ZipStream&) = delete;

  /// Ends the entry before. The name is valid UTF-8, relative, with `/`.
  void begin(std::string_view name);
  /// Content of the entry. Throws Failure where it becomes too large.
  void write(std::string_view bytes);
  /// The table of contents, as the last call.
  void finish();

 private:
  struct Entry {
    std::string name;
    std::uint64_t begin = 0, packed = 0, size = 0;
    std::uint32_t sum = 0;
  };
  class Deflate;

  void put(std::string_view bytes);
  void end();
  void check(std::uint64_t size, std::string_view subject) const;

  Sink& out_;
  std::uint64_t most_;
  std::uint64_t written_ = 0;
  bool open_ = false;
  std::vector<Entry> entries_;
  std::unique_ptr<Deflate> deflate_;
};

}  // namespace gongshi
