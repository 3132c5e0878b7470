// Texts as they are searched: what reads alike is written alike.
#pragma once
#include <string>
#include <string_view>

namespace gongshi {

/// Full-width and mathematical digits, letters and signs, all blanks and dashes as their plain ones; `&nbsp;` and its like, which Markdown
/// turns into blanks, as blanks. Circled digits stay: ① before a phone is no digit of it. (NFKC would join them.) Line breaks stay.
std::string plain_form(std::string_view text);

/// For names of many characters: the plain form in capitals, without blanks, line breaks, commas and the marks of Markdown's emphasis.
/// `out` is written over.
void tight_form(std::string_view text, std::string& out);

}  // namespace gongshi
