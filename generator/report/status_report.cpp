#include "report/status_report.hpp"

#include <algorithm>
#include <functional>

namespace gongshi {
namespace {

constexpr std::int64_t soon = 5;  // working days

template <class E>
std::string_view label_of(E value) {
  return choices_of<E>()[static_cast<std::size_t>(value)].label;
}

std::string iso(std::optional<Date> date) { return date ? date->iso() : std::string(); }

struct Words {
  Language language;
  std::string_view operator()(std::string_view chinese, std::string_view english) const {
    return language == Language::chinese ? chinese : english;
  }
};

/// The last day, with what must be said of it: 暂定, and the plain day where the period ran on.
std::string last_day(const std::optional<Due>& due, const Words& say) {
  if (!due) return {};
  std::string out = due->due_on.iso();
  if (due->ran_on()) out += std::string(say("（原 ", " (from ")) + due->plain_on.iso() + std::string(say("，顺延）", ")"));
  if (due->provisional) out += say("（暂定）", " (provisional)");
  return out;
}

std::string state_name(State state, const Words& say) {
  if (say.language == Language::chinese) return std::string(label_of(state));
  return std::string(choices_of<State>()[static_cast<std::size_t>(state)].key);
}

/// `2024年第一季度，重点`: the scope for people.
std::string scope_words(const TargetValue& row, const Words& say) {
  if (say.language != Language::chinese) return row.scope();
  std::string out = row.period.chinese();
  if (row.supervision_class != SupervisionClass::absent) return out + "，" + std::string(label_of(row.supervision_class));
  return row.department.empty() ? out : out + "，" + std::string(row.department);
}

std::string rule_note(const Profile& profile, Duty duty) {
  DutyRule rule = rule_of(profile, duty);
  return rule.words.empty() ? std::string() : rule.words + "（" + std::string(rule.article) + "）";
}

class Writer {
 public:
  Writer(const Status& status, Language language, std::size_t most, StatusReport& report)
      : status_(status), say_{language}, most_(most), report_(report) {}

  void write() {
    results(say_("逾期未公示", "Overdue"), "bad", State::overdue, [](const ResultStatus&) { return true; });
    results(say_("五个工作日内到期", "Due within five working days"), "warn", State::due,
            [](const ResultStatus& row) { return row.days_left <= soon; });
    platform();
    duties();
    undated();
    embargoed();
    withheld();
    late();
    tasks();
    plans();
    targets();
    records();
    calendar();
  }

 private:
  using Rows = std::vector<const ResultStatus*>;

  ReportTable& table(std::string_view heading, std::string_view tone, std::string note, std::vector<ReportColumn> columns) {
    return report_.tables.emplace_back(ReportTable{std::string(heading), tone, std::move(note), std::move(columns), {}, 0});
  }

  void add(ReportTable& to, std::vector<std::string> row) const {
    to.rows.size() < most_ ? to.rows.push_back(std::move(row)) : void(++to.left_out);
  }

  Rows rows_of(const std::function<bool(const ResultStatus&)>& wanted) const {
    Rows out;
    for (const ResultStatus& row : status_.results)
      if (wanted(row)) out.push_back(&row);
    return out;
  }

  static std::string name_of(const Result& result) { return std::string(result.object_name); }

  ReportColumn id() const { return {say_("结果编号", "result")}; }
  ReportColumn object() const { return {say_("检查对象", "object")}; }
  ReportColumn department() const { return {say_("检查机关", "department")}; }
  ReportColumn start() const { return {say_("起算日", "counts from")}; }
  ReportColumn last() const { return {say_("最后一天", "last day")}; }

  void results(std::string_view heading, std::string_view tone, State state, const std::function<bool(const ResultStatus&)>& wanted) {
    Rows rows = rows_of([&](const ResultStatus& row) { return row.state == state && wanted(row); });
    if (rows.empty()) return;
    std::ranges::stable_sort(rows, {}, [](const ResultStatus* row) { return row->due->due_on; });
    bool over = state == State::overdue;
    ReportTable& to = table(
        heading, tone, rule_note(*status_.profile, Duty::publication),
        {id(), object(), department(), start(), last(), {over ? say_("已过工作日", "days over") : say_("还剩工作日", "days left"), true}});
    for (const ResultStatus* row : rows)
      add(to, {std::string(row->record->id), name_of(*row->record), std::string(row->record->department), iso(row->due->started_on),
               last_day(row->due, say_), std::to_string(over ? -*row->days_left : *row->days_left)});
  }

