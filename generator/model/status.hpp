// What the clerk has to do on a day: every result with its deadline, the reports, transfers and plan dates that are due, and what the
// calendar lacks. It names what is embargoed and withheld, so it is not the Assessment and never reaches the public site.
// Views go into the Dataset (or the record that corrections made, which lives as long as the Status).
#pragma once
#include <array>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/category.hpp"
#include "model/due.hpp"
#include "model/profile.hpp"
#include "model/result.hpp"
#include "model/target.hpp"
#include "model/task.hpp"

namespace gongshi {

/// CONTRACT §5. `done` is for duties other than publication.
enum class State : std::uint8_t { absent, published, late, due, overdue, embargoed, withheld, undated, withdrawn, done };
inline constexpr std::size_t state_count = 10;
/// Keys as in JSON, labels for the clerk.
template <>
std::span<const Choice> choices_of<State>();

struct ResultStatus {
  const Result* record = nullptr;  ///< effective: corrections applied; a person's name masked
  Category category = Category::none;
  bool approximate = false;
  std::optional<Due> due;                          ///< none where the start day is missing or lies after the as-of date
  State state = State::absent;                     ///< for this site
  State platform_state = State::absent;            ///< absent: the profile names no platform for its kind
  std::optional<std::int64_t> platform_days_left;  ///< as `days_left`
  std::optional<Date> published_on;                ///< as reported elsewhere, else by the ledger
  std::optional<std::int64_t> days_left;
  std::optional<std::int64_t>
      days_late;  ///< working days since the last day, at least 1: of `late` until its publication, of `overdue` so far
};

/// A duty other than publication.
struct DutyStatus {
  const Result* result = nullptr;  ///< transfer
  const Task* task = nullptr;      ///< report
  std::string_view plan_id;        ///< plan dates; empty: there is no such plan yet
  int year = 0;                    ///< of the plan
  std::optional<Due> due;          ///< none: its start day is missing (`undated`)
  Duty duty = Duty::absent;
  State state = State::absent;  ///< done, late, due, overdue, undated
  std::optional<Date> done_on;
  std::optional<std::int64_t> days_left;
};

struct TaskStatusRow {
  const Task* task = nullptr;
  std::optional<std::int64_t> drawn;
  std::int64_t inspected = 0;  ///< objects, as far as it is known
  std::int64_t published = 0;  ///< results: published or late
  std::int64_t withheld = 0;
  std::optional<std::size_t> report;  ///< in Status::duties
  bool ours = true;                   ///< the publisher leads it, so the report is the publisher's to make
};

/// A count that the calendar moves: equal ones once.
struct WeekendDifference {
  Due due;
  std::int64_t records = 0;
  bool waiting = false;  ///< at least one of them is due or overdue
};

struct Status {
  Date as_of;
  const Profile* profile = nullptr;
  std::optional<Date> calendar_until;
  std::vector<ResultStatus> results;               ///< by id
  std::vector<TargetValue> targets;                ///< by kind, period, then all before classes and departments
  std::vector<TaskStatusRow> tasks;                ///< by id
  std::vector<DutyStatus> duties;                  ///< transfers by result id, reports by task id, plan dates by year
  std::vector<WeekendDifference> differing;        ///< by due day, start day, duty
  std::vector<int> missing_years;                  ///< that a deadline or the as-of date reaches and that have no calendar; ascending
  std::array<std::int64_t, state_count> counts{};  ///< of results, by state
  std::deque<Result> effective;
  std::deque<std::string> texts;
};

}  // namespace gongshi
