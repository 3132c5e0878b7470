#include "report/task_lines.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.hpp"

namespace gongshi {
namespace {

constexpr std::int64_t most_blank_lines = 5000;

/// The results of a task by what the drawn list may call their object: code and name, as the source has them.
class ResultsOfTask {
 public:
  ResultsOfTask(const ReportBasis& basis, const Task& task) {
    for (const ResultStatus& row : basis.status.results) {
      const Result* source = source_of(basis, row);
      if ((source != nullptr ? source->task_id : row.record->task_id) == task.id) add(row, source);
    }
    taken_.resize(rows_.size());
  }

  /// Of one object of the drawn list, by id; each result once.
  std::vector<const ResultStatus*> take(std::string_view entry) {
    std::vector<const ResultStatus*> out;
    auto found = by_key_.find(nfkc(entry));
    if (found == by_key_.end()) return out;
    for (std::size_t n : found->second)
      if (!taken_[n]) out.push_back(rows_[n]), taken_[n] = true;
    return out;
  }
  bool withdrawn(std::string_view entry) const { return withdrawn_.contains(nfkc(entry)); }
  /// Withdrawn ones that have left the content, with the name of their object.
  std::size_t gone() const { return gone_; }
  std::vector<const ResultStatus*> rest() const {
    std::vector<const ResultStatus*> out;
    for (std::size_t n = 0; n < rows_.size(); ++n)
      if (!taken_[n]) out.push_back(rows_[n]);
    return out;
  }

 private:
  /// Null: it was withdrawn and has left the content.
  static const Result* source_of(const ReportBasis& basis, const ResultStatus& row) {
    const std::vector<Result>& sources = basis.site.data->results;
    auto found = std::ranges::lower_bound(sources, row.record->id, {}, &Result::id);
    return found == sources.end() || found->id != row.record->id ? nullptr : &*found;
  }

  void add(const ResultStatus& row, const Result* source) {
    if (source == nullptr) {
      ++gone_;
      return;
    }
    std::array keys{source->object_code, source->object_name};
    if (row.state == State::withdrawn) {
      for (std::string_view key : keys) withdrawn_.insert(nfkc(key));
      return;
    }
    for (std::string_view key : keys)
      if (!key.empty()) by_key_[nfkc(key)].push_back(rows_.size());
    rows_.push_back(&row);
  }

  std::vector<const ResultStatus*> rows_;
  std::vector<bool> taken_;
  std::set<std::string> withdrawn_;
  std::size_t gone_ = 0;
  std::unordered_map<std::string, std::vector<std::size_t>> by_key_;
};

/// Whether the result stands: the day of its determination has come, or, where it is not named, publication needs no such day.
bool determined(const ResultStatus& row, Date as_of) {
  if (row.state == State::published || row.state == State::late) return true;
  if (row.record->concluded_on) return *row.record->concluded_on <= as_of;
  return row.state != State::undated && row.state != State::embargoed;
}

class Lines {
 public:
  Lines(const ReportBasis& basis, const TaskStatusRow& row)
      : basis_(basis), task_(*row.task), drawn_(row.drawn), names_(*basis.site.data), results_(basis, task_) {
    out_.internal = !basis.ended(task_);
  }

  TaskLines take() {
    for (std::string_view object : task_.objects) add_drawn(object);
    if (open_.size() <= results_.gone())  // then these are the ones whose results have left the content
      for (std::size_t line : open_) out_.lines[line].kind = TaskLine::Kind::withdrawn;
    for (const ResultStatus* row : results_.rest()) add(row->record->object_name, row->record->object_code, row);
    fill_up();
    return std::move(out_);
  }

 private:
  void add_drawn(std::string_view object) {
    ObjectNames::Known known = names_.of(object);
    auto results = results_.take(object);
    for (const ResultStatus* row : results) add(row->record->object_name, row->record->object_code, row);
    if (!results.empty()) return;
    auto why = std::ranges::find(task_.not_inspected, object, &NotInspected::object);
    if (results_.withdrawn(object))
      out_.lines.push_back({TaskLine::Kind::withdrawn, known.name, known.code, nullptr, {}, {}});
    else if (why != task_.not_inspected.end())
      out_.lines.push_back({TaskLine::Kind::not_inspected, known.name, known.code, nullptr, why->reason, {}});
    else {
      open_.push_back(out_.lines.size());
      out_.lines.push_back({out_.internal ? TaskLine::Kind::blank : TaskLine::Kind::undetermined, known.name, known.code, nullptr, {}, {}});
    }
  }

  void add(std::string_view name, std::string_view code, const ResultStatus* row) {
    bool inspected = row->record->inspected_on && *row->record->inspected_on <= basis_.as_of();
    if (out_.internal && (!inspected || row->state == State::withheld)) {
      out_.lines.push_back({TaskLine::Kind::blank, name, code, nullptr, {}, row->record->department});
    } else if (row->state == State::withheld) {
      ++out_.withheld;
    } else {
      auto kind = determined(*row, basis_.as_of()) ? TaskLine::Kind::result : TaskLine::Kind::undetermined;
      out_.lines.push_back({kind, name, code, row, {}, {}});
    }
  }

  /// Where the drawn list is not known, but its length: lines without a name, for the internal print.
  void fill_up() {
    if (!out_.internal || !task_.objects.empty()) return;
    std::int64_t lines = std::min(drawn_.value_or(0), most_blank_lines);
    while (static_cast<std::int64_t>(out_.lines.size()) < lines) out_.lines.emplace_back();
  }

  const ReportBasis& basis_;
  const Task& task_;
  std::optional<std::int64_t> drawn_;
  ObjectNames names_;
  ResultsOfTask results_;
  TaskLines out_;
  std::vector<std::size_t> open_;  ///< lines of drawn objects of which nothing is known
};

}  // namespace

namespace {

/// 15 or 18 digits and letters: a registration number or a code, whose name nobody has written down.
bool like_code(std::string_view entry) {
  bool plain = std::ranges::all_of(entry, [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); });
  return plain && (entry.size() == 15 || entry.size() == 18);
}

}  // namespace

ObjectNames::ObjectNames(const Dataset& data) {
  for (const Result& result : data.results)
    if (!result.object_code.empty() && result.object_type != ObjectType::person) by_code_[result.object_code] = result.object_name;
  for (const Object& object : data.objects)
    if (!object.code.empty()) by_code_[object.code] = object.name;
}

ObjectNames::Known ObjectNames::of(std::string_view entry) const {
  auto found = by_code_.find(entry);
  if (found != by_code_.end()) return {found->second, entry};
  return like_code(entry) ? Known{{}, entry} : Known{entry, {}};
}

TaskLines task_lines(const ReportBasis& basis, const TaskStatusRow& status_row) { return Lines(basis, status_row).take(); }

}  // namespace gongshi
