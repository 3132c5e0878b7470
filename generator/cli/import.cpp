#include "authoring/import.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <system_error>
#include <unordered_map>

#include "authoring/marked_workbook.hpp"
#include "authoring/refused_rows.hpp"
#include "authoring/result_template.hpp"
#include "base/disk.hpp"
#include "cli/clock.hpp"
#include "cli/commands.hpp"
#include "cli/exit_status.hpp"
#include "cli/import_words.hpp"
#include "cli/messages.hpp"
#include "cli/print.hpp"
#include "ingest/documents.hpp"
#include "ingest/results.hpp"
#include "ingest/settings.hpp"
#include "rules/content.hpp"
#include "rules/deadlines/eligibility.hpp"
#include "rules/judge_result.hpp"

namespace gongshi {
namespace {

namespace fs = std::filesystem;

bool one_file(const fs::path& a, const fs::path& b) {
  std::error_code none;
  return fs::equivalent(a, b, none);
}

bool is_root(const fs::path& root) { return disk::stamp(root / "site/site.json").has_value(); }

/// Site, profiles and tasks of the root; what is wrong with them is for `check` to say.
std::unique_ptr<Dataset> settings_of(const fs::path& root) {
  auto data = std::make_unique<Dataset>();
  Diagnostics none;
  Intake intake{.root = root, .jobs = 1, .data = *data, .out = none};
  if (!is_root(root)) return data;
  read_site(intake);
  read_profiles(intake);
  read_tasks(intake);
  return data;
}

/// One import, step by step: the tables, what is said about them, the files.
class Import {
 public:
  explicit Import(const Options& options) : options_(options), root_(settings_of(options.root)) {
    for (const Task& task : root_->tasks) tasks_.emplace(task.id, &task);
  }

  int run() {
    if (!options_.template_file.empty()) return write_template();
    if (options_.names.empty()) return wrong(Say::import_what, {});
    if (!options_.annotate.empty() && options_.names.size() > 1) return wrong(Say::import_one_file, {"--annotate"});
    for (const std::string& name : options_.names)
      if (!disk::stamp(name)) return wrong(Say::import_gone, {name});
    if (!options_.annotate.empty() && one_file(options_.annotate, options_.names.front()))
      return wrong(Say::import_over_source, {options_.annotate.string()});
    if (!options_.annotate.empty() && disk::stamp(options_.annotate)) return wrong(Say::file_there, {options_.annotate.string()});
    into_ = target();
    if (in_wrong_folder()) return wrong(Say::import_into, {into_.string()});
    if (!options_.dry_run && options_.into.empty() && !is_root(options_.root)) return wrong(Say::no_root, {options_.root.string()});
    std::optional<NewFile> file;
    if (!options_.dry_run) file.emplace(into_);
    importer_.emplace(root_->tasks, options_.task, file ? &*file : nullptr, judge(), [&](const Result& result) { look_at_start(result); });
    for (const std::string& name : options_.names)
      if (!importer_->read(name)) return wrong(Say::import_gone, {name});
    tell();
    annotate();
    return finish(file ? &*file : nullptr);
  }

 private:
  int wrong(Say what, const std::vector<std::string>& arguments) const {
    print_error(say(options_.language, what, arguments));
    return exit_usage;
  }

  fs::path target() const {
    if (!options_.into.empty()) return options_.into;
    return (options_.root / "content/results" / (fs::path(options_.names.front()).stem().string() + ".ndjson")).lexically_normal();
  }

  /// Elsewhere in a root stands what is no result: the ledger, the plans.
  bool in_wrong_folder() const {
    auto inside = [](const fs::path& path, const fs::path& folder) {
      fs::path way = path.lexically_relative(folder);
      return !way.empty() && *way.begin() != "..";
    };
    fs::path root = fs::weakly_canonical(options_.root);
    fs::path into = fs::weakly_canonical(into_);
    bool of_content = into.has_parent_path() && into.parent_path().filename() == "content";
    auto among = [&](std::string_view folder) { return inside(into, root / folder); };
    return of_content || (is_root(options_.root) && !among("content/results") && (among("content") || among("site") || among("templates")));
  }

  /// None without rules to judge by.
  Importer::Judge judge() const {
    if (root_->profile == nullptr) return {};
    auto rules = std::make_shared<const ResultJudge>(*root_);
    return [rules](const Result& result, Diagnostics& out) { rules->judge(result, out); };
  }

  /// Tables often lack the day that the deadline counts from: then no result of them can be published.
  void look_at_start(const Result& result) {
    if (root_->profile == nullptr || result.withheld) return;
    auto task = tasks_.find(result.task_id);
    std::string_view key = missing_start(result, task == tasks_.end() ? nullptr : task->second, *root_->profile);
    if (!key.empty()) ++undated_[key];
  }

