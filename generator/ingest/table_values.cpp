#include "ingest/table_values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "base/text.hpp"
#include "ingest/table_dates.hpp"

namespace gongshi {
namespace {

constexpr std::u32string_view between_names = U"、;；\n\r,，/／";
constexpr std::size_t exact_digits = 15;  // of a number in a spreadsheet

bool digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, digit); }

std::size_t count_parts(std::string_view cell, std::u32string_view separators) {
  std::size_t out = 0;
  std::size_t from = 0;
  auto take = [&](std::size_t to) {
    if (!trimmed(cell.substr(from, to - from)).empty()) ++out;
  };
  for (std::size_t at = 0; at < cell.size();) {
    std::size_t start = at;
    char32_t c = next_character(cell, at);
    if (separators.find(c) == std::u32string_view::npos) continue;
    take(start);
    from = at;
  }
  take(cell.size());
  return out;
}

}  // namespace

std::string name_in_one_line(std::string_view text) {
  std::string out;
  bool broken = false;
  for (char c : text) {
    if (c == '\n' || c == '\r' || c == '\t') {
      broken = true;
      continue;
    }
    auto latin = [](char x) { return static_cast<unsigned char>(x) > ' ' && static_cast<unsigned char>(x) < 0x7f; };
    if (broken && !out.empty() && latin(out.back()) && latin(c)) out += ' ';
    broken = false;
    out += c;
  }
  return out;
}

bool names_nothing(const SheetCell& cell) {
  if (cell.kind == CellKind::date || cell.kind == CellKind::number) return true;
  // Names seldom begin like one; the others are not taken apart, which would leave holes in the memory of a long table.
  constexpr char wide = '\xef';  // full-width ones
  std::string_view plain = trimmed(cell.text);
  if (plain.find_first_of("0123456789.-") != 0 && !plain.starts_with(wide)) return false;
  std::string text = nfkc(plain);
  return text.find_first_not_of("0123456789.,-/:% ") == std::string::npos || table_date(text).has_value();
}

std::optional<std::string> plain_code(const SheetCell& cell) {
  std::string out;
  bool plain = std::ranges::all_of(cell.text, [](char c) { return c > ' ' && static_cast<unsigned char>(c) < 0x7f; });
  if (plain) {
    out = cell.text;
  } else {
    for (std::size_t at = 0; at < cell.text.size();) {
      char32_t c = next_character(cell.text, at);
      bool wide = (c >= 0xff10 && c <= 0xff19) || (c >= 0xff21 && c <= 0xff3a) || (c >= 0xff41 && c <= 0xff5a) || c == 0xff0d;
      bool blank = c <= 0x20 || c == 0x3000 || c == 0xa0 || c == 0x2002 || c == 0x2003;
      if (!blank) append_character(out, wide ? c - 0xfee0 : c);
    }
  }
  if (out.starts_with('\'')) out.erase(0, 1);  // as it is typed into Excel to keep the digits
  // 9.11405E+17: what Excel shows of a code, and saves as text in CSV.
  std::size_t e = out.find_first_of("eE");
  bool scientific = e != std::string::npos && e > 0 && out.size() > e + 2 && (out[e + 1] == '+' || cell.kind == CellKind::number) &&
                    out.find_first_not_of("0123456789.") == e && out.find_first_not_of("+0123456789", e + 1) == std::string::npos;
  if (scientific) return std::nullopt;
  if (cell.of_number && static_cast<std::size_t>(std::ranges::count_if(out, digit)) > exact_digits) return std::nullopt;
  if (cell.kind != CellKind::number) return out;
  if (!cell.prefix.empty() || !cell.suffix.empty()) return std::string(cell.prefix) + out + std::string(cell.suffix);
  if (out.ends_with(".0")) out.resize(out.size() - 2);
  if (!all_digits(out) || out.size() > exact_digits) return std::nullopt;
  return out;
}

