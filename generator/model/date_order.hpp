// The order that the dates of one record keep (CONTRACT §2).
#pragma once
#include <initializer_list>
#include <optional>
#include <string_view>

#include "base/date.hpp"
#include "base/diagnostics.hpp"
#include "model/result.hpp"

namespace gongshi {

struct Dated {
  std::string_view field;  ///< also its name in English
  std::string_view label;
  const std::optional<Date>& date;
};

/// Each of the dates that are there is on or after the one before it; else that is said of the record that begins at `origin`.
void check_order(Origin origin, std::string_view id, std::initializer_list<Dated> dates, Diagnostics& out);

/// What one result says by itself: the order of its dates, and pairs of which one is missing.
void check_dates(const Result& result, Diagnostics& out);

}  // namespace gongshi
