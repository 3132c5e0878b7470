#include "outputs/grid.hpp"

#include <algorithm>
#include <utility>

#include "base/date.hpp"
#include "base/text.hpp"
#include "outputs/views.hpp"

namespace gongshi {

const Shape& GridHead::shape() {
  static const Shape shape{"grid_head",
                           {field<&GridHead::text>("text"), field<&GridHead::columns>("columns"), field<&GridHead::rows>("rows"),
                            field<&GridHead::over>("over"), field<&GridHead::numeric>("numeric")}};
  return shape;
}

const Shape& GridAgain::shape() {
  static const Shape shape{"grid_again", {field<&GridAgain::label>("label"), field<&GridAgain::text>("text")}};
  return shape;
}

const Shape& GridCell::shape() {
  static const Shape shape{
      "grid_cell",
      {field<&GridCell::label>("label"), field<&GridCell::head>("head"), field<&GridCell::numeric>("numeric"),
       field<&GridCell::rows>("rows"), field<&GridCell::spans>("spans"), field<&GridCell::text>("text"), field<&GridCell::values>("values"),
       field<&GridCell::many>("many"), field<&GridCell::numbered>("numbered"), field<&GridCell::again>("again")}};
  return shape;
}

const Shape& GridRow::shape() {
  static const Shape shape{"grid_row", {field<&GridRow::cells>("cells")}};
  return shape;
}

const Shape& Grid::shape() {
  static const Shape shape{"grid",
                           {field<&Grid::caption>("caption"), field<&Grid::first>("first"), field<&Grid::second>("second"),
                            field<&Grid::two_rows>("two_rows"), field<&Grid::rows>("rows")}};
  return shape;
}

namespace {

bool is_number_key(std::string_view key) { return key == "number"; }

std::string label_of(const Column& column) {
  return column.group.empty() ? std::string(column.header) : std::string(column.group) + "：" + std::string(column.header);
}

void fill_heads(Grid& grid, std::span<const Column> columns) {
  grid.two_rows = std::ranges::any_of(columns, [](const Column& c) { return !c.group.empty(); });
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const Column& column = columns[i];
    bool numeric = is_number_key(column.key);
    if (column.group.empty()) {
      grid.first.push_back({column.header, 1, grid.two_rows ? 2 : 1, false, numeric});
      continue;
    }
    if (i > 0 && columns[i - 1].group == column.group)
      ++grid.first.back().columns;
    else
      grid.first.push_back({column.group, 1, 1, true, false});
    grid.second.push_back({column.header, 1, 1, false, numeric});
  }
}

/// What a card says for a cell that goes on from the card before: short values again, long ones not.
std::string in_one(const CellValues& values) {
  static constexpr std::size_t longest = 40;  // characters
  std::string out = values.size() == 1 ? values.front() : std::string();
  if (values.size() > 1) {
    std::vector<std::string_view> parts(values.begin(), values.end());
    out = joined(parts, "；");
  }
  return characters(out) > longest ? "与上一项相同" : out;
}

/// The values bring numbers of their own; the first may be a line that leads up to them.
bool brings_numbers(const CellValues& values) {
  const std::string& last = values.back();
  return !last.empty() && last.front() >= '0' && last.front() <= '9';
}

/// The values of all cells, row by row.
using Cells = std::vector<std::vector<CellValues>>;

std::int64_t rows_of(const Cells& cells, std::size_t row, std::size_t column) {
  std::int64_t rows = 1;
  for (std::size_t r = row + 1; r < cells.size() && cells[r][column].empty(); ++r) ++rows;
  return rows;
}

GridCell make_cell(const Column& column, CellValues values) {
  GridCell cell;
  cell.label = label_of(column);
  cell.head = column.key == "name";
  cell.numeric = is_number_key(column.key);
  if (values.size() > 1) {
    cell.numbered = brings_numbers(values);
    cell.many = !cell.numbered;
    cell.values = std::move(values);
  } else if (!values.empty()) {
    cell.text = std::move(values.front());
  }
  return cell;
}

}  // namespace

