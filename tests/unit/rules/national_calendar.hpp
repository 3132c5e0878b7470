// The calendars of content/calendar/, as a root reads them.
#pragma once
#include "../repository.hpp"
#include "ingest/read.hpp"

namespace gongshi::test {

inline const std::vector<CalendarYear>& national_calendar() {
  static Diagnostics out;
  static std::unique_ptr<Dataset> data = read_root(repository(), 1, out);
  return data->calendar;
}

}  // namespace gongshi::test
