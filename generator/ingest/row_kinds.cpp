#include "ingest/row_kinds.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "formats/table/cell_build.hpp"
#include "ingest/example_row.hpp"
#include "ingest/table_dates.hpp"

namespace gongshi {
namespace {

constexpr std::array<std::string_view, 8> totals{"汇总", "合计", "小计", "总计", "共计", "累计", "本页小计", "本页合计"};
constexpr std::array<std::string_view, 41> note_words{"领导",     "主管",       "科室",     "校对",     "本表",   "打印",    "(以下空白",
                                                      "以下空白", "以下无正文", "备注",     "注:",      "注1",    "说明",    "填报",
                                                      "填表",     "制表",       "审核",     "审批",     "负责人", "经办",    "联系",
                                                      "单位",     "日期",       "(签字)",   "签字",     "盖章",   "(盖章)",  "任务编号",
                                                      "任务文号", "任务号",     "抽查任务", "检查任务", "报送",   "汇总人",  "复核",
                                                      "主要负责", "分管",       "以上数据", "抄送",     "检查组", "检查人员"};
constexpr std::string_view example = "示例";

/// The first cells of a row are compared by what they begin with, whatever their blanks and widths.
std::string beginning(std::string_view text) {
  constexpr std::size_t most = 120;
  return bare_header(utf8_prefix(text, most));
}

const SheetCell* cell_of(const SheetRow& row, std::span<const ColumnUse> columns, std::string_view field) {
  for (const SheetCell& cell : row.cells)
    if (cell.column < columns.size() && columns[cell.column].field != nullptr && columns[cell.column].field->name == field) return &cell;
  return nullptr;
}

/// `合计：3家`, `合计3家` where there is no result. 合计科技有限公司 is a name.
bool is_total(std::string_view first, const SheetCell* result) {
  static constexpr std::array<std::string_view, 6> goes_on{":", "(", "共", "数", "户", "家"};
  bool begins = std::ranges::any_of(totals, [&](std::string_view t) {
    if (!first.starts_with(t)) return false;
    std::string_view rest = first.substr(t.size());
    return rest.empty() || (rest.front() >= '0' && rest.front() <= '9') ||
           std::ranges::any_of(goes_on, [&](std::string_view w) { return rest.starts_with(w); });
  });
  bool no_result = result == nullptr || result->kind == CellKind::number || result->kind == CellKind::uncalculated ||
                   trimmed(result->text).find_first_not_of("0123456789.") == std::string_view::npos;
  return no_result && begins;
}

bool has_colon(std::string_view text) { return text.find(':') != std::string_view::npos || text.find("：") != std::string_view::npos; }

/// `填报人：（签字）`: it begins as notes do, and says so by a colon or a bracket, or is all that stands in the row. Where the row has
/// cells below 检查对象 and 检查结果, they are of the same kind: `审核：李某`.
/// `cells_of_record`: how many of its cells stand below a day or a code: beside the name of an object they make a record of the row, which
/// may lack its result.
bool is_note(std::string_view first, const SheetRow& row, const SheetCell* object, const SheetCell* result, std::size_t cells_of_record) {
  bool record = object != nullptr && object != &row.cells.front() && !has_colon(object->text) && cells_of_record >= 2;
  bool word = !record && std::ranges::any_of(note_words, [&](std::string_view w) { return first.starts_with(w); });
  const SheetCell* front = &row.cells.front();
  bool colon = has_colon(first);
  bool bracket = first.find('(') != std::string_view::npos && object != front;  // (普通合伙) is a part of names
  bool no_object = object == nullptr || (object == front ? colon : has_colon(object->text));
  bool no_record = result == nullptr || result == front || (colon && no_object);
  return word && no_record && (colon || bracket || row.cells.size() == 1);
}

bool only_serial(const SheetRow& row, std::span<const ColumnUse> columns) {
  return std::ranges::all_of(row.cells, [&](const SheetCell& cell) {
    if (cell.column >= columns.size()) return false;
    const ColumnUse& column = columns[cell.column];
    return column.known && column.field == nullptr && !column.inspectors && !column.dropped && !column.left_out;
  });
}

/// What a summary of this program has before anybody filled it in.
bool printed_before(const ColumnUse& use) {
  return use.field == nullptr || use.is("object_name") || use.is("object_code") || use.is("department") || use.is("items");
}

/// In workbooks of this program, a row that is no result of its object, or none any more.
std::optional<Skip> without_result(const SheetRow& row, std::span<const ColumnUse> columns) {
  bool own = std::ranges::any_of(columns, &ColumnUse::own);
  bool filled = false;
  for (const SheetCell& cell : row.cells) {
    if (cell.column >= columns.size()) return std::nullopt;
    const ColumnUse& use = columns[cell.column];
    std::string_view text = trimmed(cell.text);
    if (use.state && (text == "已撤回" || text == "待撤回")) return Skip::withdrawn;
    if (own && use.is("result") && text == "结果已撤回") return Skip::withdrawn;
    if (own && use.is("result") && (text == "未认定" || text == "未检查")) return Skip::unfinished;
    filled = filled || !printed_before(use);
  }
  return own && !filled ? std::optional(Skip::unfinished) : std::nullopt;
}

/// `本期没有公示的检查结果。`, `某某局（盖章）`: nothing else stands in the row.
bool is_sentence(const SheetRow& row) {
  if (row.cells.size() != 1) return false;
  std::string text = bare_header(trimmed(row.cells.front().text));
  static constexpr std::array<std::string_view, 4> ends{"。", "(盖章)", "(公章)", "(章)"};
  return std::ranges::any_of(ends, [&](std::string_view end) { return text.ends_with(end); });
}

/// `2024年3月5日`, `二〇二四年三月五日`, `2024年　月　日`
bool is_day(const SheetCell& cell) {
  if (cell.kind == CellKind::date) return true;
  constexpr std::size_t longest = 64;
  std::string_view text = trimmed(cell.text);
  bool may_be = !text.empty() && (text.find("年") != std::string_view::npos || (text.front() >= '0' && text.front() <= '9'));
  if (cell.kind != CellKind::text || text.size() > longest || !may_be) return false;
  bool number = text.find_first_not_of("0123456789") == std::string_view::npos;
  if (!number && table_date(text)) return true;
  std::string bare = bare_header(text);
  constexpr std::u32string_view of_days = U"0123456789〇○零一二三四五六七八九十年月日号";
  for (std::size_t at = 0; at < bare.size();)
    if (of_days.find(next_character(bare, at)) == std::u32string_view::npos) return false;
  std::size_t month = bare.find("月");
  return bare.find("年") < month && month != std::string::npos && (bare.ends_with("日") || bare.ends_with("号"));
}

/// `（公章）`, `盖章：`, `单位（公章）：某某局`, `某某局（盖章） 2024年3月5日`
bool is_stamp(const SheetCell& cell) {
  static constexpr std::array<std::string_view, 5> in_brackets{"(公章)", "(盖章)", "(章)", "(签章)", "(印章)"};
  static constexpr std::array<std::string_view, 6> alone{"公章", "盖章", "签章", "公章:", "盖章:", "签章:"};
  if (cell.kind != CellKind::text || cell.text.find("章") == std::string_view::npos) return false;
  std::string text = beginning(trimmed(cell.text));
  if (std::ranges::find(alone, text) != alone.end()) return true;
  return std::ranges::any_of(in_brackets, [&](std::string_view word) {
    std::size_t at = text.find(word);
    if (at == std::string::npos) return false;
    std::string_view rest = std::string_view(text).substr(at + word.size());
    SheetCell day;
    day.text = rest;
    return at == 0 || rest.empty() || rest.starts_with(':') || is_day(day);
  });
}

/// Nothing but stamps and days.
bool is_signature(const SheetRow& row) {
  constexpr std::size_t most = 4;  // cells
  return row.cells.size() <= most && std::ranges::all_of(row.cells, [](const SheetCell& cell) { return is_day(cell) || is_stamp(cell); });
}

/// `二、一般单位`, `（二）…`, `抽查结果汇总表`; names of objects are not so.
bool heads_a_part(std::string_view text) {
  static constexpr std::array<std::string_view, 10> numbers{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
  static constexpr std::array<std::string_view, 9> ends{"表", "情况", "结果", "名单", "清单", "汇总", "台账", "统计", "公示"};
  bool bracket = text.starts_with('(');
  std::string_view rest = bracket ? text.substr(1) : text;
  for (std::string_view number : numbers)
    if (rest.starts_with(number) && rest.substr(number.size()).starts_with(bracket ? ")" : "、")) return true;
  return std::ranges::any_of(ends, [&](std::string_view end) { return text.ends_with(end); });
}

/// `1 2 3 4 …` or `甲 乙 1 2 …`: the numbers of the columns, as forms have them below their header.
bool numbers_columns(const SheetRow& row) {
  static constexpr std::array<std::string_view, 4> stems{"甲", "乙", "丙", "丁"};
  constexpr std::size_t least = 3;  // cells
  if (row.cells.size() < least) return false;
  std::size_t letters = 0;
  while (letters < stems.size() && letters < row.cells.size() && trimmed(row.cells[letters].text) == stems[letters]) ++letters;
  if (letters == row.cells.size()) return true;
  for (std::size_t i = letters; i < row.cells.size(); ++i) {
    std::string text = bare_header(row.cells[i].text);  // also （1）
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    std::string number = std::to_string(i - letters + 1);
    if (text != number && text != "(" + number + ")") return false;
  }
  return true;
}

bool is_total_word(const SheetCell& cell) {
  return cell.text.size() <= std::string_view("本页小计").size() + 4 && std::ranges::find(totals, bare_header(cell.text)) != totals.end();
}

bool is_number(const SheetCell& cell) {
  if (cell.kind == CellKind::number || cell.kind == CellKind::uncalculated) return true;
  std::string_view text = trimmed(cell.text);
  return cell.kind == CellKind::text && text.find_first_not_of("0123456789.,") == std::string_view::npos;
}

/// `虚构县生态环境局 计数` beside nothing but numbers: what a spreadsheet's subtotals (分类汇总) put below a group.
bool is_group_total(const SheetRow& row) {
  static constexpr std::array<std::string_view, 5> ends{" 汇总", " 计数", " 小计", " 合计", "总计数"};
  auto group = std::ranges::find_if_not(row.cells, is_number);
  if (row.cells.size() < 2 || group == row.cells.end() || std::find_if_not(group + 1, row.cells.end(), is_number) != row.cells.end())
    return false;
  return std::ranges::any_of(ends, [&](std::string_view end) { return trimmed(group->text).ends_with(end); });
}

/// The first character of a cell, as far as it can begin any of the words above.
bool may_be_no_record(std::string_view text) {
  static constexpr std::array<std::string_view, 26> begins{"合", "小", "总", "共", "累", "本", "备", "注", "说", "填", "制", "审", "负",
                                                           "经", "联", "单", "日", "(",  "（", "签", "盖", "报", "汇", "复", "主", "分"};
  static constexpr std::array<std::string_view, 11> more{"任", "抽", "以", "抄", "检", "示", " ", "领", "科", "校", "打"};
  text = trimmed(text);
  auto begin = [&](std::string_view word) { return text.starts_with(word); };
  return std::ranges::any_of(begins, begin) || std::ranges::any_of(more, begin);
}

}  // namespace

std::optional<Skip> skip_of(const SheetRow& row, std::span<const ColumnUse> columns, const Shape& shape, bool goes_on) {
  if (row.cells.empty()) return std::nullopt;
  if (numbers_columns(row)) return Skip::header;
  if (only_serial(row, columns)) {
    std::string_view text = row.cells.front().text;
    if (row.cells.front().kind == CellKind::number || text.find_first_not_of("0123456789. ") == std::string_view::npos)
      return Skip::serial_only;
    std::string first = beginning(text);
    const SheetCell* none = nullptr;
    return is_total(first, none) ? Skip::total : Skip::note;
  }
  if (auto why = without_result(row, columns)) return why;
  if (is_group_total(row)) return Skip::total;
  if (is_sentence(row) || (!goes_on && is_signature(row))) return Skip::note;
  bool dated = cell_of(row, columns, "inspected_on") != nullptr;  // a row with a day is an inspection, whatever its words
  if (!dated && std::ranges::any_of(row.cells, is_total_word)) return Skip::total;
  if (!may_be_no_record(row.cells.front().text)) return std::nullopt;
  std::string first = beginning(row.cells.front().text);
  const SheetCell* result = cell_of(row, columns, shape.find("result") == nullptr ? "code" : "result");
  bool serial = row.cells.front().column < columns.size() && columns[row.cells.front().column].field == nullptr;
  auto of_example = [](const SheetCell& cell) { return trimmed(cell.text) == example_object; };
  bool results = shape.find("object_name") != nullptr;  // other examples are in files that no clerk fills in
  if (serial && first.starts_with(example) && (!results || std::ranges::any_of(row.cells, of_example))) return Skip::example;
  if (is_total(first, result)) return Skip::total;
  std::size_t of_record = 0;
  for (std::string_view field : {"inspected_on", "concluded_on", "object_code", "items"})
    of_record += cell_of(row, columns, field) != nullptr;
  if (is_note(first, row, cell_of(row, columns, "object_name"), result, of_record)) return Skip::note;
  return std::nullopt;
}

bool may_be_title(const SheetRow& row, std::span<const ColumnUse> columns) {
  constexpr std::size_t few = 3;  // cells
  const SheetCell& front = row.cells.front();
  if (row.cells.size() > few || front.kind != CellKind::text) return false;
  bool in_field = front.column < columns.size() && columns[front.column].field != nullptr;
  if (row.cells.size() == 1 && !in_field) return true;
  TitleYear year;
  year.look(front.text);
  bool words = (year.named() && !is_day(front)) || (row.cells.size() == 1 && heads_a_part(beginning(front.text)));
  return words &&
         std::all_of(row.cells.begin() + 1, row.cells.end(), [](const SheetCell& cell) { return has_colon(cell.text) || is_day(cell); });
}

bool ends_table(const SheetRow& row) {
  std::string first = beginning(row.cells.front().text);
  bool note = has_colon(first) && std::ranges::any_of(note_words, [&](std::string_view word) { return first.starts_with(word); });
  return note || is_sentence(row) || is_signature(row);
}

}  // namespace gongshi
