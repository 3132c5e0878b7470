// Diagnostics as text for people: what is wrong in the same way all down a column is said a few times, and then where else.
#include <algorithm>
#include <array>
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

/// Diagnostics of one code about one field, or one column of a sheet, with one thing to do.
using Kind = std::tuple<Code, std::string_view, std::string_view, std::string_view, std::uint32_t, std::string>;

struct Alike {
  std::vector<const Diagnostic*> all;  ///< by line
  std::size_t seen = 0;
  bool one_line = false;  ///< two stand in one line: it would not tell them apart
  bool told = false;      ///< where the others are
  bool folded() const { return all.size() > many && !one_line; }
};

/// By kind, what stands in lines of its own: those of the ledger say nothing of the records, which may be gone.
class Kinds {
 public:
  Kinds(const Diagnostics& diagnostics, Language language) {
    std::map<Kind, std::size_t> numbers;
    for (const Diagnostic& d : diagnostics.items()) {
      if (d.place.line == 0 || d.place.file == "content/ledger.ndjson") {
        of_.push_back(none);
        continue;
      }
      Kind kind{d.code, d.place.file, d.place.sheet, d.field, d.field.empty() ? d.place.column : 0, hint_of(d, language)};
      of_.push_back(numbers.try_emplace(std::move(kind), kinds_.size()).first->second);
      if (of_.back() == kinds_.size()) kinds_.emplace_back();
      Alike& alike = kinds_[of_.back()];
      alike.one_line = alike.one_line || (!alike.all.empty() && alike.all.back()->place.line == d.place.line);
      alike.all.push_back(&d);
    }
  }
  /// Of the i-th; null where it is told by itself.
  Alike* of(std::size_t i) { return of_[i] == none || !kinds_[of_[i]].folded() ? nullptr : &kinds_[of_[i]]; }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::vector<std::size_t> of_;
  std::vector<Alike> kinds_;
};

/// `7–120, 122`; of very many pieces the first ones, and `cut`.
std::string lines_of(std::span<const Diagnostic* const> all, Language language, bool& cut) {
  constexpr std::size_t most = 40;
  bool chinese = language == Language::chinese;
  std::string out;
  std::size_t pieces = 0;
  for (std::size_t i = 0, end = 0; i < all.size(); i = end) {
    if (pieces++ == most) {
      cut = true;
      return out + (chinese ? " 等行" : " …");
    }
    std::uint32_t first = all[i]->place.line;
    std::uint32_t last = first;
    for (end = i + 1; end < all.size() && all[end]->place.line == last + 1; ++end) ++last;
    if (i > 0) out += chinese ? "、" : ", ";
    out += std::to_string(first);
    if (last != first) out += "–" + std::to_string(last);
  }
  return out + (chinese ? " 行" : "");
}

/// Which other words are not known, where they are few.
std::string words_of(const Alike& alike, Language language) {
  constexpr std::size_t few = 8;
  constexpr std::array of_words{Code::unknown_wording, Code::not_in_choices};
  if (std::ranges::find(of_words, alike.all.front()->code) == of_words.end()) return {};
  std::set<std::string_view> told;
  std::vector<std::string_view> fresh;
  for (std::size_t i = 0; i < alike.all.size(); ++i) {
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

std::string the_others(const Alike& alike, Language language, bool& cut) {
  std::string count = std::to_string(alike.all.size() - printed);
  std::string lines = lines_of(std::span(alike.all).subspan(printed), language, cut);
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

/// `count`: that were not told; 0: told, but not all of their lines.
std::string the_rest(std::size_t count, Rest rest_by, Language language) {
  bool check = rest_by == Rest::check;
  if (language == Language::chinese) {
    std::string_view how = check ? "用 gongshi check --format json 看全部" : "用 --annotate 在原表里全部标出";
    return (count == 0 ? "…… 行号没有列全，" : "…… 另有 " + std::to_string(count) + " 条，") + std::string(how) + "\n";
  }
  std::string_view how = check ? "gongshi check --format json lists all" : "--annotate marks all of them in the table";
  return (count == 0 ? "… not all lines are told; " : "… and " + std::to_string(count) + " more; ") + std::string(how) + "\n";
}

}  // namespace

std::string as_text(const Diagnostics& diagnostics, Language language, Rest rest_by, std::size_t most) {
  Kinds kinds(diagnostics, language);
  std::string out;
  std::size_t shown = 0, left = 0;
  bool cut = false;
  for (std::size_t i = 0; i < diagnostics.items().size(); ++i) {
    const Diagnostic& d = diagnostics.items()[i];
    Alike* alike = kinds.of(i);
    if (alike != nullptr && alike->seen++ >= printed) {
      left += alike->told ? 0 : 1;
    } else if (++shown > most && d.code != Code::table_limit) {  // that not all was looked at is never left out
      ++left;
    } else {
      append(out, d, language);
      if (alike == nullptr || alike->seen < printed) continue;
      out += the_others(*alike, language, cut);
      alike->told = true;
    }
  }
  return left == 0 && !cut ? out : out + the_rest(left, rest_by, language);
}

}  // namespace gongshi
