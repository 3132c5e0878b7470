#include "cli/progress.hpp"

#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <memory>

namespace gongshi {
namespace {

using Clock = std::chrono::steady_clock;

}  // namespace

std::function<void(std::size_t, std::size_t)> progress_line(Show show) {
  if (show == Show::never || (show == Show::automatic && isatty(STDERR_FILENO) == 0)) return {};
  auto last = std::make_shared<Clock::time_point>();
  return [last](std::size_t done, std::size_t total) {
    auto now = Clock::now();
    if (done != total && now - *last < std::chrono::milliseconds{100}) return;
    *last = now;
    if (done == total)
      std::fputs("\r\033[K", stderr);
    else
      std::fprintf(stderr, "\r%zu / %zu\033[K", done, total);
    std::fflush(stderr);
  };
}

Stopwatch::Stopwatch() : began_(Clock::now().time_since_epoch().count()) {}

std::string Stopwatch::seconds() const {
  double s = std::chrono::duration<double>(Clock::now().time_since_epoch() - Clock::duration{began_}).count();
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.2f", s);
  return text.data();
}

}  // namespace gongshi
