#include "authoring/result_template.hpp"

#include <array>
#include <vector>

#include "formats/workbook/xlsx_writer.hpp"
#include "ingest/example_row.hpp"
#include "model/result.hpp"

namespace gongshi {
namespace {

constexpr std::uint32_t last_row = 5000;  // that is prepared
constexpr Date made(2024, 1, 1);          // the only date that the file carries: the same bytes on any day
constexpr std::string_view lists_sheet = "选项";

struct Bytes final : Sink {
  std::string all;
  void write(std::string_view bytes) override { all += bytes; }
};

/// The columns of the template, in their order, each with what stands in the example row.
struct Column {
  std::string_view field, example;
};
constexpr std::array columns{Column{"task_id", "T1"},
                             Column{"object_name", example_object},
                             Column{"object_code", "91140525MA0K00005F"},
                             Column{"object_kind", "市场主体"},
                             Column{"object_type", "企业"},
                             Column{"district", "某某镇"},
                             Column{"items", "抽查事项一、抽查事项二"},
                             Column{"inspected_on", "2024-05-06"},
                             Column{"concluded_on", "2024-05-08"},
                             Column{"result", "未发现问题"},
                             Column{"uncooperative_ground", ""},
                             Column{"findings", ""},
                             Column{"handling", ""},
                             Column{"follow_up", ""},
                             Column{"inspector_count", "2"}};

bool is_code(std::string_view field) { return field == "task_id" || field == "object_code"; }

std::string range_of(std::uint16_t column, std::size_t count) {
  std::string letter(1, static_cast<char>('A' + column));
  return "=" + std::string(lists_sheet) + "!$" + letter + "$1:$" + letter + "$" + std::to_string(count);
}

std::vector<std::string_view> wordings(const Profile* profile) {
  std::vector<std::string_view> out;
  if (profile != nullptr)
    for (const AllowedResult& allowed : profile->allowed_results) out.push_back(allowed.wording);
  return out;
}

std::vector<std::string_view> labels(const Field& field) {
  std::vector<std::string_view> out;
  for (const Choice& choice : field.choices().subspan(1)) out.push_back(choice.label);
  return out;
}

void fill_instructions(Sheet& sheet, const Profile* profile) {
  sheet.widths(std::vector<double>{24, 80});
  sheet.fit_heights();
  sheet.one_page();
  sheet.title(0, "双随机、一公开检查结果表填表说明", 2);
  std::uint32_t row = 2;
  auto line = [&](std::string_view head, std::string_view text) {
    sheet.text(row, 0, head, wrapped_cell);
    sheet.text(row++, 1, text, wrapped_cell);
  };
  line("一行一条", "一个检查对象、一个检查机关一行。“结果”表里的示例行（某某县某某有限公司）不会导入，可以删去，也可以写成自己的一条。");
  line("必填的列", "任务编号、检查对象名称、检查结果。表头不要改动，不用的列可以删去，列的先后可以调换。");
  line("代码", "统一社会信用代码或注册号按文本填写（本表已设好格式），不要从别处粘贴成数字，否则 15 位以后的数字会丢失。");
  line("日期", "写成 2024-05-14 的样子，年份四位。");
  line("抽查事项", "有几项的，用顿号、分号或换行隔开。");
  line("检查人数", "只填人数，不填姓名；姓名、电话、身份证号不要写进本表。");
  line("检查结果", "从下拉表里选。适用的规则：" + std::string(profile == nullptr ? "（未指定）" : profile->name));
  for (std::string_view wording : wordings(profile)) line("", wording);
  line("导入", "gongshi import 本文件 --root 站点文件夹；有问题的格子会逐一指出。");
}

}  // namespace

std::string result_template(const Profile* profile) {
  Workbook book({.title = "双随机、一公开检查结果表", .author = "", .company = "", .created = made});
  fill_instructions(book.add_sheet("填表说明"), profile);
  Sheet& results = book.add_sheet("结果");
  Sheet& lists = book.add_sheet(lists_sheet);
  lists.hide();
  const Shape& shape = Result::shape();
  std::vector<std::string_view> headers{"序号"};
  for (const Column& column : columns) headers.push_back(shape.find(column.field)->header);
  results.widths(std::vector<double>{8});
  std::uint16_t list = 0;
  constexpr auto last_column = static_cast<std::uint16_t>(columns.size());
  for (std::uint16_t c = 1; c <= last_column; ++c) {
    const Field& field = *shape.find(columns[c - 1].field);
    double width = field.name == "object_name" || field.name == "result" || field.name == "items" ? 32 : 18;
    results.column_style(c, width, {.border = false, .wrap = true, .code = is_code(field.name)}, field.kind == Kind::date);
    if (field.kind == Kind::date) results.dates_only(1, last_row, c);
    std::vector<std::string_view> words = field.kind == Kind::choice ? labels(field)
                                          : field.name == "result"   ? wordings(profile)
                                                                     : std::vector<std::string_view>{};
    if (words.empty()) continue;
    for (std::size_t i = 0; i < words.size(); ++i) lists.text(static_cast<std::uint32_t>(i), list, words[i]);
    results.choices_from(1, last_row, c, range_of(list++, words.size()), true);
  }
  results.header(0, headers);
  results.text(1, 0, "示例", {.border = false});
  for (std::uint16_t c = 1; c <= last_column; ++c) {
    const Field& field = *shape.find(columns[c - 1].field);
    if (columns[c - 1].example.empty()) continue;
    if (field.kind == Kind::date)
      results.date(1, c, *Date::parse(columns[c - 1].example), {.border = false});
    else
      results.text(1, c, columns[c - 1].example, {.border = false, .wrap = true, .code = is_code(field.name)});
  }
  Bytes out;
  book.write_to(out);
  return std::move(out.all);
}

}  // namespace gongshi
