#include "cli/clock.hpp"

#include <charconv>
#include <chrono>
#include <cstdlib>

namespace gongshi {
namespace {

Date day_of(std::chrono::sys_seconds moment) { return Date{std::chrono::floor<std::chrono::days>(moment + std::chrono::hours{8})}; }

}  // namespace

Date today() { return day_of(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())); }

std::string_view source_date_epoch() {
  const char* text = std::getenv("SOURCE_DATE_EPOCH");  // NOLINT(concurrency-mt-unsafe)
  return text != nullptr ? text : "";
}

std::optional<Date> epoch_day(std::string_view text) {
  constexpr std::int64_t latest = 32'503'651'199;  // 2999-12-31 in UTC+8
  std::int64_t seconds = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc() || end != text.data() + text.size() || seconds < 0 || seconds > latest) return std::nullopt;
  return day_of(std::chrono::sys_seconds{std::chrono::seconds{seconds}});
}

Date as_of_day(const Options& options, const Site& site) {
  if (options.as_of) return *options.as_of;
  if (auto day = epoch_day(source_date_epoch())) return *day;
  if (site.sample && site.as_of) return *site.as_of;
  return today();
}

}  // namespace gongshi
