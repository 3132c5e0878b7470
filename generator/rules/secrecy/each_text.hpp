// Every text of a record that may become public, field by field as its shape says, so that a new field is not forgotten.
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/shape.hpp"

namespace gongshi {

/// Never public, and not marked so in the shape of a correction: the workbook for signature shows it.
inline constexpr std::string_view approver_field = "approved_by";

/// Where a text stands in its record.
struct TextPlace {
  const Field& field;
  const std::string& path;            ///< of the struct that holds the field, with its dot
  std::optional<std::size_t> number;  ///< in a list of texts
  /// `not_inspected[0].reason`
  std::string name() const { return path + std::string(field.name) + (number ? "[" + std::to_string(*number) + "]" : std::string()); }
};

/// The key of an element of a map: its first field.
std::string_view key_of_element(const Shape& shape, const void* element);

/// Calls `see(const TextPlace&, std::string_view)` for each text that is not empty, in the order of the fields, but for those that are
/// never public and those named in `except`, at any depth.
template <class See>
void each_text(const Shape& shape, const void* record, std::span<const std::string_view> except, See&& see, const std::string& path = {}) {
  for (const Field& f : shape.fields) {
    if (f.internal || f.name == approver_field || std::ranges::find(except, f.name) != except.end()) continue;
    auto give = [&](std::string_view value, std::optional<std::size_t> number) {
      if (!value.empty()) see(TextPlace{f, path, number}, value);
    };
    auto inside = [&](std::size_t i, const std::string& place) {
      std::string within = path;
      within.append(f.name).append(place);
      each_text(f.shape(), f.item(record, i), except, see, within);
    };
    switch (f.kind) {
      case Kind::text:
      case Kind::raw:
        give(f.text(record), {});
        break;
      case Kind::texts:
        for (std::size_t i = 0; i < f.count(record); ++i) give(f.text_at(record, i), i);
        break;
      case Kind::object:
        if (f.present(record)) inside(0, ".");
        break;
      case Kind::list:
        for (std::size_t i = 0; i < f.count(record); ++i) inside(i, "[" + std::to_string(i) + "].");
        break;
      case Kind::map:
        for (std::size_t i = 0; i < f.count(record); ++i) inside(i, "." + std::string(key_of_element(f.shape(), f.item(record, i))) + ".");
        break;
      default:
        break;
    }
  }
}

/// Texts that were looked at last and hold nothing, by their address: departments, items and wordings are one text in many records.
class CleanTexts {
 public:
  bool known(std::string_view text) const { return slots_.at(place(text)) == text.data(); }
  void add(std::string_view text) { slots_.at(place(text)) = text.data(); }

 private:
  static std::size_t place(std::string_view text) { return (reinterpret_cast<std::uintptr_t>(text.data()) >> 3U) % 1024; }
  std::array<const char*, 1024> slots_{};
};

}  // namespace gongshi
