// What the status says to a person, in either language, before it is laid out: headings, columns, rows.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/catalogue.hpp"
#include "model/site.hpp"
#include "model/status.hpp"

namespace gongshi {

struct ReportColumn {
  std::string_view head;
  bool number = false;
};

struct ReportTable {
  std::string heading;
  std::string_view tone;  ///< how it is marked on the page: `bad`, `warn`, `wait`, `idle` or nothing (as CategoryFacts::tone)
  std::string note;       ///< the rule, below the heading; may be empty
  std::vector<ReportColumn> columns;
  std::vector<std::vector<std::string>> rows;  ///< never empty
  std::size_t left_out = 0;                    ///< rows that there is no room for
};

struct ReportCount {
  std::string_view name, tone;
  std::int64_t count = 0;
};

struct StatusReport {
  std::string title;
  std::vector<std::string> lines;  ///< below the title: the day, the profile, the calendar
  std::vector<ReportCount> counts;
  std::vector<ReportTable> tables;  ///< most urgent first
};

/// At most `most` rows in a table.
StatusReport status_report(const Status& status, const Site& site, Language language, std::size_t most);

}  // namespace gongshi
