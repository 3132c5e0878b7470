#include "cli/import_words.hpp"

#include <array>

namespace gongshi {
namespace {

struct Speaker {
  Language language;
  std::string operator()(std::string_view chinese, std::string_view english, const std::vector<std::string>& arguments = {}) const {
    return filled(language == Language::chinese ? chinese : english, arguments);
  }
};

struct SkipName {
  Skip why;
  std::string_view chinese, english;
};
constexpr std::array<SkipName, skips> skip_names{{{Skip::above, "表头以上的标题等", "above the header"},
                                                  {Skip::header, "表头", "header"},
                                                  {Skip::blank, "空行", "blank"},
                                                  {Skip::total, "合计、小计", "totals"},
                                                  {Skip::note, "说明和签字", "notes and signatures"},
                                                  {Skip::serial_only, "只有序号", "nothing but a serial number"},
                                                  {Skip::example, "模板里的示例", "the template's example"},
                                                  {Skip::no_table, "没有表头的工作表", "a sheet without header"},
                                                  {Skip::hidden_sheet, "隐藏的工作表", "a hidden sheet"},
                                                  {Skip::unfinished, "还没有结果的对象", "objects without a result yet"},
                                                  {Skip::withdrawn, "已撤回的结果", "withdrawn results"}}};

std::string column_letters(std::uint32_t column) {
  std::string out;
  for (++column; column > 0; column = (column - 1) / 26) out.insert(out.begin(), static_cast<char>('A' + (column - 1) % 26));
  return out;
}

std::string source_words(const TableReport& report, Speaker say) {
  std::string charset(charset_name(report.source.charset));
  switch (report.source.format) {
    case SheetFormat::xlsx:
      return say("Excel 工作簿（.xlsx）", "an Excel workbook (.xlsx)");
    case SheetFormat::csv: {
      char c = report.source.separator;
      return say("CSV，{0}，以{1}分隔", "CSV, {0}, separated by {2}",
                 {charset,
                  c == ','   ? "逗号"
                  : c == ';' ? "分号"
                             : "制表符",
                  c == ','   ? "commas"
                  : c == ';' ? "semicolons"
                             : "tabs"});
    }
    case SheetFormat::html:
      return say("网页表格（HTML，{0}）", "a web page with tables (HTML, {0})", {charset});
    case SheetFormat::spreadsheetml:
      return say("XML 表格（SpreadsheetML 2003）", "an XML table (SpreadsheetML 2003)");
    default:
      return say("不能读取", "cannot be read");
  }
}

std::string use_words(const TakenColumn& taken, Speaker say) {
  const ColumnUse& use = taken.use;
  if (use.inspectors) return say("只记人数，姓名不保存（不公开）", "counted; the names are dropped (not public)");
  if (use.dropped) return say("略去（不公开）", "dropped (not public)");
  if (use.left_out) return say("略去（不是结果的内容）", "left out (no part of a record)");
  if (use.field == nullptr) return use.known ? say("不读取", "not read") : say("不认识", "not known");
  std::string why = taken.by_groups ? say("（几行表头合起来）", " (all of its header lines together)")
                    : taken.alias   ? say("（常用叫法）", " (a usual name for it)")
                                    : say("（表头相同）", " (its own name)");
  return std::string(use.field->header) + " " + std::string(use.field->name) + why;
}

std::string skip_words(const SheetReport& sheet, Speaker say) {
  std::string out;
  for (const SkipName& name : skip_names) {
    std::size_t count = sheet.skipped[static_cast<std::size_t>(name.why)];
    if (count == 0) continue;
    std::string rows;
    for (const auto& [why, row] : sheet.places)
      if (why == name.why) rows += (rows.empty() ? "" : say("、", ", ")) + std::to_string(row);
    if (!out.empty()) out += say("；", "; ");
    out += say(name.chinese, name.english) + " " + std::to_string(count);
    if (!rows.empty() && name.why != Skip::header) out += say("（第 {0} 行）", " (rows {0})", {rows});
  }
  return out;
}

std::string header_words(std::uint32_t row, std::uint32_t last_row, Speaker say) {
  return say("表头在第 {0} 行{1?至第 {1} 行|}\n", "header in row {0}{1? to {1}|}\n",
             {std::to_string(row), last_row == row ? "" : std::to_string(last_row)});
}

std::string column_words(const std::vector<TakenColumn>& columns, Speaker say) {
  std::string out;
  for (const TakenColumn& taken : columns)
    out += "    " + column_letters(taken.column) + " " + (taken.groups.empty() ? "" : taken.groups + "/") + taken.header + " → " +
           use_words(taken, say) + "\n";
  return out;
}

std::string sheet_words(const SheetReport& sheet, Speaker say) {
  std::string out;
  std::string name = sheet.name.empty() ? say("表格", "the table") : say("工作表“{0}”", "sheet \"{0}\"", {sheet.name});
  if (sheet.hidden) return "  " + name + say("：隐藏的，没有读取\n", ": hidden, not read\n");
  if (sheet.report)
    return "  " + name +
           say("：报表里不列结果的一张，{0} 行没有读取\n", ": a sheet of a report that lists no results, {0} rows not read\n",
               {std::to_string(sheet.rows)});
  if (sheet.foreign)
    return "  " + name +
           say("：没有“检查结果”这一列，{0} 行没有读取\n", ": no column of results, {0} rows not read\n", {std::to_string(sheet.rows)});
  if (!sheet.table)
    return "  " + name + say("：没有表头，{0} 行没有读取\n", ": no header row, {0} rows not read\n", {std::to_string(sheet.rows)});
  out += "  " + name + say("：", ": ");
  for (const EarlierHeader& above : sheet.earlier)
    out += header_words(above.row, above.last_row, say) + column_words(above.columns, say) + say("    又有", "    then ");
  out += header_words(sheet.header_row, sheet.last_header_row, say);
  if (!sheet.task.empty()) out += say("    标题里的任务编号：{0}\n", "    the task by its title: {0}\n", {sheet.task});
  out += column_words(sheet.columns, say);
  std::size_t skipped = 0;
  for (std::size_t count : sheet.skipped) skipped += count;
  out += "    " + say("共 {0} 行：结果 {1}，拒收 {2}，跳过 {3}", "{0} rows: {1} records, {2} refused, {3} skipped",
                      {std::to_string(sheet.rows), std::to_string(sheet.records), std::to_string(sheet.refused), std::to_string(skipped)});
  if (skipped > 0) out += say("（", " (") + skip_words(sheet, say) + say("）", ")");
  return out + "\n";
}

}  // namespace

std::string table_words(const ImportedTable& table, Language language) {
  Speaker say{language};
  std::string out = table.path + say("：", ": ") + source_words(table.report, say) + "\n";
  for (const SheetReport& sheet : table.report.sheets) out += sheet_words(sheet, say);
  return out;
}

}  // namespace gongshi
