// Rows of a clerk's table as they were, in a workbook that is written anew.
#pragma once
#include <cstdint>

#include "formats/marking/xlsx_marks.hpp"
#include "formats/table/sheet.hpp"
#include "formats/workbook/xlsx_writer.hpp"
#include "ingest/table.hpp"

namespace gongshi {

/// Writes the cells of rows into a sheet, marked where there are remarks. Whatever import refuses in a cell it refuses in the copy: a
/// number stays a number, and what a formula failed to give says so.
class CellCopy {
 public:
  /// `report`: of the sheet, null: none; its columns of codes take what is typed into them as texts. `remarks`: of the sheet; may be null.
  /// `comments`: how many may still be written; beyond them cells are coloured only. All live as long.
  CellCopy(Sheet& sheet, const SheetReport* report, const CellMarks* remarks, std::size_t& comments);

  /// Into row `at` (from 0). Rows come in order.
  void row(std::uint32_t at, const SheetRow& row);

 private:
  void put(std::uint32_t at, const SheetCell& cell, bool marked);
  void remark(std::uint32_t at, std::uint32_t column, const std::string& words, bool blank);
  bool code(std::uint32_t column) const;

  Sheet& sheet_;
  const SheetReport* report_;
  const CellMarks* remarks_;
  std::size_t& comments_;
};

/// Of a workbook: libxlsxwriter takes ever longer for each.
inline constexpr std::size_t most_comments = 10'000;

/// Columns beyond it are not copied: nobody means them.
inline constexpr std::uint32_t copied_columns = 256;

}  // namespace gongshi
