// XML as feeds need it.
#pragma once
#include <string>
#include <string_view>

#include "formats/text/html.hpp"

namespace gongshi {

inline constexpr std::string_view xml_declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// `<name>text</name>`, escaped.
inline void append_element(std::string& out, std::string_view name, std::string_view text) {
  ((out += '<') += name) += '>';
  escape_html(out, text);
  ((out += "</") += name) += '>';
}

}  // namespace gongshi
