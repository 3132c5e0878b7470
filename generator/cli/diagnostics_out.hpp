// Diagnostics as text for people, as JSON (CONTRACT §5), as SARIF 2.1.0, and as a page for the preview.
#pragma once
#include <string>

#include "base/catalogue.hpp"
#include "base/date.hpp"
#include "base/diagnostics.hpp"

namespace gongshi {

struct Tally {
  std::size_t errors = 0, warnings = 0, notes = 0;
};
Tally tally(const Diagnostics& diagnostics);

/// Where those are seen that were not printed: by `check`, or of an import in the annotated table.
enum class Rest : std::uint8_t { check, annotate };
/// One or two lines each: place, severity, code, message; then what to do. Of more than ten of one code about one field or column of a file
/// three, and in which lines the others are. At most `most` in all, with a line for the rest; that a table was not read to its end is
/// always among them.
std::string as_text(const Diagnostics& diagnostics, Language language, Rest rest_by = Rest::check, std::size_t most = 500);
std::string as_json(const Diagnostics& diagnostics, Date as_of, Language language);
std::string as_sarif(const Diagnostics& diagnostics, Date as_of, Language language);
/// A complete HTML page, in Chinese.
std::string as_page(const Diagnostics& diagnostics);

}  // namespace gongshi
