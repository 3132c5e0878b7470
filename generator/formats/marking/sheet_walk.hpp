// Walks over the XML of a worksheet while it passes: its rows, its cells by their names, and the elements around them.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "formats/marking/xml_splice.hpp"
#include "formats/table/cell_name.hpp"

namespace gongshi {

inline constexpr std::string_view spreadsheet_space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// A sheet is stopped whose elements stand elsewhere than ISO/IEC 29500 (transitional) has them, or in another namespace than its root:
/// where it is lawful, whoever puts a cell or an element into it can rely on what is told.
class SheetWalk : public XmlEditor {
 public:
  void start(XmlSplice& at, std::string_view name, XmlAttributes attributes, std::string_view tag) final;
  void end(XmlSplice& at, std::string_view name) final;

 protected:
  /// `x:` of all its elements, or nothing.
  const std::string& prefix() const { return prefix_; }

  /// A child of the root: `dimension`, `sheetData`, `legacyDrawing`.
  virtual void element(XmlSplice& /*at*/, std::string_view /*name*/, XmlAttributes /*attributes*/, std::string_view /*tag*/) {}
  virtual void element_end(XmlSplice& /*at*/, std::string_view /*name*/) {}
  virtual void sheet_end(XmlSplice& /*at*/) {}
  /// A part of `cols`.
  virtual void column(XmlAttributes /*attributes*/) {}
  /// Rows from 1; they rise.
  virtual void row(XmlSplice& /*at*/, std::uint32_t /*row*/, XmlAttributes /*attributes*/, std::string_view /*tag*/) {}
  virtual void row_end(XmlSplice& /*at*/, std::uint32_t /*row*/) {}
  /// Columns of a row rise.
  virtual void cell(XmlSplice& /*at*/, CellName /*cell*/, XmlAttributes /*attributes*/, std::string_view /*tag*/) {}

 private:
  bool lawful(std::string_view name, XmlAttributes attributes, std::string_view tag, int depth);
  bool begin_row(XmlAttributes attributes);
  bool begin_cell(XmlAttributes attributes);

  std::string prefix_, declaration_;  // `xmlns:x`
  bool in_data_ = false, had_data_ = false, in_columns_ = false;
  CellName cell_;                  // the last one
  std::uint32_t next_column_ = 0;  // of a cell that has no name
};

/// A number as attributes have it; nullopt: none, or something else.
std::optional<std::uint32_t> number_of(std::optional<std::string_view> attribute);

}  // namespace gongshi
