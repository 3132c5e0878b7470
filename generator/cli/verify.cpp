#include <algorithm>
#include <array>

#include "base/canonical_json.hpp"
#include "cli/commands.hpp"
#include "cli/diagnostics_out.hpp"
#include "cli/exit_status.hpp"
#include "cli/known_head.hpp"
#include "cli/messages.hpp"
#include "cli/pipeline.hpp"
#include "cli/print.hpp"
#include "ingest/saved_site.hpp"
#include "publish/written.hpp"
#include "rules/ledger/ledger.hpp"
#include "rules/ledger/release.hpp"
#include "rules/ledger/verify_site.hpp"

namespace gongshi {
namespace {

constexpr std::string_view content_ledger = "content/ledger.ndjson", site_ledger = "data/ledger.ndjson";

Code code_of(FaultKind kind) {
  static constexpr Code codes[fault_kinds] = {Code::ledger_edited, Code::ledger_removed,  Code::ledger_reordered,
                                              Code::ledger_cut,    Code::ledger_forked,   Code::ledger_rolled_back,
                                              Code::site_differs,  Code::uncovered_change};
  return codes[static_cast<std::size_t>(kind)];
}

bool about_chain(FaultKind kind) { return kind != FaultKind::site_differs && kind != FaultKind::uncovered_change; }

/// Judges a root or a downloaded site, step by step, and says what came of it.
class Verifier {
 public:
  explicit Verifier(const Options& options) : options_(options), downloaded_(!options.site.empty()) {}

  int run() {
    if (downloaded_ && !options_.approved.empty()) {
      print_error(say(options_.language, Say::list_needs_root));
      return exit_usage;
    }
    if (!read()) return exit_usage;
    Weighed weighed = weigh(lines(), options_.jobs);
    chain_ = judge_chain(weighed, lines().torn);
    faults_ = chain_.faults;
    judge_end();
    judge_saved_site();
    if (!downloaded_) judge_content();
    if (!options_.approved.empty()) look_up_list();
    remember();
    sort_faults(faults_);
    options_.format == "json" ? print_line(json()) : print_text();
    return faults_.empty() && !list_unknown_ ? exit_good : exit_content;
  }

 private:
  using Weighed = std::vector<WeighedLine>;

  const LedgerLines& lines() const { return downloaded_ ? site_.ledger : ledger_; }

  void note(Say what, const std::vector<std::string>& arguments = {}) { notes_.push_back(say(options_.language, what, arguments)); }

  bool read() {
    std::filesystem::path folder = downloaded_ ? options_.site : options_.root / "site/public";
    site_ = read_saved_site(folder, options_.jobs);
    if (downloaded_ && !site_.ledger.found) {
      print_error(say(options_.language, Say::no_saved_site, {folder.string()}));
      return false;
    }
    if (!downloaded_) {
      loaded_ = load_data(options_);
      if (loaded_->data->site.base_url.empty()) {
        print_error(say(options_.language, Say::no_root, {options_.root.string()}));
        return false;
      }
      ledger_ = read_ledger_lines(options_.root / content_ledger);
    }
    return true;
  }

  // ---- the end of the ledger: what the site and who looked before know of it

  void judge_end() {
    beyond_ = names_later_entries(chain_, site_);
    if (!downloaded_) judge_carried_ledger();
    if (downloaded_ || beyond_) judge_open_end();  // with the content, an open end may be a publish that was interrupted
    judge_known_head();
  }

  void judge_carried_ledger() {
    if (!site_.ledger.found && !chain_.intact.empty() && site_.whole)
      faults_.push_back({chain_.last, FaultKind::site_differs, "网站上没有 data/ledger.ndjson", "the site has no data/ledger.ndjson", {}});
    if (!site_.ledger.found || !chain_.faults.empty()) return;
    auto fault = judge_copy(chain_, ledger_, site_.ledger);
    if (fault && fault->kind == FaultKind::cut) beyond_ = true;
    if (fault) faults_.push_back(std::move(*fault));
  }

  /// A site is only ever written together with its release: a ledger that ends otherwise was cut.
  void judge_open_end() {
    const LedgerEntry* release = chain_.last_release();
    bool closed = release != nullptr && release->seq == chain_.last;
    if ((closed && !beyond_) || cut_is_known()) return;
    faults_.push_back({chain_.last + 1,
                       FaultKind::cut,
                       beyond_ ? "数据里的记录登记在后面的条目：台账末尾被截掉" : "台账不以一次发布结束：末尾被截掉",
                       beyond_ ? "records of the data name later entries: the end of the ledger was cut off"
                               : "the ledger does not end with a release: its end was cut off",
                       {}});
  }

  bool cut_is_known() const {
    return std::ranges::any_of(faults_, [](const LedgerFault& f) { return f.kind == FaultKind::cut; });
  }

