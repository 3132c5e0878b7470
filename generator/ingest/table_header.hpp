// Where the table of a sheet begins: the rows above it, its header of one to three rows with merged cells, what each column is for.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "formats/table/sheet.hpp"
#include "ingest/headers.hpp"

namespace gongshi {

/// A column with its header, as it was taken.
struct TakenColumn {
  std::uint32_t column = 0;  ///< from 0
  std::string header{};      ///< its lowest line
  std::string groups{};      ///< the lines above that one; empty: none
  ColumnUse use{};
  bool by_groups = false;  ///< it is known by all of its lines together (`移送` over `日期`)
  bool alias = false;      ///< by a name that clerks use
};

struct PlacedText {
  std::uint32_t row = 0, column = 0;  ///< from 1; from 0
  std::string text;
};

/// Rows are given one after the other; once `found`, the last one given belongs to the table itself.
class HeaderFinder {
 public:
  /// `areas`: of the sheet, by row.
  HeaderFinder(const Shape& shape, const std::vector<SheetArea>& areas);

  /// Whether the header was complete before this row.
  bool row_ends_header(const SheetRow& row);
  /// Whether a header row was among those given; after the last row.
  bool found() const { return first_ != 0; }
  /// Too many rows without a header; no use in more.
  bool hopeless() const { return hopeless_; }

  std::uint32_t first_row() const { return top_; }
  std::uint32_t last_row() const { return last_; }
  /// A row that is the header of a next table of the sheet, wherever it stands. Of a new finder.
  void restart_at(const SheetRow& row);
  std::vector<std::uint32_t> rows_above() const;  ///< with something in them
  std::vector<PlacedText> texts_above() const;    ///< by row, then column
  std::vector<TakenColumn> columns() const;
  /// Whether a row below says what one of the header's lines says, so that it may have been printed once more.
  bool is_line(const SheetRow& row) const;

  static constexpr std::uint32_t within = 20;  ///< rows

 private:
  using Line = std::map<std::uint32_t, std::string>;  // column → text
  bool looks_like_header(const SheetRow& row) const;
  bool labels_and_values(const SheetRow& row) const;
  bool continues(const SheetRow& row) const;
  bool below_groups(const SheetRow& row) const;
  bool joined_down(std::uint32_t from, std::uint32_t to) const;
  void extend_up();
  std::vector<std::string> lines_of(std::uint32_t column) const;
  const SheetArea* area_at(std::uint32_t row, std::uint32_t column) const;
  std::string text_at(std::uint32_t row, std::uint32_t column) const;
  bool first_of_its_area(std::uint32_t column) const;

  const Shape& shape_;
  std::vector<SheetArea> areas_;                  // those that a header can have
  std::map<std::uint32_t, Line> rows_;            // row → its texts
  std::uint32_t top_ = 0, first_ = 0, last_ = 0;  // of the header; `first_`: where it was recognised
  bool hopeless_ = false;
};

}  // namespace gongshi
