#include "formats/text/markdown_row.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace gongshi {
namespace {

/// Behind an escaped character, text in backticks, or one byte: bars in them end no cell.
std::size_t behind_one(std::string_view line, std::size_t at) {
  if (line[at] == '\\') return at + 2;
  if (line[at] != '`') return at + 1;
  auto end_of_run = [&](std::size_t from) { return std::min(line.find_first_not_of('`', from), line.size()); };
  std::size_t open = end_of_run(at);
  for (std::size_t close = line.find('`', open); close < line.size(); close = line.find('`', end_of_run(close)))
    if (end_of_run(close) - close == open - at) return end_of_run(close);
  return open;
}

}  // namespace

std::string_view beyond_columns(std::string_view line, std::size_t columns) {
  bool first = true;
  for (std::size_t at = 0, cell = 0; at < line.size(); first = false) {
    std::size_t end = at;
    while (end < line.size() && line[end] != '|') end = behind_one(line, end);
    std::string_view words = trimmed(line.substr(at, end - at));
    bool before = first && words.find_first_not_of(">-*+ \t") == std::string_view::npos;  // the bar at the begin, in a quote or a list
    if (!before && cell++ >= columns && !words.empty()) return words;
    at = end + 1;
  }
  return {};
}

}  // namespace gongshi
