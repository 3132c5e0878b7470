#include "formats/table/xlsx_text.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace gongshi {
namespace {

constexpr std::size_t longest_text = 32767;  // UTF-16 units in a cell
constexpr std::string_view cut_mark = "…（已截断）";
constexpr std::size_t longest_name = 31;

std::size_t utf16_units(char32_t c) { return c > 0xffff ? 2 : 1; }

/// As many characters as `most` UTF-16 units hold.
std::string_view utf16_prefix(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t from = at;
    units += utf16_units(next_character(text, at));
    if (units > most) return text.substr(0, from);
  }
  return text;
}

}  // namespace

bool was_cut(std::string_view text) {
  return text.ends_with(cut_mark) && text.size() >= longest_text && !fits_cell(std::string(text) + std::string(cut_mark));
}

bool like_notation(std::string_view text) {
  auto hex_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); };
  return text.size() >= 7 && text.starts_with("_x") && text[6] == '_' && std::ranges::all_of(text.substr(2, 4), hex_digit);
}

bool fits_cell(std::string_view text) { return utf16_prefix(text, longest_text).size() == text.size(); }

std::string cut_for_cell(std::string_view text) {
  return std::string(utf16_prefix(text, longest_text - characters(cut_mark))) + std::string(cut_mark);
}

std::string sheet_name(std::string_view wanted, std::set<std::string>& taken) {
  std::string clean;
  for (char c : wanted)
    clean += std::string_view("[]:*?/\\").find(c) == std::string_view::npos && static_cast<unsigned char>(c) >= 0x20 ? c : '_';
  std::string_view name = clean;
  while (name.starts_with('\'')) name.remove_prefix(1);
  name = utf16_prefix(name, longest_name);
  while (name.ends_with('\'')) name.remove_suffix(1);
  if (name.empty() || lower_ascii(name) == "history") name = "表";  // Excel keeps History for itself
  std::string out(name);
  for (int n = 2; !taken.insert(lower_ascii(nfkc(out))).second; ++n) {
    std::string number = " (" + std::to_string(n) + ")";
    out = std::string(utf16_prefix(name, longest_name - number.size())) + number;
  }
  return out;
}

}  // namespace gongshi
