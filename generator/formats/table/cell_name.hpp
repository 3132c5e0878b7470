// Names of cells as workbooks write them: `AB12`, `A1:F4`.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "formats/table/sheet.hpp"

namespace gongshi {

struct CellName {
  std::uint32_t row = 0, column = 0;  ///< row from 1, column from 0
  friend auto operator<=>(const CellName&, const CellName&) = default;
};

/// `AB12`; nullopt: it is none, or beyond what a sheet has.
std::optional<CellName> cell_name(std::string_view text);
/// `A1:F4`
std::optional<SheetArea> cell_area(std::string_view text);
/// The other way round.
std::string name_of(CellName cell);

}  // namespace gongshi
