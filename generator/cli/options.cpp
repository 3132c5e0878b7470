#include "cli/options.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <limits>

#include "base/text.hpp"

namespace gongshi {
namespace {

template <class Number>
bool number(std::string_view text, Number least, Number most, Number& into) {
  Number value{};
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < least || value > most) return false;
  into = value;
  return true;
}

bool is_digest(std::string_view text) { return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos; }

/// `HASH` or `SEQ:HASH`.
bool set_head(Options& options, std::string_view text) {
  KnownHead head;
  if (std::size_t colon = text.find(':'); colon != std::string_view::npos) {
    if (!number(text.substr(0, colon), std::int64_t{1}, std::numeric_limits<std::int64_t>::max(), head.seq)) return false;
    text.remove_prefix(colon + 1);
  }
  head.hash = text;
  options.head = head;
  return is_digest(text);
}

constexpr std::array rows{
    OptionRow{"--root",
              "DIR",
              {"站点所在的文件夹，默认是当前文件夹", "the site's root folder (default: here)"},
              [](Options& o, std::string_view v) {
                o.root = v;
                return !v.empty();
              }},
    OptionRow{"--out",
              "DIR",
              {"写到哪里：文件夹，报表和签批单是文件名", "where to write: a folder; of a report or a sheet to sign, the file"},
              [](Options& o, std::string_view v) {
                o.out = v;
                return !v.empty();
              }},
    OptionRow{"--as-of",
              "DATE",
              {"以哪一天为准，如 2024-05-14", "the day that counts, such as 2024-05-14"},
              [](Options& o, std::string_view v) {
                o.as_of = Date::parse(v);
                return o.as_of.has_value();
              }},
    OptionRow{"--jobs",
              "N",
              {"用几个线程，默认是全部核心", "threads (default: all cores)"},
              [](Options& o, std::string_view v) { return number(v, 1U, 1024U, o.jobs); }},
    OptionRow{"--full", "", {"全部重新生成", "render everything again"}, [](Options& o, std::string_view) { return o.full = true; }},
    OptionRow{"--dry-run",
              "",
              {"只说会改什么，不写文件", "say what would change, write nothing"},
              [](Options& o, std::string_view) { return o.dry_run = true; }},
    OptionRow{"--explain",
              "",
              {"逐个说明每个文件为什么要写（新增、内容有变、被改动过而恢复、不再需要）；status：列出每项指标背后的记录",
               "say why each file is written; status: the records behind each target"},
              [](Options& o, std::string_view) { return o.explain = true; }},
    OptionRow{"--progress",
              "auto|always|never",
              {"是否显示进度", "whether to show progress"},
              [](Options& o, std::string_view v) {
                o.progress = v == "always" ? Show::always : v == "never" ? Show::never : Show::automatic;
                return v == "auto" || v == "always" || v == "never";
              }},
    OptionRow{"--format",
              "text|json|sarif",
              {"输出的格式", "format of the output"},
              [](Options& o, std::string_view v) {
                o.format = v;
                return v == "text" || v == "json" || v == "sarif";
              }},
    OptionRow{"--host",
              "HOST",
              {"监听的地址，默认 127.0.0.1", "address to listen on (default 127.0.0.1)"},
              [](Options& o, std::string_view v) {
                o.host = v;
                return !v.empty();
              }},
    OptionRow{"--port",
              "PORT",
              {"端口，默认 8080", "port (default 8080)"},
              [](Options& o, std::string_view v) { return number(v, 0, 65535, o.port); }},
    OptionRow{"--no-watch",
              "",
              {"不监视文件的改动", "do not watch for changes"},
              [](Options& o, std::string_view) {
                o.watch = false;
                return true;
              }},
    OptionRow{"--task",
              "ID",
              {"哪项任务；import 时，表里的结果都属于它", "the task; with import, that of all rows of the table"},
              [](Options& o, std::string_view v) {
                o.task = v;
                return valid_id(v);
              }},
    OptionRow{"--into",
              "FILE.ndjson",
              {"写到哪里，默认 content/results/ 下与原表同名", "where to write (default: content/results/, named like the table)"},
              [](Options& o, std::string_view v) {
                o.into = v;
                return v.ends_with(".ndjson");
              }},
    OptionRow{"--replace",
              "",
              {"代替先前导入的同名文件：原表改正后再导入", "take the place of the file that an earlier import wrote"},
              [](Options& o, std::string_view) { return o.replace = true; }},
    OptionRow{
        "--accept-refusals",
        "",
        {"写下没有问题的行，拒收的另存一个工作簿，改正后再导入", "write the good rows, and a workbook of the others to mend and import"},
        [](Options& o, std::string_view) { return o.accept_refusals = true; }},
    OptionRow{"--annotate",
              "FILE.xlsx",
              {"另存一份原工作簿，标出有问题的格子并加批注", "a copy of the workbook with each bad cell marked"},
              [](Options& o, std::string_view v) {
                o.annotate = v;
                return v.ends_with(".xlsx");
              }},
    OptionRow{"--template",
              "OUT.xlsx",
              {"写一个空白的结果表模板", "write an empty table of results to fill in"},
              [](Options& o, std::string_view v) {
                o.template_file = v;
                return v.ends_with(".xlsx");
              }},
    OptionRow{"--profile",
              "ID",
              {"采用哪一份规则，写编号或地名，如 huojia-2023 或“获嘉”", "the profile to start with"},
              [](Options& o, std::string_view v) {
                o.profile = v;
                return !v.empty();
              }},
    OptionRow{"--approved",
              "HEX",
              {"已签批的清单摘要", "digest of the list that was approved"},
              [](Options& o, std::string_view v) {
                o.approved = v;
                return is_digest(v);
              }},
    OptionRow{"--site",
              "DIR",
              {"核对下载的公示网站，而不是站点文件夹", "a downloaded site, instead of a root"},
              [](Options& o, std::string_view v) {
                o.site = v;
                return !v.empty();
              }},
    OptionRow{"--head",
              "HASH",
              {"以前见到的链头，如汇总表里的；序号已知的写成 序号:链头",
               "a head that was seen before, such as that of a report; with its number: SEQ:HASH"},
              set_head},
    OptionRow{"--kind",
              "KIND",
              {"更正的种类：error 更正、progress 后续进展、investigation_closed 调查终结、repair 信用修复、withdrawal 撤回",
               "error, progress, investigation_closed, repair or withdrawal"},
              [](Options& o, std::string_view v) {
                o.correction.kind = v;
                return !v.empty();
              }},
    OptionRow{"--field",
              "FIELD",
              {"更正哪一项，如 result 或“检查结果”", "the field, such as result"},
              [](Options& o, std::string_view v) {
                o.correction.field_name = v;
                return !v.empty();
              }},
    OptionRow{"--to",
              "VALUE",
              {"新的值；列表和对象写成 JSON，删去的写成空", "the new value; JSON for lists and objects, empty to take it away"},
              [](Options& o, std::string_view v) {
                o.correction.to = v;
                return o.correction.has_value = true;
              }},
    OptionRow{"--reason",
              "TEXT",
              {"原因，会公开", "the reason, which is public"},
              [](Options& o, std::string_view v) {
                o.correction.reason = v;
                return !v.empty();
              }},
    OptionRow{"--approved-by",
              "NAME",
              {"批准人", "who approved it"},
              [](Options& o, std::string_view v) {
                o.correction.approved_by = v;
                return !v.empty();
              }},
    OptionRow{"--approver-role",
              "ROLE",
              {"批准人职务，会公开，如“本部门主要负责人”", "the approver's role, which is public"},
              [](Options& o, std::string_view v) {
                o.correction.approver_role = v;
                return !v.empty();
              }},
    OptionRow{"--outcome",
              "TEXT",
              {"调查结论（调查终结的）", "outcome of the investigation"},
              [](Options& o, std::string_view v) {
                o.correction.outcome = v;
                return !v.empty();
              }},
    OptionRow{"--approved-on",
              "DATE",
              {"批准日期", "day of the approval"},
              [](Options& o, std::string_view v) {
                o.correction.approved_on = Date::parse(v);
                return o.correction.approved_on.has_value();
              }},
    OptionRow{"--outcome-on",
              "DATE",
              {"调查终结的日期", "day on which the investigation ended"},
              [](Options& o, std::string_view v) {
                o.correction.outcome_on = Date::parse(v);
                return o.correction.outcome_on.has_value();
              }},
};

struct Speaker {
  Language language;
  std::string_view operator()(std::string_view chinese, std::string_view english) const {
    return language == Language::chinese ? chinese : english;
  }
};

bool takes(const CommandRow& command, const OptionRow& option) {
  return command.options.find(std::string(option.name) + " ") != std::string_view::npos;
}

/// What stands for a value, in the reader's words: `ID|FILE.xlsx` is 编号|文件.xlsx.
std::string placeholder(std::string_view words, Language language) {
  struct Word {
    std::string_view english, chinese;
  };
  static constexpr std::array chinese{Word{"RESULT_ID", "结果编号"}, Word{"FILE", "文件"}, Word{"OUT", "文件"},  Word{"DIR", "文件夹"},
                                      Word{"PERIOD", "统计期间"},    Word{"CODE", "代码"}, Word{"RULE", "规则"}, Word{"DATE", "日期"},
                                      Word{"TEXT", "文字"},          Word{"NAME", "姓名"}, Word{"ROLE", "职务"}, Word{"KIND", "种类"},
                                      Word{"FIELD", "项目"},         Word{"VALUE", "值"},  Word{"HASH", "链头"}, Word{"HEX", "清单摘要"},
                                      Word{"HOST", "地址"},          Word{"PORT", "端口"}, Word{"ID", "编号"},   Word{"N", "个数"}};
  std::string out;
  for (std::size_t at = 0; at < words.size();) {
    std::size_t end = std::min(words.find_first_of(" |.[]:", at), words.size());
    std::string_view word = words.substr(at, end - at);
    auto found = language == Language::chinese ? std::ranges::find(chinese, word, &Word::english) : chinese.end();
    out += found == chinese.end() ? word : found->chinese;
    if (end < words.size()) out += words[end];
    at = end + 1;
  }
  return out;
}

std::string signature(const CommandRow& command, Language language) {
  std::string out = "gongshi " + std::string(command.name);
  if (!command.usage.empty()) out += " " + placeholder(command.usage, language);
  return out;
}

/// `left` and blanks up to `width` columns of a terminal, at least two.
std::string in_column(std::string left, std::size_t width) {
  std::size_t own = 0;
  for (std::size_t at = 0; at < left.size();) own += next_character(left, at) < 0x2e80 ? 1 : 2;
  left.append(own + 2 < width ? width - own : 2, ' ');
  return left;
}

std::string help_of(const CommandRow& command, Language language) {
  auto l = static_cast<std::size_t>(language);
  std::string out = signature(command, language) + "\n  " + std::string(command.help[l]) + "\n\n";
  for (const OptionRow& row : rows) {
    if (!takes(command, row)) continue;
    std::string left = "  " + std::string(row.name) + (row.value.empty() ? "" : " " + placeholder(row.value, language));
    out += in_column(std::move(left), 34) + std::string(row.help[l]) + "\n";
  }
  return out;
}

std::string help(std::span<const CommandRow> commands, Language language) {
  Speaker say{language};
  std::string out(
      say("gongshi 把双随机、一公开的检查结果做成公示网站。\n\n", "gongshi turns inspection results into a public disclosure site.\n\n"));
  for (const CommandRow& command : commands) {
    out += in_column("  " + signature(command, language), 30) + std::string(command.help[static_cast<std::size_t>(language)]) + "\n";
  }
  out += say("\n某个命令的选项：gongshi 命令 --help；版本：gongshi --version\n",
             "\nOptions of a command: gongshi COMMAND --help; version: gongshi --version\n");
  return out;
}

UsageError unknown(std::string_view what, std::string_view word, std::span<const std::string_view> known, Language language) {
  Speaker say{language};
  std::string text = std::string(what) + std::string(say("“", " \"")) + std::string(word) + std::string(say("”", "\""));
  auto near = nearest(word, known, 1);
  if (!near.empty()) text += std::string(say("，是不是 ", "; did you mean ")) + std::string(near.front()) + std::string(say("？", "?"));
  return {text};
}

UsageError unknown_option(const CommandRow& command, std::string_view word, Language language) {
  std::vector<std::string_view> known;
  for (const OptionRow& row : rows)
    if (takes(command, row)) known.push_back(row.name);
  return unknown(Speaker{language}("不认识的选项", "unknown option"), word, known, language);
}

}  // namespace

