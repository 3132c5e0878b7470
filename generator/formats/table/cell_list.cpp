#include "formats/table/cell_list.hpp"

#include <algorithm>
#include <optional>

#include "base/text.hpp"

namespace gongshi {
namespace {

bool separates(char32_t c) { return c == U'、' || c == U';' || c == U'；' || c == U'\n' || c == U'\r'; }

bool holds_separator(std::string_view text) {
  for (std::size_t at = 0; at < text.size();)
    if (separates(next_character(text, at))) return true;
  return false;
}

/// Where the part that begins at `from` ends: before a separator, or at the end.
std::size_t end_of_part(std::string_view cell, std::size_t from) {
  for (std::size_t at = from; at < cell.size();) {
    std::size_t start = at;
    if (separates(next_character(cell, at))) return start;
  }
  return cell.size();
}

/// A part in quotes, and where it ends; nullopt where the quote is a character like others.
struct Quoted {
  std::string text;
  std::size_t end;
};
std::optional<Quoted> quoted_part(std::string_view cell, std::size_t from) {
  while (from < cell.size() && cell[from] == ' ') ++from;
  if (from == cell.size() || cell[from] != '"') return std::nullopt;
  Quoted out{{}, from + 1};
  for (;; ++out.end) {
    if (out.end == cell.size()) return std::nullopt;
    if (cell[out.end] == '"' && (++out.end == cell.size() || cell[out.end] != '"')) break;
    out.text += cell[out.end];
  }
  std::size_t end = end_of_part(cell, out.end);
  bool alone = trimmed(cell.substr(out.end, end - out.end)).empty();
  out.end = end;
  return alone && holds_separator(out.text) ? std::optional<Quoted>(std::move(out)) : std::nullopt;
}

}  // namespace

std::vector<std::string> parts_of(std::string_view cell) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < cell.size();) {
    std::size_t end = 0;
    if (auto quoted = quoted_part(cell, at)) {
      end = quoted->end;
      out.push_back(std::move(quoted->text));
    } else {
      end = end_of_part(cell, at);
      if (auto part = trimmed(cell.substr(at, end - at)); !part.empty()) out.emplace_back(part);
    }
    at = end;
    if (at < cell.size()) next_character(cell, at);
  }
  return out;
}

void append_part(std::string& cell, std::string_view part) {
  if (!cell.empty()) cell += "、";
  if (!holds_separator(part)) {
    cell += part;
    return;
  }
  cell += '"';
  for (char c : part) cell.append(c == '"' ? 2 : 1, c);
  cell += '"';
}

}  // namespace gongshi
