#include "base/diagnostics.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "base/catalogue.hpp"

namespace gongshi {

std::string place_text(const Place& place) {
  std::string out = place.file;
  if (!place.sheet.empty()) out += "[" + place.sheet + "]";
  if (place.line != 0) out += ":" + std::to_string(place.line);
  if (place.line != 0 && place.column != 0) out += ":" + std::to_string(place.column);
  return out;
}

Diagnostic about(Code code, Origin origin, std::string_view record, std::string_view field, std::vector<std::string> args) {
  Diagnostic d{code, std::move(args)};
  d.record = record;
  d.field = field;
  d.origin = origin;
  return d;
}

void Diagnostics::take(Diagnostics&& other) {
  items_.insert(items_.end(), std::make_move_iterator(other.items_.begin()), std::make_move_iterator(other.items_.end()));
  other.items_.clear();
}

bool Diagnostics::errors() const {
  return std::ranges::any_of(items_, [](const Diagnostic& d) { return catalogue_row(d.code).severity == Severity::error; });
}

void Diagnostics::sort() {
  auto key = [](const Diagnostic& d) {
    return std::tie(d.place.file, d.place.sheet, d.place.line, d.place.column, d.code, d.record, d.field, d.args);
  };
  std::ranges::sort(items_, {}, key);
  auto gone = std::ranges::unique(items_, {}, key);
  items_.erase(gone.begin(), gone.end());
}

}  // namespace gongshi
