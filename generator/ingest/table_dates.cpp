#include "ingest/table_dates.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"

namespace gongshi {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, digit); }

/// A date in its numbers: `2024年5月6日` is {2024, 5, 6}, and that its month was named.
struct Numbers {
  std::array<int, 3> value{};
  std::array<std::size_t, 3> digits{};
  std::size_t count = 0;
  bool month_named = false;
  bool year_named = false;  ///< the first
};

/// `10:00`, `T14:30:00`, `9时30分`, `上午`, `10:00-11:30`
bool time_of_day(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with('T')) text.remove_prefix(1);
  bool clock = text.find(':') != std::string_view::npos;
  for (std::string_view word : {"上午", "下午", "时", "点"}) clock = clock || text.find(word) != std::string_view::npos;
  if (!clock && !text.empty()) return false;
  constexpr std::u32string_view of_times = U"0123456789:.Z+ 时点分秒上下午半-~至";
  for (std::size_t at = 0; at < text.size();)
    if (of_times.find(next_character(text, at)) == std::u32string_view::npos) return false;
  return true;
}

/// Whether a sign stands where a day has it. `3月-5月`, `2024年5-6月`, `2024.5-6` are periods, and `6日5月` nothing at all. `sign`: the one
/// that stood between the numbers before; 0: none.
bool in_place(const Numbers& before, char32_t c, char32_t& sign) {
  bool year_first = before.digits[0] == 4 || before.year_named;
  if (c == U'年') return before.count == 1 || before.count == 3;
  if (c == U'月') return !before.month_named && before.count == (year_first ? 2U : 1U);
  if (c == U'日' || c == U'号') return before.count == (year_first ? 3U : 2U);
  bool other = (sign != 0 && sign != c) || before.month_named;
  sign = c;
  return !other;
}

std::optional<Numbers> numbers_of(std::string_view text) {
  Numbers out;
  bool inside = false;
  char32_t sign = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t start = at;
    char32_t c = next_character(text, at);
    if (c >= U'0' && c <= U'9') {
      if (!inside && ++out.count > 3) return std::nullopt;
      inside = true;
      if (++out.digits.at(out.count - 1) > 8) return std::nullopt;
      out.value.at(out.count - 1) = out.value.at(out.count - 1) * 10 + static_cast<int>(c - U'0');
      continue;
    }
    inside = false;
    bool part = c == U'/' || c == U'.' || c == U'-' || c == U'年' || c == U'月' || c == U'日' || c == U'号';
    if (part && !in_place(out, c, sign)) return std::nullopt;
    if (c == U'月') out.month_named = true;
    if (c == U'年') out.year_named = out.count == 1;
    bool whole = out.count == 3 || (out.count == 2 && out.month_named);
    if ((c == U'日' || c == U'号') && whole && time_of_day(text.substr(at))) return out;
    if (part) continue;
    bool time = (c == U' ' || c == U'T') && (whole || (out.count == 1 && out.digits[0] == 8)) && time_of_day(text.substr(start));
    if (time) return out;
    if (c != U' ') return std::nullopt;
  }
  return out;
}

std::optional<Date> day(int year, int month, int d) {
  if (year < 1900 || year > 2999 || month < 1 || month > 12 || d < 1) return std::nullopt;
  std::chrono::year_month_day ymd{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                  std::chrono::day{static_cast<unsigned>(d)}};
  return ymd.ok() ? std::optional<Date>(Date(std::chrono::sys_days{ymd})) : std::nullopt;
}

DateReading good_or_none(std::optional<Date> date) { return date ? DateReading{DateReading::Why::good, *date} : DateReading{}; }

/// 6/5/2024: day and month in either order; one of them may be impossible.
DateReading year_last(const Numbers& n) {
  auto month_first = day(n.value[2], n.value[0], n.value[1]);
  auto day_first = day(n.value[2], n.value[1], n.value[0]);
  if (month_first && day_first && *month_first != *day_first) return {DateReading::Why::two_readings, *month_first, day_first};
  return good_or_none(month_first ? month_first : day_first);
}

