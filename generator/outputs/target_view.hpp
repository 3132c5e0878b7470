// A public target as the summary pages and their workbooks show it.
#pragma once
#include <string>
#include <string_view>

#include "base/shape.hpp"
#include "model/target.hpp"

namespace gongshi {

struct TargetView {
  std::string name;          ///< 抽查覆盖率; of one department with its name
  std::string value;         ///< 6.2%; empty: there is nothing to count
  std::string counted;       ///< 有检查结果的市场主体31，名录库中的市场主体500
  std::string threshold;     ///< 不低于5%; empty: the document asks this department for nothing
  std::string_view force;    ///< 应当, 原则上, 力争
  std::string_view met;      ///< 达到, 尚未达到, 超过, 无可计数
  std::string_view article;  ///< with the document's number
  static const Shape& shape();
};
TargetView target_view(const TargetValue& value);

}  // namespace gongshi
