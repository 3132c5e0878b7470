// The files that make a site, as ranges of keys per kind; nothing is rendered until someone asks.
// `publish` and `serve` know sites only through this header.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/digest.hpp"

namespace gongshi {

/// Takes the bytes of one file, in pieces.
class Sink {
 public:
  Sink() = default;
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;
  virtual ~Sink() = default;
  virtual void write(std::string_view bytes) = 0;
  /// The text that pieces are appended to, where the sink is one: whoever makes bytes in a text of its own may as well make them there.
  virtual std::string* text() { return nullptr; }
};

class StringSink final : public Sink {
 public:
  std::string bytes;
  void write(std::string_view piece) override { bytes += piece; }
  std::string* text() override { return &bytes; }
};

/// One file whose content is known, but not yet its bytes.
class Draft {
 public:
  Draft() = default;
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;
  virtual ~Draft() = default;
  /// Over all that `render` looks at, and the program's version: equal digests give equal bytes.
  virtual Digest digest() const = 0;
  /// The same bytes on every call. Throws Failure.
  virtual void render(Sink& out) const = 0;
};

/// The files of one kind, numbered from 0. All functions may be called from many threads at once.
class OutputKind {
 public:
  OutputKind() = default;
  OutputKind(const OutputKind&) = delete;
  OutputKind& operator=(const OutputKind&) = delete;
  virtual ~OutputKind() = default;
  virtual std::string_view name() const = 0;  ///< for progress and --explain: `results`
  virtual std::size_t count() const = 0;
  /// Relative to the site, with `/`, no leading slash: `results/R1.html`. Unique in the plan.
  virtual std::string path(std::size_t i) const = 0;
  virtual std::unique_ptr<Draft> draft(std::size_t i) const = 0;
  /// Files over 1 MB or slow to make (data, workbooks): written through the sink to a file, never held whole; begun first.
  virtual bool large() const { return false; }
  /// Large ones that take turns with all others of this sort (a library lets one be made at a time): one thread makes them all.
  virtual bool takes_turns() const { return false; }
};

/// Which file of a plan.
struct OutputRef {
  std::uint32_t kind = 0;
  std::uint32_t index = 0;
};

class OutputPlan {
 public:
  OutputPlan() = default;
  /// Two files that would claim one address (also when they differ only in case): both are named by `clashes`.
  struct Clash {
    std::string path;
    OutputRef first, second;
  };

  void add(std::unique_ptr<OutputKind> kind);
  const OutputKind& kind(std::size_t i) const { return *kinds_[i]; }
  std::size_t kinds() const { return kinds_.size(); }
  std::size_t size() const;  ///< of all files
  /// Every file; large kinds first, those that take turns before others; then in the order of `add`.
  std::vector<OutputRef> all() const;
  std::string path(OutputRef ref) const { return kinds_[ref.kind]->path(ref.index); }
  std::unique_ptr<Draft> draft(OutputRef ref) const { return kinds_[ref.kind]->draft(ref.index); }
  std::vector<Clash> clashes(unsigned jobs = 1) const;
  /// The file at exactly this path, after `index` was called once.
  std::optional<OutputRef> find(std::string_view path) const;
  void index();

 private:
  std::vector<std::unique_ptr<OutputKind>> kinds_;
  std::unordered_map<std::string, OutputRef> by_path_;
};

}  // namespace gongshi
