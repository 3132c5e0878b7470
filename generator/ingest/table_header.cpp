#include "ingest/table_header.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "formats/table/cell_build.hpp"

namespace gongshi {
namespace {

constexpr std::uint32_t most_lines = 3;  // of a header
constexpr std::uint32_t most_columns = 1000;
constexpr std::size_t most_areas = 5000;
constexpr std::size_t most_bytes = 600;  // of a title or a header that are looked at

/// `检查对象基本情况` over `名称` is 检查对象名称.
std::string short_group(const std::string& group) {
  std::string bare = bare_header(group);
  for (std::string_view end : {"基本情况", "基本信息", "情况", "信息"})
    if (bare.ends_with(end)) return bare.substr(0, bare.size() - end.size());
  return {};
}

/// 检查日期 below 计划安排 is the planned day, 结果 below 整改复查 that of another look: a question, as `检查日期（计划）` is.
bool of_another_time(const std::string& group) {
  std::string bare = bare_header(group);
  return std::ranges::any_of(std::array{"计划", "拟", "预计", "复查", "整改复查"},
                             [&](std::string_view word) { return bare.starts_with(word); });
}

/// Nothing of these columns is a value of a record: it does not matter which of several under one merged header a cell stands in.
bool no_field(const ColumnUse& use) { return use.known && use.field == nullptr; }

/// The texts of a row above or in the header.
std::map<std::uint32_t, std::string> line_of(const SheetRow& row) {
  std::map<std::uint32_t, std::string> out;
  for (const SheetCell& cell : row.cells)
    if (cell.column < most_columns) out.emplace_hint(out.end(), cell.column, in_one_line(utf8_prefix(trimmed(cell.text), most_bytes)));
  return out;
}

}  // namespace

HeaderFinder::HeaderFinder(const Shape& shape, const std::vector<SheetArea>& areas) : shape_(shape) {
  for (const SheetArea& area : areas)
    if (area.column < most_columns && areas_.size() < most_areas) areas_.push_back(area);
}

/// `任务编号 | T1 | 检查机关 | 某局`: labels, each with its value beside it. A number or a day is among these, which no header has.
bool HeaderFinder::labels_and_values(const SheetRow& row) const {
  constexpr std::size_t most = 8;  // cells
  if (row.cells.size() < 2 || row.cells.size() > most || row.cells.size() % 2 != 0) return false;
  bool digits = false;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const SheetCell& cell = row.cells[i];
    bool known = cell.kind == CellKind::text && column_for(shape_, cell.text).known;
    if (known != (i % 2 == 0)) return false;
    digits = digits || (!known && (cell.kind == CellKind::date || cell.text.find_first_of("0123456789") != std::string_view::npos));
  }
  return digits;
}

bool HeaderFinder::looks_like_header(const SheetRow& row) const {
  if (labels_and_values(row)) return false;
  std::size_t known = 0;
  std::size_t looked = 0;
  bool all_that_is_needed = false;     // a library of names has one column, under its own header
  constexpr std::size_t enough = 200;  // cells
  for (const SheetCell& cell : row.cells) {
    if (++looked > enough) break;
    if (cell.kind != CellKind::text || cell.text.size() > most_bytes) continue;
    const Field* field = column_for(shape_, cell.text).field;
    if (field == nullptr) continue;
    ++known;
    all_that_is_needed =
        field->required && bare_header(cell.text) == field->header && std::ranges::count(shape_.fields, true, &Field::required) == 1;
  }
  return known >= 2 || (known == 1 && all_that_is_needed);
}

/// A row below the header's first that still belongs to it: something above reaches down into it, or all that it holds is known headers.
bool HeaderFinder::continues(const SheetRow& row) const {
  if (row.row >= top_ + most_lines || row.row != last_ + 1) return false;
  if (joined_down(top_, row.row)) return true;
  if (below_groups(row)) return true;
  bool all = true;
  for (const SheetCell& cell : row.cells)
    all = all && cell.kind == CellKind::text && cell.text.size() <= most_bytes && column_for(shape_, cell.text).known;
  return all;
}

/// Names of columns, known or not: nothing but texts, each below a cell of the line above that goes over several columns, and one of these
/// has two of them. Where each has one, cells were merged for width alone.
bool HeaderFinder::below_groups(const SheetRow& row) const {
  const SheetArea* last = nullptr;
  bool two = false;
  for (const SheetCell& cell : row.cells) {
    const SheetArea* above = area_at(last_, cell.column);
    bool text =
        cell.kind == CellKind::text && cell.text.size() <= most_bytes && cell.text.find_first_of("0123456789") == std::string_view::npos;
    if (!text || above == nullptr || above->last_row != last_ || above->last_column == above->column) return false;
    two = two || above == last;
    last = above;
  }
  return two;
}

/// Whether cells of a row from `from` on are merged down into row `to`.
bool HeaderFinder::joined_down(std::uint32_t from, std::uint32_t to) const {
  for (const SheetArea& area : areas_) {
    if (area.row > to) break;
    if (area.row >= from && area.row < to && area.last_row >= to && area.last_row < area.row + most_lines) return true;
  }
  return false;
}

bool HeaderFinder::row_ends_header(const SheetRow& row) {
  if (found() && !continues(row)) {
    extend_up();
    return true;
  }
  if (!found() && row.row > within) {
    hopeless_ = true;
    return false;
  }
  rows_[row.row] = line_of(row);
  if (found())
    last_ = row.row;
  else if (looks_like_header(row))
    top_ = first_ = last_ = row.row;
  return false;
}