namespace {

/// A number in its decimal digits, as many as a spreadsheet keeps: `digits`, of which the first stands before the point, times 10^power.
struct Decimal {
  bool negative = false;
  std::string digits;
  int power = 0;
};

Decimal decimal_of(double value) {
  std::array<char, 64> room{};
  auto [end, error] = std::to_chars(room.data(), room.data() + room.size(), std::abs(value), std::chars_format::scientific,
                                    static_cast<int>(exact_digits) - 1);
  std::string_view text(room.data(), static_cast<std::size_t>(end - room.data()));
  Decimal out{std::signbit(value), {}, 0};
  std::size_t e = text.find('e');
  for (char c : text.substr(0, e))
    if (digit(c)) out.digits += c;
  std::string_view power = text.substr(e + 1);
  if (power.starts_with('+')) power.remove_prefix(1);
  std::from_chars(power.data(), power.data() + power.size(), out.power);
  return out;
}

/// With `least` to `most` digits behind the point, a half away from zero, as spreadsheets round what they show.
std::string rounded(Decimal number, int least, int most) {
  int kept = number.power + 1 + most;  // of the digits
  if (kept < 0) number.digits = "0", number.power = -most, kept = 1;
  if (kept == 0) number.digits.insert(0, "0"), ++number.power, kept = 1;
  if (static_cast<std::size_t>(kept) < number.digits.size()) {
    bool up = number.digits[static_cast<std::size_t>(kept)] >= '5';
    number.digits.resize(static_cast<std::size_t>(kept));
    for (std::size_t i = number.digits.size(); up && i-- > 0;) {
      up = number.digits[i] == '9';
      number.digits[i] = up ? '0' : static_cast<char>(number.digits[i] + 1);
    }
    if (up) number.digits.insert(0, "1"), ++number.power;
  }
  if (number.power < 0) number.digits.insert(0, static_cast<std::size_t>(-number.power), '0'), number.power = 0;
  auto whole = static_cast<std::size_t>(number.power) + 1;
  number.digits.resize(std::max(number.digits.size(), whole + static_cast<std::size_t>(least)), '0');
  std::string behind = number.digits.substr(whole);
  while (behind.size() > static_cast<std::size_t>(least) && behind.back() == '0') behind.pop_back();
  std::string out = number.digits.substr(0, whole);
  std::size_t first = std::min(out.find_first_not_of('0'), out.size() - 1);
  out.erase(0, first);
  if (!behind.empty()) out += "." + behind;
  bool zero = out.find_first_not_of("0.") == std::string::npos;
  return number.negative && !zero ? "-" + out : out;
}

/// A number as its format shows it: 1,000, with the words around it.
std::string in_words(std::string number, const SheetCell& cell) {
  constexpr std::size_t group = 3;
  std::size_t sign = number.starts_with('-') ? 1 : 0;
  if (cell.grouped)
    for (std::size_t at = std::min(number.find('.'), number.size()); at > sign + group;) number.insert(at -= group, ",");
  return std::string(cell.prefix) + number + std::string(cell.suffix);
}

/// The fraction that is nearest, as spreadsheets look for it: with a denominator up to `most`, or this one.
std::string as_fraction(double value, int most, bool fixed) {
  double size = std::abs(value);
  double whole = std::floor(size);
  double rest = size - whole;
  int best_over = 0;
  int best_under = 1;
  for (int under = fixed ? most : 1; under <= most; ++under) {
    int over = static_cast<int>(std::floor(rest * under + 0.5));
    constexpr double nearer = 1e-12;
    if (fixed || std::abs(rest - static_cast<double>(over) / under) + nearer < std::abs(rest - static_cast<double>(best_over) / best_under))
      best_over = over, best_under = under;
  }
  if (best_over == best_under) best_over = 0, whole += 1;
  std::string out = rounded(decimal_of(whole), 0, 0);
  if (best_over != 0) {
    std::string part = std::to_string(best_over) + "/" + std::to_string(best_under);
    out = whole > 0 ? out + " " + part : part;
  }
  return value < 0 && out != "0" ? "-" + out : out;
}

}  // namespace

bool says_error(std::string_view text) {
  static constexpr std::array<std::string_view, 7> words{"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"};
  return std::ranges::find(words, trimmed(text)) != words.end();
}

std::string shown_text(const SheetCell& cell) {
  if (cell.kind == CellKind::date) return cell.date.iso();
  if (cell.kind != CellKind::number) return std::string(cell.text);
  bool words = !cell.prefix.empty() || !cell.suffix.empty() || cell.grouped;
  bool formatted = cell.percent || cell.denominator > 0 || words;
  auto digits = static_cast<std::size_t>(std::ranges::count_if(cell.text, digit));
  if (!formatted && digits <= exact_digits && cell.text.find_first_of("eE") == std::string_view::npos) return std::string(cell.text);
  double value = 0;
  auto [read, wrong] = std::from_chars(cell.text.data(), cell.text.data() + cell.text.size(), value);
  constexpr double most = 1e15;  // beyond, no digit behind the point is known
  if (wrong != std::errc() || !std::isfinite(value) || (formatted && std::abs(value) >= most)) return std::string(cell.text);
  if (cell.percent) {
    Decimal number = decimal_of(value);
    if (value != 0) number.power += 2;
    return in_words(rounded(std::move(number), cell.decimals, cell.decimals + cell.more_decimals) + "%", cell);
  }
  if (words && !cell.grouped && cell.decimals == 0 && all_digits(cell.text)) return in_words(std::string(cell.text), cell);
  if (words) return in_words(rounded(decimal_of(value), cell.decimals, cell.decimals + cell.more_decimals), cell);
  if (cell.denominator > 0) return as_fraction(value, cell.denominator, cell.fixed_denominator);
  std::array<char, 64> room{};
  auto [end, error] =
      std::to_chars(room.data(), room.data() + room.size(), value, std::chars_format::general, static_cast<int>(exact_digits));
  return {room.data(), end};
}

bool counts_rows(std::string_view cell) {
  constexpr std::size_t longest = 6;
  std::string_view text = trimmed(cell);
  return text.size() <= longest && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool says_ditto(std::string_view cell) {
  constexpr std::array<std::string_view, 5> words{"同上", "同前", "〃", "″", "\""};
  return std::ranges::find(words, trimmed(cell)) != words.end();
}

std::size_t count_names(std::string_view cell) { return count_parts(cell, between_names); }

}  // namespace gongshi
