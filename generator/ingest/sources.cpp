#include "ingest/sources.hpp"

#include <algorithm>

#include "base/disk.hpp"
#include "base/parallel.hpp"
#include "base/text.hpp"
#include "formats/json/json_place.hpp"

namespace gongshi {

std::vector<std::string> Intake::files(std::string_view folder) {
  disk::Tree tree = disk::tree(root / folder);
  for (const std::string& link : tree.links) about(Code::symbolic_link, std::string(folder) + "/" + link);
  // Excel and WPS keep such a file beside one that they have open.
  std::erase_if(tree.files, [](const std::string& file) { return file.substr(file.rfind('/') + 1).starts_with("~$"); });
  for (std::string& file : tree.files) file.insert(0, std::string(folder) + "/");
  if (unwritten != nullptr && unwritten->path.starts_with(std::string(folder) + "/"))
    tree.files.insert(std::ranges::lower_bound(tree.files, unwritten->path), unwritten->path);
  return std::move(tree.files);
}

std::optional<std::string> Intake::text(const std::string& path, std::uint32_t& file_number) {
  auto all = bytes(path, file_number);
  if (!all || !utf8(path, *all)) return std::nullopt;
  return all;
}

std::optional<std::string> Intake::bytes(const std::string& path, std::uint32_t& file_number) {
  auto all = unwritten != nullptr && unwritten->path == path ? unwritten->bytes : disk::read(root / path);
  if (all) file_number = number(path);
  return all;
}

bool Intake::utf8(const std::string& path, std::string_view bytes) {
  std::vector<std::string_view> pieces = line_pieces(bytes, 256UL * 1024);
  std::vector<std::optional<std::size_t>> faults(pieces.size());
  parallel(pieces.size(), jobs, 1, [&](std::size_t i) { faults[i] = bad_utf8(pieces[i]); });
  auto first = std::ranges::find_if(faults, [](const auto& fault) { return fault.has_value(); });
  if (first == faults.end()) return true;
  std::size_t bad = static_cast<std::size_t>(pieces[static_cast<std::size_t>(first - faults.begin())].data() - bytes.data()) + **first;
  Place place = locate(bytes.substr(0, bad), bad);
  about(Code::not_utf8, path, {}, place.line, place.column);
  return false;
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

void Intake::stray(const std::string& path, std::initializer_list<std::string_view> endings) {
  std::vector<std::string_view> all(endings);
  bool attachments = all.front() == ".md";
  about(Code::stray_file, path, {list_argument(all), "", attachments ? "attachments" : ""});
}

std::string_view meaning_of(const Field& field) { return field.meaning.empty() ? field.header : field.meaning; }

std::string ending_of(std::string_view path) {
  std::size_t dot = path.rfind('.');
  std::size_t slash = path.rfind('/');
  if (dot == std::string_view::npos || (slash != std::string_view::npos && dot < slash)) return {};
  return lower_ascii(path.substr(dot));
}

}  // namespace gongshi
