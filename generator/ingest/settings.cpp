#include "ingest/settings.hpp"

#include <algorithm>
#include <array>

#include "base/disk.hpp"
#include "base/text.hpp"
#include "ingest/json_records.hpp"
#include "ingest/own_files.hpp"

namespace gongshi {
namespace {

/// The program's own files below a folder that the root does not have.
std::vector<const OwnFile*> lacking(std::string_view folder, const std::vector<std::string>& had) {
  std::vector<const OwnFile*> out;
  for (const OwnFile& own : own_files())
    if (own.path.starts_with(folder) && !std::ranges::binary_search(had, own.path)) out.push_back(&own);
  return out;
}

template <class T>
void read_own(Intake& intake, const OwnFile& own, std::vector<T>& into) {
  std::uint32_t file = intake.number(std::string(own.path));
  RecordList<T> list(file);
  JsonReader reader(T::shape(), intake.pool());
  reader.read_file(own.bytes, list);
  report_faults(reader.faults(), file, own.bytes, T::shape(), intake);
  std::ranges::move(list.records, std::back_inserter(into));
}

/// JSON files of a folder, then the program's own records that it lacks: those whose `key` it does not have.
template <class T>
void read_with_own(Intake& intake, std::string_view folder, std::vector<T>& into, auto key, std::string_view except = {}) {
  std::vector<std::string> had = intake.files(folder);
  for (const std::string& path : had) {
    if (path == except) continue;
    if (ending_of(path) == ".json")
      read_records(intake, path, into);
    else
      intake.stray(path, {".json"});
  }
  std::vector<T> own;
  for (const OwnFile* file : lacking(std::string(folder) + "/", had))
    if (file->path != except) read_own(intake, *file, own);
  std::erase_if(own, [&](const T& record) { return std::ranges::find(into, key(record), key) != into.end(); });
  std::ranges::move(own, std::back_inserter(into));
}

/// The one record of a file; reports where it holds another number of them.
template <class T>
std::optional<T> read_one(Intake& intake, const std::string& path) {
  std::vector<T> records;
  std::size_t before = intake.out.items().size();
  read_records(intake, path, records, true);
  bool faults = intake.out.items().size() != before;
  if (!faults && records.size() != 1) intake.about(Code::one_record, path, {std::to_string(records.size())}, 1, 1);
  if (records.empty()) return std::nullopt;
  return std::move(records.front());
}

}  // namespace

void read_site(Intake& intake) {
  const std::string path = "site/site.json";
  std::error_code none;
  if (std::filesystem::is_symlink(intake.root / path, none)) return intake.about(Code::symbolic_link, path);
  if (!disk::stamp(intake.root / path)) {
    bool folder = std::filesystem::is_directory(intake.root);
    intake.about(Code::site_missing, path, {folder ? std::string() : intake.root.string()});
    return;
  }
  auto read = read_one<Site>(intake, path);
  if (!read) return;
  Site& site = intake.data.site = *read;
  if (site.as_of && !site.sample) intake.out.add(about(Code::as_of_real, site.origin, "", "as_of"));
  if (!site.base_url.empty() && !site.base_url.ends_with('/')) site.base_url = intake.pool().keep(std::string(site.base_url) + "/");
}

void report_strays(Intake& intake) {
  static constexpr std::array<std::string_view, 12> known{"calendar", "plans",         "items",        "tasks",
                                                          "objects",  "results",       "corrections",  "notices",
                                                          "guide",    "ledger.ndjson", "salts.ndjson", "withdrawn.ndjson"};
  for (const std::string& path : intake.files("content")) {
    std::string_view first = std::string_view(path).substr(std::string_view("content/").size());
    bool inside = first.find('/') != std::string_view::npos;
    first = first.substr(0, first.find('/'));
    auto found = std::ranges::find(known, first);
    if (found != known.end() && inside == (ending_of(first) != ".ndjson")) continue;
    std::vector<std::string> folders;
    for (std::string_view name : known)
      if (ending_of(name).empty()) folders.push_back("content/" + std::string(name) + "/");
    std::vector<std::string_view> all(folders.begin(), folders.end());
    intake.about(Code::stray_file, path, {"", list_argument(all)});
  }
}

void read_profiles(Intake& intake) {
  Dataset& data = intake.data;
  read_with_own(intake, "site/profiles", data.profiles, [](const Profile& p) { return p.id; });
  std::ranges::stable_sort(data.profiles, {}, &Profile::id);
  auto found = std::ranges::find(data.profiles, data.site.profile, &Profile::id);
  if (found != data.profiles.end()) {
    data.profile = &*found;
    return;
  }
  if (data.site.profile.empty() || data.unread_of(Profile::shape()).may_hold(data.site.profile)) return;
  std::vector<std::string_view> ids;
  for (const Profile& p : data.profiles) ids.push_back(p.id);
  Diagnostic d{Code::unknown_profile, {std::string(data.site.profile), joined(nearest(data.site.profile, ids, 1), ""), list_argument(ids)}};
  d.field = "profile";
  d.origin = data.site.origin;
  intake.out.add(std::move(d));
}

void read_calendar(Intake& intake) {
  Dataset& data = intake.data;
  const std::string local = "content/calendar/local.json";
  read_with_own(intake, "content/calendar", data.calendar, [](const CalendarYear& c) { return c.year; }, local);
  std::ranges::stable_sort(data.calendar, {}, &CalendarYear::year);
  if (disk::stamp(intake.root / local)) data.local_calendar = read_one<LocalCalendar>(intake, local);
}

namespace {

/// `{{> partials/pager}}`, whatever blanks are in it.
bool takes_in(std::string_view text, std::string_view name) {
  for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1))
    if (trimmed(text.substr(0, at)).ends_with('>')) return true;
  return false;
}

