// A table as it is printed: columns by key, one or two header rows, cells that go on over several rows. For plans and item lists.
//
// On a phone each row becomes a card of its own; there a merged cell would be missing from all cards but the first, so that the
// rows it covers repeat it (`again`), shown only there.
#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/shape.hpp"
#include "model/plan.hpp"

namespace gongshi {

struct GridHead {
  std::string_view text;
  std::int64_t columns = 1, rows = 1;
  bool over = false;     ///< stands over several columns
  bool numeric = false;  ///< 序号
  static const Shape& shape();
};

/// What a merged cell says, repeated on the card of a later row.
struct GridAgain {
  std::string label;
  std::string text;
  static const Shape& shape();
};

struct GridCell {
  std::string label;  ///< its header, with the group before it
  bool head = false;  ///< names the row
  bool numeric = false;
  std::int64_t rows = 1;
  bool spans = false;               ///< rows > 1
  std::string text;                 ///< one value …
  std::vector<std::string> values;  ///< … or several
  bool many = false;                ///< several values, to be numbered
  bool numbered = false;            ///< several that bring their own numbers
  std::vector<GridAgain> again;     ///< in the cell that names the row
  static const Shape& shape();
};

struct GridRow {
  std::vector<GridCell> cells;
  static const Shape& shape();
};

struct Grid {
  std::string caption;
  std::vector<GridHead> first, second;  ///< header rows
  bool two_rows = false;
  std::vector<GridRow> rows;
  static const Shape& shape();
};

/// The printed values of one entry under a key; empty: the cell is empty.
using CellValues = std::vector<std::string>;
using CellOf = std::function<CellValues(std::size_t row, std::string_view key)>;

/// A column that no row fills is left out. `merged`: keys whose empty cells belong to the cell above.
Grid make_grid(std::span<const Column> columns, std::span<const std::string_view> merged, std::size_t rows, const CellOf& cell);

/// What stands under the column `key` of a plan's or of an item list's table.
CellValues cell_values(const PlanEntry& entry, std::string_view key);
CellValues cell_values(const ItemEntry& entry, std::string_view key);

/// `2024-03` → 2024年3月, `2024-03-05` → 2024年3月5日.
std::string month_or_date(std::string_view text);

}  // namespace gongshi
