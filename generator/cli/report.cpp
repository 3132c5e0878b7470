#include <algorithm>

#include "base/disk.hpp"
#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/exit_status.hpp"
#include "cli/messages.hpp"
#include "cli/pipeline.hpp"
#include "cli/print.hpp"
#include "report/period_workbook.hpp"
#include "report/task_workbooks.hpp"
#include "rules/status.hpp"

namespace gongshi {
namespace {

/// A file in the making: it stands under its name when it is whole.
class PieceSink final : public Sink {
 public:
  explicit PieceSink(const disk::TakePiece& take) : take_(take) {}
  void write(std::string_view bytes) override { take_(bytes); }

 private:
  const disk::TakePiece& take_;
};

/// What no file name may hold on one of the systems that offices have.
std::string file_name(std::string_view publisher, std::string_view what) {
  std::string out;
  for (char c : std::string(publisher) + "-" + std::string(what))
    out += static_cast<unsigned char>(c) < 0x20 || std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos ? '_' : c;
  return out;
}

/// One report: what is wanted, what it says, where it goes.
class Reporter {
 public:
  explicit Reporter(const Options& options) : options_(options) {}

  int run() {
    if (!understand()) return exit_usage;
    loaded_ = load(options_);
    print_diagnostics(loaded_->diagnostics, options_.language);
    if (!loaded_->good) return wrong_content();
    if (!find_task() || !place()) return exit_usage;
    ledger_ = ledger_until(loaded_->data->ledger, loaded_->as_of);
    if (!load_live(*loaded_, ledger_, options_)) {
      print_diagnostics(loaded_->diagnostics, options_.language);
      return wrong_content();
    }
    write();
    return exit_good;
  }

 private:
  /// False, so that it can end a question.
  bool refuse(Say what, const std::vector<std::string>& arguments = {}) const {
    print_error(say(options_.language, what, arguments));
    return false;
  }

  int wrong_content() const {
    print_error(say(options_.language, Say::nothing_written));
    return exit_content;
  }

  bool understand() {
    if (options_.names.empty() == options_.task.empty()) return refuse(Say::report_of_what);
    if (!options_.task.empty()) return true;
    period_ = Period::parse(options_.names.front());
    return period_ || refuse(Say::report_period, {options_.names.front()});
  }

  bool find_task() {
    if (period_) return true;
    const std::vector<Task>& tasks = loaded_->data->tasks;
    auto found = std::ranges::find(tasks, std::string_view(options_.task), &Task::id);
    if (found != tasks.end()) return task_ = &*found, true;
    std::vector<std::string_view> ids;
    for (const Task& task : tasks) ids.push_back(task.id);
    return refuse(Say::report_task, {options_.task, joined(nearest(options_.task, ids, 1), "")});
  }

  /// Where the file goes. One that the program names itself never takes the place of another.
  bool place() {
    bool joint = task_ != nullptr && task_->kind == TaskKind::joint;
    out_ = options_.out;
    bool named = !out_.empty();
    if (!named)
      out_ =
          file_name(loaded_->data->site.organisation.name, period_ ? period_->name() : std::string(task_->id)) + (joint ? ".zip" : ".xlsx");
    package_ = out_.extension() == ".zip";
    if (package_ && !joint) return refuse(Say::report_kind, {out_.string(), period_ ? period_->name() : std::string(task_->id)});
    std::error_code ignored;
    return named || !std::filesystem::exists(std::filesystem::symlink_status(out_, ignored)) || refuse(Say::report_named, {out_.string()});
  }

  void write() const {
    auto now = status(*loaded_->data, ledger_, loaded_->as_of);
    ReportBasis basis{*loaded_->site, *now, ledger_};
    auto row = std::ranges::find(now->tasks, task_, &TaskStatusRow::task);
    disk::replace_in_pieces(out_, [&](const disk::TakePiece& take) {
      PieceSink sink(take);
      if (period_) return write_period_workbook(basis, *period_, sink);
      package_ ? write_return_package(basis, *row, sink) : write_task_summary(basis, *row, sink);
    });
    print_line(say(options_.language, Say::report_written, {out_.string(), loaded_->as_of.iso()}));
    if (task_ != nullptr) tell(basis, *row);
  }

  /// What the clerk must know of a task before the file goes out.
  void tell(const ReportBasis& basis, const TaskStatusRow& row) const {
    if (!basis.ended(*task_)) refuse(Say::report_internal, {std::string(task_->id)});
    if (auto due = report_due_of(basis, row))
      print_line(say(options_.language, Say::report_due, {due->due_on.iso(), due->provisional ? "provisional" : ""}));
    if (!package_) return;
    if (auto missing = missing_parts(*task_); !missing.empty()) refuse(Say::report_missing, {joined(missing, "、")});
  }

  const Options& options_;
  std::optional<Period> period_;  ///< none: the task
  const Task* task_ = nullptr;
  bool package_ = false;
  std::filesystem::path out_;
  std::unique_ptr<Loaded> loaded_;
  Ledger ledger_;
};

}  // namespace

int run_report(const Options& options) { return Reporter(options).run(); }

}  // namespace gongshi
