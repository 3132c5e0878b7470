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
#include "rules/privacy.hpp"

namespace gongshi {
namespace {

Code code_for(Personal what) {
  switch (what) {
    case Personal::mobile:
    case Personal::landline:
      return Code::phone_number;
    case Personal::identity:
      return Code::identity_number;
    case Personal::bank_card:
      return Code::bank_card;
    case Personal::address:
      return Code::home_address;
    case Personal::plate:
      return Code::number_plate;
    case Personal::name:
      break;
  }
  return Code::person_named;
}

/// What is known before any record is looked at.
struct Known {
  PublicPhones phones;
  std::span<const std::string_view> accepted;
  std::unordered_set<std::string_view> withdrawn;                ///< ids of results
  std::unordered_map<std::string_view, std::string_view> names;  ///< id of a result about a person → the person's name
  std::unordered_set<std::string_view> persons;                  ///< of the library: names and codes
};

/// Texts that were looked at last and hold nothing, by their address: departments, items and wordings are one text in many records.
class CleanTexts {
 public:
  bool known(std::string_view text) const { return slot(text) == text.data(); }
  void add(std::string_view text) { slot(text) = text.data(); }

 private:
  static std::size_t place(std::string_view text) { return (reinterpret_cast<std::uintptr_t>(text.data()) >> 3U) % 1024; }
  const char* slot(std::string_view text) const { return slots_.at(place(text)); }
  const char*& slot(std::string_view text) { return slots_.at(place(text)); }
  std::array<const char*, 1024> slots_{};
};

class Reader {
 public:
  Reader(const Known& known, Diagnostics& out) : known_(known), out_(out) {}

  /// The record whose texts are looked at next.
  void about_record(Origin origin, std::string_view id) {
    origin_ = origin;
    id_ = id;
  }

  /// All texts of a described struct but those that are never public. `path` is that of the struct, with its dot.
  void read(const Shape& shape, const void* record, const std::string& path = {}) {
    for (const Field& f : shape.fields) {
      if (f.internal || f.name == "approved_by") continue;
      switch (f.kind) {
        case Kind::text:
        case Kind::raw:
          text(f, f.text(record), path, {});
          break;
        case Kind::texts:
          for (std::size_t i = 0; i < f.count(record); ++i) text(f, f.text_at(record, i), path, i);
          break;
        case Kind::object:
          if (f.present(record)) read(f.shape(), f.item(record, 0), path + std::string(f.name) + ".");
          break;
        case Kind::list:
          for (std::size_t i = 0; i < f.count(record); ++i)
            read(f.shape(), f.item(record, i), path + std::string(f.name) + "[" + std::to_string(i) + "].");
          break;
        default:
          break;
      }
    }
  }

  /// A text of several lines that begins at a line of its file.
  void body(std::string_view markdown, std::uint32_t first_line, const std::string& file) {
    for (PersonalDatum& datum : personal_data(markdown, known_.phones)) {
      Diagnostic d = about(code_for(datum.what), origin_, id_, "", {std::move(datum.masked)});
      d.place = {file, "", first_line + datum.line, 1};
      out_.add(std::move(d));
    }
  }

  void code(std::string_view value, std::string_view field) {
    check_code(value, {origin_, id_, field}, known_.accepted, out_);
    if (value.size() == 11) personal(value, std::string(field));  // a phone in the wrong column
  }

 private:
  static bool holds_code(const Field& f) { return f.name == "object_code" || f.name == "code" || f.name == "former_codes"; }
  /// Drawn objects are named by their code, or by name where there is none.
  static bool may_hold_code(const Field& f) { return f.name == "objects" || f.name == "object"; }

  void text(const Field& f, std::string_view value, const std::string& path, std::optional<std::size_t> number) {
    if (value.empty() || clean_.known(value)) return;
    std::size_t before = out_.items().size();
    bool code_like = holds_code(f) || (may_hold_code(f) && static_cast<unsigned char>(value.front()) < 0x80 && value.size() >= 15);
    auto name = [&] { return path + std::string(f.name) + (number ? "[" + std::to_string(*number) + "]" : std::string()); };
    if (code_like)
      code(value, path.empty() && !number ? f.name : std::string_view(name_ = name()));
    else if (auto found = personal_data(value, known_.phones); !found.empty())
      report(found, name());
    if (out_.items().size() == before) clean_.add(value);
  }

  void report(std::vector<PersonalDatum>& found, const std::string& field) {
    for (PersonalDatum& datum : found) out_.add(about(code_for(datum.what), origin_, id_, field, {std::move(datum.masked)}));
  }
  void personal(std::string_view value, const std::string& field) {
    auto found = personal_data(value, known_.phones);
    report(found, field);
  }

