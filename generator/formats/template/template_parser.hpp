// Mustache syntax → tokens: tags, literal lines, standalone lines; what the names mean is the compiler's business.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gongshi {

struct TemplateToken {
  enum class Kind : std::uint8_t { literal, escaped, unescaped, section, inverted, close, partial };
  struct Span {
    std::uint32_t from = 0, size = 0;  ///< bytes of the source
  };
  Kind kind = Kind::literal;
  /// First of its line, and puts something out: where the source is an indented partial, the indentation goes before it.
  bool begins_line = false;
  std::uint32_t at = 0;  ///< byte of the `{{`
  Span text{};           ///< the literal (at most one line, with its end), or the name
  Span indent{};         ///< a partial alone on its line: the blanks before it
};

/// What is wrong with the syntax, in both languages.
struct TemplateFault {
  std::uint32_t at = 0;  ///< byte of the source
  std::string chinese, english;
};

/// One template file, parsed. Sections are balanced whatever the text says: what was broken is in `faults`.
struct TemplateSource {
  std::string name;  ///< relative to the templates folder: `pages/result.html`
  std::string text;
  std::vector<TemplateToken> tokens;
  std::vector<TemplateFault> faults;

  std::string_view view(TemplateToken::Span span) const { return std::string_view(text).substr(span.from, span.size); }
};

/// Tags: {{x}} {{{x}}} {{&x}} {{#x}} {{^x}} {{/x}} {{!x}} {{>x}}. A section, comment or partial tag alone on its line takes the
/// line with it, as the Mustache specification says. Set-delimiter tags, inheritance and dynamic partials are faults.
TemplateSource parse_template(std::string name, std::string text);

}  // namespace gongshi
