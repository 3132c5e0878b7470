// Words that all forms of a diagnostic share.
#pragma once
#include <string>
#include <string_view>

#include "base/catalogue.hpp"

namespace gongshi {

inline std::string_view severity_word(Severity severity, Language language) {
  static constexpr std::string_view words[3][2] = {{"错误", "error"}, {"提醒", "warning"}, {"说明", "note"}};
  return words[static_cast<std::size_t>(severity)][static_cast<std::size_t>(language)];
}

/// `[R2024-0001 inspected_on]`
inline std::string subject(const Diagnostic& d) {
  if (d.record.empty() && d.field.empty()) return {};
  std::string out = " [" + d.record;
  if (!d.record.empty() && !d.field.empty()) out += ' ';
  return out + d.field + "]";
}

}  // namespace gongshi
