#include <algorithm>

#include "authoring/result_template.hpp"
#include "base/canonical_json.hpp"
#include "base/disk.hpp"
#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/exit_status.hpp"
#include "cli/messages.hpp"
#include "cli/print.hpp"
#include "formats/csv.hpp"
#include "ingest/own_files.hpp"
#include "ingest/settings.hpp"
#include "model/result.hpp"

namespace gongshi {
namespace {

std::vector<std::string_view> profile_ids() {
  constexpr std::string_view folder = "site/profiles/";
  std::vector<std::string_view> out;
  for (const OwnFile& own : own_files())
    if (own.path.starts_with(folder)) out.push_back(own.path.substr(folder.size(), own.path.size() - folder.size() - 5));
  return out;
}

std::string site_json(std::string_view profile) {
  std::string out = R"({
  "organisation": {"name": "某某县生态环境局", "short_name": "某某县生态环境局"},
  "site": {"name": "某某县生态环境局双随机、一公开结果公示"},
  "base_url": "https://example.gov.cn/",
  "profile": )";
  append_json_string(out, profile);
  return out + "\n}\n";
}

/// The header of an empty table that opens in Excel and WPS.
std::string result_table() {
  std::vector<std::string_view> headers;
  for (const Field& f : Result::shape().fields)
    if (!f.header.empty() && f.name != "number" && f.name != "penalty" && f.name != "inspector_count") headers.push_back(f.header);
  std::string out(csv_byte_order_mark);
  append_csv_row(out, headers);
  return out;
}

constexpr std::string_view task_example = R"([
  {
    "id": "T1", "name": "年度第一次双随机抽查", "kind": "internal", "selection": "targeted",
    "items": ["主要法定环境制度及污染防治措施落实情况"], "status": "planned"
  }
]
)";

constexpr std::string_view readme = R"(这是一个公示站点文件夹。

1. 在 site/site.json 里把单位名称、网站名称和网址改成自己的。
2. 在 content/tasks/tasks.json 里登记抽查任务，编号就是结果表里的“任务编号”。
3. 用 WPS 或 Excel 打开 结果表模板.xlsx 填写（一行一条结果），再运行 gongshi import 结果表模板.xlsx --root 本文件夹；手头已有的结果表也可以这样导入。
4. 运行 gongshi serve --root 本文件夹，在浏览器里预览；有错会指出在哪一行、哪一列、怎么改。
5. 运行 gongshi publish --root 本文件夹，登记台账，公示网站在 site/public/。
)";

/// The empty workbook with the wordings of the profile, which is one of the program's own.
std::string template_of(const std::filesystem::path& root, std::string_view profile) {
  Dataset data;
  Diagnostics none;
  Intake intake{.root = root, .jobs = 1, .data = data, .out = none};
  read_profiles(intake);
  auto found = std::ranges::find(data.profiles, profile, &Profile::id);
  return result_template(found == data.profiles.end() ? nullptr : &*found);
}

}  // namespace

int run_init(const Options& options) {
  std::filesystem::path root = options.names.front();
  std::string profile = options.profile.empty() ? "pingdingshan-2020" : options.profile;
  auto known = profile_ids();
  if (std::ranges::find(known, profile) == known.end()) {
    print_error(say(options.language, Say::no_profile, {profile, joined(known, options.language == Language::chinese ? "、" : ", ")}));
    return exit_usage;
  }
  std::error_code none;
  if (std::filesystem::exists(root, none) && !std::filesystem::is_empty(root, none)) {
    print_error(say(options.language, Say::root_not_empty, {root.string()}));
    return exit_usage;
  }
  for (std::string_view folder : {"site", "content/tasks", "content/results"}) disk::make_folders(root / folder);
  disk::replace(root / "site/site.json", site_json(profile));
  disk::replace(root / "content/tasks/tasks.json", task_example);
  disk::replace(root / "content/results/结果.csv", result_table());
  disk::replace(root / "结果表模板.xlsx", template_of(root, profile));
  disk::replace(root / "说明.txt", readme);
  print_line(say(options.language, Say::root_made, {root.string()}));
  return exit_good;
}

}  // namespace gongshi
