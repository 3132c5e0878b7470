// Diagnostics as text for people: what is wrong in the same way all down a column is said a few times, and then where else.
#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <tuple>

#include "cli/diagnostics_out.hpp"
#include "cli/diagnostics_words.hpp"

namespace gongshi {
namespace {

constexpr std::size_t many = 10;    ///< of one kind: all are printed up to so many
constexpr std::size_t printed = 3;  ///< of more

/// Diagnostics of one code about one field, or one column of a sheet.
using Kind = std::tuple<Code, std::string_view, std::string_view, std::string_view, std::uint32_t>;
Kind kind_of(const Diagnostic& d) { return {d.code, d.place.file, d.place.sheet, d.field, d.field.empty() ? d.place.column : 0}; }

struct Alike {
  std::vector<const Diagnostic*> all;  ///< by line
  std::size_t seen = 0;
};

/// `7–120, 122`; of many pieces the first ones.
std::string lines_of(std::span<const Diagnostic* const> all, Language language) {
  constexpr std::size_t most = 8;
  bool chinese = language == Language::chinese;
  std::string out;
  std::size_t pieces = 0;
  for (std::size_t i = 0, end = 0; i < all.size(); i = end) {
    if (pieces++ == most) return out + (chinese ? " 等行" : " …");
    std::uint32_t first = all[i]->place.line;
    std::uint32_t last = first;
    for (end = i + 1; end < all.size() && all[end]->place.line <= last + 1; ++end) last = all[end]->place.line;
    if (i > 0) out += chinese ? "、" : ", ";
    out += std::to_string(first);
    if (last != first) out += "–" + std::to_string(last);
  }
  return out + (chinese ? " 行" : "");
}

/// What the others are about, where it is one of a few words: unknown wordings of results, but not four hundred names.
std::string words_of(const Alike& alike, Language language) {
  constexpr std::size_t few = 8;
  std::set<std::string_view> told;
  std::vector<std::string_view> fresh;
  for (std::size_t i = 0; i < alike.all.size(); ++i) {
    if (alike.all[i]->args.empty()) return {};
    std::string_view word = alike.all[i]->args.front();
    if (told.insert(word).second && i >= printed) fresh.push_back(word);
  }
  if (fresh.empty() || fresh.size() > few) return {};
  std::string out = language == Language::chinese ? "，其中有" : ", among them ";
  for (std::string_view word : fresh) {
    if (word.data() != fresh.front().data()) out += language == Language::chinese ? "、" : ", ";
    out.append(language == Language::chinese ? "“" : "\"").append(word).append(language == Language::chinese ? "”" : "\"");
  }
  return out;
}

std::string the_others(const Alike& alike, Language language) {
  std::string count = std::to_string(alike.all.size() - printed);
  std::string lines = lines_of(std::span(alike.all).subspan(printed), language);
  return (language == Language::chinese ? "    …… 同样的还有 " + count + " 处，在第 " + lines
                                        : "    … and " + count + " more like this, in lines " + lines) +
         words_of(alike, language) + "\n";
}

void append(std::string& out, const Diagnostic& d, Language language) {
  if (std::string place = place_text(d.place); !place.empty()) out += place + ": ";
  out += std::string(severity_word(catalogue_row(d.code).severity, language)) + " " + code_name(d.code) + subject(d) + " " +
         message_of(d, language) + "\n";
  if (std::string hint = hint_of(d, language); !hint.empty()) out += "    → " + hint + "\n";
}

std::string the_rest(std::size_t count, Rest rest_by, Language language) {
  std::string rest = std::to_string(count);
  bool check = rest_by == Rest::check;
  return language == Language::chinese
             ? "…… 另有 " + rest + (check ? " 条，用 gongshi check --format json 看全部\n" : " 条，用 --annotate 在原表里全部标出\n")
             : "… and " + rest +
                   (check ? " more; gongshi check --format json lists all\n" : " more; --annotate marks all of them in the table\n");
}

}  // namespace

std::string as_text(const Diagnostics& diagnostics, Language language, Rest rest_by, std::size_t most) {
  std::map<Kind, Alike> kinds;
  for (const Diagnostic& d : diagnostics.items())
    if (d.place.line != 0) kinds[kind_of(d)].all.push_back(&d);
  std::string out;
  std::size_t shown = 0, left = 0;
  for (const Diagnostic& d : diagnostics.items()) {
    Alike* alike = d.place.line == 0 ? nullptr : &kinds[kind_of(d)];
    if (alike != nullptr && alike->all.size() > many && alike->seen++ >= printed) continue;
    if (++shown > most && d.code != Code::table_limit) {  // that not all was looked at is never left out
      ++left;
      continue;
    }
    append(out, d, language);
    if (alike != nullptr && alike->all.size() > many && alike->seen == printed) out += the_others(*alike, language);
  }
  return left == 0 ? out : out + the_rest(left, rest_by, language);
}

}  // namespace gongshi
