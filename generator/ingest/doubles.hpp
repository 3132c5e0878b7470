// What stands twice: each is reported at the second place and names the first.
#pragma once
#include <string>
#include <vector>

#include "ingest/sources.hpp"

namespace gongshi {

class Doubles {
 public:
  /// `first`, as `file:line`, becomes argument `argument` of the diagnostic.
  void add(Diagnostic diagnostic, std::size_t argument, Origin first);
  /// Works out where the first ones are, and gives all to the intake.
  void report(Intake& intake);

 private:
  struct Double {
    Diagnostic diagnostic;
    std::size_t argument;
  };
  std::vector<Double> doubles_;
  Diagnostics firsts_;  // only carry the origins
};

}  // namespace gongshi
