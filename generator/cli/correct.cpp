#include "authoring/correct.hpp"

#include <algorithm>

#include "base/canonical_json.hpp"
#include "base/disk.hpp"
#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/exit_status.hpp"
#include "cli/messages.hpp"
#include "cli/pipeline.hpp"
#include "cli/print.hpp"
#include "ingest/json_records.hpp"
#include "outputs/data/published.hpp"
#include "rules/ledger/corrections.hpp"

namespace gongshi {
namespace {

/// One correction, step by step: the command line, the value that stands now, the root with the new file, the file.
class Corrector {
 public:
  explicit Corrector(const Options& options) : options_(options), order_(options.correction) { order_.result_id = options.names.front(); }

  int run() {
    if (!understand()) return exit_usage;
    if (!find_old_value()) return exit_content;
    UnwrittenFile file{new_correction_path(options_.root, *order_.approved_on, order_.result_id),
                       correction_file(order_, kind_, field_ != nullptr ? field_->name : "", old_, new_)};
    auto checked = load(options_, &file);
    print_diagnostics(checked->diagnostics, options_.language);
    if (!checked->good) return refuse(Say::correction_refused, {}), exit_content;
    if (options_.dry_run) {
      print_line(file.bytes.substr(0, file.bytes.size() - 1));
    } else {
      disk::make_folders(options_.root / "content/corrections");
      disk::replace(options_.root / file.path, file.bytes);
      print_line(say(options_.language, Say::correction_written, {file.path}));
    }
    tell(*checked, file.path);
    return exit_good;
  }

 private:
  bool refuse(Say what, const std::vector<std::string>& arguments) const {
    print_error(say(options_.language, what, arguments));
    return false;
  }

  /// The command line by itself: what is missing, too much, or called otherwise.
  bool understand() {
    if (order_.kind.empty()) return refuse(Say::option_missing, {"--kind"});
    kind_ = correction_kind(order_.kind);
    if (kind_ == CorrectionKind::absent) {
      std::vector<std::string_view> keys;
      for (const Choice& choice : choices_of<CorrectionKind>().subspan(1)) keys.push_back(choice.key);
      return unknown("--kind", order_.kind, keys);
    }
    if (order_.reason.empty()) return refuse(Say::option_missing, {"--reason"});
    if (!order_.approved_on) return refuse(Say::option_missing, {"--approved-on"});
    if (kind_ != CorrectionKind::progress && order_.approved_by.empty()) return refuse(Say::option_missing, {"--approved-by"});
    if (kind_ != CorrectionKind::progress && order_.approver_role.empty()) return refuse(Say::option_missing, {"--approver-role"});
    return understand_outcome() && understand_value();
  }

  bool understand_outcome() const {
    bool closed = kind_ == CorrectionKind::investigation_closed;
    if (closed && order_.outcome.empty()) return refuse(Say::option_missing, {"--outcome"});
    if (closed && !order_.outcome_on) return refuse(Say::option_missing, {"--outcome-on"});
    if (!closed && (!order_.outcome.empty() || order_.outcome_on)) return refuse(Say::option_not_here, {"--outcome", order_.kind});
    return true;
  }

  bool understand_value() {
    if (kind_ == CorrectionKind::withdrawal) {
      if (!order_.field_name.empty()) return refuse(Say::option_not_here, {"--field", order_.kind});
      if (order_.has_value) return refuse(Say::option_not_here, {"--to", order_.kind});
      return true;
    }
    if (order_.field_name.empty()) return refuse(Say::option_missing, {"--field"});
    if (!order_.has_value) return refuse(Say::option_missing, {"--to"});
    field_ = correctable_field(order_.field_name);
    if (field_ == nullptr) return unknown("--field", order_.field_name, correctable_fields());
    auto value = typed_value(*field_, order_.to);
    if (!value) return wrong_value();
    new_ = std::move(*value);
    return true;
  }

