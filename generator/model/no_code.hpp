// What is written in the place of a code where there is none.
#pragma once
#include <string_view>

namespace gongshi {

/// 无, / and the like. As a code it would make one object of all that have none.
bool says_no_code(std::string_view code);

}  // namespace gongshi