/// A page has its template by name, a partial by the name that another takes it in by: under any other it would be read for nothing.
void report_unused_templates(Intake& intake, const std::vector<std::string>& had) {
  std::vector<std::string_view> own;
  for (const OwnFile* file : lacking("templates/", {})) own.push_back(file->path);
  auto named = [&](std::string_view path) {
    std::string name(path.substr(path.find('/') + 1, path.rfind('.') - path.find('/') - 1));
    return std::ranges::any_of(intake.data.templates, [&](const TemplateFile& file) { return takes_in(file.text, name); });
  };
  for (const std::string& path : had) {
    if (ending_of(path) != ".html" || std::ranges::find(own, path) != own.end() || named(path)) continue;
    std::vector<std::string_view> near = nearest(path, own, 2);
    intake.about(Code::stray_file, path, {"", near.empty() ? std::string("templates/pages/") : list_argument(near)});
  }
}

}  // namespace

void read_templates(Intake& intake) {
  std::vector<std::string> had = intake.files("templates");
  for (const std::string& path : had) {
    if (ending_of(path) != ".html") {
      intake.stray(path, {".html"});
      continue;
    }
    std::uint32_t number = 0;
    auto text = intake.text(path, number);
    if (text && text->find('\0') != std::string::npos) intake.about(Code::bad_character, path, {"U+0000"});
    if (text) intake.data.templates.push_back({path.substr(path.find('/') + 1), text->substr(starts_with_bom(*text) ? 3 : 0)});
  }
  for (const OwnFile* own : lacking("templates/", had))
    intake.data.templates.push_back({std::string(own->path.substr(own->path.find('/') + 1)), std::string(own->bytes)});
  report_unused_templates(intake, had);
}

void read_statics(Intake& intake) {
  std::vector<std::string> had = intake.files("site/static");
  auto in_site = [](std::string_view path) { return std::string(path.substr(path.find('/') + 1)); };
  for (const std::string& path : had) {
    auto stamp = disk::stamp(intake.root / path);
    if (stamp) intake.data.statics.push_back({in_site(path), (intake.root / path).string(), {}, stamp->size, stamp->mtime_ns});
  }
  for (const OwnFile* own : lacking("site/static/", had))
    intake.data.statics.push_back({in_site(own->path), {}, std::string(own->bytes), own->bytes.size(), 0});
  std::ranges::sort(intake.data.statics, {}, &StaticFile::path);
}

}  // namespace gongshi