  bool wrong_value() const {
    if (field_->kind == Kind::choice) {
      std::vector<std::string_view> keys;
      for (const Choice& choice : field_->choices().subspan(1)) keys.push_back(choice.key);
      return unknown("--to", order_.to, keys);
    }
    Words words = field_->kind == Kind::date ? Words{"日期，如 2024-05-14", "a date, like 2024-05-14"} : kind_words(field_);
    return refuse(Say::wrong_field_value,
                  {std::string(field_->name), order_.to, options_.language == Language::chinese ? words.chinese : words.english});
  }

  bool unknown(std::string_view option, std::string_view word, std::span<const std::string_view> known) const {
    std::string between = options_.language == Language::chinese ? "、" : ", ";
    return refuse(Say::unknown_word, {std::string(option), std::string(word), joined(nearest(word, known, 1), ""), joined(known, between)});
  }

  /// `old`, of the record as it stands before this correction; false where there is nothing to correct (said).
  bool find_old_value() {
    loaded_ = load_data(options_);
    const Dataset& data = *loaded_->data;
    if (data.profile == nullptr) return print_diagnostics(loaded_->diagnostics, options_.language), false;
    if (*order_.approved_on > loaded_->as_of) return refuse(Say::approved_later, {order_.approved_on->iso(), loaded_->as_of.iso()});
    Trails trails(data.ledger);
    const Trail* trail = trails.find(order_.result_id);
    if (trail != nullptr && trail->withdraw != nullptr) return report(Code::correct_withdrawn, "", {});
    auto source = std::ranges::lower_bound(data.results, order_.result_id, {}, &Result::id);
    if (source == data.results.end() || source->id != order_.result_id) return report_unknown();
    if (trail == nullptr) return report(Code::correct_unpublished, "", {source_of(*source)});
    if (field_ == nullptr) return true;
    std::deque<std::string> texts;
    Result before = found_by_correction(data, *trail, *source, *order_.approved_on, texts);
    append_canonical_value(old_, *field_, &before);
    if (old_.empty()) old_ = "null";
    return old_ != new_ || report(Code::correct_same, field_->name, {std::string(field_->name), old_});
  }

  std::string source_of(const Result& result) const {
    const auto& files = loaded_->data->files;
    return result.origin.file < files.size() ? files[result.origin.file] : std::string("content/results/");
  }

  bool report_unknown() {
    if (loaded_->data->unread_of(Result::shape()).may_hold(order_.result_id)) {
      print_diagnostics(loaded_->diagnostics, options_.language);
      return false;
    }
    std::vector<std::string_view> ids;
    for (const Result& r : loaded_->data->results) ids.push_back(r.id);
    return report(Code::unknown_result, "", {order_.result_id, joined(nearest(order_.result_id, ids, 1), ""), ""});
  }

  bool report(Code code, std::string_view field, std::vector<std::string> arguments) const {
    Diagnostics out;
    out.add(about(code, {}, order_.result_id, field, std::move(arguments)));
    print_diagnostics(out, options_.language);
    return false;
  }

  /// What the public will read after the next publish.
  void tell(const Loaded& checked, std::string_view path) const {
    const Assessment& site = *checked.site;
    auto ours = std::ranges::find_if(site.corrections, [&](const ShownCorrection& c) {
      std::uint32_t file = c.correction->origin.file;
      return c.pending && file < checked.data->files.size() && checked.data->files[file] == path;
    });
    if (ours == site.corrections.end()) return;
    std::string change = told_change(site, *ours);
    std::string label(choices_of<CorrectionKind>()[static_cast<std::size_t>(kind_)].label);
    print_line(say(options_.language, Say::correction_shows, {order_.result_id, label, change}));
  }

  const Options& options_;
  CorrectionOrder order_;
  CorrectionKind kind_ = CorrectionKind::absent;
  const Field* field_ = nullptr;
  std::string old_, new_;
  std::unique_ptr<Loaded> loaded_;
};

}  // namespace

int run_correct(const Options& options) { return Corrector(options).run(); }

}  // namespace gongshi