  /// What the provincial platform owes, where this site owes nothing any more.
  static bool platform_waits(const ResultStatus& row) {
    if (row.state == State::due || row.state == State::overdue) return false;
    return row.platform_state == State::overdue || (row.platform_state == State::due && row.platform_days_left <= soon);
  }

  void platform() {
    Rows rows = rows_of(platform_waits);
    if (rows.empty()) return;
    std::ranges::stable_sort(rows, {}, [](const ResultStatus* row) { return row->due->due_on; });
    bool over = std::ranges::any_of(rows, [](const ResultStatus* row) { return row->platform_state == State::overdue; });
    ReportTable& to = table(say_("平台待公示", "To be published on the provincial platform"), over ? "bad" : "warn",
                            std::string(say_("填上 platform_on（平台公示日期）即不再列出", "listed until platform_on is filled in")),
                            {id(), object(), last(), {say_("状态", "state")}});
    for (const ResultStatus* row : rows)
      add(to, {std::string(row->record->id), name_of(*row->record), last_day(row->due, say_),
               days_state(row->platform_state, row->platform_days_left)});
  }

  static bool open(State state) { return state == State::overdue || state == State::due || state == State::undated; }

  void duties() {
    std::vector<const DutyStatus*> rows;
    for (const DutyStatus& row : status_.duties)
      if (open(row.state) && (row.result != nullptr || (row.task != nullptr && ours(row)))) rows.push_back(&row);
    if (rows.empty()) return;
    std::ranges::stable_sort(rows, [](const DutyStatus* a, const DutyStatus* b) { return urgency(*a) < urgency(*b); });
    bool over = std::ranges::any_of(rows, [](const DutyStatus* row) { return row->state == State::overdue; });
    ReportTable& to = table(say_("待移送和待报送", "To transfer and to report"), over ? "bad" : "wait", {},
                            {{say_("事项", "duty")},
                             {say_("编号", "id")},
                             {say_("名称", "name")},
                             start(),
                             last(),
                             {say_("状态", "state")},
                             {say_("规定", "rule")}});
    for (const DutyStatus* row : rows) {
      std::string_view name = row->result != nullptr ? row->result->object_name : row->task->name;
      std::string_view id = row->result != nullptr ? row->result->id : row->task->id;
      add(to, {duty_name(row->duty), std::string(id), std::string(name), row->due ? iso(row->due->started_on) : "",
               last_day(row->due, say_), duty_state(*row), std::string(rule_of(*status_.profile, row->duty).article)});
    }
  }

  bool ours(const DutyStatus& duty) const {
    return std::ranges::any_of(status_.tasks, [&](const TaskStatusRow& row) { return row.task == duty.task && row.ours; });
  }

  static std::pair<bool, Date> urgency(const DutyStatus& row) { return {!row.due, row.due ? row.due->due_on : Date{}}; }

  std::string duty_name(Duty duty) const {
    const Choice& choice = choices_of<Duty>()[static_cast<std::size_t>(duty)];
    return std::string(say_(choice.label, choice.key));
  }

  /// Of what is due or overdue: how many working days.
  std::string days_state(State state, std::optional<std::int64_t> left) const {
    bool over = state == State::overdue;
    std::string days = left ? std::to_string(over ? -*left : *left) : "";
    if (over) return std::string(say_("逾期 ", "overdue by ")) + days + std::string(say_(" 个工作日", " working day(s)"));
    return std::string(say_("还剩 ", "")) + days + std::string(say_(" 个工作日", " working day(s) left"));
  }

