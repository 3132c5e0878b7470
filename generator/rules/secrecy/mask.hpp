// How a message shows what it must not repeat.
#pragma once
#include <string>
#include <string_view>

namespace gongshi {

/// The first three and the last two letters and digits, `*` between; what stands between them (blanks, hyphens) is left out.
inline std::string masked_digits(std::string_view text) {
  std::string plain;
  for (char c : text)
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) plain += c;
  for (std::size_t i = 3; i + 2 < plain.size(); ++i) plain[i] = '*';
  return plain;
}

}  // namespace gongshi
