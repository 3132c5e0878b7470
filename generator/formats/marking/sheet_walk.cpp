#include "formats/marking/sheet_walk.hpp"

#include <charconv>

#include "formats/marking/xml_tag.hpp"

namespace gongshi {

std::optional<std::uint32_t> number_of(std::optional<std::string_view> attribute) {
  std::uint32_t value = 0;
  if (!attribute) return std::nullopt;
  auto [end, error] = std::from_chars(attribute->data(), attribute->data() + attribute->size(), value);
  if (error != std::errc() || end != attribute->data() + attribute->size()) return std::nullopt;
  return value;
}

bool SheetWalk::lawful(std::string_view name, XmlAttributes attributes, std::string_view tag, int depth) {
  constexpr int of_rows = 3;
  constexpr int of_cells = 4;
  bool own = name == "sheetData" || name == "row" || name == "c";
  if (depth == 1) {
    prefix_ = prefix_of(tag);
    declaration_ = prefix_.empty() ? "xmlns" : "xmlns:" + prefix_.substr(0, prefix_.size() - 1);
    return name == "worksheet" && attributes.exact(declaration_) == spreadsheet_space;
  }
  if (name == "sheetData" && (depth != 2 || had_data_)) return false;
  if (in_data_ && own && depth != (name == "row" ? of_rows : of_cells)) return false;
  if (in_data_ && depth <= of_cells && !own) return depth > of_rows;  // in a row there may be extensions, which hold no cells
  if (!(in_data_ && own) && depth != 2) return true;
  bool its_own = prefix_of(tag) == prefix_ && attributes.exact(declaration_).value_or(spreadsheet_space) == spreadsheet_space;
  return its_own || (depth == 2 && name == "AlternateContent");
}

void SheetWalk::start(XmlSplice& at, std::string_view name, XmlAttributes attributes, std::string_view tag) {
  int depth = at.depth();
  if (!lawful(name, attributes, tag, depth)) return at.stop();
  if (depth == 2) {
    in_data_ = name == "sheetData";
    in_columns_ = name == "cols";
    had_data_ = had_data_ || in_data_;
    return element(at, name, attributes, tag);
  }
  if (in_columns_ && depth == 3 && name == "col") return column(attributes);
  if (!in_data_) return;
  if (depth == 3) {
    if (!begin_row(attributes)) return at.stop();
    row(at, cell_.row, attributes, tag);
  } else if (depth == 4 && name == "c") {
    if (!begin_cell(attributes)) return at.stop();
    cell(at, cell_, attributes, tag);
  }
}

void SheetWalk::end(XmlSplice& at, std::string_view name) {
  int depth = at.depth();
  if (in_data_ && depth == 3) row_end(at, cell_.row);
  if (depth == 2) {
    element_end(at, name);
    in_data_ = in_columns_ = false;
  }
  if (depth == 1) sheet_end(at);
}

bool SheetWalk::begin_row(XmlAttributes attributes) {
  std::uint32_t row = cell_.row + 1;
  if (auto r = attributes.exact("r")) row = number_of(r).value_or(0);
  if (row <= cell_.row || row > SheetLimits::rows) return false;
  cell_ = {row, 0};
  next_column_ = 0;
  return true;
}

bool SheetWalk::begin_cell(XmlAttributes attributes) {
  std::uint32_t column = next_column_;
  if (auto r = attributes.exact("r")) {
    auto name = cell_name(*r);
    if (!name || name->row != cell_.row) return false;
    column = name->column;
  }
  if (column < next_column_ || column >= SheetLimits::columns) return false;
  cell_.column = column;
  next_column_ = column + 1;
  return true;
}

}  // namespace gongshi
