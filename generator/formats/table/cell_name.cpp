#include "formats/table/cell_name.hpp"

#include <charconv>

namespace gongshi {

std::optional<CellName> cell_name(std::string_view text) {
  CellName out;
  std::size_t at = 0;
  for (; at < text.size() && text[at] >= 'A' && text[at] <= 'Z' && at < 4; ++at)
    out.column = out.column * 26 + static_cast<std::uint32_t>(text[at] - 'A' + 1);
  if (at == 0 || out.column > SheetLimits::columns) return std::nullopt;
  --out.column;
  auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), out.row);
  if (error != std::errc() || end != text.data() + text.size() || out.row == 0 || out.row > SheetLimits::rows) return std::nullopt;
  return out;
}

std::optional<SheetArea> cell_area(std::string_view text) {
  std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  auto first = cell_name(text.substr(0, colon));
  auto last = cell_name(text.substr(colon + 1));
  if (!first || !last || last->row < first->row || last->column < first->column) return std::nullopt;
  return SheetArea{first->row, last->row, first->column, last->column};
}

std::string name_of(CellName cell) {
  std::string out;
  for (std::uint32_t column = cell.column + 1; column > 0; column = (column - 1) / 26)
    out.insert(out.begin(), static_cast<char>('A' + (column - 1) % 26));
  return out + std::to_string(cell.row);
}

}  // namespace gongshi
