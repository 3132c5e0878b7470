// Reading zip archives from outside (workbooks): what they declare is not believed, bytes are counted while they are unpacked.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/table/sheet.hpp"

namespace gongshi {

class ZipReader {
 public:
  /// `bytes` stay alive. What is wrong with the archive as a whole is in `fault`: damaged, encrypted, names that leave it or stand twice,
  /// too many parts.
  explicit ZipReader(std::string_view bytes);
  ~ZipReader();
  ZipReader(const ZipReader&) = delete;
  ZipReader& operator=(const ZipReader&) = delete;

  const std::optional<SheetFault>& fault() const { return fault_; }
  /// Of all parts, in the order of the archive.
  std::vector<std::string> names() const;
  bool holds(std::string_view name) const;
  /// Unpacks a part in pieces, until `piece` gives false. False where there is no such part; what is wrong with it is in `fault`.
  bool read(std::string_view name, const std::function<bool(std::string_view)>& piece);

 private:
  struct Archive;
  void look_at_names();
  void damaged(std::string chinese, std::string english);
  std::int64_t find(std::string_view name) const;

  std::unique_ptr<Archive> archive_;
  std::uint64_t packed_ = 0, unpacked_ = 0;  // of all that was read: many small bombs are a large one
  std::optional<SheetFault> fault_;
};

}  // namespace gongshi
