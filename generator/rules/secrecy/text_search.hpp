// Looks through the texts of records, field by field, for personal data (privacy.hpp) and for wrong codes (identifiers.hpp). Which
// fields a record has, its shape says: all are looked at but those that are never public, so that a new field is not forgotten.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "rules/secrecy/each_text.hpp"
#include "rules/secrecy/privacy.hpp"

namespace gongshi {

/// What is found in the texts of records goes to `out`. Phones, accepted codes and diagnostics outlive it; one for each thread.
class TextSearch {
 public:
  TextSearch(const PublicPhones& phones, std::span<const std::string_view> accepted, Diagnostics& out)
      : phones_(phones), accepted_(accepted), out_(out) {}

  /// The record whose texts are looked at next.
  void about_record(Origin origin, std::string_view id);
  /// All texts of a described struct but those that are never public and `except`.
  void read(const Shape& shape, const void* record, std::span<const std::string_view> except = {});
  /// A text of several lines that begins at a line of its file.
  void body(std::string_view text, std::uint32_t first_line, const std::string& file);
  /// What a page shows of a text in Markdown that is a field of the record.
  void shown(std::string_view text, const std::string& field);
  /// A text that is no field: the name of a file, which becomes an address.
  void name_of_file(std::string_view name, const std::string& file);
  /// A code, or what stands in place of one. `or_name`: where there is none, the name.
  void code(std::string_view value, const std::string& field, bool or_name = false);

 private:
  void text(const TextPlace& place, std::string_view value);
  void report(std::vector<PersonalDatum> found, const std::string& field);

  const PublicPhones& phones_;
  std::span<const std::string_view> accepted_;
  Diagnostics& out_;
  Origin origin_;
  std::string_view id_;
  CleanTexts clean_;
};

}  // namespace gongshi
