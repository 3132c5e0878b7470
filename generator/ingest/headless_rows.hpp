// Sheets without a header: whether their rows may be those of a table on a sheet before them.
#pragma once
#include <cstdint>
#include <set>
#include <span>
#include <utility>

#include "ingest/table.hpp"

namespace gongshi {

class HeadlessRows {
 public:
  /// The first rows are looked at, one after the other.
  void look(const SheetRow& row);
  /// Where a table before has no rows of its own, or where days and codes stand in its columns for these.
  bool go_on(std::span<const SheetReport> before) const;

 private:
  enum class Value : std::uint8_t { day, code };
  bool stand_in(const SheetReport& table) const;

  std::set<std::pair<std::uint32_t, Value>> values_;  // by column
  std::size_t rows_ = 0, widest_ = 0;
};

}  // namespace gongshi
