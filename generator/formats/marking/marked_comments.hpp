// The comments of a sheet and the drawing (VML) in which Excel keeps their boxes, with more of them; or new ones.
#pragma once
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "formats/marking/xlsx_marks.hpp"

namespace gongshi {

class MarkedComments {
 public:
  using Take = std::function<void(std::string_view)>;
  /// `marks` live as long.
  explicit MarkedComments(const CellMarks& marks);

  /// The sheet has comments: they stay, and a marked cell that has one says the rest below. False: they are not as the standard has them.
  bool add_to_comments(std::string_view xml);
  /// It has a drawing of such boxes, or of others: they stay. False: nothing can be added to it.
  bool add_to_drawing(std::string_view vml);

  void write_comments(const Take& out) const;
  void write_drawing(const Take& out) const;

 private:
  /// Calls each(cell, words, number) for the cells that had no comment; the number from 0.
  template <class Each>
  void for_new(const Each& each) const;

  const CellMarks& marks_;
  std::set<CellName> had_;                     // marked cells that had a comment
  std::string comments_head_, comments_tail_;  // around the new ones
  std::string drawing_head_, drawing_tail_;
  std::string prefix_;  // of the comments
  std::uint32_t author_ = 0;
  std::uint64_t first_shape_ = 0;  // 0: a new drawing
};

}  // namespace gongshi