  /// Duties other than publication are not 公示: 未办、逾期未办.
  std::string duty_state(const DutyStatus& row) const {
    switch (row.state) {
      case State::overdue:
      case State::due:
        return days_state(row.state, row.days_left);
      case State::late:
        return std::string(say_("逾期办理 ", "done late, ")) + iso(row.done_on);
      case State::done:
        return std::string(say_("已办 ", "done ")) + iso(row.done_on);
      default:
        return state_name(row.state, say_);
    }
  }

  void undated() {
    Rows rows = rows_of([](const ResultStatus& row) { return row.state == State::undated; });
    if (rows.empty()) return;
    ReportTable& to = table(say_("缺起算日期", "No day to count from"), "warn", rule_note(*status_.profile, Duty::publication),
                            {id(), object(), {say_("任务", "task")}, {say_("检查日期", "inspected")}});
    for (const ResultStatus* row : rows)
      add(to, {std::string(row->record->id), name_of(*row->record), std::string(row->record->task_id), iso(row->record->inspected_on)});
  }

  void embargoed() {
    Rows rows = rows_of([](const ResultStatus& row) { return row.state == State::embargoed; });
    if (rows.empty()) return;
    std::ranges::stable_sort(rows, {}, [](const ResultStatus* row) { return row->record->inspected_on; });
    ReportTable& to = table(say_("检查未结束，保密", "Embargoed until the inspection has ended"), "wait", {},
                            {id(), object(), department(), {say_("检查日期", "inspected")}});
    for (const ResultStatus* row : rows)
      add(to, {std::string(row->record->id), name_of(*row->record), std::string(row->record->department), iso(row->record->inspected_on)});
  }

  /// Without a name, as in the report to the regulator: the page lies open on a clerk's desk.
  void withheld() {
    Rows rows = rows_of([](const ResultStatus& row) { return row.state == State::withheld; });
    if (rows.empty()) return;
    ReportTable& to =
        table(say_("不予公开", "Withheld"), "idle", {},
              {id(), department(), {say_("理由", "ground")}, {say_("批准人", "approved by")}, {say_("批准日期", "approved on")}});
    for (const ResultStatus* row : rows) {
      const Withheld& why = *row->record->withheld;
      add(to, {std::string(row->record->id), std::string(row->record->department), std::string(label_of(why.ground)),
               std::string(why.approved_by), iso(why.approved_on)});
    }
  }

  /// The newest first: what was late years ago is no news.
  void late() {
    Rows rows = rows_of([](const ResultStatus& row) { return row.state == State::late; });
    if (rows.empty()) return;
    std::ranges::stable_sort(rows, std::greater(), [](const ResultStatus* row) { return *row->published_on; });
    ReportTable& to = table(say_("逾期公示", "Published late"), "idle", {}, {id(), object(), last(), {say_("公示日期", "published")}});
    for (const ResultStatus* row : rows)
      add(to, {std::string(row->record->id), name_of(*row->record), last_day(row->due, say_), iso(row->published_on)});
  }

  /// Those in progress, and those whose report is not made.
  void tasks() {
    std::vector<const TaskStatusRow*> rows;
    for (const TaskStatusRow& row : status_.tasks) {
      bool closed = row.task->status == TaskStatus::completed || row.task->status == TaskStatus::published;
      if (!closed || (row.ours && row.report && open(status_.duties[*row.report].state))) rows.push_back(&row);
    }
    if (rows.empty()) return;
    ReportTable& to = table(say_("进行中的任务", "Tasks in progress"), "", {},
                            {{say_("任务编号", "task")},
                             {say_("任务名称", "name")},
                             {say_("进度", "state")},
                             {say_("抽取", "drawn"), true},
                             {say_("已检查", "inspected"), true},
                             {say_("已公示", "published"), true},
                             {say_("不予公开", "withheld"), true},
                             {say_("报送期限", "report due")},
                             {say_("报送日期", "reported")}});
    for (const TaskStatusRow* row : rows) {
      const Choice& state = choices_of<TaskStatus>()[static_cast<std::size_t>(row->task->status)];
      add(to, {std::string(row->task->id), std::string(row->task->name), std::string(say_(state.label, state.key)),
               row->drawn ? std::to_string(*row->drawn) : "", std::to_string(row->inspected), std::to_string(row->published),
               std::to_string(row->withheld), row->report ? last_day(status_.duties[*row->report].due, say_) : "",
               iso(row->task->reported_on)});
    }
  }

