#include "cli/messages.hpp"

#include <algorithm>
#include <array>

namespace gongshi {
namespace {

struct Row {
  Say what;
  std::string_view text[2];
};

constexpr std::array rows{
    Row{Say::reading, {"正在读取 {0}", "reading {0}"}},
    Row{Say::nothing_wrong, {"没有发现问题", "nothing wrong"}},
    Row{Say::as_of, {"截至 {0}：{1}", "as of {0}: {1}"}},
    Row{Say::found, {"{0} 个错误，{1} 个提醒", "errors: {0}, warnings: {1}"}},
    Row{Say::nothing_written, {"内容有错误，没有写任何文件", "the content has errors; nothing was written"}},
    Row{Say::unchanged, {"{0}：没有变化，共 {1} 个文件，用时 {2} 秒", "{0}: unchanged, {1} files, {2} s"}},
    Row{Say::built,
        {"{0}：共 {1} 个文件，写了 {2} 个，{3} 个没有变化，移除 {4} 个，用时 {5} 秒",
         "{0}: {1} files, {2} written, {3} unchanged, {4} removed, {5} s"}},
    Row{Say::would_change, {"会写 {0} 个文件，移除 {1} 个；这次没有写", "would write {0} files and remove {1}; nothing was written"}},
    Row{Say::pending,
        {"其中 {0} 条结果待公示：预览里有，公示网站里还没有；公示请运行 gongshi publish",
         "{0} results wait for publication: they stand in the preview only; `gongshi publish` publishes them"}},
    Row{Say::published,
        {"新公示 {0} 条，更正 {1} 条，撤回 {2} 条，文件 {5} 件，抽取名单 {6} 份；台账第 {3} 条；网站在 {4}",
         "{0} published, {1} corrected, {2} withdrawn, {5} documents, {6} draws; ledger entry {3}; the site is in {4}"}},
    Row{Say::nothing_to_publish,
        {"没有要公示的；台账没有增加，网站在 {0}", "nothing to publish; the ledger is as it was, the site is in {0}"}},
    Row{Say::would_publish,
        {"会新公示 {0} 条，更正 {1} 条，撤回 {2} 条，文件 {4} 件，抽取名单 {5} 份；这次没有写。清单摘要：{3}",
         "would publish {0}, correct {1}, withdraw {2}, with {4} documents and {5} draws; nothing was written. Digest of the list: {3}"}},
    Row{Say::sheet_of_a_list,
        {"--out 写的是签批单，要和 --dry-run 一起用", "--out writes the sheet that is signed: use it with --dry-run"}},
    Row{Say::closed_batch,
        {"上次公示中断，有 {0} 条已登记，这次一并发布", "an earlier publish was interrupted; its {0} entries are released now"}},
    Row{Say::would_close_batch,
        {"上次公示中断，有 {0} 条已登记；下次公示时一并发布",
         "an earlier publish was interrupted; the next one releases its {0} entries too"}},
    Row{Say::ledger_lost,
        {"site/public/ 里的台账有 content/ledger.ndjson 没有的条目：台账丢失、被改动，或者恢复了旧备份。请恢复最新的 content/ 再发布；"
         "gongshi verify 会指出第一处不符",
         "the ledger in site/public/ holds entries that content/ledger.ndjson does not: it was lost, changed, or restored from an old "
         "backup. Restore the newest content/ before publishing; gongshi verify names the first difference"}},
    Row{Say::name_not_set,
        {"site/site.json 里的单位名称还是“{0}”，没有公示；先改成本单位的名称，样例里的也一样",
         "the organisation in site/site.json is still {0}; nothing was published; write your own name there, and in what was copied from "
         "the "
         "samples"}},
    Row{Say::set_back,
        {"日期 {0} 早于台账最后一条（{1}），不能公示", "{0} is before the last ledger entry ({1}); dates cannot be set back"}},
    Row{Say::not_today, {"公示日期只能是今天（{1}），不能是 {0}", "the day of publication is today ({1}), not {0}"}},
    Row{Say::other_list,
        {"现在的清单摘要是 {0}，与签批的 {1} 不同，没有公示", "the list is {0} now, not the approved {1}; nothing was published"}},
    Row{Say::serving, {"预览在 {0} ，按 Ctrl+C 结束", "preview at {0} (Ctrl+C ends it)"}},
    Row{Say::serving_open,
        {"注意：{0} 不是本机地址，同一网络里的人都能看到还没有公示的内容",
         "careful: {0} is not this machine alone; others can read what is not public yet"}},
    Row{Say::changed_again, {"内容有改动，已重新读取（{0} 秒）", "changed; read again in {0} s"}},
    Row{Say::wrong_now, {"内容有 {0} 个错误，浏览器里有说明", "the content has {0} errors; the browser shows them"}},
    Row{Say::root_made,
        {"已建好 {0}，采用规则 {1}（{2}）。先看里面的 说明.txt，一步一步怎么做都写在那里",
         "{0} is ready, with the rules {1}. Put result tables into content/results/, then run gongshi serve --root {0}"}},
    Row{Say::profile_taken,
        {"没有指明规则，先用了上面这一份；要换，改 site/site.json 里的 profile，可以写：{0}",
         "no profile was named, so this one was taken; profile in site/site.json may be: {0}"}},
    Row{Say::sheet_written, {"签批单已写入 {0}", "wrote {0}, the sheet to be signed"}},
    Row{Say::root_not_empty, {"{0} 不是空文件夹，没有动它", "{0} is not an empty folder; it was left alone"}},
    Row{Say::no_root,
        {"{0} 里没有 site/site.json，不是站点文件夹；用 --root 指明，或用 gongshi init 新建",
         "{0} holds no site/site.json; name the root with --root, or make one with gongshi init"}},
    Row{Say::option_missing, {"缺少 {0}", "{0} is missing"}},
    Row{Say::option_not_here, {"种类 {1} 没有 {0} 这一项", "{0} does not go with kind {1}"}},
    Row{Say::unknown_word,
        {"{0} 不认识“{1}”{2?，是不是“{2}”？|}可用的：{3}", "{0}: unknown \"{1}\"{2?; did you mean \"{2}\"?|;} known: {3}"}},
    Row{Say::wrong_field_value, {"--to 的值“{1}”不对：{0} 应是{2}", "--to: \"{1}\" is no value of {0}, which is {2}"}},
    Row{Say::approved_later, {"批准日期 {0} 还没有到（今天是 {1}）", "the approval of {0} is still to come (it is {1})"}},
    Row{Say::correction_refused,
        {"这条更正会使内容有错误，没有写任何文件", "with this correction the content has errors; nothing was written"}},
    Row{Say::correction_written, {"已写入 {0}", "wrote {0}"}},
    Row{Say::correction_shows,
        {"gongshi publish 之后，结果 {0} 和更正公示上会显示：{1}{2?，{2}|}",
         "after `gongshi publish` result {0} and the public log of corrections will show: {1}{2? {2}|}"}},
    Row{Say::report_of_what,
        {"要写明统计期间或者任务，二者之一：gongshi report 2024-05（月）、2024-Q2（季度）、2024（年），或者 gongshi report --task 任务编号",
         "name a period or a task, one of them: gongshi report 2024-05 (month), 2024-Q2 (quarter), 2024 (year), or gongshi report --task "
         "ID"}},
    Row{Say::report_period,
        {"“{0}”不是统计期间；写成 2024-05（月）、2024-Q2（季度）或 2024（年）",
         "\"{0}\" is no period; write 2024-05 (a month), 2024-Q2 (a quarter) or 2024 (a year)"}},
    Row{Say::report_task, {"没有任务 {0}{1?，是不是 {1}？|}", "there is no task {0}{1?; did you mean {1}?|}"}},
    Row{Say::report_named,
        {"{0} 已经有了，没有动它；移走它，或者用 --out 指明写到哪里（--out 指明的文件会被替换）",
         "{0} is there already and was left alone; move it away, or name the file with --out (which replaces it)"}},
    Row{Say::report_written, {"已写入 {0}（截至 {1}）", "wrote {0} (as of {1})"}},
    Row{Say::report_kind,
        {"{0}：只有部门联合抽查的任务才有报送材料（.zip），{1} 不是；请写成 .xlsx",
         "{0}: only a joint inspection has a return package (.zip), and {1} is none; name an .xlsx file"}},
    Row{Say::report_internal,
        {"任务 {0} 的检查还没有结束：抽取名单在检查结束前不得外传，文件每页都标明“内部使用”",
         "the inspection of {0} has not ended: its drawn list is secret until then, and every page says 内部使用 (internal)"}},
    Row{Say::report_due, {"最迟 {0}{1?（暂定）| }报送", "to be sent in by {0}{1? (provisional)|}"}},
    Row{Say::report_missing, {"联合抽查实施方案还缺：{0}", "the scheme of the joint inspection lacks: {0}"}},
    Row{Say::no_saved_site,
        {"{0} 里没有 data/ledger.ndjson，不是下载的公示网站", "{0} holds no data/ledger.ndjson: it is no downloaded site"}},
    Row{Say::no_live_site,
        {"这里没有 site/public/，只核对了台账和内容", "there is no site/public/ here: only ledger and content were compared"}},
    Row{Say::site_partial,
        {"这里不是整个网站（没有 index.html），只核对了台账和数据",
         "this is no whole site (no index.html): only its ledger and data were compared"}},
    Row{Say::files_left_out, {"没有算进去的文件（不属于网站）：{0}", "left out, being no files of a site: {0}"}},
    Row{Say::records_not_compared,
        {"台账本身有错，记录没有逐条核对；恢复台账后再核对一次",
         "the ledger itself is at fault, so records were not compared one by one; restore it and verify again"}},
    Row{Say::other_errors, {"内容另有 {0} 个错误，见 gongshi check", "the content has {0} other errors: see `gongshi check`"}},
    Row{Say::no_known_head,
        {"没有以前见到的链头（第一次核对，也没有 --head）：不能排除台账被截短或退回；把链头与报给监管部门的汇总表对照",
         "no head was seen before (and no --head given): a cut or rolled-back ledger cannot be excluded; compare the head with a report "
         "that the regulator has"}},
    Row{Say::head_memory,
        {"上次见到的链头记在 {0}；确认台账无误后，删去它再核对",
         "the head seen last is kept in {0}; remove it if the ledger is right after all"}},
    Row{Say::head_not_kept, {"这次的链头没有记下来（状态文件夹不能写）", "this head was not kept (the state folder cannot be written)"}},
    Row{Say::ledger_is, {"台账 {0} 条，链头 {1}", "ledger: {0} entries, head {1}"}},
    Row{Say::verified, {"没有发现问题", "nothing wrong"}},
    Row{Say::verified_with_site,
        {"没有发现问题，网站的 {0} 个文件与台账一致", "nothing wrong; the {0} files of the site are what the ledger says"}},
    Row{Say::not_verified, {"{0} 处问题，第一处在第 {1} 条（{2}）", "faults: {0}; the first is at entry {1} ({2})"}},
    Row{Say::no_explanation,
        {"没有“{0}”的说明{1?，是不是 {1}？|。}可以写诊断的代码，如 R0606，或规则：{2}",
         "there is no explanation of \"{0}\"{1?; did you mean {1}?|;} give a code, such as R0606, or a rule: {2}"}},
    Row{Say::wrong_epoch,
        {"环境变量 SOURCE_DATE_EPOCH 应是 1970 年以来的秒数，实为“{0}”；改正或者去掉它",
         "the environment variable SOURCE_DATE_EPOCH must be seconds since 1970, not \"{0}\"; correct it or unset it"}},
    Row{Say::failure, {"出错了：{0}", "failed: {0}"}},
    Row{Say::no_format, {"这个命令没有 {0} 格式，可用的：{1}", "this command has no format {0}; it has: {1}"}},
    Row{Say::serving_status, {"办理情况在 {0}", "what is due: {0}"}},
    Row{Say::build_into,
        {"预览不能写到 {0}：那里是公示网站，或者是手写的内容；换一个文件夹，公示用 gongshi publish",
         "a preview must not be written to {0}, which is the published site or written by hand; choose another folder, or publish"}},
    Row{Say::import_what, {"要导入哪个文件？用法：gongshi import 文件…", "which file? usage: gongshi import FILE..."}},
    Row{Say::import_gone, {"没有这个文件：{0}", "there is no such file: {0}"}},
    Row{Say::import_sum, {"合计：结果 {0} 条，拒收 {1} 行", "in all: {0} records, {1} rows refused"}},
    Row{Say::import_undated,
        {"其中 {0} 条没有“{1}”，公示期限无从起算{3?（{3}）|}，补上以前不能公示{4?；也可以在任务里填任务完成日期|}",
         "{0} of them have no {2}: the deadline cannot be counted, and they cannot be published before they have it{4?; the task's "
         "completed_on "
         "will do|}"}},
    Row{Say::import_written, {"已写入 {0}：{1} 条；请运行 gongshi check", "{0}: {1} records written; now run gongshi check"}},
    Row{Say::import_exists,
        {"{0} 已经存在，内容不同，没有覆盖。原表改正后再导入的，加 --replace 代替它；是另一张表的，用 --into 换一个名字",
         "{0} exists already and is different; it was left alone. If this is the table mended, take its place with --replace; if it is "
         "another table, name another file with --into"}},
    Row{Say::import_unlike,
        {"{0} {2?不是导入写成的（有的行没有编号，或者不能读取）|里的 {1} 条结果，新表里一条也没有}，没有代替；另起一个名字用 "
         "--into，确实要代替的先把它移走",
         "{0}: {2?import did not write this (a line has no id, or cannot be read)|none of its {1} results is in the new table}, and it was "
         "left "
         "alone; name another file with --into, or move this one away first"}},
    Row{Say::import_replaced,
        {"{2?代替了|会代替}先前的 {0} 条{1?，其中 {1} 条新表里没有|}{2?；先前的文件留作 {2}|}",
         "{2?in place of|would take the place of} {0} records{1?, of which {1} are in the new table no more|}{2?; these are kept as "
         "{2}|}"}},
    Row{Say::import_there,
        {"{0} 已经存在；内容不同的，要加 --replace 才会代替", "{0} exists already; where it is different, --replace takes its place"}},
    Row{Say::import_into, {"导入的结果只能写到 content/results/ 里，不能写成 {0}", "results go into content/results/ only, not into {0}"}},
    Row{Say::import_dry, {"会写入 {0} 条；这次没有写", "would write {0} records; nothing was written"}},
    Row{Say::import_refused,
        {"有 {0} 行拒收，没有写任何结果。改正原表后再导入；或者加 --accept-refusals，先写下没有问题的行",
         "{0} rows were refused, so no result was written. Correct the table and import it again, or write the good rows with "
         "--accept-refusals"}},
    Row{Say::import_refusals,
        {"拒收的 {1} 行在 {0}{2?；改好以后导入它，同样要加 --task {2}|}",
         "the {1} refused rows are in {0}{2?; once mended, import them with --task {2} as well|}"}},
    Row{Say::import_marked,
        {"标注好的表在 {0}{1?（原工作簿带宏或者写法特殊，只能重新写成：颜色和合并单元格没有保留，请在原表里改正）|}",
         "the marked table is {0}{1? (the workbook has macros or is made in an unusual way, so this one was written anew, without colours "
         "and merged cells; correct the original)|}"}},
    Row{Say::import_one_file, {"{0} 一次只能用于一个文件", "{0} takes one file at a time"}},
    Row{Say::import_over_source,
        {"{0} 就是要导入的文件：标注会改动它，请另起一个文件名",
         "{0} is the file that is imported: marking would change it; name another file"}},
    Row{Say::template_written, {"已写好模板 {0}", "the template is {0}"}},
    Row{Say::no_profile, {"没有名为 {0} 的规则；可用的：{1}", "there is no profile {0}; there are: {1}"}},
};

}  // namespace

std::string say(Language language, Say what, const std::vector<std::string>& arguments) {
  std::string_view text = std::ranges::find(rows, what, &Row::what)->text[static_cast<std::size_t>(language)];
  return filled(text, arguments);
}

}  // namespace gongshi