/// A day without a year, in the table of a title.
DateReading in_title(int month, int d, const TitleYear& title) {
  if (!title.year()) return {DateReading::Why::no_year};
  auto plain = day(*title.year(), month, d);
  auto other_year = title.other_year(month);
  auto other = other_year ? day(*other_year, month, d) : std::nullopt;
  if (!plain || !other) return good_or_none(plain);
  return {DateReading::Why::two_readings, std::min(*plain, *other), std::max(*plain, *other), true};
}

}  // namespace

DateReading read_date(std::string_view cell, const TitleYear& title) {
  if (auto date = Date::parse(cell)) return {DateReading::Why::good, *date};
  bool plain = std::ranges::all_of(cell, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  std::string normal = plain ? std::string(cell) : nfkc(cell);
  auto n = numbers_of(trimmed(normal));
  if (!n || n->count == 0) return {};
  constexpr int myriad = 10'000;
  if (n->count == 1)
    return n->digits[0] == 8 ? good_or_none(day(n->value[0] / myriad, n->value[0] / 100 % 100, n->value[0] % 100)) : DateReading{};
  if (n->count == 2) {
    if (n->digits[0] > 2 || n->digits[1] > 2) return {};
    if (!n->month_named) return {DateReading::Why::two_readings};
    return in_title(n->value[0], n->value[1], title);
  }
  if (n->digits[0] == 4) return good_or_none(day(n->value[0], n->value[1], n->value[2]));
  if (n->digits[2] == 4 && n->digits[0] <= 2) return year_last(*n);
  return n->digits[0] <= 2 && n->digits[2] <= 2 ? DateReading{DateReading::Why::two_readings} : DateReading{};
}

bool names_two_days(std::string_view cell) {
  std::string normal = nfkc(cell);
  return std::ranges::any_of(std::array{"至", "到", "~", "—"}, [&](std::string_view between) {
    std::size_t at = normal.find(between);
    return at != std::string::npos && normal.find_first_of("0123456789") < at &&
           normal.find_first_of("0123456789", at) != std::string::npos;
  });
}

std::optional<Date> table_date(std::string_view cell) {
  DateReading reading = read_date(cell);
  return reading.why == DateReading::Why::good ? std::optional<Date>(reading.date) : std::nullopt;
}

namespace {

/// `2023—2024年`, `2023、2024年`: of the years before 年 all but the last have no 年 of their own.
bool another_year_before(std::string_view text, std::size_t at, int year) {
  std::size_t from = at;
  while (from > 0 && !digit(text[from - 1]) && at - from < 12) --from;
  std::string_view between = text.substr(from, at - from);
  bool joined =
      !between.empty() && std::ranges::any_of(std::array<std::string_view, 10>{"-", "—", "–", "~", "～", "至", "、", ",", "/", "和"},
                                              [&](std::string_view sign) { return trimmed(between).starts_with(sign); });
  if (!joined || from < 4 || !all_digits(text.substr(from - 4, 4)) || (from > 4 && digit(text[from - 5]))) return false;
  int other = std::stoi(std::string(text.substr(from - 4, 4)));
  return other != year && other >= 1900 && other <= 2999;
}

/// Passes over one of these words at the front.
template <std::size_t N>
bool take(std::string_view& text, const std::array<std::string_view, N>& words) {
  for (std::string_view word : words)
    if (text.starts_with(word)) {
      text.remove_prefix(word.size());
      return true;
    }
  return false;
}

void skip_blanks(std::string_view& text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
}

/// The number of a month at the front, `5` or `五`; 0: there is none.
int take_number(std::string_view& text) {
  static constexpr std::array<std::string_view, 12> words{"十二", "十一", "十", "九", "八", "七", "六", "五", "四", "三", "二", "一"};
  for (std::size_t i = 0; i < words.size(); ++i)
    if (text.starts_with(words.at(i))) {
      text.remove_prefix(words.at(i).size());
      return static_cast<int>(words.size() - i);
    }
  std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
  int value = end == 1 || end == 2 ? std::stoi(std::string(text.substr(0, end))) : 0;
  if (value > 12) return 0;
  if (value > 0) text.remove_prefix(end);
  return value;
}

/// `6日`, behind a month.
bool take_day(std::string_view& text) {
  skip_blanks(text);
  if (text.empty() || !digit(text.front())) return false;
  text.remove_prefix(std::min(text.find_first_not_of("0123456789"), text.size()));
  skip_blanks(text);
  take(text, std::array<std::string_view, 2>{"日", "号"});
  return true;
}

/// Months of a title; 0: none.
struct NamedMonths {
  int first = 0, last = 0;
  bool day = false;  ///< a day of the month follows
  void add(int month) {
    first = first == 0 ? month : std::min(first, month);
    last = std::max(last, month);
  }
};

/// What follows `2024年`: `1月`, `1—3月`, `1月至3月`, `一、二月份`, `6月3日`, `第一季度`, `上半年`.
NamedMonths months_after_year(std::string_view text) {
  static constexpr std::array<std::string_view, 13> between{"-", "—", "–", "~", "至", "到", "、", ",", "/", "和", "及", "与", "."};
  static constexpr std::array<std::string_view, 1> of_month{"月"};
  NamedMonths out;
  int waiting = 0;  // numbers whose 月 is still to come: the first of them
  skip_blanks(text);
  if (take(text, std::array<std::string_view, 2>{"上半年", "前半年"})) return {1, 6};
  if (take(text, std::array<std::string_view, 2>{"下半年", "后半年"})) return {7, 12};
  take(text, std::array<std::string_view, 1>{"度"});
  take(text, std::array<std::string_view, 1>{"第"});
  for (int number = 0; skip_blanks(text), (number = take_number(text)) != 0;) {
    skip_blanks(text);
    if (text.starts_with("季") && number <= 4) return {3 * number - 2, 3 * number};
    if (take(text, of_month)) {
      if (waiting != 0) out.add(std::exchange(waiting, 0));
      out.add(number);
      take(text, std::array<std::string_view, 1>{"份"});
      out.day = take_day(text) || out.day;
    } else if (waiting == 0) {
      waiting = number;
    }
    if (!take(text, between)) break;
  }
  return out;
}

/// `截至2024年6月`, `填报日期：2024年6月`: nothing in the table is later, but all may be earlier.
bool only_an_end(std::string_view before) {
  constexpr std::size_t most = 30;
  before.remove_prefix(before.size() - std::min(before.size(), most));
  return std::ranges::any_of(std::array<std::string_view, 8>{"截至", "截止", "填报", "填表", "制表", "日期", "时间", "报送"},
                             [&](std::string_view word) { return before.find(word) != std::string_view::npos; });
}

}  // namespace

void TitleYear::look(std::string_view text) {
  std::string normal = nfkc(text);
  std::string_view line = normal;
  constexpr std::string_view mark = "年";
  for (std::size_t at = 0; (at = normal.find(mark, at)) != std::string::npos; at += mark.size()) {
    std::size_t end = at;  // of the digits: `2024 年`
    while (end > 0 && normal[end - 1] == ' ') --end;
    if (end < 4 || !all_digits(line.substr(end - 4, 4)) || (end > 4 && digit(normal[end - 5]))) continue;
    int found = std::stoi(normal.substr(end - 4, 4));
    if (found < 1900 || found > 2999) continue;
    clash_ = clash_ || (year_ && *year_ != found) || another_year_before(normal, end - 4, found);
    year_ = found;
    NamedMonths months = months_after_year(line.substr(at + mark.size()));
    if (months.last == 0) continue;
    last_ = std::max(last_, months.last);
    if (!months.day && !only_an_end(line.substr(0, end - 4))) first_ = first_ == 0 ? months.first : std::min(first_, months.first);
  }
}

std::optional<int> TitleYear::other_year(int month) const {
  if (!year() || last_ == 0) return std::nullopt;
  if (month > last_) return *year_ - 1;
  constexpr int months_of_year = 12;
  return first_ - month > month + months_of_year - last_ ? std::optional(*year_ + 1) : std::nullopt;
}

std::string TitleYear::chinese() const {
  if (!year() || last_ == 0) return {};
  std::string first = std::to_string(*year_) + "年" + std::to_string(first_ == 0 ? last_ : first_) + "月";
  return first_ == 0 || first_ == last_ ? first : first + "至" + std::to_string(last_) + "月";
}

std::string TitleYear::iso() const {
  if (!year() || last_ == 0) return {};
  auto month = [&](int number) { return std::to_string(*year_) + (number < 10 ? "-0" : "-") + std::to_string(number); };
  return first_ == 0 || first_ == last_ ? month(last_) : month(first_) + " to " + month(last_);
}

}  // namespace gongshi
