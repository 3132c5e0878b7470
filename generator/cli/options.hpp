// The command line, as tables: which commands there are, which options each takes, and what is said about them.
#pragma once
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "authoring/correct.hpp"
#include "base/catalogue.hpp"
#include "base/date.hpp"
#include "rules/ledger/chain.hpp"

namespace gongshi {

enum class Show : std::uint8_t { automatic, always, never };

/// All options of all commands; a command looks at its own.
struct Options {
  std::filesystem::path root = ".";
  std::filesystem::path out;
  std::optional<Date> as_of;
  unsigned jobs = 0;
  bool full = false, dry_run = false, explain = false;
  Show progress = Show::automatic;
  std::string format = "text";
  std::string host = "127.0.0.1";
  int port = 8080;
  bool watch = true;
  std::string profile;
  std::string approved;
  std::string task;
  CorrectionOrder correction;
  std::filesystem::path into, annotate, template_file;
  bool accept_refusals = false;
  bool replace = false;
  std::filesystem::path site;
  std::optional<KnownHead> head;
  std::vector<std::string> names;  ///< what is no option
  Language language = Language::english;
};

struct OptionRow {
  std::string_view name;   ///< `--root`
  std::string_view value;  ///< `DIR`; empty: a switch
  std::string_view help[2];
  /// False: the value is none of its kind.
  bool (*set)(Options&, std::string_view value);
};

struct CommandRow {
  std::string_view name;
  std::string_view usage;           ///< what follows the name besides options: `DIR`
  std::size_t least = 0, most = 0;  ///< number of such arguments
  std::string_view options;         ///< names, each followed by a blank
  std::string_view help[2];
  int (*run)(const Options&);
};

/// A mistake in the command line, said in the user's language. Exit code 2.
struct UsageError {
  std::string text;
};

struct Call {
  const CommandRow* command = nullptr;
  Options options;
};

/// Help that was asked for: text to print, exit 0.
struct HelpText {
  std::string text;
};

std::variant<Call, HelpText, UsageError> parse_arguments(std::span<const CommandRow> commands, std::span<const std::string_view> arguments,
                                                         Language language);

/// zh_* in LC_ALL, LC_MESSAGES or LANG (the first that is set): Chinese.
Language language_of_locale();

}  // namespace gongshi
