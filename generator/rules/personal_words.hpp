// Names, home addresses and number plates in a text; see privacy.hpp for what is found and what passes.
#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

#include "rules/privacy.hpp"

namespace gongshi {

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
