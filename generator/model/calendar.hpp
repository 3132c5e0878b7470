// Days off and make-up working days: content/calendar/YYYY.json, and local.json laid over them.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "base/shape.hpp"

namespace gongshi {

/// A notice of the General Office of the State Council. 2019 and 2020 have two.
struct CalendarNotice {
  std::string_view number;
  std::optional<Date> dated;
  std::string_view title;
  static const Shape& shape();
};

struct CalendarYear {
  Origin origin;
  std::optional<std::int64_t> year;
  std::vector<CalendarNotice> notices;
  std::vector<Date> off, work;
  static const Shape& shape();
};

/// A bureau's own days, laid over the national ones.
struct LocalCalendar {
  Origin origin;
  std::string_view source;
  std::vector<Date> off, work;
  static const Shape& shape();
};

}  // namespace gongshi
