#include "cli/commands.hpp"

#include <array>

namespace gongshi {

namespace {

constexpr std::array rows{
    CommandRow{"build",
               "",
               0,
               0,
               "--root --out --as-of --jobs --full --dry-run --explain --format --progress ",
               {"生成预览网站（site/preview/）", "render the preview site (site/preview/)"},
               run_build},
    CommandRow{"check",
               "",
               0,
               0,
               "--root --as-of --jobs --format ",
               {"检查内容，说明哪里有错、怎么改", "check the content and say what is wrong and where"},
               run_check},
    CommandRow{"status",
               "",
               0,
               0,
               "--root --as-of --jobs --format --explain ",
               {"今天有什么到期、逾期、还不能公示", "say what is due, overdue, embargoed and withheld today"},
               run_status},
    CommandRow{"report",
               "PERIOD|--task ID",
               0,
               1,
               "--root --task --as-of --jobs --out ",
               {"报市场监管部门的报表（2024-05、2024-Q2、2024），或者一项任务的检查结果汇总表、联合抽查的报送材料",
                "the workbook of a period for the market regulator (2024-05, 2024-Q2, 2024), or what a task sends in"},
               run_report},
    CommandRow{"publish",
               "",
               0,
               0,
               "--root --as-of --jobs --dry-run --out --explain --approved --progress ",
               {"登记台账并更新公示网站（site/public/）", "write the ledger and switch the live site (site/public/)"},
               run_publish},
    CommandRow{"correct",
               "RESULT_ID",
               1,
               1,
               "--root --as-of --jobs --dry-run --kind --field --to --reason --approved-by --approver-role --approved-on --outcome "
               "--outcome-on ",
               {"更正已公示的结果，或者登记后续进展、撤回", "correct a published result, add to it, or withdraw it"},
               run_correct},
    CommandRow{"verify",
               "",
               0,
               0,
               "--root --site --head --approved --as-of --jobs --format ",
               {"核对台账、更正和公示网站有没有被改动", "hold ledger, corrections and live site against each other"},
               run_verify},
    CommandRow{"explain", "CODE|RULE", 1, 1, "", {"说明一个诊断代码或一条规则，附条文和例子", "what a code or a rule means"}, run_explain},
    CommandRow{"serve",
               "",
               0,
               0,
               "--root --as-of --jobs --host --port --no-watch ",
               {"在浏览器里预览，保存后自动刷新", "preview in a browser, reloading after every save"},
               run_serve},
    CommandRow{"import",
               "FILE...",
               0,
               1000,
               "--root --task --into --dry-run --replace --accept-refusals --annotate --template ",
               {"读取办公软件里的结果表（xlsx、csv、网页、XML），检查后写成 NDJSON",
                "read tables of results as offices have them, and write them as NDJSON"},
               run_import},
    CommandRow{"init", "DIR", 1, 1, "--profile ", {"新建一个站点文件夹", "make a new site root"}, run_init},
};

}  // namespace

std::span<const CommandRow> commands() { return rows; }

}  // namespace gongshi
