// What all workbooks have in common: what the file says about itself, and how long texts and names may be.
#pragma once
#include <set>
#include <string>
#include <string_view>

#include "base/date.hpp"

namespace gongshi {

/// What the file says about itself; the only date in it.
struct WorkbookInfo {
  std::string title, author, company;
  Date created;
};

/// Whether a cell holds the text: 32,767 UTF-16 units.
bool fits_cell(std::string_view text);
/// The beginning of a text that does not fit, and …（已截断）.
std::string cut_for_cell(std::string_view text);
/// Whether a text is such a beginning.
bool was_cut(std::string_view text);

/// Whether a text begins like a character in Excel's own notation, `_x0041_`, as which every reader takes it: `_x005F_` before it keeps
/// it a text.
bool like_notation(std::string_view text);

/// The name made acceptable: no []:*?/\ or leading or trailing ', at most 31 UTF-16 units, unlike those `taken`, whatever the case;
/// it is then one of them.
std::string sheet_name(std::string_view wanted, std::set<std::string>& taken);

}  // namespace gongshi
