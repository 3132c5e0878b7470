// An empty workbook for results: what to fill in, the allowed wordings as lists, dates checked, codes as text.
#pragma once
#include <string>

#include "model/profile.hpp"

namespace gongshi {

/// The bytes of the workbook. `profile`: whose wordings are offered; null: those of no profile.
std::string result_template(const Profile* profile);

}  // namespace gongshi
