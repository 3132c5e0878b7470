// What is kept of a sheet's rows while the next ones are read.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "formats/table/sheet.hpp"

namespace gongshi {

/// Rows of one kind, the first ones by number.
struct NamedRows {
  std::size_t count = 0;
  std::string words{};  ///< `3, 4, 7 …`
  void add(std::uint32_t row) {
    constexpr std::size_t named = 10;
    if (++count <= named)
      words += (count > 1 ? ", " : "") + std::to_string(row);
    else if (count == named + 1)
      words += " …";
  }
};

/// A row that outlives the one that the reader gave.
struct HeldRow {
  explicit HeldRow(const SheetRow& of) : row(of) {
    texts.reserve(row.cells.size());
    for (SheetCell& cell : row.cells) cell.text = texts.emplace_back(cell.text);
  }
  HeldRow(const HeldRow&) = delete;
  HeldRow& operator=(const HeldRow&) = delete;
  SheetRow row;
  std::vector<std::string> texts;
};

}  // namespace gongshi
