#include "base/date.hpp"

#include <array>

namespace gongshi {
namespace {

/// All of `text` as a number; nullopt where it holds anything but digits.
std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return text.empty() ? std::nullopt : std::optional(value);
}

void two(std::string& out, unsigned value) {
  out += static_cast<char>('0' + value / 10);
  out += static_cast<char>('0' + value % 10);
}

}  // namespace

std::optional<Date> Date::parse(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  auto y = digits(text.substr(0, 4));
  auto m = digits(text.substr(5, 2));
  auto d = digits(text.substr(8, 2));
  if (!y || !m || !d || *y < 1900 || *y > 2999) return std::nullopt;
  std::chrono::year_month_day ymd{std::chrono::year{*y}, std::chrono::month{static_cast<unsigned>(*m)},
                                  std::chrono::day{static_cast<unsigned>(*d)}};
  if (!ymd.ok()) return std::nullopt;
  return Date{std::chrono::sys_days{ymd}};
}

std::string Date::iso() const {
  auto ymd = this->ymd();
  std::string out = std::to_string(static_cast<int>(ymd.year()));
  out += '-';
  two(out, static_cast<unsigned>(ymd.month()));
  out += '-';
  two(out, static_cast<unsigned>(ymd.day()));
  return out;
}

std::string Date::chinese() const {
  auto ymd = this->ymd();
  return std::to_string(static_cast<int>(ymd.year())) + "年" + std::to_string(static_cast<unsigned>(ymd.month())) + "月" +
         std::to_string(static_cast<unsigned>(ymd.day())) + "日";
}

std::optional<Period> Period::parse(std::string_view text) {
  if (text.size() < 4) return std::nullopt;
  auto year = digits(text.substr(0, 4));
  if (!year || *year < 1900 || *year > 2999) return std::nullopt;
  if (text.size() == 4) return Period{*year, Unit::year, 0};
  if (text.size() != 7 || text[4] != '-') return std::nullopt;
  if (text[5] == 'Q' && text[6] >= '1' && text[6] <= '4') return Period{*year, Unit::quarter, static_cast<unsigned>(text[6] - '0')};
  auto month = digits(text.substr(5, 2));
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  return Period{*year, Unit::month, static_cast<unsigned>(*month)};
}

Date Period::first() const { return {year, unit == Unit::year ? 1 : unit == Unit::quarter ? number * 3 - 2 : number, 1}; }

Date Period::last() const {
  unsigned month = unit == Unit::year ? 12 : unit == Unit::quarter ? number * 3 : number;
  return Date{std::chrono::sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::last}};
}

std::string Period::name() const {
  std::string out = std::to_string(year);
  if (unit == Unit::quarter) out += "-Q" + std::to_string(number);
  if (unit == Unit::month) {
    out += '-';
    two(out, number);
  }
  return out;
}

std::string Period::chinese() const {
  static constexpr std::array<std::string_view, 5> quarter{"", "一", "二", "三", "四"};
  std::string out = std::to_string(year) + "年";
  if (unit == Unit::quarter) {
    out += "第";
    out += quarter.at(number);
    out += "季度";
  }
  if (unit == Unit::month) out += std::to_string(number) + "月";
  return out;
}

}  // namespace gongshi
