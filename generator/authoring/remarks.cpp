#include "authoring/remarks.hpp"

#include "base/text.hpp"

namespace gongshi {

std::string printable(std::string_view text) {
  constexpr char32_t not_in_xml = 0xfffe;  // and the one after it
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = next_character(text, at);
    if (c == '\n' || c == '\t' || (c >= 0x20 && c != not_in_xml && c != not_in_xml + 1)) append_character(out, c);
  }
  return out;
}

std::map<std::string, CellMarks> remarks_at_cells(std::string_view file, const Diagnostics& diagnostics) {
  constexpr std::size_t most = 2000;  // bytes; longer ones hide the table
  std::map<std::string, CellMarks> out;
  for (const Diagnostic& d : diagnostics.items()) {
    if (d.place.file != file || d.place.line == 0 || catalogue_row(d.code).severity == Severity::note) continue;
    std::string words = code_name(d.code) + " " + message_of(d, Language::chinese);
    if (std::string hint = hint_of(d, Language::chinese); !hint.empty()) words += "\n→ " + hint;
    std::string& said = out[d.place.sheet][{d.place.line, d.place.column == 0 ? 0 : d.place.column - 1}];
    if (said.empty() || said.size() + words.size() <= most) said += (said.empty() ? "" : "\n") + printable(words);
  }
  return out;
}

}  // namespace gongshi
