#include "formats/text/display_width.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/text.hpp"

namespace gongshi {
namespace {

bool wide(char32_t c) {
  constexpr std::array<std::pair<char32_t, char32_t>, 10> ranges{{{0x1100, 0x115f},
                                                                  {0x2e80, 0x303e},
                                                                  {0x3041, 0xa4cf},
                                                                  {0xac00, 0xd7a3},
                                                                  {0xf900, 0xfaff},
                                                                  {0xfe30, 0xfe6f},
                                                                  {0xff00, 0xff60},
                                                                  {0xffe0, 0xffe6},
                                                                  {0x1f300, 0x1faff},
                                                                  {0x20000, 0x3fffd}}};
  return std::ranges::any_of(ranges, [&](const auto& range) { return c >= range.first && c <= range.second; }) ||
         (c >= 0x2014 && c <= 0x2026);  // dashes, quotes and dots, which Chinese fonts draw wide
}

}  // namespace

double display_width(std::string_view text) {
  std::size_t widest = 0;
  std::size_t now = 0;
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = next_character(text, at);
    now = c == '\n' ? 0 : now + (wide(c) ? 2 : 1);
    widest = std::max(widest, now);
  }
  return static_cast<double>(widest);
}

double lines_of(std::string_view text, double width) {
  double count = 0;
  for (std::string_view rest = text; !rest.empty();) {
    std::string_view line = rest.substr(0, rest.find('\n'));
    count += std::max(1.0, std::ceil(display_width(line) / width));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
  }
  return std::max(1.0, count);
}

}  // namespace gongshi
