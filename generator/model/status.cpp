#include "model/status.hpp"

namespace gongshi {
namespace {

constexpr std::array<Choice, state_count> states{{{"", ""},
                                                  {"published", "已公示"},
                                                  {"late", "逾期公示"},
                                                  {"due", "待公示"},
                                                  {"overdue", "逾期未公示"},
                                                  {"embargoed", "检查未结束"},
                                                  {"withheld", "不予公开"},
                                                  {"undated", "缺起算日期"},
                                                  {"withdrawn", "已撤回"},
                                                  {"done", "已办"}}};

}  // namespace

template <>
std::span<const Choice> choices_of<State>() {
  return states;
}

}  // namespace gongshi
