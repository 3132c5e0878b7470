// Looks through the texts of records, field by field, for personal data (privacy.hpp) and for wrong codes (identifiers.hpp). Which
// fields a record has, its shape says: all are looked at but those that are never public, so that a new field is not forgotten.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "base/shape.hpp"
#include "rules/privacy.hpp"

namespace gongshi {

/// What is found in the texts of records goes to `out`. Phones, accepted codes and diagnostics outlive it; one for each thread.
class TextSearch {
 public:
  TextSearch(const PublicPhones& phones, std::span<const std::string_view> accepted, Diagnostics& out)
      : phones_(phones), accepted_(accepted), out_(out) {}

  /// The record whose texts are looked at next.
  void about_record(Origin origin, std::string_view id);
  /// All texts of a described struct but those that are never public and `except`. `path`: that of the struct, with its dot.
  void read(const Shape& shape, const void* record, const std::string& path = {}, std::span<const std::string_view> except = {});
  /// A text of several lines that begins at a line of its file.
  void body(std::string_view markdown, std::uint32_t first_line, const std::string& file);
  /// A text that is no field: the name of a file, which becomes an address.
  void name_of_file(std::string_view name, const std::string& file);
  /// A code, or what stands in place of one. `or_name`: where there is none, the name.
  void code(std::string_view value, const std::string& field, bool or_name = false);

 private:
  /// Texts that were looked at last and hold nothing, by their address: departments, items and wordings are one text in many records.
  class CleanTexts {
   public:
    bool known(std::string_view text) const { return slots_.at(place(text)) == text.data(); }
    void add(std::string_view text) { slots_.at(place(text)) = text.data(); }

   private:
    static std::size_t place(std::string_view text) { return (reinterpret_cast<std::uintptr_t>(text.data()) >> 3U) % 1024; }
    std::array<const char*, 1024> slots_{};
  };

  void text(const Field& f, std::string_view value, const std::string& path, std::optional<std::size_t> number);
  void report(std::vector<PersonalDatum> found, const std::string& field);

  const PublicPhones& phones_;
  std::span<const std::string_view> accepted_;
  Diagnostics& out_;
  Origin origin_;
  std::string_view id_;
  CleanTexts clean_;
};

}  // namespace gongshi
