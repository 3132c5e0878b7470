// Phones, ID numbers and bank cards in a text; see privacy.hpp for what is found and what passes.
#pragma once
#include <string_view>
#include <vector>

#include "rules/secrecy/privacy.hpp"

namespace gongshi {

/// A find and the bytes of the text that it covers.
struct NumberFound {
  Personal what;
  std::size_t from, to;
};

/// `plain`: see plain_form. In the order of the text.
std::vector<NumberFound> personal_numbers(std::string_view plain);

}  // namespace gongshi
