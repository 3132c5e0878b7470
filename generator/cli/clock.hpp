// The only clock of the program.
#pragma once
#include <optional>
#include <string_view>

#include "base/date.hpp"
#include "cli/options.hpp"
#include "model/site.hpp"

namespace gongshi {

/// Today in UTC+8.
Date today();
/// SOURCE_DATE_EPOCH as it is set; empty: it is not.
std::string_view source_date_epoch();
/// The day in UTC+8 of a number of seconds since 1970; nullopt: it is no such number.
std::optional<Date> epoch_day(std::string_view seconds);
/// `--as-of`, else SOURCE_DATE_EPOCH, else `as_of` of a sample site, else today.
Date as_of_day(const Options& options, const Site& site);

}  // namespace gongshi
