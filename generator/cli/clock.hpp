// The only clock of the program.
#pragma once
#include "base/date.hpp"
#include "cli/options.hpp"
#include "model/site.hpp"

namespace gongshi {

/// Today in UTC+8.
Date today();
/// `--as-of`, else SOURCE_DATE_EPOCH, else `as_of` of a sample site, else today.
Date as_of_day(const Options& options, const Site& site);

}  // namespace gongshi
