// A deadline as pages and workbooks show it.
#pragma once
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "model/assessment.hpp"
#include "outputs/views.hpp"

namespace gongshi {

struct DueView {
  std::string_view duty;  ///< 结果公示
  std::string rule;       ///< 自检查结束之日起20个工作日内
  std::string_view article, source;
  std::optional<Day> started_on;  ///< absent: the rule names a date
  std::optional<Day> due_on;
  std::optional<Day> plain_on;  ///< where the period ran on from a day off
  bool provisional = false;
  static const Shape& shape();
};
DueView due_view(const Profile& profile, const Due& due);

/// The rules behind deadlines, a line each, with what must be said of the last days: 顺延, 暂定. `starts`: also the day that each counts
/// from, where no cell beside it says so. Null: no such deadline.
std::string due_notes(const Profile& profile, std::initializer_list<const Due*> dues, bool starts = false);

}  // namespace gongshi
