// XML as it is written: a start tag, `<x:c r="A1" s='2'/>`, and what may be changed in it without touching the rest.
#pragma once
#include <string>
#include <string_view>

namespace gongshi {

/// `x:`, or nothing.
std::string_view prefix_of(std::string_view tag);
/// Whether it is a whole element.
bool is_closed(std::string_view tag);
/// `<a/>` as `<a>`.
std::string opened(std::string_view tag);
/// With the attribute (its name as it is written) at this value, which is already escaped.
std::string with_attribute(std::string_view tag, std::string_view name, std::string_view value);
std::string without_attribute(std::string_view tag, std::string_view name);

/// What a document says of itself in `<?xml … encoding="UTF-8"?>`; also where it says nothing.
bool says_utf8(std::string_view document);

}  // namespace gongshi
