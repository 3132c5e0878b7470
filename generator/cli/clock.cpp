#include "cli/clock.hpp"

#include <charconv>
#include <chrono>
#include <cstdlib>

namespace gongshi {
namespace {

Date day_of(std::chrono::sys_seconds moment) { return Date{std::chrono::floor<std::chrono::days>(moment + std::chrono::hours{8})}; }

}  // namespace

Date today() { return day_of(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())); }

Date as_of_day(const Options& options, const Site& site) {
  if (options.as_of) return *options.as_of;
  if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH")) {  // NOLINT(concurrency-mt-unsafe)
    std::int64_t seconds = 0;
    std::string_view text = epoch;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error == std::errc() && end == text.data() + text.size()) return day_of(std::chrono::sys_seconds{std::chrono::seconds{seconds}});
  }
  if (site.sample && site.as_of) return *site.as_of;
  return today();
}

}  // namespace gongshi
