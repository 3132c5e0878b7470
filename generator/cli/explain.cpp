#include <algorithm>
#include <vector>

#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/exit_status.hpp"
#include "cli/messages.hpp"
#include "cli/print.hpp"
#include "ingest/own_files.hpp"

namespace gongshi {
namespace {

constexpr std::string_view folder = "generator/explanations/", english_mark = "EN: ";

/// A section of the texts: `## NAME 标题`, then its lines.
struct Explanation {
  std::string_view name, title, text;
};

void add_sections(std::string_view bytes, std::vector<Explanation>& out) {
  constexpr std::string_view mark = "## ";
  while (!bytes.empty()) {
    std::size_t next = bytes.find("\n## ");
    std::string_view section = bytes.substr(0, next);
    bytes.remove_prefix(next == std::string_view::npos ? bytes.size() : next + 1);
    if (!section.starts_with(mark)) continue;
    std::string_view heading = section.substr(mark.size(), section.find('\n') - mark.size());
    std::size_t blank = heading.find(' ');
    out.push_back({heading.substr(0, blank), heading.substr(blank + 1), trimmed(section.substr(mark.size() + heading.size()))});
  }
}

std::vector<Explanation> explanations() {
  std::vector<Explanation> out;
  for (const OwnFile& own : own_files())
    if (own.path.starts_with(folder)) add_sections(own.bytes, out);
  return out;
}

/// `R0606`, `r606`, `606` name the code; a rule is named as in a profile.
std::string asked_for(std::string_view typed) {
  constexpr std::size_t digits = 4;
  std::string word = lower_ascii(typed);
  std::string_view number = word;
  if (number.starts_with('r')) number.remove_prefix(1);
  if (number.empty() || number.size() > digits || number.find_first_not_of("0123456789") != std::string_view::npos) return word;
  return "R" + std::string(digits - number.size(), '0') + std::string(number);
}

/// What the language of the reader has: Chinese all but the last line, which is for the others.
std::string words_of(const Explanation& e, Language language) {
  std::size_t at = e.text.rfind(english_mark);
  if (language == Language::english) return std::string(e.name) + "  " + std::string(e.text.substr(at + english_mark.size()));
  return std::string(e.name) + "  " + std::string(e.title) + "\n" + std::string(trimmed(e.text.substr(0, at)));
}

std::string_view word_of(const Explanation& e, Language language) { return language == Language::chinese ? e.title : e.name; }

}  // namespace

int run_explain(const Options& options) {
  std::vector<Explanation> all = explanations();
  std::string name = asked_for(options.names.front());
  auto found = std::ranges::find(all, name, &Explanation::name);
  // A fault of the ledger is also known by its kind: （edited）.
  if (found == all.end()) found = std::ranges::find_if(all, [&](const Explanation& e) { return e.title.ends_with("（" + name + "）"); });
  // In Chinese a rule is known by its title: 公示期限.
  if (found == all.end()) found = std::ranges::find(all, options.names.front(), &Explanation::title);
  if (found != all.end()) {
    print_line(words_of(*found, options.language));
    return exit_good;
  }
  std::vector<std::string_view> names;
  for (const Explanation& e : all) names.push_back(e.name);
  std::vector<std::string_view> rules;
  for (const Explanation& e : all)
    if (!e.name.starts_with('R') && std::ranges::find(rules, word_of(e, options.language)) == rules.end())
      rules.push_back(word_of(e, options.language));
  print_error(say(
      options.language, Say::no_explanation,
      {options.names.front(), joined(nearest(name, names, 1), ""), joined(rules, options.language == Language::chinese ? "、" : ", ")}));
  return exit_usage;
}

}  // namespace gongshi
