// Inspection tasks (抽查任务): content/tasks/.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "base/shape.hpp"
#include "model/plan.hpp"

namespace gongshi {

enum class TaskKind : std::uint8_t { absent, internal, joint, off_plan };
template <>
std::span<const Choice> choices_of<TaskKind>();

enum class TaskStatus : std::uint8_t { absent, planned, drawn, inspecting, completed, published };
template <>
std::span<const Choice> choices_of<TaskStatus>();

struct NotInspected {
  std::string_view object, reason;
  static const Shape& shape();
};

/// The six parts of a joint inspection's scheme, 陵环发〔2024〕4号 art. 11(一).
struct Scheme {
  std::string_view purpose, objects_and_ratio, items_and_content, division, schedule_and_method, result_handling;
  static const Shape& shape();
};

struct Task {
  Origin origin;
  std::string_view id, number, name, plan_id;
  std::string_view plan_entry;  ///< `internal/1`: the kind of the section and the number of the entry
  TaskKind kind = TaskKind::absent;
  Selection selection = Selection::absent;
  std::vector<std::string_view> items;
  std::string_view lead;
  std::vector<std::string_view> partners;
  std::optional<Date> from, to, ended_on, completed_on;
  TaskStatus status = TaskStatus::absent;
  std::optional<std::int64_t> drawn;      ///< how many objects
  std::vector<std::string_view> objects;  ///< the drawn list; secret until the task's inspection has ended
  std::vector<NotInspected> not_inspected;
  std::string_view delay_reason;
  std::optional<Date> filed_on, reported_on;
  std::optional<Scheme> scheme;
  static const Shape& shape();
};

}  // namespace gongshi