/// Lines above the one that was recognised: those merged down into it, and those that name a column which is empty in it.
void HeaderFinder::extend_up() {
  for (std::uint32_t up = first_ - 1; up > 0 && last_ - up < most_lines; --up) {
    auto line = rows_.find(up);
    if (line == rows_.end()) return;
    bool names = std::ranges::any_of(line->second, [&](const auto& cell) {
      return !rows_.at(up + 1).contains(cell.first) && column_for(shape_, cell.second).field != nullptr;
    });
    if (!names && !joined_down(up, up + 1)) return;
    top_ = up;
  }
}

void HeaderFinder::restart_at(const SheetRow& row) {
  rows_[row.row] = line_of(row);
  top_ = first_ = last_ = row.row;
}

bool HeaderFinder::is_line(const SheetRow& row) const {
  if (row.cells.size() < 2) return false;
  return std::any_of(rows_.lower_bound(top_), rows_.end(), [&](const auto& line) {
    return std::ranges::all_of(row.cells, [&](const SheetCell& cell) {
      auto above = line.second.find(cell.column);
      return above != line.second.end() && above->second == in_one_line(utf8_prefix(trimmed(cell.text), most_bytes));
    });
  });
}

std::vector<std::uint32_t> HeaderFinder::rows_above() const {
  std::vector<std::uint32_t> out;
  for (const auto& [row, line] : rows_)
    if (row < top_) out.push_back(row);
  return out;
}

std::vector<PlacedText> HeaderFinder::texts_above() const {
  std::vector<PlacedText> out;
  for (const auto& [row, line] : rows_)
    if (row < top_)
      for (const auto& [column, text] : line) out.push_back({row, column, text});
  return out;
}

const SheetArea* HeaderFinder::area_at(std::uint32_t row, std::uint32_t column) const {
  for (const SheetArea& area : areas_) {
    if (area.row > row) break;
    if (area.last_row >= row && area.column <= column && area.last_column >= column && area.row >= top_) return &area;
  }
  return nullptr;
}

std::string HeaderFinder::text_at(std::uint32_t row, std::uint32_t column) const {
  if (const SheetArea* area = area_at(row, column)) {
    row = area->row;
    column = area->column;
  }
  auto line = rows_.find(row);
  if (line == rows_.end()) return {};
  auto cell = line->second.find(column);
  return cell == line->second.end() ? std::string() : cell->second;
}

/// The lines over a column from the top, each once.
std::vector<std::string> HeaderFinder::lines_of(std::uint32_t column) const {
  std::vector<std::string> out;
  for (std::uint32_t row = top_; row <= last_; ++row) {
    std::string text = text_at(row, column);
    const SheetArea* area = area_at(row, column);
    bool again = area != nullptr && area->row < row;
    if (!text.empty() && !again) out.push_back(std::move(text));
  }
  return out;
}

/// Of several columns under one merged cell of the last line, the first.
bool HeaderFinder::first_of_its_area(std::uint32_t column) const {
  const SheetArea* area = area_at(last_, column);
  return area == nullptr || area->column == column;
}

std::vector<TakenColumn> HeaderFinder::columns() const {
  std::uint32_t width = 0;
  for (std::uint32_t row = top_; row <= last_; ++row)
    if (auto line = rows_.find(row); line != rows_.end() && !line->second.empty())
      width = std::max(width, line->second.rbegin()->first + 1);
  for (const SheetArea& area : areas_) {
    if (area.row > last_) break;
    if (area.row >= top_ && area.column < width) width = std::max(width, std::min(area.last_column + 1, width + 64));
  }
  width = std::min(width, most_columns);
  std::vector<TakenColumn> out;
  for (std::uint32_t column = 0; column < width; ++column) {
    std::vector<std::string> lines = lines_of(column);
    if (lines.empty()) continue;
    if (!first_of_its_area(column)) {  // of a header over several columns: left out alike, or the names of inspectors
      if (!out.empty() && area_at(last_, column) == area_at(last_, out.back().column) && no_field(out.back().use)) {
        out.push_back(out.back());
        out.back().column = column;
        out.back().use.joined = true;
        if (!out.back().use.with) out.back().use.with = out[out.size() - 2].column;
      }
      continue;
    }
    TakenColumn taken{column, lines.back()};
    lines.pop_back();
    for (const std::string& line : lines) taken.groups += line;
    taken.use = column_for(shape_, taken.header);
    for (const std::string& group : {taken.groups, short_group(taken.groups)})
      if (ColumnUse whole = column_for(shape_, group + taken.header); !group.empty() && !taken.by_groups && whole.known) {
        taken.use = whole;
        taken.by_groups = true;
      }
    if (bool names = taken.header == "姓名" || taken.header == "名单"; names && column_for(shape_, taken.groups).inspectors) {
      taken.use = column_for(shape_, taken.groups);
      taken.by_groups = true;
    }
    if (taken.use.inspectors) {
      auto words = [](const TakenColumn& of) { return bare_header(of.groups + of.header); };
      auto before = std::ranges::find_if(
          out, [&](const TakenColumn& other) { return other.use.inspectors && !other.use.with && words(other) == words(taken); });
      if (before != out.end()) taken.use.with = before->column;
    }
    if (taken.use.field != nullptr && !taken.by_groups && of_another_time(taken.groups)) {
      taken.use = {};
      taken.header = taken.groups + taken.header;
    }
    const Field* field = taken.use.field;
    taken.alias = field != nullptr && bare_header(field->header) != bare_header((taken.by_groups ? taken.groups : "") + taken.header);
    out.push_back(std::move(taken));
  }
  return out;
}

}  // namespace gongshi