std::variant<Call, HelpText, UsageError> parse_arguments(std::span<const CommandRow> commands, std::span<const std::string_view> arguments,
                                                         Language language) {
  Speaker say{language};
  if (arguments.empty()) return UsageError{help(commands, language)};
  if (arguments[0] == "--help" || arguments[0] == "-h" || arguments[0] == "help") return HelpText{help(commands, language)};
  if (arguments[0] == "--version") return HelpText{"gongshi " GONGSHI_VERSION "\n"};
  auto command = std::ranges::find(commands, arguments[0], &CommandRow::name);
  if (command == commands.end()) {
    std::vector<std::string_view> known;
    for (const CommandRow& row : commands) known.push_back(row.name);
    return unknown(say("没有这个命令：", "no such command:"), arguments[0], known, language);
  }
  Call call{&*command, {}};
  call.options.language = language;
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    std::string_view word = arguments[i];
    if (word == "--help" || word == "-h") return HelpText{help_of(*command, language)};
    if (!word.starts_with("--")) {
      call.options.names.emplace_back(word);
      continue;
    }
    std::size_t equals = word.find('=');
    std::string_view name = word.substr(0, equals);
    auto row = std::ranges::find(rows, name, &OptionRow::name);
    if (row == rows.end() || !takes(*command, *row)) return unknown_option(*command, name, language);
    std::string_view value;
    if (!row->value.empty()) {
      if (equals == std::string_view::npos && i + 1 == arguments.size())
        return UsageError{std::string(name) + std::string(say(" 后面要写", " needs ")) + placeholder(row->value, language)};
      value = equals == std::string_view::npos ? arguments[++i] : word.substr(equals + 1);
    }
    if (!row->set(call.options, value))
      return UsageError{std::string(name) + std::string(say(" 的值不对：", ": not a good value: ")) + std::string(value) +
                        std::string(say("（", " (")) + placeholder(row->value, language) + std::string(say("）", ")"))};
  }
  if (call.options.names.size() < command->least || call.options.names.size() > command->most)
    return UsageError{std::string(say("用法：", "usage: ")) + signature(*command, language)};
  return call;
}

Language language_of_locale() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): before any thread starts
    if (value != nullptr && *value != '\0') return std::string_view(value).starts_with("zh") ? Language::chinese : Language::english;
  }
  return Language::english;
}

}  // namespace gongshi
