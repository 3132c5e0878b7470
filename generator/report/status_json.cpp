#include <algorithm>

#include "base/canonical_json.hpp"
#include "report/status_out.hpp"

namespace gongshi {
namespace {

/// An object on one line, keys in the order in which they are put; what is absent is null.
class Line {
 public:
  explicit Line(std::string& out) : out_(out) { out_ += '{'; }
  Line& text(std::string_view key, std::string_view value) {
    name(key);
    value.empty() ? void(out_ += "null") : append_json_string(out_, value);
    return *this;
  }
  Line& date(std::string_view key, std::optional<Date> value) { return text(key, value ? value->iso() : std::string()); }
  Line& number(std::string_view key, std::optional<std::int64_t> value) {
    name(key);
    out_ += value ? std::to_string(*value) : "null";
    return *this;
  }
  Line& real(std::string_view key, std::optional<double> value) {
    name(key);
    value ? append_json_number(out_, *value) : void(out_ += "null");
    return *this;
  }
  Line& texts(std::string_view key, const std::vector<std::string>& values) {
    name(key);
    out_ += '[';
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i != 0) out_ += ", ";
      append_json_string(out_, values[i]);
    }
    out_ += ']';
    return *this;
  }
  /// An object under a key.
  template <class Write>
  Line& object(std::string_view key, Write write) {
    name(key);
    Line inner(out_);
    write(inner);
    inner.end();
    return *this;
  }
  Line& flag(std::string_view key, bool value) {
    name(key);
    out_ += value ? "true" : "false";
    return *this;
  }
  void end() { out_ += '}'; }

 private:
  void name(std::string_view key) {
    out_ += first_ ? "\"" : ", \"";
    out_ += key;
    out_ += "\": ";
    first_ = false;
  }
  std::string& out_;
  bool first_ = true;
};

template <class List, class Write>
void append_list(std::string& out, std::string_view key, const List& list, Write write) {
  out += ",\n  \"" + std::string(key) + "\": [";
  bool first = true;
  for (const auto& item : list) {
    out += first ? "\n    " : ",\n    ";
    first = false;
    write(item);
  }
  out += first ? "]" : "\n  ]";
}

template <class E>
std::string_view key_of(E value) {
  return choices_of<E>()[static_cast<std::size_t>(value)].key;
}

void append_result(std::string& out, const ResultStatus& row) {
  Line line(out);
  line.text("id", row.record->id).text("task_id", row.record->task_id).text("category", key_of(row.category));
  line.flag("approximate", row.approximate).date("started_on", row.due ? row.due->started_on : std::nullopt);
  line.date("due_on", row.due ? std::optional(row.due->due_on) : std::nullopt).flag("provisional", row.due && row.due->provisional);
  line.text("state", key_of(row.state)).text("platform_state", key_of(row.platform_state)).date("published_on", row.published_on);
  line.number("days_left", row.days_left).number("platform_days_left", row.platform_days_left).end();
}

/// The records behind a target follow where they were asked for.
void append_target(std::string& out, const TargetValue& row, bool records) {
  Line line(out);
  line.text("id", key_of(row.kind)).text("scope", row.scope()).real("value", row.value);
  if (row.kind == TargetKind::quarterly && row.rule->classes) {
    const ClassThresholds& all = *row.rule->classes;
    line.object("threshold", [&](Line& of) { of.real("key", all.key).real("general", all.general).real("special", all.special); });
  } else {
    line.real("threshold", row.threshold);
  }
  line.text("force", key_of(row.rule->force));
  row.met ? line.flag("met", *row.met) : line.text("met", "");
  line.number("counted", row.counted).number("of", facts(row.kind).of.empty() ? std::nullopt : std::optional(row.of));
  line.object("beside", [&](Line& of) {
    for (const Beside& beside : row.beside) of.number(key_of(beside.kind), beside.count);
  });
  line.text("article", row.rule->article);
  if (records) {
    line.texts("counted_records", row.counted_records).texts("other_records", row.other_records);
    line.object("beside_records", [&](Line& of) {
      for (const Beside& beside : row.beside) of.texts(key_of(beside.kind), beside.records);
    });
  }
  line.end();
}