  Date today() const { return as_of_day(options_, root_->site); }

  int write_template() const {
    if (!options_.names.empty()) return wrong(Say::template_alone, {});
    if (disk::stamp(options_.template_file)) return wrong(Say::file_there, {options_.template_file.string()});
    disk::replace(options_.template_file, result_template(root_->profile));
    print_line(say(options_.language, Say::template_written, {options_.template_file.string()}));
    return exit_good;
  }

  void tell() {
    for (const ImportedTable& table : importer_->tables()) print_line(table_words(table, options_.language));
    print_line(say(options_.language, Say::import_sum, {std::to_string(importer_->records()), std::to_string(importer_->refused())}));
    for (const auto& [key, count] : undated_)
      print_line(
          say(options_.language, Say::import_undated,
              {std::to_string(count), std::string(Result::shape().find(key)->header), std::string(key),
               std::string(root_->profile->deadline ? root_->profile->deadline->article : ""), key == "completed_on" ? "task" : ""}));
    Diagnostics said = importer_->diagnostics();
    hide_personal(said);
    print_diagnostics(said, options_.language, Rest::annotate);
  }

  void annotate() {
    if (options_.annotate.empty() || importer_->tables().front().report.source.fault) return;
    const ImportedTable& table = importer_->tables().front();
    bool own = write_marked_workbook(options_.annotate, {table.path, table.report, importer_->diagnostics()}, today());
    bool workbook = table.report.source.format == SheetFormat::xlsx;
    print_line(say(options_.language, Say::import_marked, {options_.annotate.string(), own || !workbook ? "" : "anew"}));
  }

  /// Files or headers that were not understood at all are no refused rows: nobody can accept them.
  bool unread() const {
    return std::ranges::any_of(importer_->tables(), [](const ImportedTable& table) {
      return table.report.source.fault || table.report.header_fault ||
             std::ranges::none_of(table.report.sheets, [](const SheetReport& sheet) { return sheet.table; });
    });
  }

  int finish(NewFile* file) {
    if (unread() || (importer_->refused() > 0 && !options_.accept_refusals)) {
      print_error(unread() ? say(options_.language, Say::nothing_written)
                           : say(options_.language, Say::import_refused, {std::to_string(importer_->refused())}));
      return exit_content;
    }
    Replaced old = importer_->replaced(into_);
    if (options_.replace && old.there && (!old.ours || old.gone == old.records)) {
      print_error(say(options_.language, Say::import_unlike, {into_.string(), std::to_string(old.records), old.ours ? "" : "strange"}));
      return exit_content;
    }
    if (file == nullptr) {
      print_line(say(options_.language, Say::import_dry, {std::to_string(importer_->records())}));
      tell_replaced(old, {});
      return exit_good;
    }
    if (importer_->records() > 0) {
      if (!file->keep(options_.replace)) {
        print_error(say(options_.language, Say::import_exists, {into_.string()}));
        return exit_content;
      }
      print_line(say(options_.language, Say::import_written, {into_.string(), std::to_string(importer_->records())}));
      if (file->replaced()) tell_replaced(old, file->before());
    }
    write_refusals();
    return exit_good;
  }

  /// `kept`: where what was there stays; empty: nothing was written.
  void tell_replaced(const Replaced& old, const fs::path& kept) const {
    if (!old.there) return;
    if (!options_.replace) return print_line(say(options_.language, Say::import_there, {into_.string()}));
    print_line(say(options_.language, Say::import_replaced,
                   {std::to_string(old.records), old.gone == 0 ? "" : std::to_string(old.gone), kept.string()}));
  }

  /// A workbook for each table, beside the records.
  void write_refusals() {
    for (const ImportedTable& table : importer_->tables()) {
      std::size_t refused = 0;
      for (const SheetReport& sheet : table.report.sheets) refused += sheet.refused;
      if (refused == 0) continue;
      std::string name = into_.stem().string();
      if (importer_->tables().size() > 1) name += "-" + fs::path(table.path).stem().string();
      fs::path out = write_refused_rows(into_.parent_path(), name, {table.path, table.report, importer_->diagnostics()}, today());
      print_line(say(options_.language, Say::import_refusals, {out.string(), std::to_string(refused), options_.task}));
    }
  }

  const Options& options_;
  std::unique_ptr<Dataset> root_;
  std::optional<Importer> importer_;
  fs::path into_;
  std::unordered_map<std::string_view, const Task*> tasks_;  // by id
  std::map<std::string_view, std::size_t> undated_;          // records by the day that they lack
};

}  // namespace

int run_import(const Options& options) { return Import(options).run(); }

}  // namespace gongshi
