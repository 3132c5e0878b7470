#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

#include "authoring/result_template.hpp"
#include "base/canonical_json.hpp"
#include "base/disk.hpp"
#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/exit_status.hpp"
#include "cli/messages.hpp"
#include "cli/print.hpp"
#include "formats/text/csv.hpp"
#include "ingest/own_files.hpp"
#include "ingest/settings.hpp"
#include "model/result.hpp"
#include "model/task.hpp"

namespace gongshi {
namespace {

/// Files that a new root starts with as they stand in generator/starter/.
struct Starter {
  std::string_view own, path;
};
constexpr std::array starters{Starter{"readme.txt", "说明.txt"}, Starter{"plan.json", "样例/计划.json"},
                              Starter{"items.json", "样例/事项清单.json"}, Starter{"notice.md", "样例/公告.md"}};

std::string_view starter(std::string_view name) {
  constexpr std::string_view folder = "generator/starter/";
  for (const OwnFile& own : own_files())
    if (own.path.starts_with(folder) && own.path.substr(folder.size()) == name) return own.bytes;
  return {};
}

/// The program's own profiles.
Dataset own_profiles(const std::filesystem::path& root) {
  Dataset data;
  Diagnostics none;
  Intake intake{.root = root, .jobs = 1, .data = data, .out = none};
  read_profiles(intake);
  return data;
}

/// `huojia-2023` by its id, or by a part of its id or name that no other has: `huojia`, `获嘉`.
const Profile* profile_named(const std::vector<Profile>& profiles, std::string_view words) {
  if (auto exact = std::ranges::find(profiles, words, &Profile::id); exact != profiles.end()) return &*exact;
  auto matches = [&](const Profile& p) {
    return p.id.find(words) != std::string_view::npos || p.name.find(words) != std::string_view::npos;
  };
  auto found = std::ranges::find_if(profiles, matches);
  return std::ranges::count_if(profiles, matches) == 1 ? &*found : nullptr;
}

/// `huojia-2023（获嘉（2023））、…`
std::string choice_of(const std::vector<Profile>& profiles, Language language) {
  bool chinese = language == Language::chinese;
  std::vector<std::string> words;
  for (const Profile& p : profiles) words.push_back(std::string(p.id) + (chinese ? "（" + std::string(p.name) + "）" : ""));
  return joined(std::vector<std::string_view>(words.begin(), words.end()), chinese ? "、" : ", ");
}

std::string site_json(std::string_view profile) {
  std::string out = R"({
  "organisation": {"name": "某某县生态环境局", "short_name": "某某县生态环境局"},
  "site": {"name": "某某县生态环境局双随机、一公开结果公示"},
  "base_url": "https://example.gov.cn/",
  "profile": )";
  append_json_string(out, profile);
  return out + R"(,
  "footer": {
    "sponsor": "某某县生态环境局",
    "contact": "见机关公开电话",
    "address": "某某县某某路1号"
  }
}
)";
}

/// An empty table that opens in Excel and WPS; `example`: a row that is not read, by key.
std::string table_of(const Shape& shape, std::initializer_list<std::string_view> without,
                     std::initializer_list<std::pair<std::string_view, std::string_view>> example = {}) {
  std::vector<std::string_view> headers;
  std::vector<std::string_view> cells;
  if (example.size() != 0) {
    headers.emplace_back("序号");
    cells.emplace_back("示例");
  }
  for (const Field& f : shape.fields) {
    if (f.header.empty() || std::ranges::find(without, f.name) != without.end()) continue;
    headers.push_back(f.header);
    auto given = std::ranges::find(example, f.name, &std::pair<std::string_view, std::string_view>::first);
    cells.push_back(given == example.end() ? std::string_view{} : given->second);
  }
  std::string out(csv_byte_order_mark);
  append_csv_row(out, headers);
  if (example.size() != 0) append_csv_row(out, cells);
  return out;
}

std::string task_table() {
  return table_of(Task::shape(), {},
                  {{"id", "T1"},
                   {"name", "某某县生态环境局1季度随机抽查"},
                   {"kind", "本部门抽查"},
                   {"selection", "不定向"},
                   {"items", "水污染防治监督检查、大气污染防治监督检查"},
                   {"from", "2024-03-01"},
                   {"to", "2024-03-29"},
                   {"status", "待抽取"}});
}

void write_files(const std::filesystem::path& root, const Profile& profile) {
  for (std::string_view folder : {"site", "样例", "content/tasks", "content/results"}) disk::make_folders(root / folder);
  disk::replace(root / "site/site.json", site_json(profile.id));
  disk::replace(root / "content/tasks/任务.csv", task_table());
  disk::replace(root / "content/results/结果.csv", table_of(Result::shape(), {"number", "penalty", "inspector_count"}));
  disk::replace(root / "样例/检查对象名录库.csv", table_of(Object::shape(), {}));
  disk::replace(root / "结果表模板.xlsx", result_template(&profile));
  for (const Starter& file : starters) disk::replace(root / file.path, starter(file.own));
}

}  // namespace

int run_init(const Options& options) {
  std::filesystem::path root = options.names.front();
  Dataset data = own_profiles(root);
  const Profile* profile = profile_named(data.profiles, options.profile.empty() ? "pingdingshan-2020" : options.profile);
  if (profile == nullptr) {
    print_error(say(options.language, Say::no_profile, {options.profile, choice_of(data.profiles, options.language)}));
    return exit_usage;
  }
  std::error_code none;
  if (std::filesystem::exists(root, none) && !std::filesystem::is_empty(root, none)) {
    print_error(say(options.language, Say::root_not_empty, {root.string()}));
    return exit_usage;
  }
  write_files(root, *profile);
  print_line(say(options.language, Say::root_made, {root.string(), std::string(profile->id), std::string(profile->name)}));
  if (options.profile.empty()) print_line(say(options.language, Say::profile_taken, {choice_of(data.profiles, options.language)}));
  return exit_good;
}

}  // namespace gongshi
