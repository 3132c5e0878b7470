#include "ingest/saved_site.hpp"

#include <algorithm>
#include <array>

#include "base/disk.hpp"
#include "base/parallel.hpp"
#include "base/text.hpp"
#include "formats/json/json_members.hpp"
#include "formats/json/json_reader.hpp"
#include "model/result.hpp"

namespace gongshi {
namespace {

/// One record at most, as far as it could be read.
template <class T>
class Records final : public JsonRecords {
 public:
  void* begin_record(std::uint64_t /*offset*/) override { return &records.emplace_back(); }
  void end_record(void* /*record*/, bool good) override { whole = good && whole; }
  void give_up_record(void* /*record*/) override { records.pop_back(); }
  std::vector<T> records;
  bool whole = true;
};

/// What a file manager or an archive leaves in a folder; no site has such files.
bool left_behind(std::string_view name) {
  static constexpr std::array<std::string_view, 3> others{"Thumbs.db", "desktop.ini", "__MACOSX"};
  return name.starts_with('.') || std::ranges::find(others, name) != others.end();
}

void walk(const disk::Folder& folder, const std::string& prefix, SavedSite& site) {
  for (const disk::Entry& entry : folder.entries()) {
    std::string path = prefix + entry.name;
    if (left_behind(entry.name))
      site.left_out.push_back(path);
    else if (entry.kind == disk::Kind::file)
      site.files.push_back({std::move(path), {}});
    else if (entry.kind == disk::Kind::other)
      site.strange.push_back(path);
    else if (auto inner = folder.folder(entry.name.c_str()))
      walk(*inner, path + "/", site);
  }
}

Digest digest_of(const std::filesystem::path& path) {
  Hasher hasher;
  disk::Folder::open(path.parent_path()).read(path.filename().c_str(), [&](std::string_view piece) { hasher.add(piece); });
  return hasher.finish();
}

/// The canonical JSON that the ledger's digest is over: the sealed keys of a published record; `all` of a withdrawn one or a document.
std::string sealed_json(const JsonObject& record, bool all) {
  std::string out = "{";
  for (const auto& [key, value] : record.members) {
    const Field* field = Result::shape().find(key);
    if (!all && key != "salt" && (field == nullptr || !sealed(*field))) continue;
    if (out.size() > 1) out += ',';
    append_json_string(out, key);
    out += ':' + value.canonical;
  }
  return out + '}';
}

std::string json_text(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

SavedRecord saved_record(const JsonObject& from, TextPool& pool) {
  SavedRecord out;
  out.id = from.text("id");
  out.withdrawn = from.find("withdrawn_on") != nullptr;
  if (const JsonValue* number = from.find("ledger")) out.ledger = number->whole_number.value_or(0);
  // A key that stands there twice is seen differently by different readers: such a record has no digest.
  if (!from.twice) out.digest = sha256(sealed_json(from, out.withdrawn));
  if (from.find("published_via") != nullptr)
    out.reported = sha256("{\"published_on\":" + json_text(from.text("published_on")) + ",\"salt\":" + json_text(from.text("salt")) + "}");
  if (const JsonValue* list = from.find("corrections")) {
    Records<SavedCorrection> read;
    JsonReader(SavedCorrection::shape(), pool).read_file(list->canonical, read);
    out.corrections = std::move(read.records);
  }
  return out;
}

/// The objects of a list that was read as one value.
std::vector<JsonObject> objects_of(const JsonObject& record, std::string_view key) {
  std::vector<JsonObject> out;
  JsonObject outer;
  const JsonValue* value = record.find(key);
  if (value == nullptr) return out;
  bool list = value->canonical.starts_with('[');
  std::string text = "{\"list\":" + (list ? value->canonical : "[" + value->canonical + "]") + "}";
  read_members(text, "list", [&](JsonObject o) { out.push_back(std::move(o)); }, outer);
  return out;
}

std::int64_t number_of(const JsonObject& record, std::string_view key) {
  const JsonValue* value = record.find(key);
  return value == nullptr ? 0 : value->whole_number.value_or(0);
}

/// The digest of a document is over the canonical JSON of its content with the salt in it.
SavedSeal saved_document(const JsonObject& from) {
  SavedSeal out{std::string(from.text("id")), number_of(from, "latest"), {}};
  auto content = objects_of(from, "content");
  if (content.size() != 1 || from.twice || content[0].twice) return out;
  content[0].members["salt"] = {json_text(from.text("salt"))};
  out.digest = sha256(sealed_json(content[0], true));
  return out;
}

/// That of a draw over the canonical list of its objects' digests, each of which, where it is opened, is over [object, salt].
SavedSeal saved_draw(const JsonObject& from) {
  SavedSeal out{std::string(from.text("task_id")), number_of(from, "ledger"), {}};
  std::vector<std::string> digests;
  for (const JsonObject& object : objects_of(from, "objects")) {
    digests.emplace_back(object.text("digest"));
    std::string opened = "[" + json_text(object.text("object")) + "," + json_text(object.text("salt")) + "]";
    if (object.twice || (object.find("object") != nullptr && sha256(opened).hex() != digests.back())) return out;
  }
  std::ranges::sort(digests);
  std::string list = "[";
  for (const std::string& digest : digests) list += (list.size() > 1 ? "," : "") + json_text(digest);
  out.digest = sha256(list + "]");
  return out;
}

void read_seals(const std::filesystem::path& path, std::string_view list, SavedSeal (*read)(const JsonObject&),
                std::vector<SavedSeal>& into) {
  auto text = disk::read(path);
  JsonObject outer;
  if (!text || bad_utf8(*text)) return;
  read_members(*text, list, [&](const JsonObject& record) { into.push_back(read(record)); }, outer);
}

/// The address of the site, from that of a record's page.
std::string base_of(std::string_view url, std::string_view id) {
  std::string page = "results/" + std::string(id) + ".html";
  if (!url.ends_with(page)) return {};
  return std::string(url.substr(0, url.size() - page.size()));
}

void read_data(const std::filesystem::path& folder, SavedSite& site) {
  auto text = disk::read(folder / "data/results.json");
  site.data_found = text.has_value();
  if (!text || bad_utf8(*text)) return;
  JsonObject outer;
  site.data_good = read_members(
      *text, "results",
      [&](const JsonObject& record) {
        site.records.push_back(saved_record(record, site.pool));
        if (site.base_url.empty()) site.base_url = base_of(record.text("url"), record.text("id"));
      },
      outer);
  site.publisher = outer.text("publisher");
}

}  // namespace

LedgerLines ledger_lines(std::string text) {
  LedgerLines out;
  out.found = true;
  out.text = std::move(text);
  std::string_view rest = out.text;
  JsonReader reader(LedgerEntry::shape(), out.pool);
  while (!rest.empty()) {
    std::size_t end = rest.find('\n');
    out.torn = end == std::string_view::npos;
    if (out.torn) break;
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    if (trimmed(line).empty()) continue;
    Records<LedgerEntry> read;
    if (!bad_utf8(line)) reader.read_lines(line, read);
    bool good = reader.faults().empty() && read.whole && read.records.size() == 1;
    reader.faults().clear();
    out.lines.push_back(good ? std::optional(read.records.front()) : std::nullopt);
  }
  return out;
}

LedgerLines read_ledger_lines(const std::filesystem::path& path) {
  auto text = disk::read(path);
  return text ? ledger_lines(std::move(*text)) : LedgerLines{};
}

SavedSite read_saved_site(const std::filesystem::path& folder, unsigned jobs) {
  SavedSite site;
  site.found = disk::is_folder(folder);
  if (!site.found) return site;
  walk(disk::Folder::open(folder), "", site);
  std::ranges::sort(site.files, {}, &SavedFile::path);
  for (auto* list : {&site.left_out, &site.strange}) std::ranges::sort(*list);
  parallel(site.files.size(), jobs, 16, [&](std::size_t i) { site.files[i].bytes = digest_of(folder / site.files[i].path); });
  site.whole = std::ranges::any_of(site.files, [](const SavedFile& file) { return file.path.ends_with(".html"); });
  site.ledger = read_ledger_lines(folder / "data/ledger.ndjson");
  read_data(folder, site);
  read_seals(folder / "data/documents.json", "documents", saved_document, site.documents);
  read_seals(folder / "data/draws.json", "draws", saved_draw, site.draws);
  return site;
}

}  // namespace gongshi
