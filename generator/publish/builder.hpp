// Turns an OutputPlan into a directory: only what differs is rendered and written, and the site switches from old to new at once.
//
//   Staged staged = stage(plan, options);   // rendered, written and synced beside the live site
//   staged.tree();                          // what a release entry is about
//   staged.put("data/ledger.ndjson", …);    // files that hold what is known only now
//   BuildReport report = commit(staged);    // switched, durably
//
// Whatever happens before the switch, the live site stays as it was, and the next build clears up.
// The live folder belongs to the builder: files in it that no build wrote are a Failure, never lost.
#pragma once
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "base/output_plan.hpp"

namespace gongshi::publish {

struct BuildOptions {
  std::filesystem::path out;  ///< the live folder; beside it `.NAME.gongshi` with all that a build remembers
  std::string program{};      ///< which program: of another one, everything is rendered again
  unsigned jobs = 0;          ///< threads; 0: all cores
  bool full = false;          ///< trust no record: render everything and read every live file; only what differs is written
  /// Files are known by their SHA-256, and the report has the release digest; else by a quick digest, and it has none.
  bool sealed = true;
  /// Over everything that the plan was made from, and `note`, what is to be said of it: both are kept for `as_before`.
  Digest basis{};
  std::string note{};
  bool explain = false;  ///< keep BuildReport::changes
  bool by_link = false;  ///< begin with a symbolic link as if folders could not be exchanged
  /// Called now and then, and last with done == total; from any thread, one at a time.
  std::function<void(std::size_t done, std::size_t total)> progress{};
};

struct Change {
  std::string path;
  /// `new`, `changed` (other bytes), `repaired` (the live file was edited or lost by hand), `removed`.
  std::string_view why;
};

struct BuildReport {
  std::size_t files = 0;  ///< of the site
  std::size_t written = 0;
  std::size_t unchanged = 0;
  std::size_t removed = 0;
  std::vector<Change> changes{};  ///< sorted by path; kept only when asked
  /// Of a sealed site: SHA-256 over the sorted lines `path SP sha256 LF` of all files but data/ledger.ndjson.
  Digest tree{};
};

/// A site that is ready to go live. Holds the lock: no other build of this site runs meanwhile.
class Staged {
 public:
  ~Staged();
  Staged(Staged&&) noexcept;
  Staged& operator=(Staged&&) noexcept;
  Staged(const Staged&) = delete;
  Staged& operator=(const Staged&) = delete;

  /// Whether `commit` will switch.
  bool changed() const;
  Digest tree() const;
  BuildReport report() const;
  /// Sets the file at `path`, durably; should be one of the plan, else the next build takes it away again.
  /// `input`: the digest of the draft that will give these bytes, if known.
  void put(std::string_view path, std::string_view bytes, const Digest& input = {});

 private:
  class Job;
  friend Staged stage(const OutputPlan& plan, const BuildOptions& options);
  friend BuildReport commit(Staged& staged);
  friend BuildReport compare(const OutputPlan& plan, const BuildOptions& options);
  explicit Staged(std::unique_ptr<Job> job);
  std::unique_ptr<Job> job_;
};

/// Everything but the switch. Nothing changed: nothing is written.
Staged stage(const OutputPlan& plan, const BuildOptions& options);
/// Switches; once. The lock ends here.
BuildReport commit(Staged& staged);
/// Both.
BuildReport build(const OutputPlan& plan, const BuildOptions& options);
/// What stands in the live folder was made by this program from `options.basis`, and no file of it was touched since: a build would
/// change nothing.
struct Before {
  BuildReport report;
  std::string note;  ///< of the build that made it
};
std::optional<Before> as_before(const BuildOptions& options);
/// What `build` would do; nothing is touched, not even the lock where there is none yet.
BuildReport compare(const OutputPlan& plan, const BuildOptions& options);

}  // namespace gongshi::publish
