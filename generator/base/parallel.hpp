// A loop on all cores.
#pragma once
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

#include "base/memory.hpp"

namespace gongshi {

/// `--jobs N`, or what the machine has.
inline unsigned job_count(unsigned wanted) { return wanted != 0 ? wanted : std::max(1U, std::thread::hardware_concurrency()); }

/// Calls work(i) for each i in [0, count), from `jobs` threads, in chunks. The order is free, so work(i) writes only what is
/// its own. The first exception stops the loop and is thrown again here.
template <class Work>
void parallel(std::size_t count, unsigned jobs, std::size_t chunk, const Work& work) {
  jobs = static_cast<unsigned>(std::min<std::size_t>(job_count(jobs), (count + chunk - 1) / std::max<std::size_t>(chunk, 1)));
  std::atomic<std::size_t> next{0};
  std::exception_ptr failed;
  std::mutex failing;
  auto run = [&] {
    try {
      for (std::size_t from = 0; (from = next.fetch_add(chunk)) < count;)
        for (std::size_t i = from; i < std::min(count, from + chunk); ++i) work(i);
    } catch (...) {
      std::scoped_lock lock(failing);
      if (!failed) failed = std::current_exception();
      next = count;
    }
  };
  {
    std::vector<std::jthread> crew;
    try {
      for (unsigned j = 1; j < jobs; ++j)
        crew.emplace_back([&run] {
          ThreadHeap heap;
          run();
        });
    } catch (const std::system_error&) {  // no more threads to be had: those that run do it all
    }
    run();
  }
  if (failed) std::rethrow_exception(failed);
}

}  // namespace gongshi
