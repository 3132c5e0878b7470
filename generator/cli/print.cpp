#include "cli/print.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "cli/diagnostics_out.hpp"
#include "cli/messages.hpp"

namespace gongshi {
namespace {

void put(std::FILE* stream, std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stream);
  if (!text.ends_with('\n')) std::fputc('\n', stream);
  std::fflush(stream);
}

}  // namespace

void print_line(std::string_view text) { put(stdout, text); }

void print_error(std::string_view text) { put(stderr, text); }

std::string diagnostics_text(const Diagnostics& diagnostics, Language language, Rest rest_by) {
  if (diagnostics.empty()) return {};
  Tally count = tally(diagnostics);
  std::string out = as_text(diagnostics, language, rest_by);
  if (!out.ends_with('\n')) out += '\n';
  return out + say(language, Say::found, {std::to_string(count.errors), std::to_string(count.warnings)}) + '\n';
}

void print_diagnostics(const Diagnostics& diagnostics, Language language, Rest rest_by) {
  if (!diagnostics.empty()) print_error(diagnostics_text(diagnostics, language, rest_by));
}

void print_check(const Diagnostics& diagnostics, Date as_of, const Options& options) {
  if (options.format == "json") return print_line(as_json(diagnostics, as_of, options.language));
  if (options.format == "sarif") return print_line(as_sarif(diagnostics, as_of, options.language));
  Tally count = tally(diagnostics);
  if (!diagnostics.empty()) print_line(as_text(diagnostics, options.language));
  std::string sum = count.errors == 0 && count.warnings == 0
                        ? say(options.language, Say::nothing_wrong)
                        : say(options.language, Say::found, {std::to_string(count.errors), std::to_string(count.warnings)});
  print_line(say(options.language, Say::as_of, {as_of.iso(), sum}));
}

void print_changes(const publish::BuildReport& report, Language language) {
  struct Why {
    std::string_view english, chinese;
  };
  static constexpr std::array reasons{Why{"new", "新增"}, Why{"changed", "内容有变"}, Why{"repaired", "被改动过，恢复"},
                                      Why{"removed", "不再需要，删去"}};
  for (const publish::Change& change : report.changes) {
    auto why = std::ranges::find(reasons, change.why, &Why::english);
    bool translated = language == Language::chinese && why != reasons.end();
    print_line(std::string(translated ? why->chinese : change.why) + " " + change.path);
  }
}

void print_report(const publish::BuildReport& report, const std::string& folder, const Options& options, const std::string& seconds) {
  auto n = [](std::size_t value) { return std::to_string(value); };
  bool nothing = report.written == 0 && report.removed == 0;
  if (nothing)
    print_line(say(options.language, Say::unchanged, {folder, n(report.files), seconds}));
  else if (options.dry_run)
    print_line(say(options.language, Say::would_change, {n(report.written), n(report.removed)}));
  else
    print_line(
        say(options.language, Say::built, {folder, n(report.files), n(report.written), n(report.unchanged), n(report.removed), seconds}));
}

}  // namespace gongshi
