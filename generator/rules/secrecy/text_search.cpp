#include "rules/secrecy/text_search.hpp"

#include <algorithm>

#include "base/catalogue.hpp"
#include "rules/identifiers.hpp"

namespace gongshi {
namespace {

/// Fields that hold codes, and lists of drawn objects, which are named by their code or, where there is none, by name. A plan and an item
/// list have `objects` too, but as one text: what the objects are.
struct CodeField {
  std::string_view name;
  Kind kind;
};
constexpr std::array code_fields{CodeField{"object_code", Kind::text}, CodeField{"code", Kind::text},
                                 CodeField{"former_codes", Kind::texts}, CodeField{"objects", Kind::texts},
                                 CodeField{"object", Kind::text}};

bool holds_code(const Field& f) {
  return std::ranges::any_of(code_fields, [&](const CodeField& c) { return c.name == f.name && c.kind == f.kind; });
}

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

/// Whether a text may be a code of a size that is in use: then `check_code` has said all that there is to say, and likeness to a phone or
/// a card is chance.
bool code_in_use(std::string_view value) {
  if (credit_form(value)) return true;
  std::size_t size = plain_code(value).size();
  return size == 13 || size == 15 || size == 18;
}

}  // namespace

void TextSearch::about_record(Origin origin, std::string_view id) {
  origin_ = origin;
  id_ = id;
}

void TextSearch::read(const Shape& shape, const void* record, std::span<const std::string_view> except) {
  each_text(shape, record, except, [this](const TextPlace& place, std::string_view value) { text(place, value); });
}

void TextSearch::body(std::string_view text, std::uint32_t first_line, const std::string& file) {
  for (PersonalDatum& datum : personal_data(text, phones_)) {
    Diagnostic d = about(code_for(datum.what), origin_, id_, "", {std::move(datum.masked)});
    d.place = {file, "", first_line + datum.line, 1};
    out_.add(std::move(d));
  }
}

void TextSearch::shown(std::string_view text, const std::string& field) { report(personal_data(text, phones_), field); }

void TextSearch::name_of_file(std::string_view name, const std::string& file) {
  for (PersonalDatum& datum : personal_data(name, phones_)) {
    Diagnostic d{.code = code_for(datum.what), .args = {std::move(datum.masked)}};
    d.place.file = file;
    out_.add(std::move(d));
  }
}

void TextSearch::code(std::string_view value, const std::string& field, bool or_name) {
  std::size_t before = out_.items().size();
  check_code(value, {origin_, id_, field, or_name}, accepted_, out_);
  auto beside_words = [](const Diagnostic& d) { return d.code == Code::code_words || d.code == Code::two_codes; };
  bool said = out_.items().size() != before && !beside_words(out_.items().back());  // words are looked through
  if (said || code_in_use(value) || std::ranges::find(accepted_, value) != accepted_.end()) return;
  report(personal_data(value, phones_), field);
}

void TextSearch::text(const TextPlace& place, std::string_view value) {
  if (holds_code(place.field)) return code(value, place.name(), place.field.name == "objects" || place.field.name == "object");
  if (clean_.known(value)) return;
  auto found = personal_data(value, phones_);
  if (found.empty()) return clean_.add(value);
  report(std::move(found), place.name());
}

void TextSearch::report(std::vector<PersonalDatum> found, const std::string& field) {
  for (PersonalDatum& datum : found) out_.add(about(code_for(datum.what), origin_, id_, field, {std::move(datum.masked)}));
}

}  // namespace gongshi