  void plans() {
    std::vector<const DutyStatus*> rows;
    for (const DutyStatus& row : status_.duties)
      if (row.result == nullptr && row.task == nullptr) rows.push_back(&row);
    if (rows.empty()) return;
    std::ranges::stable_sort(rows, {}, [](const DutyStatus* row) { return row->due->due_on; });
    bool over = std::ranges::any_of(rows, [](const DutyStatus* row) { return row->state == State::overdue; });
    ReportTable& to = table(say_("计划的期限", "Dates of the plan"), over ? "bad" : "", {},
                            {{say_("事项", "duty")},
                             {say_("计划年度", "year")},
                             {say_("计划编号", "plan")},
                             last(),
                             {say_("状态", "state")},
                             {say_("规定", "rule")}});
    for (const DutyStatus* row : rows)
      add(to, {duty_name(row->duty), std::to_string(row->year), std::string(row->plan_id), last_day(row->due, say_), duty_state(*row),
               std::string(rule_of(*status_.profile, row->duty).article)});
  }

  std::string target_name(TargetKind kind) const {
    const Choice& choice = choices_of<TargetKind>()[static_cast<std::size_t>(kind)];
    return std::string(say_(choice.label, choice.key));
  }

  std::string target_value(const TargetValue& row) const {
    std::string out = row.value ? target_number(row.kind, row.value) : std::string(say_("无可计数", "nothing to count"));
    if (facts(row.kind).share) out += " (" + std::to_string(row.counted) + "/" + std::to_string(row.of) + ")";
    return out;
  }

  std::string target_threshold(const TargetValue& row) const {
    if (!row.threshold) return std::string(say_("文件未作要求", "none for it"));
    return (facts(row.kind).at_most ? "≤ " : "≥ ") + target_number(row.kind, row.threshold);
  }

  /// A period that is not over may still reach what it has not.
  std::string target_met(const TargetValue& row) const {
    if (!row.met) return {};
    if (*row.met) return std::string(say_("达到", "met"));
    if (facts(row.kind).at_most || row.period.last() < status_.as_of) return std::string(say_("未达到", "not met"));
    return std::string(say_("尚未达到", "not yet met"));
  }

  std::string beside_name(BesideKind kind) const {
    const Choice& choice = choices_of<BesideKind>()[static_cast<std::size_t>(kind)];
    if (say_.language == Language::chinese) return std::string(choice.label);
    std::string words(choice.key);
    std::ranges::replace(words, '_', ' ');
    return words;
  }

  std::string target_beside(const TargetValue& row) const {
    std::string out;
    for (const Beside& beside : row.beside)
      if (beside.count != 0)
        out += std::string(out.empty() ? "" : say_("，", ", ")) + beside_name(beside.kind) + " " + std::to_string(beside.count);
    return out;
  }

  void targets() {
    if (status_.targets.empty()) return;
    bool missed = std::ranges::any_of(status_.targets, [&](const TargetValue& row) {
      return row.met == false && row.rule->force == Force::must && row.period.last() < status_.as_of;
    });
    ReportTable& to = table(say_("指标", "Targets"), missed ? "bad" : "", {},
                            {{say_("指标", "target")},
                             {say_("范围", "scope")},
                             {say_("数值", "value")},
                             {say_("目标", "threshold")},
                             {say_("约束力", "force")},
                             {say_("是否达到", "met")},
                             {say_("另计", "beside")},
                             {say_("规定", "rule")}});
    for (const TargetValue& row : status_.targets) {
      const Choice& force = choices_of<Force>()[static_cast<std::size_t>(row.rule->force)];
      add(to, {target_name(row.kind), scope_words(row, say_), target_value(row), target_threshold(row),
               std::string(say_(force.label, force.key)), target_met(row), target_beside(row), std::string(row.rule->article)});
    }
  }

