// tasks.html and tasks/page/N.html: all inspection tasks.
#pragma once
#include <string>
#include <string_view>

#include "outputs/pages.hpp"

namespace gongshi {

inline constexpr std::string_view task_list_address = "tasks.html";
void add_task_lists(const PageContext& context, OutputPlan& plan);

/// `2024年2月19日至3月29日`; empty where the task has no dates.
std::string schedule_text(const Task& task);

}  // namespace gongshi
