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

/// Whether a label of persons may end with a (packed) character: few do, so most of a text is passed over by this alone.
constexpr bool may_end_label(std::uint32_t character) {
  switch (character) {
    case packed("人"):
    case packed("员"):
    case packed("者"):
    case packed("表"):
    case packed("主"):
    case packed("长"):
    case packed("名"):
    case packed("东"):
    case packed("理"):
    case packed("事"):
    case packed("板"):
    case packed("机"):
    case packed("叫"):
    case packed("字"):
    case packed("监"):
      return true;
    default:
      return false;
  }
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
