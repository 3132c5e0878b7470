// Marks in the XML of one worksheet: looked for once, to learn how the marked cells look, then written while the sheet passes.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "formats/marking/sheet_walk.hpp"

namespace gongshi {

struct MarkedCell {
  CellName cell;
  bool there = false;       ///< the sheet has it
  std::uint32_t style = 0;  ///< number of its style, which one that is not there has from its row or column
};

/// Walks over a sheet and tells of each marked cell where it stands, or would stand. Marked cells come in order, by row.
class MarkedWalk : public SheetWalk {
 protected:
  explicit MarkedWalk(std::span<MarkedCell> cells) : cells_(cells) {}

  /// A row that is there; `marked`: the cells in it.
  virtual void begin(XmlSplice& at, std::span<MarkedCell> marked, XmlAttributes attributes, std::string_view tag) = 0;
  virtual void end_of_row(XmlSplice& /*at*/) {}
  virtual void there(XmlSplice& at, MarkedCell& cell, XmlAttributes attributes, std::string_view tag) = 0;
  virtual void missing(XmlSplice& at, MarkedCell& cell) = 0;
  virtual void missing_row(XmlSplice& at, std::span<MarkedCell> marked) = 0;
  virtual void end_of_rows(XmlSplice& /*at*/) {}

 private:
  void row(XmlSplice& at, std::uint32_t row, XmlAttributes attributes, std::string_view tag) final;
  void row_end(XmlSplice& at, std::uint32_t row) final;
  void cell(XmlSplice& at, CellName cell, XmlAttributes attributes, std::string_view tag) final;
  void element_end(XmlSplice& at, std::string_view name) final;
  std::span<MarkedCell> next_of(std::uint32_t row) const;
  void missing_before(XmlSplice& at, std::uint32_t row);
  void missing_before(XmlSplice& at, CellName cell);

  std::span<MarkedCell> cells_;  // those that are still to come
};

/// The first time: fills in `there` and `style`.
class MarkLooker final : public MarkedWalk {
 public:
  explicit MarkLooker(std::span<MarkedCell> cells) : MarkedWalk(cells) {}
  /// Id of the relation to the drawing of the comments; empty: none.
  const std::string& drawing() const { return drawing_; }
  /// Whether it came to the end of the rows.
  bool whole() const { return whole_; }

 private:
  struct Columns {
    std::uint32_t first = 0, last = 0, style = 0;  // from 1
  };
  void element(XmlSplice& at, std::string_view name, XmlAttributes attributes, std::string_view tag) override;
  void column(XmlAttributes attributes) override;
  void begin(XmlSplice& at, std::span<MarkedCell> marked, XmlAttributes attributes, std::string_view tag) override;
  void there(XmlSplice& at, MarkedCell& cell, XmlAttributes attributes, std::string_view tag) override;
  void missing(XmlSplice& at, MarkedCell& cell) override;
  void missing_row(XmlSplice& at, std::span<MarkedCell> marked) override;
  void end_of_rows(XmlSplice& /*at*/) override { whole_ = true; }
  std::uint32_t style_of_column(std::uint32_t column) const;

  std::vector<Columns> columns_;
  std::optional<std::uint32_t> row_style_;
  std::string drawing_;
  bool whole_ = false;
};

/// The second time: gives the cells their new styles.
class MarkWriter final : public MarkedWalk {
 public:
  /// `style` of the cells is now that of the marked ones; `drawing`: id of the relation, where the sheet has no element for it yet.
  MarkWriter(std::span<MarkedCell> cells, std::string drawing);

 private:
  void element(XmlSplice& at, std::string_view name, XmlAttributes attributes, std::string_view tag) override;
  void begin(XmlSplice& at, std::span<MarkedCell> marked, XmlAttributes attributes, std::string_view tag) override;
  void end_of_row(XmlSplice& at) override;
  void there(XmlSplice& at, MarkedCell& cell, XmlAttributes attributes, std::string_view tag) override;
  void missing(XmlSplice& at, MarkedCell& cell) override;
  void missing_row(XmlSplice& at, std::span<MarkedCell> marked) override;
  void end_of_rows(XmlSplice& at) override;
  void sheet_end(XmlSplice& at) override { put_drawing(at); }
  void put_drawing(XmlSplice& at);
  std::string dimension(XmlAttributes attributes, std::string_view tag) const;
  std::string blank_cell(const MarkedCell& cell) const;

  SheetArea marked_{};  // all marked cells are in it
  std::string drawing_;
  bool opened_row_ = false, opened_data_ = false, after_rows_ = false;
};

}  // namespace gongshi