  const Known& known_;
  Diagnostics& out_;
  Origin origin_;
  std::string_view id_;
  std::string name_;
  CleanTexts clean_;
};

Known known_of(const Dataset& data, Date as_of) {
  Known known;
  for (std::string_view phone : data.site.public_phones) add_public_phones(phone, known.phones);
  if (data.site.footer) add_public_phones(data.site.footer->contact, known.phones);
  known.accepted = data.site.accepted_codes;
  for (const Correction& c : data.corrections)
    if (c.kind == CorrectionKind::withdrawal && c.approved_on && *c.approved_on <= as_of) known.withdrawn.insert(c.result_id);
  for (const Result& r : data.results)
    if (r.object_type == ObjectType::person) known.names.emplace(r.id, r.object_name);
  for (const Object& o : data.objects) {
    if (o.type != ObjectType::person) continue;
    known.persons.insert(o.name);
    if (!o.code.empty()) known.persons.insert(o.code);
  }
  return known;
}

/// Whether a text of the record other than the name itself holds the person's name; the field that does.
std::string_view field_with_name(const Shape& shape, const void* record, std::string_view name, std::string_view except) {
  for (const Field& f : shape.fields) {
    if (f.internal || f.name == except) continue;
    bool holds = false;
    if (f.kind == Kind::text || f.kind == Kind::raw) holds = f.text(record).find(name) != std::string_view::npos;
    if (f.kind == Kind::texts)
      for (std::size_t i = 0; i < f.count(record); ++i) holds = holds || f.text_at(record, i).find(name) != std::string_view::npos;
    if (f.kind == Kind::object && f.present(record)) holds = !field_with_name(f.shape(), f.item(record, 0), name, "").empty();
    if (holds) return f.name;
  }
  return {};
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
    std::string_view field = field_with_name(Result::shape(), &r, r.object_name, "object_name");
    if (!field.empty() && field != "object_code") out.add(about(Code::person_told, r.origin, r.id, field, {masked_name_of(r.object_name)}));
    return;
  }
  if (!known.persons.empty() && (known.persons.contains(r.object_name) || known.persons.contains(r.object_code)))
    out.add(about(Code::person_in_library, r.origin, r.id, "object_type", {masked_name_of(r.object_name)}));
  else if (r.object_type == ObjectType::absent && r.object_name.size() <= 12 && reads_like_name(r.object_name))
    out.add(about(Code::perhaps_person, r.origin, r.id, "object_name", {masked_name_of(r.object_name)}));
}

/// 获嘉 2023 art. 21, 武陟 三: what is not published has a reason in law; `other` names none.
void check_withheld(const Result& r, Diagnostics& out) {
  if (r.withheld && r.withheld->ground == WithheldGround::other && r.withheld->note.empty())
    out.add(about(Code::withheld_reason, r.origin, r.id, "withheld"));
}

void check_result(const Result& r, const Known& known, Reader& reader, Diagnostics& out) {
  check_withheld(r, out);
  if (known.withdrawn.contains(r.id)) return;
  reader.about_record(r.origin, r.id);
  reader.read(Result::shape(), &r);
  check_person(r, known, out);
}

bool about_a_code(Code code) {
  return code == Code::code_check || code == Code::organisation_check || code == Code::registration_check || code == Code::code_length;
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
    Reader reader(known, found[b]);
    for (std::size_t i = b * block; i < std::min(data.results.size(), (b + 1) * block); ++i)
      check_result(data.results[i], known, reader, found[b]);
  });
  for (Diagnostics& part : found) out.take(std::move(part));
  Reader reader(known, out);
  for (const Result& r : data.faulty_results) check_result(r, known, reader, out);
}

template <class T>
void check_records(const std::vector<T>& records, std::string_view T::* id, Reader& reader) {
  for (const T& record : records) {
    reader.about_record(record.origin, record.*id);
    reader.read(T::shape(), &record);
  }
}

template <class T>
void check_pages(const Dataset& data, const std::vector<T>& pages, Reader& reader) {
  for (const T& page : pages) {
    reader.about_record(page.origin, page.slug);
    reader.read(T::shape(), &page);
    reader.body(page.body, page.body_line, page.origin.file < data.files.size() ? data.files[page.origin.file] : std::string());
  }
}

void check_corrections(const Dataset& data, const Known& known, Reader& reader, Diagnostics& out) {
  for (const Correction& c : data.corrections) {
    reader.about_record(c.origin, c.result_id);
    bool gone = known.withdrawn.contains(c.result_id) && c.kind != CorrectionKind::withdrawal;
    if (gone) continue;
    if (c.field_name == "object_code") {
      if (c.after) reader.code(c.after->object_code, "new");
    } else {
      reader.read(Correction::shape(), &c);
    }
    auto person = known.names.find(c.result_id);
    bool naming = c.field_name == "object_name" || c.field_name == "object_code" || c.field_name == "object_type";
    if (person == known.names.end() || characters(person->second) < 2 || naming) continue;
    std::string_view field = field_with_name(Correction::shape(), &c, person->second, "approved_by");
    if (!field.empty()) out.add(about(Code::person_told, c.origin, c.result_id, field, {masked_name_of(person->second)}));
  }
}

/// The footer's contact is there to be read, and so are the phones that are named as public.
void check_site(const Dataset& data, Reader& reader) {
  Site site = data.site;
  site.public_phones.clear();
  site.accepted_codes = {};
  reader.about_record(site.origin, "");
  reader.read(Site::shape(), &site);
}

}  // namespace

void check_content(const Dataset& data, Date as_of, unsigned jobs, Diagnostics& out) {
  Known known = known_of(data, as_of);
  std::size_t before = out.items().size();
  Reader reader(known, out);
  check_site(data, reader);
  check_records(data.plans, &Plan::id, reader);
  check_records(data.items, &ItemList::id, reader);
  check_records(data.tasks, &Task::id, reader);
  check_records(data.objects, &Object::code, reader);
  check_results(data, known, jobs, out);
  check_corrections(data, known, reader, out);
  check_pages(data, data.notices, reader);
  check_pages(data, data.guide, reader);
  once_for_each_code(out, before);
}

}  // namespace gongshi
