// A result as the public's data hold it: the JSON record, and the same as a row of a table. All data files and the workbooks of
// periods say the same because they all come from here.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/shape.hpp"
#include "model/assessment.hpp"
#include "outputs/changes.hpp"

namespace gongshi {

/// Appends one JSON object: the public keys of the result in the order of its shape, then `category`, `category_name`,
/// `published_on`, `url`, `corrections`, `ledger`, `salt`, `pending`. A withdrawn result is {id, withdrawn_on, kind}.
void append_published(std::string& out, const Assessment& site, std::uint32_t result);
/// What that object may hold, for the schema.
const Shape& published_result_shape();

/// What a correction changed, in one sentence: `检查结果由“甲”改为“乙”`; empty where nothing may be said.
std::string told_change(const Assessment& site, const ShownCorrection& correction);

struct TableCell {
  enum class Kind : std::uint8_t { none, text, date, number };
  Kind kind = Kind::none;
  std::string text{};
  Date date{};
  std::int64_t number = 0;

  void set(std::string_view words) {
    kind = words.empty() ? Kind::none : Kind::text;
    text = words;
  }
  void set(std::optional<Date> day) {
    kind = day ? Kind::date : Kind::none;
    date = day.value_or(Date{});
  }
};

struct RecordColumn {
  std::string_view name;     ///< JSON key, with a dot for the part of an object: `penalty.number`
  std::string_view header;   ///< in Chinese: the shape's for a key of the contract
  std::string_view meaning;  ///< for the data package
  TableCell::Kind kind = TableCell::Kind::text;
  double width = 12;     ///< in the workbook, in characters of the standard font
  bool code = false;     ///< digits that are no number
  bool wrapped = false;  ///< long text
};

/// The columns of data tables: the public ones of the shape in its order (the parts of penalty and reply have columns of their
/// own), then what this site adds.
std::span<const RecordColumn> table_columns();
/// The cell of a result in column `column`; `cell` is overwritten. Of a withdrawn result only its id, state and withdrawal are there.
void fill_cell(TableCell& cell, const Assessment& site, std::uint32_t result, std::size_t column);

}  // namespace gongshi
