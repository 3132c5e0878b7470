// Names, home addresses and number plates in a text; see privacy.hpp for what is found and what passes.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rules/secrecy/privacy.hpp"

namespace gongshi {

/// The first three bytes of a text, a Chinese character, as a number to switch on.
constexpr std::uint32_t packed(std::string_view character) {
  auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(character[i])); };
  return (byte(0) << 16U) | (byte(1) << 8U) | byte(2);
}

struct WordsFound {
  Personal what;
  std::size_t at;  ///< byte of the text
  std::string masked;
};

/// `plain`: see plain_form.
std::vector<WordsFound> personal_names(std::string_view plain);
std::vector<WordsFound> home_addresses(std::string_view plain);
std::vector<WordsFound> number_plates(std::string_view plain);

}  // namespace gongshi