std::vector<const TargetValue*> by_id(const std::vector<TargetValue>& targets) {
  std::vector<const TargetValue*> out;
  for (const TargetValue& value : targets) out.push_back(&value);
  std::ranges::stable_sort(out, {}, [](const TargetValue* value) { return key_of(value->kind); });
  return out;
}

void append_task(std::string& out, const Status& status, const TaskStatusRow& row) {
  const DutyStatus* report = row.report ? &status.duties[*row.report] : nullptr;
  const std::optional<Due> due = report != nullptr ? report->due : std::nullopt;
  Line line(out);
  line.text("id", row.task->id).text("state", key_of(row.task->status)).number("drawn", row.drawn).number("inspected", row.inspected);
  line.number("published", row.published).number("withheld", row.withheld);
  line.date("report_due_on", due ? std::optional(due->due_on) : std::nullopt).date("reported_on", row.task->reported_on);
  line.date("report_plain_due_on", due ? std::optional(due->plain_on) : std::nullopt).end();
}

std::string duty_id(const DutyStatus& row) {
  std::string out = std::string(key_of(row.duty)) + ":";
  if (row.result != nullptr) return out + std::string(row.result->id);
  if (row.task != nullptr) return out + std::string(row.task->id);
  return out + std::to_string(row.year) + (row.plan_id.empty() ? "" : ":") + std::string(row.plan_id);
}

void append_due(Line& line, const std::optional<Due>& due) {
  line.date("started_on", due ? due->started_on : std::nullopt).date("due_on", due ? std::optional(due->due_on) : std::nullopt);
  line.date("plain_due_on", due ? std::optional(due->plain_on) : std::nullopt).flag("provisional", due && due->provisional);
}

void append_duties(std::string& out, const Status& status) {
  std::vector<std::pair<std::string, const DutyStatus*>> rows;
  for (const DutyStatus& row : status.duties) rows.emplace_back(duty_id(row), &row);
  std::ranges::sort(rows);
  append_list(out, "duties", rows, [&](const auto& row) {
    Line line(out);
    line.text("id", row.first).text("duty", key_of(row.second->duty));
    append_due(line, row.second->due);
    line.text("state", key_of(row.second->state)).date("done_on", row.second->done_on).number("days_left", row.second->days_left).end();
  });
}

void append_rules(std::string& out, const Profile& profile) {
  std::vector<Duty> stated;
  for (std::size_t i = 1; i < choices_of<Duty>().size(); ++i)
    if (!rule_of(profile, static_cast<Duty>(i)).words.empty()) stated.push_back(static_cast<Duty>(i));
  append_list(out, "rules", stated, [&](Duty duty) {
    DutyRule rule = rule_of(profile, duty);
    Line(out).text("duty", key_of(duty)).text("rule", rule.words).text("article", rule.article).text("source", rule.source).end();
  });
}

void append_calendar(std::string& out, const Status& status) {
  append_list(out, "weekend_differences", status.differing, [&](const WeekendDifference& row) {
    Line line(out);
    line.text("duty", key_of(row.due.duty)).date("started_on", row.due.started_on).date("due_on", row.due.due_on);
    line.date("by_weekends_on", row.due.by_weekends_on).number("records", row.records).flag("waiting", row.waiting).end();
  });
  append_list(out, "missing_years", status.missing_years, [&](int year) { out += std::to_string(year); });
}

}  // namespace

std::string status_json(const Status& status, bool records) {
  std::string out = "{\n  \"as_of\": \"" + status.as_of.iso() + "\",\n  \"profile\": ";
  append_json_string(out, status.profile->id);
  out += ",\n  \"calendar_until\": " + (status.calendar_until ? "\"" + status.calendar_until->iso() + "\"" : "null");
  append_list(out, "results", status.results, [&](const ResultStatus& row) { append_result(out, row); });
  append_list(out, "targets", by_id(status.targets), [&](const TargetValue* row) { append_target(out, *row, records); });
  append_list(out, "tasks", status.tasks, [&](const TaskStatusRow& row) { append_task(out, status, row); });
  append_duties(out, status);
  append_rules(out, *status.profile);
  append_calendar(out, status);
  return out + "\n}\n";
}

}  // namespace gongshi
