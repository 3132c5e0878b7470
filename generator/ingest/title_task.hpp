// The task that the lines above a table name: `抽查任务编号：T1`, also with the label in one cell and the number in the next.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace gongshi {

class TitleTask {
 public:
  /// The cells in the order of the sheet; row from 1, column from 0. True: it names a task.
  bool look(std::string_view cell, std::uint32_t row, std::uint32_t column);
  bool named() const { return !given_.empty(); }
  std::string_view given() const { return given_; }  ///< the last one, as it is written: an id, or the number of its document
  std::uint32_t row() const { return row_; }
  std::uint32_t column() const { return column_; }

 private:
  std::string given_;
  std::uint32_t row_ = 0, column_ = 0;
  std::uint32_t label_row_ = 0;  // the cell before was a label alone, in this row; 0: it was none
};

}  // namespace gongshi
