#include "rules/content.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <span>
#include <unordered_map>
#include <unordered_set>

#include "base/catalogue.hpp"
#include "base/parallel.hpp"
#include "base/text.hpp"
#include "rules/identifiers.hpp"
#include "rules/secrecy/privacy.hpp"
#include "rules/secrecy/text_search.hpp"

namespace gongshi {
namespace {

/// What is known before any record is looked at.
struct Known {
  PublicPhones phones;
  std::span<const std::string_view> accepted;
  std::unordered_set<std::string_view> withdrawn;                ///< ids of results
  std::unordered_set<std::string_view> recoded;                  ///< ids of results whose code a correction has mended
  std::unordered_map<std::string_view, std::string_view> names;  ///< id of a result about a person → the person's name
  std::unordered_set<std::string_view> persons;                  ///< of the library: names and codes
};

Known known_of(const Dataset& data, Date as_of) {
  Known known;
  for (std::string_view phone : data.site.public_phones) add_public_phones(phone, known.phones);
  if (data.site.footer) add_public_phones(data.site.footer->contact, known.phones);
  known.accepted = data.site.accepted_codes;
  for (const Correction& c : data.corrections) {
    if (!c.approved_on || *c.approved_on > as_of) continue;
    if (c.kind == CorrectionKind::withdrawal) known.withdrawn.insert(c.result_id);
    if (c.field_name == "object_code") known.recoded.insert(c.result_id);
  }
  for (const Result& r : data.results)
    if (r.object_type == ObjectType::person) known.names.emplace(r.id, r.object_name);
  for (const Object& o : data.objects) {
    if (o.type != ObjectType::person) continue;
    known.persons.insert(o.name);
    if (!o.code.empty()) known.persons.insert(o.code);
  }
  return known;
}

/// The first text of the record other than those `except` that holds the person's name; empty: none.
std::string text_with_name(const Shape& shape, const void* record, std::string_view name, std::span<const std::string_view> except) {
  std::string out;
  each_text(shape, record, except, [&](const TextPlace& place, std::string_view value) {
    if (out.empty() && value.find(name) != std::string_view::npos) out = place.name();
  });
  return out;
}

std::string masked_name_of(std::string_view name) {
  std::size_t at = 0;
  if (!name.empty()) next_character(name, at);
  return std::string(name.substr(0, at)) + "某某";
}

/// A person is shown by the surname, so the name may stand nowhere else.
void check_person(const Result& r, const Known& known, Diagnostics& out) {
  if (r.object_type == ObjectType::person) {
    if (characters(r.object_name) < 2) return;
    static constexpr std::array<std::string_view, 2> name_itself{"object_name", "object_code"};
    std::string field = text_with_name(Result::shape(), &r, r.object_name, name_itself);
    if (!field.empty()) out.add(about(Code::person_told, r.origin, r.id, field, {masked_name_of(r.object_name)}));
    return;
  }
  if (!known.persons.empty() && (known.persons.contains(r.object_name) || known.persons.contains(r.object_code)))
    out.add(about(Code::person_in_library, r.origin, r.id, "object_type", {masked_name_of(r.object_name)}));
  else if (r.object_type == ObjectType::absent && r.object_name.size() <= 12 && reads_like_name(r.object_name))
    out.add(about(Code::perhaps_person, r.origin, r.id, "object_name", {masked_name_of(r.object_name)}));
}

bool about_a_code(Code code) {
  return code == Code::code_check || code == Code::organisation_check || code == Code::registration_check || code == Code::code_length;
}

/// What was said, from the item `from` on, about a code that is right no more: the code that took its place is looked at with its
/// correction.
void drop_code_faults(Diagnostics& out, std::size_t from) {
  auto& items = out.items();
  auto begin = items.begin() + static_cast<std::ptrdiff_t>(from);
  items.erase(std::remove_if(begin, items.end(), [](const Diagnostic& d) { return about_a_code(d.code); }), items.end());
}

/// 获嘉 2023 art. 21, 武陟 三: what is not published has a reason in law; `other` names none.
void check_withheld(const Result& r, Diagnostics& out) {
  if (r.withheld && r.withheld->ground == WithheldGround::other && r.withheld->note.empty())
    out.add(about(Code::withheld_reason, r.origin, r.id, "withheld"));
}

void check_result(const Result& r, const Known& known, TextSearch& search, Diagnostics& out) {
  check_withheld(r, out);
  if (known.withdrawn.contains(r.id)) return;
  search.about_record(r.origin, r.id);
  std::size_t before = out.items().size();
  search.read(Result::shape(), &r);
  if (known.recoded.contains(r.id)) drop_code_faults(out, before);  // the source may be a workbook that nobody edits
  check_person(r, known, out);
}

/// A code stands in many results: what is wrong with it is said where it stands first.
void once_for_each_code(Diagnostics& found, std::size_t from) {
  std::set<std::pair<Code, std::string>> said;
  std::size_t number = 0;
  std::erase_if(found.items(), [&](const Diagnostic& d) {
    return number++ >= from && about_a_code(d.code) && !d.args.empty() && !said.emplace(d.code, d.args.front()).second;
  });
}

void check_results(const Dataset& data, const Known& known, unsigned jobs, Diagnostics& out) {
  constexpr std::size_t block = 4096;
  std::vector<Diagnostics> found((data.results.size() + block - 1) / block);
  parallel(found.size(), jobs, 1, [&](std::size_t b) {
    TextSearch search(known.phones, known.accepted, found[b]);
    for (std::size_t i = b * block; i < std::min(data.results.size(), (b + 1) * block); ++i)
      check_result(data.results[i], known, search, found[b]);
  });
  for (Diagnostics& part : found) out.take(std::move(part));
  TextSearch search(known.phones, known.accepted, out);
  for (const Result& r : data.faulty_results) check_result(r, known, search, out);
}

template <class T>
void check_records(const std::vector<T>& records, std::string_view T::* id, TextSearch& search) {
  for (const T& record : records) {
    search.about_record(record.origin, record.*id);
    search.read(T::shape(), &record);
  }
}

/// Notices and guide pages: the name of the file is a part of the address.
template <class T>
void check_pages(const Dataset& data, const std::vector<T>& pages, TextSearch& search) {
  for (const T& page : pages) {
    std::string file = page.origin.file < data.files.size() ? data.files[page.origin.file] : std::string();
    search.about_record(page.origin, page.slug);
    search.read(T::shape(), &page);
    search.body(page.body, page.body_line, file);
    search.body(page.shown, page.body_line, file);
    search.name_of_file(page.slug, file);
  }
}

/// So is that of an attachment.
void check_statics(const Dataset& data, TextSearch& search) {
  for (const StaticFile& file : data.statics)
    if (!file.source.empty()) search.name_of_file(file.path, "site/" + file.path);
}

void check_correction(const Correction& c, TextSearch& search, Diagnostics& out) {
  static constexpr std::array<std::string_view, 2> values{"old", "new"};
  bool of_code = c.field_name == "object_code";
  search.about_record(c.origin, c.result_id);
  search.read(Correction::shape(), &c, of_code ? std::span<const std::string_view>(values) : std::span<const std::string_view>());
  if (of_code && c.before) {
    std::size_t before = out.items().size();
    search.code(c.before->object_code, "old");
    drop_code_faults(out, before);
  }
  if (of_code && c.after) search.code(c.after->object_code, "new");
}

void check_corrections(const Dataset& data, const Known& known, TextSearch& search, Diagnostics& out) {
  for (const Correction& c : data.corrections) {
    bool gone = known.withdrawn.contains(c.result_id) && c.kind != CorrectionKind::withdrawal;
    if (gone) continue;
    check_correction(c, search, out);
    auto person = known.names.find(c.result_id);
    bool naming = c.field_name == "object_name" || c.field_name == "object_code" || c.field_name == "object_type";
    if (person == known.names.end() || characters(person->second) < 2 || naming) continue;
    std::string field = text_with_name(Correction::shape(), &c, person->second, {});
    if (!field.empty()) out.add(about(Code::person_told, c.origin, c.result_id, field, {masked_name_of(person->second)}));
  }
}

/// The footer's contact is there to be read, and so are the phones that are named as public.
void check_site(const Dataset& data, TextSearch& search) {
  static constexpr std::array<std::string_view, 2> lists{"public_phones", "accepted_codes"};
  search.about_record(data.site.origin, "");
  search.read(Site::shape(), &data.site, lists);
}

void check_settings(const Dataset& data, TextSearch& search) {
  check_site(data, search);
  check_records(data.profiles, &Profile::id, search);
  auto calendar = [&](const auto& record) {
    search.about_record(record.origin, "");
    search.read(std::remove_cvref_t<decltype(record)>::shape(), &record);
  };
  for (const CalendarYear& year : data.calendar) calendar(year);
  if (data.local_calendar) calendar(*data.local_calendar);
  check_statics(data, search);
}

}  // namespace

void hide_personal(Diagnostics& diagnostics) {
  for (Diagnostic& d : diagnostics.items()) {
    for (std::string& arg : d.args) arg = repeatable(arg);
    d.record = repeatable(d.record);
    d.field = repeatable(d.field);
  }
}

void check_content(const Dataset& data, Date as_of, unsigned jobs, Diagnostics& out) {
  Known known = known_of(data, as_of);
  std::size_t before = out.items().size();
  TextSearch search(known.phones, known.accepted, out);
  check_settings(data, search);
  check_records(data.plans, &Plan::id, search);
  for (const Plan& plan : data.plans) {
    search.about_record(plan.origin, plan.id);
    search.shown(plan.preamble_shown, "preamble");
  }
  check_records(data.items, &ItemList::id, search);
  check_records(data.tasks, &Task::id, search);
  check_records(data.objects, &Object::code, search);
  check_results(data, known, jobs, out);
  check_corrections(data, known, search, out);
  check_pages(data, data.notices, search);
  check_pages(data, data.guide, search);
  once_for_each_code(out, before);
}

}  // namespace gongshi