  void judge_known_head() {
    HeadMemory memory = head_memory();
    seen_ = memory.recall();
    std::optional<KnownHead> known = options_.head ? options_.head : seen_;
    if (options_.head && seen_ && known->hash == seen_->hash) known->seq = seen_->seq;
    if (!known) note(Say::no_known_head);
    for (const auto& head : {known, seen_}) {
      if (!head) continue;
      auto fault = judge_head(chain_, *head, beyond_);
      if (!fault) continue;
      // A cut that is known already is not said twice.
      if (fault->kind != FaultKind::cut || !cut_is_known()) faults_.push_back(std::move(*fault));
      if (!options_.head && !memory.file().empty()) note(Say::head_memory, {memory.file().string()});
      break;
    }
  }

  /// A ledger without fault is what the next look is held against.
  void remember() {
    if (!faults_.empty() || chain_.intact.empty() || (seen_ && seen_->seq >= chain_.last)) return;
    if (!head_memory().keep({chain_.last, std::string(chain_.head)}) && !seen_ && !options_.head) note(Say::head_not_kept);
  }

  HeadMemory head_memory() const {
    if (downloaded_) return {site_.base_url, site_.publisher};
    return {with_slash(loaded_->data->site.base_url), loaded_->data->site.organisation.name};
  }

  // ---- the site

  void judge_saved_site() {
    if (!site_.found) {
      if (!chain_.intact.empty()) note(Say::no_live_site);
      return;
    }
    SiteVerdict verdict = judge_site(chain_, site_, cut_is_known());
    for (LedgerFault& fault : verdict.faults) take_site_fault(std::move(fault), verdict.release == nullptr);
    if (!site_.whole) judge_no_pages();
    if (!site_.left_out.empty()) note(Say::files_left_out, {listed(site_.left_out)});
    if (site_.data_found && !verdict.records_compared) note(Say::records_not_compared);
  }

  /// Data alone may be downloaded; the site of the root has its pages.
  void judge_no_pages() {
    const LedgerEntry* release = chain_.last_release();
    if (downloaded_ || release == nullptr) return note(Say::site_partial);
    faults_.push_back({release->seq, FaultKind::site_differs, "site/public 里没有网页", "site/public holds no pages", {}});
  }

  /// A site that is not what was released: each file by name, where the builder still knows what it wrote.
  void take_site_fault(LedgerFault fault, bool of_no_release) {
    const LedgerEntry* release = chain_.last_release();
    bool files = of_no_release && fault.kind == FaultKind::site_differs && release != nullptr && fault.entry == release->seq;
    auto written = files && !downloaded_
                       ? publish::last_written(options_.root / "site/public", Digest::parse(release->digest).value_or(Digest{}))
                       : std::vector<publish::WrittenFile>{};
    std::size_t before = faults_.size();
    if (!written.empty()) name_files(written, fault.entry);
    if (faults_.size() != before) return;
    // The site may be that of a later release whose entry is damaged: what is known to be wrong comes first.
    auto later = [&](const LedgerFault& f) { return f.entry > fault.entry; };
    if (auto damaged = std::ranges::find_if(chain_.faults, later); files && damaged != chain_.faults.end()) fault.entry = damaged->entry;
    faults_.push_back(std::move(fault));
  }

  void name_files(const std::vector<publish::WrittenFile>& written, std::int64_t entry) {
    auto add = [&](const std::string& path, std::string_view chinese, std::string_view english) {
      if (path != site_ledger)
        faults_.push_back({entry, FaultKind::site_differs, path + " " + std::string(chinese), path + " " + std::string(english), {}});
    };
    auto now = site_.files.begin();
    for (const publish::WrittenFile& file : written) {
      for (; now != site_.files.end() && now->path < file.path; ++now) add(now->path, "是后来放进去的", "was put there since");
      if (now == site_.files.end() || now->path != file.path)
        add(file.path, "被删去", "was taken away");
      else if ((now++)->bytes != file.bytes)
        add(file.path, "被改动", "was changed");
    }
    for (; now != site_.files.end(); ++now) add(now->path, "是后来放进去的", "was put there since");
  }

  // ---- the content

  void judge_content() {
    if (loaded_->data->profile != nullptr && chain_.faults.empty() && !ledger_.torn) {
      load_site(*loaded_, loaded_->data->ledger, Audience::live, options_);
      auto corrected = chain_.intact.empty() ? std::vector<LedgerFault>{} : judge_corrections(*loaded_->data);
      take_diagnostics(corrected);
      for (LedgerFault& fault : corrected) faults_.push_back(std::move(fault));
    }
    std::size_t others = others_;
    if (others != 0) note(Say::other_errors, {std::to_string(others)});
  }

