#include "ingest/settings.hpp"

#include <algorithm>

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
  report_faults(reader.faults(), file, intake.out);
  std::ranges::move(list.records, std::back_inserter(into));
}

/// JSON files of a folder, then the program's own that it lacks.
template <class T>
void read_with_own(Intake& intake, std::string_view folder, std::vector<T>& into, auto mine) {
  std::vector<std::string> had = intake.files(folder);
  for (const std::string& path : had)
    if (mine(path)) read_records(intake, path, into);
  for (const OwnFile* own : lacking(folder, had))
    if (mine(own->path)) read_own(intake, *own, into);
}

}  // namespace

void read_site(Intake& intake) {
  std::vector<Site> sites;
  const std::string path = "site/site.json";
  if (!disk::stamp(intake.root / path)) {
    intake.about(Code::site_missing, path);
    return;
  }
  read_records(intake, path, sites);
  if (sites.empty()) return;
  intake.data.site = sites.front();
}

void read_profiles(Intake& intake) {
  Dataset& data = intake.data;
  read_with_own(intake, "site/profiles", data.profiles, [](std::string_view path) { return path.ends_with(".json"); });
  std::ranges::stable_sort(data.profiles, {}, &Profile::id);
  auto found = std::ranges::find(data.profiles, data.site.profile, &Profile::id);
  if (found != data.profiles.end()) {
    data.profile = &*found;
    return;
  }
  if (data.site.profile.empty()) return;
  std::vector<std::string_view> ids;
  for (const Profile& p : data.profiles) ids.push_back(p.id);
  Diagnostic d{Code::unknown_profile, {std::string(data.site.profile), joined(ids, "、")}};
  d.field = "profile";
  d.origin = data.site.origin;
  intake.out.add(std::move(d));
}

void read_calendar(Intake& intake) {
  Dataset& data = intake.data;
  read_with_own(intake, "content/calendar", data.calendar,
                [](std::string_view path) { return path.ends_with(".json") && !path.ends_with("/local.json"); });
  std::ranges::stable_sort(data.calendar, {}, &CalendarYear::year);
  std::vector<LocalCalendar> local;
  if (disk::stamp(intake.root / "content/calendar/local.json")) read_records(intake, "content/calendar/local.json", local);
  if (!local.empty()) data.local_calendar = local.front();
}

void read_templates(Intake& intake) {
  std::vector<std::string> had = intake.files("templates");
  for (const std::string& path : had) {
    if (!path.ends_with(".html")) continue;
    std::uint32_t number = 0;
    if (auto text = intake.text(path, number)) intake.data.templates.push_back({path.substr(path.find('/') + 1), std::move(*text)});
  }
  for (const OwnFile* own : lacking("templates/", had))
    intake.data.templates.push_back({std::string(own->path.substr(own->path.find('/') + 1)), std::string(own->bytes)});
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
