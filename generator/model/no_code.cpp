#include "model/no_code.hpp"

#include <algorithm>
#include <array>

namespace gongshi {

bool says_no_code(std::string_view code) {
  static constexpr std::array<std::string_view, 12> words{"无",   "暂无", "没有", "无代码", "无证", "未办理",
                                                          "不详", "/",    "／",   "-",      "—",    "——"};
  return std::ranges::find(words, code) != words.end();
}

}  // namespace gongshi