  /// `corrected`: what is known more exactly of results with corrections, namely from which entry on.
  void take_diagnostics(const std::vector<LedgerFault>& corrected) {
    Trails trails(loaded_->data->ledger);
    for (const Diagnostic& d : loaded_->diagnostics.items()) {
      static constexpr std::array ours{Code::published_changed, Code::published_vanished, Code::salt_missing, Code::withheld_published,
                                       Code::document_changed,  Code::document_vanished,  Code::draw_changed, Code::start_changed};
      if (std::ranges::find(ours, d.code) == ours.end()) {
        others_ += catalogue_row(d.code).severity == Severity::error ? 1 : 0;
        continue;
      }
      if (d.code == Code::published_changed && std::ranges::find(corrected, d.record, &LedgerFault::record) != corrected.end()) continue;
      faults_.push_back({entry_of(trails, d.record), FaultKind::uncovered_change, message_of(d, Language::chinese),
                         message_of(d, Language::english), d.record});
    }
  }

  /// The newest entry of a result, a document or the draw of a task; 0: none.
  static std::int64_t entry_of(const Trails& trails, std::string_view id) {
    const Trail* trail = trails.find(id) != nullptr ? trails.find(id) : trails.document(id);
    if (trail != nullptr) return trail->latest()->seq;
    auto draw = trails.draws().find(id);
    return draw == trails.draws().end() ? 0 : draw->second->seq;
  }

  /// The paper that was signed, and the release that was made by it.
  void look_up_list() {
    const LedgerEntry* release = release_of_list(loaded_->data->ledger, options_.approved);
    list_unknown_ = release == nullptr;
    if (list_unknown_)
      note(Say::list_unknown, {options_.approved});
    else
      note(Say::list_released, {std::to_string(release->seq), release->on->iso()});
  }

  // ---- what is said

  static std::string with_slash(std::string_view url) { return std::string(url) + (url.ends_with('/') ? "" : "/"); }

  std::string listed(const std::vector<std::string>& names) const {
    constexpr std::size_t most = 5;
    std::string out;
    for (std::size_t i = 0; i < std::min(names.size(), most); ++i)
      out += (i == 0 ? "" : options_.language == Language::chinese ? "、" : ", ") + names[i];
    return names.size() > most ? out + " …" : out;
  }

  Diagnostic as_diagnostic(const LedgerFault& fault) const {
    Diagnostic d{code_of(fault.kind), {fault.entry != 0 ? std::to_string(fault.entry) : "", fault.chinese, fault.english}};
    d.record = fault.record;
    if (about_chain(fault.kind)) d.place.file = downloaded_ ? site_ledger : content_ledger;
    return d;
  }

  void print_text() {
    print_line(say(options_.language, Say::ledger_is, {std::to_string(chain_.lines), std::string(chain_.head)}));
    Diagnostics out;
    for (const LedgerFault& fault : faults_) out.add(as_diagnostic(fault));
    if (!out.empty()) print_line(as_text(out, options_.language));
    for (const std::string& line : notes_) print_line(line);
    if (faults_.empty() && !list_unknown_)
      print_line(say(options_.language, site_.whole ? Say::verified_with_site : Say::verified, {std::to_string(site_.files.size())}));
    else if (!faults_.empty())
      print_line(say(options_.language, Say::not_verified,
                     {std::to_string(faults_.size()), std::to_string(faults_.front().entry), std::string(name_of(faults_.front().kind))}));
  }

  std::string json() const {
    std::string out = "{\n  \"entries\": " + std::to_string(chain_.lines) + ",\n  \"head\": \"" + std::string(chain_.head) +
                      "\",\n  \"good\": " + (faults_.empty() && !list_unknown_ ? "true" : "false") + ",\n  \"faults\": [";
    bool first = true;
    for (const LedgerFault& fault : faults_) {
      out += first ? "\n    {" : ",\n    {";
      first = false;
      out += "\"entry\": " + (fault.entry != 0 ? std::to_string(fault.entry) : std::string("null")) + ", \"kind\": \"" +
             std::string(name_of(fault.kind)) + "\", \"message\": ";
      append_json_string(out, message_of(as_diagnostic(fault), options_.language));
      out += ", \"code\": \"" + code_name(code_of(fault.kind)) + "\"";
      if (!fault.record.empty()) {
        out += ", \"record\": ";
        append_json_string(out, fault.record);
      }
      out += "}";
    }
    out += faults_.empty() ? "],\n  \"notes\": [" : "\n  ],\n  \"notes\": [";
    for (std::size_t i = 0; i < notes_.size(); ++i) {
      out += i == 0 ? "\n    " : ",\n    ";
      append_json_string(out, notes_[i]);
    }
    return out + (notes_.empty() ? "]\n}" : "\n  ]\n}");
  }

  const Options& options_;
  bool downloaded_;
  std::unique_ptr<Loaded> loaded_;
  LedgerLines ledger_;
  SavedSite site_;
  Chain chain_;
  bool beyond_ = false;
  std::size_t others_ = 0;
  bool list_unknown_ = false;
  std::optional<KnownHead> seen_;
  std::vector<LedgerFault> faults_;
  std::vector<std::string> notes_;
};

}  // namespace

int run_verify(const Options& options) {
  if (options.format == "sarif") {
    print_error(say(options.language, Say::no_format, {options.format, "text|json"}));
    return exit_usage;
  }
  return Verifier(options).run();
}

}  // namespace gongshi
