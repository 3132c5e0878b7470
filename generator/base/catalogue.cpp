#include "base/catalogue.hpp"

#include <algorithm>
#include <array>

namespace gongshi {
namespace {

constexpr std::array rows{
    CatalogueRow{Code::site_missing,
                 "site_missing",
                 Severity::error,
                 {"缺少 site/site.json", "site/site.json is missing"},
                 {"新建站点请运行 gongshi init 目录，或在该文件里写明 organisation.name、site.name、base_url、profile",
                  "run `gongshi init DIR`, or write the file with organisation.name, site.name, base_url and profile"}},
    CatalogueRow{Code::json_syntax,
                 "json_syntax",
                 Severity::error,
                 {"JSON 写法有误，从这里起读不懂：{0}", "not valid JSON from here on: {0}"},
                 {"检查这里和上一行的引号、逗号和括号", "look at the quotes, commas and brackets here and on the line before"}},
    CatalogueRow{Code::not_utf8,
                 "not_utf8",
                 Severity::error,
                 {"文件不是 UTF-8 编码", "the file is not UTF-8"},
                 {"用 WPS 或 Excel 另存为“CSV UTF-8”，用记事本另存为 UTF-8 编码", "save it again as UTF-8 (a table: as \"CSV UTF-8\")"}},
    CatalogueRow{Code::csv_syntax,
                 "csv_syntax",
                 Severity::error,
                 {"引号没有配对，它后面的内容都被当成了这一格", "a quote is never closed; all that follows it was taken as this cell"},
                 {"补上或删去这一格的引号", "close the quote, or delete it"}},
    CatalogueRow{Code::csv_header,
                 "csv_header",
                 Severity::error,
                 {"表头“{0}”不认识", "unknown column header \"{0}\""},
                 {"改成认识的表头，或者删去这一列；可用的表头：{1}", "rename the column or delete it; known headers: {1}"}},
    CatalogueRow{Code::csv_header_missing,
                 "csv_header_missing",
                 Severity::error,
                 {"找不到必需的列“{0}”", "the required column \"{0}\" is missing"},
                 {"在表头行加上这一列", "add the column to the header row"}},
    CatalogueRow{Code::csv_no_header,
                 "csv_no_header",
                 Severity::error,
                 {"前 20 行里没有表头行", "there is no header row among the first 20 rows"},
                 {"加上一行表头，至少要有这些列：{0}", "add a row of column headers; at least: {0}"}},
    CatalogueRow{Code::stray_file,
                 "stray_file",
                 Severity::warning,
                 {"这个文件不会被读取", "this file is not read"},
                 {"{1?删去它，或者移到要用它的文件夹：{1}|这个文件夹只放 {0} 文件{2?；附件放在 site/static/ 下|}}",
                  "{1?delete it, or move it to the folder where it is used: {1}|only {0} files are read in this folder{2?; attachments go "
                  "into site/static/|}}"}},
    CatalogueRow{Code::format_unsupported,
                 "format_unsupported",
                 Severity::error,
                 {"这个版本还不能直接读取 {0} 文件", "this version does not read {0} files yet"},
                 {"在 WPS 或 Excel 里另存为“CSV UTF-8（逗号分隔）”，用它代替这个文件",
                  "save it as \"CSV UTF-8\" in Excel or WPS, and put that in its place"}},
    CatalogueRow{Code::symbolic_link,
                 "symbolic_link",
                 Severity::error,
                 {"不读取符号链接（快捷方式）", "symbolic links are not followed"},
                 {"把文件本身放到这里", "put the file itself here"}},
    CatalogueRow{Code::markdown_link,
                 "markdown_link",
                 Severity::error,
                 {"不允许的链接地址：{0}", "this link address is not allowed: {0}"},
                 {"改用相对地址，或 https://…、mailto:… 这样的地址", "use a relative address, or one like https://… or mailto:…"}},
    CatalogueRow{Code::front_matter,
                 "front_matter",
                 Severity::error,
                 {"文件开头的信息栏写法有误：{0}", "the front matter is not valid: {1}"},
                 {"文件应以一行 --- 开始，接着是“键: 值”各一行，再以一行 --- 结束",
                  "the file begins with a line ---, then key: value lines, then a line ---"}},
    CatalogueRow{Code::too_deep,
                 "too_deep",
                 Severity::error,
                 {"嵌套超过 64 层", "nested deeper than 64 levels"},
                 {"没有哪一项需要这么多层；检查前面的括号是否配对", "nothing needs so many levels; look for brackets that are not closed"}},
    CatalogueRow{Code::not_a_record,
                 "not_a_record",
                 Severity::error,
                 {"这里应当是一条记录，实为 {0}", "expected a record here, found {0}"},
                 {"记录写成 {\"键\": 值, …}；多条记录用 [ ] 括起来，NDJSON 每行一条",
                  "a record is written {\"key\": value, …}; several stand in [ ], in NDJSON one a line"}},
    CatalogueRow{Code::json_cut_short,
                 "json_cut_short",
                 Severity::error,
                 {"JSON 没有写完，少了{0?引号：{0}|右括号}",
                  "the JSON ends too early: {0?this quote is never closed: {0}|a closing bracket is missing}"},
                 {"{0?在这段文字的末尾补上引号|在这里补上右括号 \\} 或 ]}",
                  "{0?add the quote at the end of the text|add the closing \\} or ] here}"}},
    CatalogueRow{Code::json_trailing_comma,
                 "json_trailing_comma",
                 Severity::error,
                 {"括号前多了一个逗号", "there is a comma too many before this bracket"},
                 {"删去括号前的逗号", "delete the comma before the bracket"}},
    CatalogueRow{Code::file_name,
                 "file_name",
                 Severity::error,
                 {"文件名“{0}”不能用作网址", "the file name \"{0}\" cannot be part of an address"},
                 {"改名：以字母或数字开头，只用字母、数字和 . _ -，最多 64 个字符",
                  "rename it: begin with a letter or digit; letters, digits and . _ - only, at most 64"}},
    CatalogueRow{Code::csv_after_quote,
                 "csv_after_quote",
                 Severity::error,
                 {"后引号后面还有文字", "there is text after the closing quote"},
                 {"整格内容都放在引号里；内容里的引号写成两个", "put the whole cell in quotes; a quote inside is written twice"}},
    CatalogueRow{Code::one_record,
                 "one_record",
                 Severity::error,
                 {"这个文件应当是一条记录，不是 {0} 条的列表", "this file must be one record, not a list of {0}"},
                 {"只保留一条，去掉外面的 [ ]", "keep one, without the [ ] around it"}},
    CatalogueRow{Code::same_file_name,
                 "same_file_name",
                 Severity::error,
                 {"文件名“{0}”与 {1} 相同，两页会占同一个网址", "the file name \"{0}\" is that of {1}: both pages would have one address"},
                 {"给其中一个改名（不区分大小写，放在不同的文件夹里也不行）", "rename one of them (case and folders do not count)"}},
    CatalogueRow{
        Code::unknown_key,
        "unknown_key",
        Severity::error,
        {"不认识的键“{0}”", "unknown key \"{0}\""},
        {"{1?是不是“{1}”？|{2?可用的键：{2}|改正或删去它}}", "{1?did you mean \"{1}\"?|{2?known keys: {2}|correct or delete it}}"}},
    CatalogueRow{Code::wrong_type,
                 "wrong_type",
                 Severity::error,
                 {"应为{1}，实为 {0}", "expected {2}, found {0}"},
                 {"改正这个值；{3?没有值的写 null|没有内容的，把整项删去}",
                  "correct the value; where there is none, {3?write null|leave the key out}"}},
    CatalogueRow{Code::bad_character,
                 "bad_character",
                 Severity::error,
                 {"含有不允许的字符 {0}", "it holds {0}, a character that is not allowed"},
                 {"删去这个字符（多半看不见），或者整段重新输入；JSON 里换行写成 \\\\n",
                  "delete the character (mostly invisible) or type the text anew; a line break in JSON is written \\\\n"}},
    CatalogueRow{Code::duplicate_key,
                 "duplicate_key",
                 Severity::error,
                 {"键“{0}”写了两次", "the key \"{0}\" stands twice"},
                 {"删去其中一个", "delete one of them"}},
    CatalogueRow{Code::missing_key,
                 "missing_key",
                 Severity::error,
                 {"缺少必需的“{0}”{1?（{1}）|}", "the required \"{0}\" is missing"},
                 {"补上这一项", "add it"}},
    CatalogueRow{Code::empty_value,
                 "empty_value",
                 Severity::error,
                 {"“{0}”是空的", "\"{0}\" is empty"},
                 {"填写内容，或者整项删去", "fill it in, or leave the key out"}},
    CatalogueRow{Code::bad_date,
                 "bad_date",
                 Severity::error,
                 {"日期“{0}”不存在或写法不对", "\"{0}\" is not a date that exists"},
                 {"写成 2024-05-14 的样子", "write it like 2024-05-14"}},
    CatalogueRow{Code::not_in_choices,
                 "not_in_choices",
                 Severity::error,
                 {"“{0}”不是允许的值", "\"{0}\" is not an allowed value"},
                 {"{1?是不是“{1}”？|}可用的值：{2}", "{1?did you mean \"{1}\"? |}allowed: {2}"}},
    CatalogueRow{Code::bad_format, "bad_format", Severity::error, {"“{0}”写法不对", "\"{0}\" has the wrong form"}, {"{1}", "{2}"}},
    CatalogueRow{Code::duplicate_id,
                 "duplicate_id",
                 Severity::error,
                 {"编号“{0}”已经用在 {1}", "the id \"{0}\" is already used at {1}"},
                 {"给其中一条换一个编号（不区分大小写）", "give one of them another id (case does not count)"}},
    CatalogueRow{Code::equal_rows,
                 "equal_rows",
                 Severity::error,
                 {"与 {0} 的“{1}”是同一条结果（任务、对象、机关、事项都相同）",
                  "the same result as \"{1}\" at {0} (equal task, object, department and items)"},
                 {"删去重复的一条，或者分别给出结果编号", "delete one of them, or give each an id of its own"}},
    CatalogueRow{Code::date_order,
                 "date_order",
                 Severity::error,
                 {"{0}（{2}）早于{3}（{5}）", "{1} ({2}) is before {4} ({5})"},
                 {"核对这两个日期", "check both dates"}},
    CatalogueRow{Code::half_pair,
                 "half_pair",
                 Severity::error,
                 {"“{0}”和“{1}”要么都有，要么都没有", "\"{0}\" and \"{1}\" go together"},
                 {"补上另一项，或者把两项都删去", "add the other one, or leave both out"}},
    CatalogueRow{Code::date_outside_task,
                 "date_outside_task",
                 Severity::warning,
                 {"{0}（{2}）不在任务“{3}”的期间 {4} 至 {5} 内", "{1} ({2}) is outside the period of task \"{3}\", {4} to {5}"},
                 {"核对日期、任务编号和任务的起止日期", "check the date, the task id, and the dates of the task"}},
    CatalogueRow{Code::person_needs_id,
                 "person_needs_id",
                 Severity::error,
                 {"检查对象是个人的，必须给出结果编号", "a result about a person needs an id of its own"},
                 {"填写结果编号（id）；编号里不要用姓名和证件号码", "fill in the id; no name or identity number in it"}},
    CatalogueRow{Code::two_names,
                 "two_names",
                 Severity::warning,
                 {"代码 {0} 下有不同的名称：{1}", "different names under the code {0}: {1}"},
                 {"名称写错的改正；企业改过名的，在名录库里写明曾用名（former_names）",
                  "correct a wrong name; if it was renamed, give former_names of the object in content/objects/"}},
    CatalogueRow{Code::duplicate_year,
                 "duplicate_year",
                 Severity::error,
                 {"{0} 年的日历已经有了，在 {1}", "the calendar of {0} is already given at {1}"},
                 {"合并成一条", "make it one record"}},
    CatalogueRow{Code::number_range,
                 "number_range",
                 Severity::error,
                 {"数字 {0} 太大，无法准确保存", "the number {0} is too large to be kept exactly"},
                 {"核对这个数；代码和编号要加引号写成文字", "check the number; codes and numbers of documents are texts, in quotes"}},
    CatalogueRow{Code::unknown_task,
                 "unknown_task",
                 Severity::error,
                 {"没有编号为“{0}”的任务", "there is no task \"{0}\""},
                 {"{1?是不是“{1}”？|{2?现有的：{2}|核对编号，或者先写好任务（content/tasks/）}}",
                  "{1?did you mean \"{1}\"?|{2?there are: {2}|check the id, or write the task (content/tasks/) first}}"}},
    CatalogueRow{Code::unknown_plan,
                 "unknown_plan",
                 Severity::error,
                 {"没有编号为“{0}”的计划", "there is no plan \"{0}\""},
                 {"{1?是不是“{1}”？|{2?现有的：{2}|核对编号，或者先写好计划（content/plans/）}}",
                  "{1?did you mean \"{1}\"?|{2?there are: {2}|check the id, or write the plan (content/plans/) first}}"}},
    CatalogueRow{Code::unknown_plan_entry,
                 "unknown_plan_entry",
                 Severity::error,
                 {"计划 {0} 里没有“{1}”这一项", "the plan {0} has no entry \"{1}\""},
                 {"写成“部分/序号”，例如 internal/1；可用的：{2}", "write section/number, such as internal/1; there are: {2}"}},
    CatalogueRow{Code::unknown_result,
                 "unknown_result",
                 Severity::error,
                 {"没有编号为“{0}”的结果", "there is no result \"{0}\""},
                 {"{1?是不是“{1}”？|{2?现有的：{2}|核对编号，或者先写好结果（content/results/）}}",
                  "{1?did you mean \"{1}\"?|{2?there are: {2}|check the id, or write the result (content/results/) first}}"}},
    CatalogueRow{Code::unknown_profile,
                 "unknown_profile",
                 Severity::error,
                 {"没有名为“{0}”的规则（profile）", "there is no profile \"{0}\""},
                 {"{1?是不是“{1}”？|}可用的：{2}", "{1?did you mean \"{1}\"? |}there are: {2}"}},
    CatalogueRow{Code::unknown_wording,
                 "unknown_wording",
                 Severity::error,
                 {"检查结果“{0}”不是规则 {1} 允许的用语", "the result \"{0}\" is not a wording that the profile {1} allows"},
                 {"改用：{2}", "use one of: {2}"}},
    CatalogueRow{Code::column_dropped,
                 "column_dropped",
                 Severity::note,
                 {"“{0}”列不公开，已略去{1?；只记检查人数|}",
                  "the column \"{0}\" is not public and was left out{1?; the names in it were counted|}"},
                 {"", ""}},
    CatalogueRow{Code::correction_old,
                 "correction_old",
                 Severity::error,
                 {"更正的原值（old）与现值不符：现值是 {0}", "`old` of the correction is not the value before it, which is {0}"},
                 {"核对原值；前面还有更正的，原值是更正后的值", "check `old`; after earlier corrections it is what they made of it"}},
    CatalogueRow{Code::correction_field,
                 "correction_field",
                 Severity::error,
                 {"{1?“{0}”不能单独更正：撤回是撤回整条结果|“{0}”不是可以更正的字段}",
                  "{1?a withdrawal is of the whole result, not of \"{0}\"|\"{0}\" is not a field that can be corrected}"},
                 {"{1?删去 field、old 和 new|{2?是不是“{2}”？|可以更正的：{3}}}",
                  "{1?delete field, old and new|{2?did you mean \"{2}\"?|fields that can be corrected: {3}}}"}},
    CatalogueRow{Code::correction_incomplete,
                 "correction_incomplete",
                 Severity::error,
                 {"更正缺少“{0}”", "the correction lacks \"{0}\""},
                 {"补上这一项{1?；没有值的写 null|}；撤回整条结果的，kind 写 withdrawal",
                  "add it{1?; write null where there is no value|}; to withdraw the whole result, kind is withdrawal"}},
    CatalogueRow{Code::withheld_published,
                 "withheld_published",
                 Severity::error,
                 {"已经公示的结果不能直接设为不予公开", "a published result cannot be withheld"},
                 {"用 kind 为 withdrawal 的更正撤回", "withdraw it by a correction of kind withdrawal"}},
    CatalogueRow{Code::published_vanished,
                 "published_vanished",
                 Severity::error,
                 {"已公示的结果“{0}”不见了", "the published result \"{0}\" is no longer in the content"},
                 {"{1?最接近的新记录是“{1}”：改回原来的编号，或者恢复原记录|从备份恢复这一条；要撤回的，恢复后再写一条 withdrawal 更正}",
                  "{1?the nearest new record is \"{1}\": give it the old id back, or restore the old record|restore it from a backup; to "
                  "withdraw it, restore it and write a correction of kind withdrawal}"}},
    CatalogueRow{
        Code::published_changed,
        "published_changed",
        Severity::error,
        {"已公示的结果与公示时不一致，没有更正说明", "this published result differs from what was published, and no correction covers it"},
        {"恢复原值，或者在 content/corrections/ 里写一条更正", "restore it, or write a correction in content/corrections/"}},
    CatalogueRow{Code::ledger_broken,
                 "ledger_broken",
                 Severity::error,
                 {"台账第 {0} 条有误：{1}", "ledger entry {0} is not good: {2}"},
                 {"台账只能由 gongshi publish 添加；从备份恢复 content/ledger.ndjson",
                  "only `gongshi publish` writes the ledger; restore content/ledger.ndjson from a backup"}},
    CatalogueRow{Code::ledger_torn,
                 "ledger_torn",
                 Severity::warning,
                 {"台账最后一行没有写完（上次公示被中断），不算数",
                  "the last line of the ledger is incomplete (an interrupted publish) and does not count"},
                 {"下次 gongshi publish 会去掉它并重新登记", "the next `gongshi publish` cuts it off"}},
    CatalogueRow{Code::salt_missing,
                 "salt_missing",
                 Severity::error,
                 {"台账第 {0} 条没有对应的盐值", "ledger entry {0} has no salt"},
                 {"从备份恢复 content/salts.ndjson", "restore content/salts.ndjson from a backup"}},
    CatalogueRow{Code::correct_unpublished,
                 "correct_unpublished",
                 Severity::error,
                 {"这条结果还没有公示，不用更正", "this result is not published yet and needs no correction"},
                 {"直接改结果的来源文件：{0}", "edit its source: {0}"}},
    CatalogueRow{Code::correct_withdrawn,
                 "correct_withdrawn",
                 Severity::error,
                 {"这条结果已经撤回，不能再更正", "this result is withdrawn and cannot be corrected any more"},
                 {"撤回后只保留编号、日期和批准人职务；要重新公示，换一个编号登记",
                  "only id, date and approver's role are left of it; to publish it anew, enter it under another id"}},
    CatalogueRow{Code::correct_same,
                 "correct_same",
                 Severity::error,
                 {"{0} 现在的值就是 {1}，没有可更正的", "{0} is {1} already; there is nothing to correct"},
                 {"如果公示后改动过来源文件，先把它改回公示时的样子，再用 gongshi correct 更正",
                  "where the source was edited after publication, put it back as it was published, then use `gongshi correct`"}},
    CatalogueRow{Code::template_syntax,
                 "template_syntax",
                 Severity::error,
                 {"模板写法有误：{0}", "the template is not valid: {1}"},
                 {"改正这里，或者删去这个模板，改用程序自带的", "correct it, or delete the template to use the program's own"}},
    CatalogueRow{Code::template_name,
                 "template_name",
                 Severity::error,
                 {"模板里没有“{0}”这个名字", "the template names \"{0}\", which does not exist here"},
                 {"{2}这里可用的名字：{1}", "{2}names here: {1}"}},
    CatalogueRow{Code::template_missing,
                 "template_missing",
                 Severity::error,
                 {"没有模板“{0}”", "there is no template \"{0}\""},
                 {"{1?是不是“{1}”？|在 templates/ 下写好它，或者去掉对它的引用}",
                  "{1?did you mean \"{1}\"?|write it below templates/, or take the reference out}"}},
    CatalogueRow{
        Code::template_unsafe,
        "template_unsafe",
        Severity::error,
        {"“{0}”不是程序生成的标记，不能用三重花括号", "\"{0}\" is not markup made by the program, so it cannot stand in triple braces"},
        {"改用双花括号", "use double braces"}},
    CatalogueRow{Code::address_clash,
                 "address_clash",
                 Severity::error,
                 {"两条记录占用同一个地址 {0}：{1} 和 {2}", "two records claim the address {0}: {1} and {2}"},
                 {"给其中一条换一个编号", "give one of them another id"}},
};

/// The two texts of a `{1?first|second}` whose first begins at `at`, and where it ends.
struct Either {
  std::string_view first, second;
  std::size_t end;
};

Either either_at(std::string_view text, std::size_t at) {
  std::size_t depth = 0;
  std::size_t bar = std::string_view::npos;
  std::size_t i = at;
  for (; i < text.size() && (text[i] != '}' || depth != 0); ++i) {
    if (text[i] == '\\')
      ++i;
    else if (text[i] == '{')
      ++depth;
    else if (text[i] == '}')
      --depth;
    else if (text[i] == '|' && depth == 0)
      bar = i;
  }
  std::size_t first_end = std::min(bar, i);
  return {text.substr(at, first_end - at), bar == std::string_view::npos ? std::string_view{} : text.substr(bar + 1, i - bar - 1), i};
}

constexpr char between = '\x1f';  // in a list_argument; no text that is read may hold it

std::string spoken(std::string text, Language language) {
  for (std::size_t at = 0; (at = text.find(between, at)) != std::string::npos;)
    text.replace(at, 1, language == Language::chinese ? "、" : ", ");
  return text;
}

}  // namespace

std::string filled(std::string_view text, const std::vector<std::string>& args) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool place = text[i] == '{' && i + 2 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '9';
    std::size_t number = place ? static_cast<std::size_t>(text[i + 1] - '0') : 0;
    bool given = place && number < args.size() && !args[number].empty();
    if (place && text[i + 2] == '}') {
      if (given) out += args[number];
      i += 2;
    } else if (place && text[i + 2] == '?') {
      Either either = either_at(text, i + 3);
      out += filled(given ? either.first : either.second, args);
      i = either.end;
    } else {
      if (text[i] == '\\') ++i;
      if (i < text.size()) out += text[i];
    }
  }
  return out;
}

std::string list_argument(std::span<const std::string_view> words) {
  std::string out;
  for (std::string_view word : words) (out.empty() ? out : out += between) += word;
  return out;
}

CatalogueRange catalogue() { return {rows.data(), rows.data() + rows.size()}; }

const CatalogueRow& catalogue_row(Code code) { return *std::ranges::find(rows, code, &CatalogueRow::code); }

std::string code_name(Code code) {
  std::string number = std::to_string(static_cast<unsigned>(code));
  return "R" + std::string(4 - number.size(), '0') + number;
}

std::string message_of(const Diagnostic& diagnostic, Language language) {
  return spoken(filled(catalogue_row(diagnostic.code).message[static_cast<std::size_t>(language)], diagnostic.args), language);
}

std::string hint_of(const Diagnostic& diagnostic, Language language) {
  return spoken(filled(catalogue_row(diagnostic.code).hint[static_cast<std::size_t>(language)], diagnostic.args), language);
}

}  // namespace gongshi
