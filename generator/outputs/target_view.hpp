// A public target as the summary pages and their workbooks show it.
#pragma once
#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "base/shape.hpp"
#include "model/assessment.hpp"
#include "model/target.hpp"
#include "outputs/views.hpp"

namespace gongshi {

/// What a target counts, or leaves out, one by one.
struct TargetRecords {
  std::string_view heading;   ///< 有检查结果的市场主体; 其余
  std::vector<Link> records;  ///< an item or an entry of a plan has no address
  std::string rest;           ///< of how many more there are; empty: none
  static const Shape& shape();
};

struct TargetView {
  std::string name;                   ///< 抽查覆盖率; of one department with its name
  std::string value;                  ///< 6.2%; empty: there is nothing to count
  std::string counted;                ///< 有检查结果的市场主体31，名录库中的市场主体500
  std::string threshold;              ///< 不低于5%; empty: the document asks this department for nothing
  std::string_view force;             ///< 应当, 原则上, 力争
  std::string_view met;               ///< 达到, 尚未达到, 超过, 无可计数
  std::string_view article;           ///< with the document's number
  std::vector<TargetRecords> behind;  ///< on the page alone; see target_records
  bool has_behind = false;
  static const Shape& shape();
};

TargetView target_view(const TargetValue& value);

inline constexpr std::size_t all_records = std::numeric_limits<std::size_t>::max();
/// What the value counts and, where that is known, the rest; a list without a record is left out. `most`: so many of each are named.
std::vector<TargetRecords> target_records(const Assessment& site, const TargetValue& value, std::size_t most);

}  // namespace gongshi
