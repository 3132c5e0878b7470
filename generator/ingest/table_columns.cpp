#include "ingest/table_columns.hpp"

#include <algorithm>
#include <array>

#include "base/catalogue.hpp"

namespace gongshi {
namespace {

std::string known_headers(const Shape& shape) {
  std::vector<std::string_view> out;
  for (const Field& f : shape.fields)
    if (!f.header.empty()) out.push_back(f.header);
  return list_argument(out);
}

}  // namespace

std::string required_headers(const Shape& shape) {
  std::vector<std::string_view> out;
  for (const Field& f : shape.fields)
    if (f.required && f.name != "id") out.push_back(f.header);
  return list_argument(out);
}

bool check_columns(const Shape& shape, const std::string& file, const SheetReport& sheet, bool task_known, Diagnostics& out) {
  bool good = true;
  auto say = [&](Code code, std::vector<std::string> args, std::uint32_t column) {
    Diagnostic d{code, std::move(args)};
    d.place = {file, sheet.name, sheet.last_header_row, column};
    good = good && catalogue_row(code).severity != Severity::error;
    out.add(std::move(d));
  };
  std::vector<const Field*> seen;
  for (const TakenColumn& taken : sheet.columns) {
    const ColumnUse& use = taken.use;
    const Field* holds = use.part != nullptr ? use.part : use.field;
    auto at = taken.column + 1;
    if (use.joined) continue;  // said of the first column under its header
    if (holds != nullptr && std::ranges::find(seen, holds) != seen.end()) say(Code::duplicate_key, {taken.header, "table"}, at);
    if (holds != nullptr) seen.push_back(holds);
    bool counted = use.inspectors && shape.find("inspector_count") != nullptr;
    if (use.dropped || use.inspectors) say(Code::column_dropped, {taken.header, counted ? "counted" : ""}, at);
    if (use.left_out) say(Code::column_left_out, {taken.header}, at);
    if (!use.known) say(Code::csv_header, {taken.header, known_headers(shape), list_argument(headers_like(shape, taken.header))}, at);
  }
  for (const Field& f : shape.fields) {
    if (!f.required || f.name == "id" || std::ranges::find(seen, &f) != seen.end() || (f.name == "task_id" && task_known)) continue;
    say(Code::csv_header_missing, {std::string(f.header), f.name == "task_id" ? "--task" : ""}, 1);
  }
  return good;
}

bool lists_no_results(const Shape& shape, const std::vector<TakenColumn>& columns) {
  static constexpr std::array<std::string_view, 8> of_objects{"object_name", "object_code", "object_kind",       "object_type",
                                                              "district",    "industry",    "supervision_class", "credit_risk"};
  static constexpr std::array<std::string_view, 10> of_results{"结果", "结论", "情况", "合格", "问题",
                                                               "判定", "意见", "认定", "检查", "抽查"};
  return shape.find("result") != nullptr && std::ranges::all_of(columns, [](const TakenColumn& taken) {
           if (taken.use.field != nullptr) return std::ranges::find(of_objects, taken.use.field->name) != of_objects.end();
           std::string name = bare_header(taken.header);
           return taken.use.known ||
                  std::ranges::none_of(of_results, [&](std::string_view word) { return name.find(word) != std::string::npos; });
         });
}

}  // namespace gongshi
