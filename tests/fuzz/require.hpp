// What every harness holds its reader to: a breach ends the program, which the fuzzer takes for a crash.
#pragma once
#include <cstdlib>

inline void require(bool good) {
  if (!good) std::abort();
}
