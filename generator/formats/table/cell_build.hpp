// A row while a reader builds it: its texts are kept for it, blank ones are left out.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "formats/table/sheet.hpp"

namespace gongshi {

/// What a number format makes of a number.
struct NumberLook {
  enum class Kind : std::uint8_t { plain, date, time, percent, fraction };
  Kind kind = Kind::plain;
  std::uint8_t decimals = 0, more_decimals = 0;  ///< `0.0##%`: 1 and 2
  std::uint16_t denominator = 0;                 ///< of a fraction: the largest
  bool fixed = false;                            ///< … and the only one
  std::uint8_t digits = 0;                       ///< before the point at least: `00000` shows 12 as 00012
  bool no_year = false, no_day = false;          ///< of a date: what is not shown
  bool grouped = false;                          ///< 1,000
  bool elapsed = false;                          ///< of a time: hours go on beyond a day
  bool positive = false;                         ///< grouped, prefix and suffix hold for numbers above 0 alone
  std::string prefix{}, suffix{};                ///< words around a number: `0"次/年"`
};

/// At most so many bytes of valid UTF-8, in whole characters.
std::string_view utf8_prefix(std::string_view text, std::size_t bytes);

class RowBuild {
 public:
  SheetRow row;  ///< whole after `finish`

  void begin(std::uint32_t number, bool hidden = false);
  /// A text that is blank is left out: false.
  bool add(std::uint32_t column, CellKind kind, std::string_view text);
  /// As it is shown: where its day is not, it is a text of year and month.
  void date(std::uint32_t column, Date day, const NumberLook& look, std::string_view text);
  /// A time without a day: `9:30`. `days`: and parts of one; `elapsed`: 36:00 rather than 12:00.
  void time(std::uint32_t column, double days, bool elapsed);
  /// `1`, `0`, `true`, `false`; what is none of them is a text.
  void boolean(std::uint32_t column, std::string_view value);
  /// A number by its look, which lives as long as the cell; not a date.
  void number(std::uint32_t column, const NumberLook& look, std::string_view text);
  /// Texts in their places, cells by column. False where the row is too long, or has a cell twice.
  bool finish();

 private:
  std::string texts_;
  std::vector<std::pair<std::size_t, std::size_t>> spans_;
};

}  // namespace gongshi
