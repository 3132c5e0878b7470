// The duties of the profile in force, counted out for a record: what for, from which day, until which day.
//
// Every function takes the dates of the effective record. A start day that is missing, or lies after the as-of date, gives none.
#pragma once
#include <optional>

#include "model/due.hpp"
#include "model/plan.hpp"
#include "model/result.hpp"
#include "model/task.hpp"
#include "rules/deadlines/working_days.hpp"

namespace gongshi {

/// The last day of a period of the profile that begins after `started_on`.
Due due_after(Duty duty, const Deadline& rule, Date started_on, const WorkingDays& days);
/// The end of a month of a year. It is a date and no period, so it does not run on.
Due due_by_month(Duty duty, const MonthDue& rule, int year, const WorkingDays& days);

/// Publication of a result: within 20 working days of the end of the inspection (陵环发〔2024〕4号 art. 18, 平双随机办〔2020〕3号
/// art. 20(四)), the determination of the result (泽环字〔2024〕11号 二(五)), or the completion of the task (获嘉 art. 20, 武陟 三).
/// `task` may be null.
std::optional<Due> publication_due(const Result& result, const Task* task, const Profile& profile, const WorkingDays& days, Date as_of);

/// Is the result a suspected case that goes to another authority: 案件线索移送 or 移送司法机关, or one that has gone?
bool to_transfer(const Result& result);
/// Its transfer: within 7 working days of the determination of the result (平双随机办〔2020〕3号 art. 20(三)).
std::optional<Due> transfer_due(const Result& result, const Profile& profile, const WorkingDays& days, Date as_of);

/// Is the task one whose scheme and results go to the market regulator?
bool to_report(const Task& task);
/// The report of a joint inspection: within 20 calendar days of its end (陵环发〔2024〕4号 art. 24).
std::optional<Due> report_due(const Task& task, const Profile& profile, const WorkingDays& days, Date as_of);

/// Does the year's joint plan stand in it (平双随机办〔2020〕3号 art. 7 speaks of joint plans)? A plan without sections may be one.
bool joint_plan(const Plan& plan);

}  // namespace gongshi