Grid make_grid(std::span<const Column> columns, std::span<const std::string_view> merged, std::size_t rows, const CellOf& cell) {
  std::vector<Column> shown;
  Cells cells(rows);
  for (const Column& column : columns) {
    std::vector<CellValues> values;
    for (std::size_t r = 0; r < rows; ++r) values.push_back(cell(r, column.key));
    if (std::ranges::all_of(values, &CellValues::empty)) continue;
    shown.push_back(column);
    for (std::size_t r = 0; r < rows; ++r) cells[r].push_back(std::move(values[r]));
  }
  Grid grid;
  fill_heads(grid, shown);
  std::vector<const CellValues*> above(shown.size(), nullptr);
  for (std::size_t r = 0; r < rows; ++r) {
    GridRow row;
    std::vector<GridAgain> again;
    for (std::size_t c = 0; c < shown.size(); ++c) {
      bool merges = std::ranges::find(merged, shown[c].key) != merged.end();
      if (merges && cells[r][c].empty() && above[c] != nullptr) {
        again.push_back({label_of(shown[c]), in_one(*above[c])});
        continue;
      }
      if (merges) above[c] = &cells[r][c];
      GridCell made = make_cell(shown[c], cells[r][c]);
      if (merges) made.rows = rows_of(cells, r, c);
      made.spans = made.rows > 1;
      row.cells.push_back(std::move(made));
    }
    auto head = std::ranges::find_if(row.cells, &GridCell::head);
    if (head == row.cells.end() && !row.cells.empty()) head = std::prev(row.cells.end());
    if (head != row.cells.end()) head->again = std::move(again);
    grid.rows.push_back(std::move(row));
  }
  return grid;
}

std::string month_or_date(std::string_view text) {
  if (auto date = Date::parse(text)) return date->chinese();
  if (auto month = Period::parse(text)) return month->chinese();
  return std::string(text);
}

namespace {

CellValues one(std::string_view text) {
  std::vector<std::string_view> lines = paragraphs(text);
  return {lines.begin(), lines.end()};
}

CellValues some(std::span<const std::string_view> texts) { return {texts.begin(), texts.end()}; }

CellValues period_of(const PlanEntry& entry) {
  if (!entry.period_text.empty()) return one(entry.period_text);
  if (entry.from.empty() && entry.to.empty()) return {};
  if (entry.to.empty()) return {month_or_date(entry.from) + "起"};
  if (entry.from.empty()) return {month_or_date(entry.to) + "前"};
  return {month_or_date(entry.from) + "至" + month_or_date(entry.to)};
}

}  // namespace

CellValues cell_values(const PlanEntry& entry, std::string_view key) {
  if (key == "number") return one(entry.number);
  if (key == "name") return one(entry.name);
  if (key == "selection") return one(label(entry.selection));
  if (key == "items") return some(entry.items);
  if (key == "item_class") return one(label(entry.item_class));
  if (key == "objects") return one(entry.objects);
  if (key == "ratio") return entry.ratio ? one(entry.ratio->text) : CellValues{};
  if (key == "frequency") return one(entry.frequency);
  if (key == "credit_risk_rule") return one(entry.credit_risk_rule);
  if (key == "period_text") return period_of(entry);
  if (key == "from") return one(month_or_date(entry.from));
  if (key == "to") return one(month_or_date(entry.to));
  if (key == "lead") return one(entry.lead);
  if (key == "partners") return entry.partners.empty() ? CellValues{} : CellValues{joined(entry.partners, "、")};
  if (key == "mode") return one(entry.mode);
  return {};
}

CellValues cell_values(const ItemEntry& entry, std::string_view key) {
  if (key == "number") return one(entry.number);
  if (key == "class") return one(entry.category);
  if (key == "name") return one(entry.name);
  if (key == "objects") return one(entry.objects);
  if (key == "item_class") return one(label(entry.item_class));
  if (key == "methods") return some(entry.methods);
  if (key == "bodies") return entry.bodies.empty() ? CellValues{} : CellValues{joined(entry.bodies, "、")};
  if (key == "basis") return some(entry.basis);
  if (key == "level") return one(entry.level);
  return {};
}

}  // namespace gongshi
