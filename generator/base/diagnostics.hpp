// The content is wrong: a diagnostic says where, what, by which rule, and what to do. Reading goes on; all appear in one run.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gongshi {

enum class Severity : std::uint8_t { error, warning, note };

enum class Code : std::uint16_t;  // the catalogue: base/catalogue.hpp

/// Where a record begins in the file it was read from. Line and column are worked out only when they are printed.
struct Origin {
  static constexpr std::uint32_t nowhere = 0xffffffff;
  std::uint32_t file = nowhere;  ///< number of the source file in the Dataset
  std::uint64_t offset = 0;      ///< byte of the file
};

/// A place as an editor or Excel shows it. Lines, rows and columns count from 1 (columns in characters); 0: not known.
struct Place {
  std::string file;   ///< relative to the root, with `/`
  std::string sheet;  ///< tables with sheets only
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

/// `content/results/a.xlsx[结果]:5:3`, as far as it is known.
std::string place_text(const Place& place);

struct Diagnostic {
  Code code{};
  std::vector<std::string> args{};  ///< what the message's {0}, {1} … stand for
  std::string record{};             ///< id of the record
  std::string field{};              ///< JSON key
  Origin origin{};                  ///< resolved to `place` before it is printed
  bool exact = false;               ///< the origin is the place itself, not the record in which `field` must be found
  Place place{};
};

/// About the record that begins at `origin`: `record` is its id, `field` the key that is wrong (empty: the record as a whole).
Diagnostic about(Code code, Origin origin, std::string_view record, std::string_view field, std::vector<std::string> args = {});

/// Collects diagnostics; one per thread, then `take`n together and `sort`ed.
class Diagnostics {
 public:
  Diagnostic& add(Diagnostic diagnostic) { return items_.emplace_back(std::move(diagnostic)); }
  void take(Diagnostics&& other);
  bool errors() const;  ///< any of severity error
  bool empty() const { return items_.empty(); }
  std::vector<Diagnostic>& items() { return items_; }
  const std::vector<Diagnostic>& items() const { return items_; }
  /// By file, line, column, code; equal ones once.
  void sort();

 private:
  std::vector<Diagnostic> items_;
};

}  // namespace gongshi
