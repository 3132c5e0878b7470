// What the column headers of tables mean: those of the contract, the names that clerks use for them, and columns that are left out.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/shape.hpp"

namespace gongshi {

/// What a column is for.
struct ColumnUse {
  const Field* field = nullptr;         ///< null: not read
  const Field* part = nullptr;          ///< of an object, such as `penalty`: the one member that stands here; null: all of it
  bool inspectors = false;              ///< names that are counted into inspector_count and dropped
  bool dropped = false;                 ///< known, and never public: names, phones, addresses
  bool joined = false;                  ///< under one merged header with the column before it
  std::optional<std::uint32_t> with{};  ///< the first column of the same inspectors: of that merged header, or of an equal one
  bool left_out = false;                ///< known, and no part of the record: remarks, the plan's number
  bool known = false;                   ///< of any use, also as `序号`, which means nothing
  bool own = false;                     ///< only workbooks of this program have it
  bool state = false;                   ///< 公示状态: a row that was withdrawn says so here

  bool is(std::string_view name) const { return field != nullptr && part == nullptr && field->name == name; }
};

/// By its header: those of the shape, and the names that clerks use for them. Blanks and line breaks in it make no difference, nor
/// a unit or an instruction in brackets behind it: `检查日期（年/月/日）`.
ColumnUse column_for(const Shape& shape, std::string_view header);

/// Whether a cell may be a header of this shape, seen fast: every row is asked.
bool header_word(const Shape& shape, std::string_view cell);

/// The known headers that are most like an unknown one; none where nothing is like it.
std::vector<std::string_view> headers_like(const Shape& shape, std::string_view header);

/// As a header is shown: without line breaks.
std::string in_one_line(std::string_view header);

/// Without blanks and line breaks, full-width characters as plain ones.
std::string bare_header(std::string_view header);

}  // namespace gongshi
