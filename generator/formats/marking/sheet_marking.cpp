#include "formats/marking/sheet_marking.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "formats/marking/xml_tag.hpp"

namespace gongshi {
namespace {

/// The children of a worksheet that stand behind `legacyDrawing`; what may stand in for others is among them.
constexpr std::array<std::string_view, 9> behind_drawing{"legacyDrawingHF", "drawingHF",  "picture", "oleObjects",      "controls",
                                                         "webPublishItems", "tableParts", "extLst",  "AlternateContent"};

bool yes(std::optional<std::string_view> value) { return value && (*value == "1" || *value == "true"); }

}  // namespace

std::span<MarkedCell> MarkedWalk::next_of(std::uint32_t row) const {
  std::size_t n = 0;
  while (n < cells_.size() && cells_[n].cell.row == row) ++n;
  return cells_.first(n);
}

void MarkedWalk::missing_before(XmlSplice& at, std::uint32_t row) {
  while (!cells_.empty() && cells_.front().cell.row < row) {
    auto marked = next_of(cells_.front().cell.row);
    cells_ = cells_.subspan(marked.size());
    missing_row(at, marked);
  }
}

void MarkedWalk::missing_before(XmlSplice& at, CellName cell) {
  for (; !cells_.empty() && cells_.front().cell < cell; cells_ = cells_.subspan(1)) missing(at, cells_.front());
}

void MarkedWalk::row(XmlSplice& at, std::uint32_t row, XmlAttributes attributes, std::string_view tag) {
  missing_before(at, row);
  begin(at, next_of(row), attributes, tag);
}

void MarkedWalk::row_end(XmlSplice& at, std::uint32_t row) {
  missing_before(at, CellName{row, SheetLimits::columns});
  end_of_row(at);
}

void MarkedWalk::cell(XmlSplice& at, CellName cell, XmlAttributes attributes, std::string_view tag) {
  missing_before(at, cell);
  if (cells_.empty() || cells_.front().cell != cell) return;
  there(at, cells_.front(), attributes, tag);
  cells_ = cells_.subspan(1);
}

void MarkedWalk::element_end(XmlSplice& at, std::string_view name) {
  if (name != "sheetData") return;
  missing_before(at, SheetLimits::rows + 1);
  end_of_rows(at);
}

void MarkLooker::element(XmlSplice& /*at*/, std::string_view name, XmlAttributes attributes, std::string_view /*tag*/) {
  if (name == "legacyDrawing") drawing_ = attributes.find("id").value_or("");
}

void MarkLooker::column(XmlAttributes attributes) {
  auto first = number_of(attributes.exact("min"));
  auto last = number_of(attributes.exact("max"));
  auto style = number_of(attributes.exact("style"));
  if (first && last && style && columns_.size() < SheetLimits::columns) columns_.push_back({*first, *last, *style});
}

void MarkLooker::begin(XmlSplice& /*at*/, std::span<MarkedCell> /*marked*/, XmlAttributes attributes, std::string_view /*tag*/) {
  row_style_ = yes(attributes.exact("customFormat")) ? number_of(attributes.exact("s")) : std::nullopt;
}

void MarkLooker::there(XmlSplice& at, MarkedCell& cell, XmlAttributes attributes, std::string_view /*tag*/) {
  cell.there = true;
  auto style = number_of(attributes.exact("s").value_or("0"));
  if (!style) return at.stop();
  cell.style = *style;
}

void MarkLooker::missing(XmlSplice& /*at*/, MarkedCell& cell) { cell.style = row_style_.value_or(style_of_column(cell.cell.column)); }

void MarkLooker::missing_row(XmlSplice& /*at*/, std::span<MarkedCell> marked) {
  for (MarkedCell& cell : marked) cell.style = style_of_column(cell.cell.column);
}

std::uint32_t MarkLooker::style_of_column(std::uint32_t column) const {
  for (const Columns& columns : columns_)
    if (columns.first <= column + 1 && column + 1 <= columns.last) return columns.style;
  return 0;
}

MarkWriter::MarkWriter(std::span<MarkedCell> cells, std::string drawing) : MarkedWalk(cells), drawing_(std::move(drawing)) {
  if (cells.empty()) return;
  auto [left, right] = std::ranges::minmax(cells, {}, [](const MarkedCell& c) { return c.cell.column; });
  marked_ = {cells.front().cell.row, cells.back().cell.row, left.cell.column, right.cell.column};
}

void MarkWriter::element(XmlSplice& at, std::string_view name, XmlAttributes attributes, std::string_view tag) {
  if (name == "dimension") at.replace(dimension(attributes, tag));
  if (name == "sheetData") {
    opened_data_ = is_closed(tag);
    if (opened_data_) at.replace(opened(tag));
  }
  if (after_rows_ && std::ranges::find(behind_drawing, name) != behind_drawing.end()) put_drawing(at);
}

/// With all marked cells in it.
std::string MarkWriter::dimension(XmlAttributes attributes, std::string_view tag) const {
  std::string ref(attributes.exact("ref").value_or(""));
  auto area = cell_area(ref.find(':') == std::string::npos ? ref + ":" + ref : ref);
  if (!area) return std::string(tag);
  SheetArea all{std::min(area->row, marked_.row), std::max(area->last_row, marked_.last_row), std::min(area->column, marked_.column),
                std::max(area->last_column, marked_.last_column)};
  bool same = all.row == area->row && all.last_row == area->last_row && all.column == area->column && all.last_column == area->last_column;
  return same ? std::string(tag)
              : with_attribute(tag, "ref", name_of(CellName{all.row, all.column}) + ":" + name_of(CellName{all.last_row, all.last_column}));
}

void MarkWriter::begin(XmlSplice& at, std::span<MarkedCell> marked, XmlAttributes /*attributes*/, std::string_view tag) {
  bool grows = std::ranges::any_of(marked, [](const MarkedCell& cell) { return !cell.there; });
  opened_row_ = grows && is_closed(tag);
  if (grows) at.replace(without_attribute(opened(tag), "spans"));  // only a help, and not true any more
}

void MarkWriter::end_of_row(XmlSplice& at) {
  if (std::exchange(opened_row_, false)) at.insert("</" + prefix() + "row>");
}

void MarkWriter::there(XmlSplice& at, MarkedCell& cell, XmlAttributes /*attributes*/, std::string_view tag) {
  at.replace(with_attribute(tag, "s", std::to_string(cell.style)));
}

std::string MarkWriter::blank_cell(const MarkedCell& cell) const {
  return "<" + prefix() + "c r=\"" + name_of(cell.cell) + "\" s=\"" + std::to_string(cell.style) + "\"/>";
}

void MarkWriter::missing(XmlSplice& at, MarkedCell& cell) { at.insert(blank_cell(cell)); }

void MarkWriter::missing_row(XmlSplice& at, std::span<MarkedCell> marked) {
  std::string row = "<" + prefix() + "row r=\"" + std::to_string(marked.front().cell.row) + "\">";
  for (const MarkedCell& cell : marked) row += blank_cell(cell);
  at.insert(row + "</" + prefix() + "row>");
}

void MarkWriter::end_of_rows(XmlSplice& at) {
  if (opened_data_) at.insert("</" + prefix() + "sheetData>");
  after_rows_ = true;
}

void MarkWriter::put_drawing(XmlSplice& at) {
  if (drawing_.empty()) return;
  at.insert("<" + prefix() + "legacyDrawing xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:id=\"" +
            std::exchange(drawing_, {}) + "\"/>");
}

}  // namespace gongshi
