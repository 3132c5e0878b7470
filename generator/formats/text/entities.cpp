#include "formats/text/entities.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace gongshi {

char32_t numeric_entity(std::string_view entity) {
  bool hex = entity[2] == 'x' || entity[2] == 'X';
  char32_t value = 0;
  for (char c : entity.substr(hex ? 3 : 2, entity.size() - (hex ? 4 : 3))) {
    char32_t digit = c <= '9' ? static_cast<char32_t>(c - '0') : static_cast<char32_t>((c | 0x20) - 'a' + 10);
    value = std::min<char32_t>(value * (hex ? 16 : 10) + digit, 0x110000);
  }
  bool control = (value < 0x20 && value != '\t' && value != '\n') || (value >= 0x7f && value < 0xa0);
  bool surrogate = value >= 0xd800 && value < 0xe000;
  bool nothing = (value & 0xfffeU) == 0xfffeU || (value >= 0xfdd0 && value < 0xfdf0);
  return control || surrogate || nothing || value > 0x10ffff ? U'\ufffd' : value;
}

bool named_entity(std::string_view entity) {
  static constexpr std::array<std::string_view, 24> known{
      "&amp;",   "&bull;",   "&copy;",  "&deg;",  "&emsp;",  "&ensp;", "&gt;",    "&hellip;", "&laquo;", "&ldquo;", "&lsquo;", "&lt;",
      "&mdash;", "&middot;", "&minus;", "&nbsp;", "&ndash;", "&quot;", "&raquo;", "&rdquo;",  "&rsquo;", "&sect;",  "&times;", "&yen;"};
  return std::ranges::binary_search(known, entity);
}

std::string_view read_entity(std::string_view entity) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> read{{{"&nbsp;", " "},
                                                                                      {"&ensp;", " "},
                                                                                      {"&emsp;", " "},
                                                                                      {"&ndash;", "-"},
                                                                                      {"&mdash;", "-"},
                                                                                      {"&minus;", "-"},
                                                                                      {"&middot;", "·"},
                                                                                      {"&bull;", "·"}}};
  auto found = std::ranges::find(read, entity, &std::pair<std::string_view, std::string_view>::first);
  return found == read.end() ? entity : found->second;
}

}  // namespace gongshi
