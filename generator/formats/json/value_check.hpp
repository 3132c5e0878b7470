// What a text that comes from outside may hold, whatever file it stood in (JSON, CSV, XLSX).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/shape.hpp"

namespace gongshi {

/// The first character that no text may hold: NUL and other controls but line feed and tab, what reverses or hides text (bidi
/// controls, zero-width characters, tags), private use, non-characters. Variation selectors, which names need, are fine. Of valid UTF-8.
std::optional<char32_t> forbidden_character(std::string_view text);
/// `U+202E`
std::string code_point_name(char32_t character);
/// A piece of input for a message: at most `most` characters, then `…`; forbidden characters and line breaks by name (`<U+202E>`). Any
/// bytes.
std::string shown(std::string_view bytes, std::size_t most = 60);

/// Whether a text has the form. `uri` is http(s) or relative without `//` at its start, and has no blank or backslash.
bool fits(Format format, std::string_view text);
/// Whether a number has the form: `year` is 1900 … 2999.
bool fits(Format format, std::int64_t number);
/// Whether `text` is how canonical JSON writes `value`: a whole number too large to be exact in general is kept where it is, so that what
/// is read from a canonical text is that text again.
bool written_as(double value, std::string_view text);

}  // namespace gongshi
