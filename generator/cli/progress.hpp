// A line on the terminal that says how far a build is.
#pragma once
#include <cstddef>
#include <functional>

#include "cli/options.hpp"

namespace gongshi {

/// Writes to standard error, at most ten times a second, and wipes the line at the end; empty where nothing is to be shown
/// (`never`, or `automatic` and no terminal).
std::function<void(std::size_t done, std::size_t total)> progress_line(Show show);

/// Seconds since it was made, for the last line of a command.
class Stopwatch {
 public:
  Stopwatch();
  std::string seconds() const;  ///< `0.12`

 private:
  long long began_;
};

}  // namespace gongshi
