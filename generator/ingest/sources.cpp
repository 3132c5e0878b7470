#include "ingest/sources.hpp"

#include <algorithm>

#include "base/disk.hpp"
#include "base/text.hpp"

namespace gongshi {

std::vector<std::string> Intake::files(std::string_view folder) {
  disk::Tree tree = disk::tree(root / folder);
  for (const std::string& link : tree.links) about(Code::symbolic_link, std::string(folder) + "/" + link);
  for (std::string& file : tree.files) file.insert(0, std::string(folder) + "/");
  return std::move(tree.files);
}

std::optional<std::string> Intake::text(const std::string& path, std::uint32_t& file_number) {
  auto bytes = disk::read(root / path);
  if (!bytes) return std::nullopt;
  file_number = number(path);
  if (auto bad = bad_utf8(*bytes)) {
    auto line = static_cast<std::uint32_t>(1 + std::count(bytes->begin(), bytes->begin() + static_cast<std::ptrdiff_t>(*bad), '\n'));
    about(Code::not_utf8, path, {}, line);
    return std::nullopt;
  }
  return bytes;
}

std::uint32_t Intake::number(const std::string& path) {
  data.files.push_back(path);
  return static_cast<std::uint32_t>(data.files.size() - 1);
}

void Intake::about(Code code, const std::string& path, std::vector<std::string> args, std::uint32_t line, std::uint32_t column) {
  Diagnostic d{code, std::move(args)};
  d.place = {path, "", line, column};
  out.add(std::move(d));
}

std::string ending_of(std::string_view path) {
  std::size_t dot = path.rfind('.');
  std::size_t slash = path.rfind('/');
  if (dot == std::string_view::npos || (slash != std::string_view::npos && dot < slash)) return {};
  return lower_ascii(path.substr(dot));
}

}  // namespace gongshi
