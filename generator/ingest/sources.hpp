// The files of a root, and what is wrong with them as files. Every file that is read gets a number (Origin::file).
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/catalogue.hpp"
#include "base/diagnostics.hpp"
#include "model/dataset.hpp"

namespace gongshi {

/// A file that is not written yet: read as if it stood in the root, so that what it would do there is known before.
struct UnwrittenFile {
  std::string path;  ///< relative to the root
  std::string bytes;
};

/// Where readers read from and put what they find.
struct Intake {
  std::filesystem::path root;
  unsigned jobs = 0;
  Dataset& data;
  Diagnostics& out;
  const UnwrittenFile* unwritten = nullptr;

  /// Regular files below `folder` of the root (and the unwritten file, where it belongs there), relative to the root, sorted; symbolic
  /// links are reported.
  std::vector<std::string> files(std::string_view folder);
  /// The bytes of a file of the root as they are, checked to be UTF-8 (reported); a byte-order mark is for the reader to pass over.
  /// nullopt where there is none.
  /// `number` becomes the file's.
  std::optional<std::string> text(const std::string& path, std::uint32_t& number);
  /// The same without looking at its encoding.
  std::optional<std::string> bytes(const std::string& path, std::uint32_t& number);
  /// Whether `bytes`, of that file, are UTF-8 (reported).
  bool utf8(const std::string& path, std::string_view bytes);
  std::uint32_t number(const std::string& path);
  /// A new pool of the dataset.
  TextPool& pool() { return data.pools.emplace_back(); }
  /// A diagnostic about a file as a whole.
  void about(Code code, const std::string& path, std::vector<std::string> args = {}, std::uint32_t line = 0, std::uint32_t column = 0);
  /// A file in a folder where only those with these endings are read.
  void stray(const std::string& path, std::initializer_list<std::string_view> endings);
  /// Some records of this shape could not be read at all.
  void not_read(const Shape& shape) { data.unread[shape.name].any = true; }
  void not_read(const Shape& shape, std::string_view id) { data.unread[shape.name].ids.emplace(id); }
};

/// What a field is, in Chinese: its meaning, else its header in tables.
std::string_view meaning_of(const Field& field);

std::string ending_of(std::string_view path);  ///< lower case, with the dot: `.json`; empty where there is none

}  // namespace gongshi
