#include "ingest/places.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "base/disk.hpp"
#include "formats/json_place.hpp"
#include "ingest/own_files.hpp"
#include "ingest/table.hpp"

namespace gongshi {
namespace {

std::string bytes_of(const std::filesystem::path& root, const std::string& path, const UnwrittenFile* unwritten) {
  if (unwritten != nullptr && unwritten->path == path) return unwritten->bytes;
  if (auto bytes = disk::read(root / path)) return std::move(*bytes);
  auto own = std::ranges::find(own_files(), path, &OwnFile::path);
  return own == own_files().end() ? std::string() : std::string(own->bytes);
}

void place_in_json(std::string_view text, const std::vector<Diagnostic*>& diagnostics) {
  Lines lines(text);
  for (Diagnostic* d : diagnostics) {
    std::uint64_t at = d->origin.offset;
    if (!d->exact && !d->field.empty()) at = find_field(text, at, d->field).value_or(at);
    Place place = lines.locate(at);
    d->place.line = place.line;
    d->place.column = place.column;
  }
}

void place_in_table(std::string_view text, const Shape& shape, const std::vector<Diagnostic*>& diagnostics) {
  std::unordered_map<std::uint64_t, std::vector<Diagnostic*>> at;
  for (Diagnostic* d : diagnostics) at[d->origin.offset].push_back(d);
  CsvReader reader(text);
  CsvRow row;
  std::vector<std::string> headers = header_row(reader, shape, row);
  while (reader.next(row)) {
    auto found = at.find(row.offset);
    if (found == at.end()) continue;
    for (Diagnostic* d : found->second) {
      d->place.line = row.row;
      d->place.column = 1;
      for (std::size_t c = 0; c < headers.size(); ++c) {
        TableColumn column = column_for(shape, headers[c]);
        if (column.field != nullptr && column.field->name == d->field) d->place.column = static_cast<std::uint32_t>(c + 1);
      }
    }
  }
}

}  // namespace

void resolve_places(const std::filesystem::path& root, const Dataset& data, Diagnostics& diagnostics, const UnwrittenFile* unwritten) {
  std::map<std::uint32_t, std::vector<Diagnostic*>> by_file;
  for (Diagnostic& d : diagnostics.items())
    if (d.place.file.empty() && d.origin.file < data.files.size()) by_file[d.origin.file].push_back(&d);
  for (auto& [number, list] : by_file) {
    const std::string& path = data.files[number];
    for (Diagnostic* d : list) d->place.file = path;
    std::string text = bytes_of(root, path, unwritten);
    std::string ending = ending_of(path);
    if (ending == ".csv")
      place_in_table(text, path.starts_with("content/objects") ? Object::shape() : Result::shape(), list);
    else if (ending == ".md")
      for (Diagnostic* d : list) d->place.line = 1;
    else
      place_in_json(text, list);
  }
}

}  // namespace gongshi