  /// The records behind each target, where they were asked for.
  void records() {
    ReportTable to{std::string(say_("指标背后的记录", "Records behind the targets")),
                   "",
                   {},
                   {{say_("指标", "target")}, {say_("范围", "scope")}, {say_("计作", "counted as")}, {say_("记录", "record")}},
                   {},
                   0};
    for (const TargetValue& row : status_.targets) {
      auto each = [&](const std::string& as, const std::vector<std::string>& ids) {
        for (const std::string& id : ids) add(to, {target_name(row.kind), scope_words(row, say_), as, id});
      };
      const TargetFacts& of = facts(row.kind);
      each(std::string(say_(of.counted, "counted")), row.counted_records);
      each(std::string(say_("其余", "other")), row.other_records);
      for (const Beside& beside : row.beside) each(beside_name(beside.kind), beside.records);
    }
    if (!to.rows.empty()) report_.tables.push_back(std::move(to));
  }

  /// Of the days still waited for; all others stand in the JSON.
  void calendar() {
    ReportTable to{std::string(say_("与只扣周末不同的日子", "Days that a count of weekends only would miss")),
                   "",
                   {},
                   {{say_("事项", "duty")}, start(), last(), {say_("只扣周末", "weekends only")}, {say_("记录数", "records"), true}},
                   {},
                   0};
    for (const WeekendDifference& row : status_.differing)
      if (row.waiting)
        add(to, {duty_name(row.due.duty), iso(row.due.started_on), last_day(row.due, say_), row.due.by_weekends_on.iso(),
                 std::to_string(row.records)});
    if (!to.rows.empty()) report_.tables.push_back(std::move(to));
  }

  const Status& status_;
  Words say_;
  std::size_t most_;
  StatusReport& report_;
};

std::string calendar_line(const Status& status, const Words& say) {
  std::string out(say("工作日历：", "Calendar: "));
  if (status.calendar_until)
    out += std::string(say("已公布到 ", "known until ")) + status.calendar_until->iso();
  else
    out += say("没有", "none");
  if (status.missing_years.empty()) return out;
  out += say("；缺 ", "; missing: ");
  for (std::size_t i = 0; i < status.missing_years.size(); ++i)
    out += std::string(i == 0 ? "" : say("、", ", ")) + std::to_string(status.missing_years[i]);
  return out + std::string(say(" 年的安排，到那里的日子按周一至周五数，标作暂定（content/calendar/YYYY.json）",
                               "; days that reach there are counted Monday to Friday and provisional (content/calendar/YYYY.json)"));
}

std::int64_t due_soon(const Status& status) {
  return std::ranges::count_if(status.results, [](const ResultStatus& row) { return row.state == State::due && row.days_left <= soon; });
}

}  // namespace

StatusReport status_report(const Status& status, const Site& site, Language language, std::size_t most) {
  Words say{language};
  StatusReport out;
  out.title = std::string(site.organisation.name) + std::string(say("：", ": ")) + std::string(say("公示办理情况", "what is due"));
  out.lines = {std::string(say("截至 ", "As of ")) + status.as_of.iso() + std::string(say("，规则：", ", profile: ")) +
                   (language == Language::chinese ? std::string(status.profile->name) + "，" + std::string(status.profile->id)
                                                  : std::string(status.profile->id) + " (" + std::string(status.profile->name) + ")"),
               calendar_line(status, say)};
  auto count = [&](State state) { return status.counts.at(static_cast<std::size_t>(state)); };
  std::int64_t near = due_soon(status);
  out.counts = {{say("逾期未公示", "overdue"), "bad", count(State::overdue)},
                {say("五个工作日内到期", "due within five working days"), "warn", near},
                {say("其余待公示", "due later"), "wait", count(State::due) - near},
                {say("缺起算日期", "undated"), "warn", count(State::undated)},
                {say("检查未结束", "embargoed"), "wait", count(State::embargoed)},
                {say("不予公开", "withheld"), "idle", count(State::withheld)},
                {say("逾期公示", "published late"), "idle", count(State::late)},
                {say("按期公示", "published in time"), "", count(State::published)},
                {say("已撤回", "withdrawn"), "idle", count(State::withdrawn)}};
  Writer(status, language, most, out).write();
  return out;
}

}  // namespace gongshi
