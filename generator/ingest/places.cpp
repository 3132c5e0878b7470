#include "ingest/places.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "base/disk.hpp"
#include "formats/json/json_place.hpp"
#include "formats/text/front_matter.hpp"
#include "ingest/own_files.hpp"
#include "ingest/sources.hpp"

namespace gongshi {
namespace {

std::string bytes_of(const std::filesystem::path& root, const std::string& path, const UnwrittenFile* unwritten) {
  if (unwritten != nullptr && unwritten->path == path) return unwritten->bytes;
  if (auto bytes = disk::read(root / path)) return std::move(*bytes);
  auto own = std::ranges::find(own_files(), path, &OwnFile::path);
  return own == own_files().end() ? std::string() : std::string(own->bytes);
}

/// `penalty.text` and `items[2]` stand in the cell of `penalty` and `items`.
std::string_view top_key(std::string_view field) { return field.substr(0, field.find_first_of(".[")); }

/// The value of a field of the front matter, `attachments[1]` being the second item of a list, or its key where it has none;
/// empty where neither is found.
std::string_view written_value(const FrontMatter& front, std::string_view field) {
  const FrontMatter::Entry* entry = front.find(top_key(field));
  if (entry == nullptr) return {};
  std::size_t item = entry->items.size();
  if (std::size_t open = field.find('['); open != std::string_view::npos)
    std::from_chars(field.data() + open + 1, field.data() + field.size(), item);
  if (item < entry->items.size()) return entry->items[item].text;
  return entry->value.empty() ? entry->key : entry->value;
}

void place_in_front_matter(std::string_view text, const std::vector<Diagnostic*>& diagnostics) {
  FrontMatter front = read_front_matter(text);
  Lines lines(text);
  for (Diagnostic* d : diagnostics) {
    std::string_view value = written_value(front, d->field);
    Place place = lines.locate(value.empty() ? 0 : static_cast<std::uint64_t>(value.data() - text.data()));
    d->place.line = place.line;
    d->place.column = place.column;
  }
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

void place_in_table(const std::vector<TableSheet>& sheets, const std::vector<Diagnostic*>& diagnostics) {
  for (Diagnostic* d : diagnostics) {
    std::size_t number = d->origin.offset >> 32;
    if (number >= sheets.size()) continue;
    const TableSheet& sheet = sheets[number];
    d->place.sheet = sheet.name;
    d->place.line = static_cast<std::uint32_t>(d->origin.offset);
    auto column = std::ranges::find(sheet.columns, top_key(d->field), &std::pair<std::string_view, std::uint32_t>::first);
    d->place.column = column == sheet.columns.end() ? 1 : column->second;
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
    if (auto table = data.tables.find(number); table != data.tables.end())
      place_in_table(table->second, list);
    else if (ending_of(path) == ".md")
      place_in_front_matter(bytes_of(root, path, unwritten), list);
    else
      place_in_json(bytes_of(root, path, unwritten), list);
  }
}

}  // namespace gongshi
