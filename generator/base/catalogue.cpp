#include "base/catalogue.hpp"

#include <algorithm>

#include "base/catalogue/rows.hpp"

namespace gongshi {
namespace {

/// All of them, by code.
const std::vector<CatalogueRow>& rows() {
  static const std::vector<CatalogueRow> all = [] {
    std::vector<CatalogueRow> out;
    for (auto part : {catalogue_rows::files(), catalogue_rows::records(), catalogue_rows::wordings(), catalogue_rows::secrecy(),
                      catalogue_rows::ledger(), catalogue_rows::pages()})
      out.insert(out.end(), part.begin(), part.end());
    return out;
  }();
  return all;
}

/// The two texts of a `{1?first|second}` whose first begins at `at`, and where it ends.
struct Either {
  std::string_view first, second;
  std::size_t end;
};

Either either_at(std::string_view text, std::size_t at) {
  std::size_t depth = 0;
  std::size_t bar = std::string_view::npos;
  std::size_t i = at;
  for (; i < text.size() && (text[i] != '}' || depth != 0); ++i) {
    if (text[i] == '\\')
      ++i;
    else if (text[i] == '{')
      ++depth;
    else if (text[i] == '}')
      --depth;
    else if (text[i] == '|' && depth == 0)
      bar = i;
  }
  std::size_t first_end = std::min(bar, i);
  return {text.substr(at, first_end - at), bar == std::string_view::npos ? std::string_view{} : text.substr(bar + 1, i - bar - 1), i};
}

constexpr char between = '\x1f';  // in a list_argument; no text that is read may hold it

std::string spoken(std::string text, Language language) {
  for (std::size_t at = 0; (at = text.find(between, at)) != std::string::npos;)
    text.replace(at, 1, language == Language::chinese ? "、" : ", ");
  return text;
}

}  // namespace

std::string filled(std::string_view text, const std::vector<std::string>& args) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool place = text[i] == '{' && i + 2 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '9';
    std::size_t number = place ? static_cast<std::size_t>(text[i + 1] - '0') : 0;
    bool given = place && number < args.size() && !args[number].empty();
    if (place && text[i + 2] == '}') {
      if (given) out += args[number];
      i += 2;
    } else if (place && text[i + 2] == '?') {
      Either either = either_at(text, i + 3);
      out += filled(given ? either.first : either.second, args);
      i = either.end;
    } else {
      if (text[i] == '\\') ++i;
      if (i < text.size()) out += text[i];
    }
  }
  return out;
}

std::string list_argument(std::span<const std::string_view> words) {
  std::string out;
  for (std::string_view word : words) (out.empty() ? out : out += between) += word;
  return out;
}

CatalogueRange catalogue() { return {rows().data(), rows().data() + rows().size()}; }

const CatalogueRow& catalogue_row(Code code) { return *std::ranges::lower_bound(rows(), code, {}, &CatalogueRow::code); }

std::string code_name(Code code) {
  std::string number = std::to_string(static_cast<unsigned>(code));
  return "R" + std::string(4 - number.size(), '0') + number;
}

std::string message_of(const Diagnostic& diagnostic, Language language) {
  return spoken(filled(catalogue_row(diagnostic.code).message[static_cast<std::size_t>(language)], diagnostic.args), language);
}

std::string hint_of(const Diagnostic& diagnostic, Language language) {
  return spoken(filled(catalogue_row(diagnostic.code).hint[static_cast<std::size_t>(language)], diagnostic.args), language);
}

}  // namespace gongshi
