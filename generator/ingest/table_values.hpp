// Cells as values: dates in every way that clerks write them, codes, lists. Where two readings are possible, neither is taken.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "formats/sheet.hpp"

namespace gongshi {

struct DateReading {
  enum class Why : std::uint8_t { good, none, two_readings, no_year };
  Why why = Why::none;
  Date date{};  ///< where it is good
};

/// 2024-05-06, 2024/5/6, 2024.5.6, 2024年5月6日, 20240506, 25/12/2024; 5月6日 with `year`. A time after the day is dropped, also
/// 9时30分, 上午, 10:00-11:30.
/// 5/6/2024, 24/5/6 and 5/6 have two readings.
DateReading read_date(std::string_view cell, std::optional<int> year = std::nullopt);
/// `5月6日至5月7日`: a day is wanted, and there are two.
bool names_two_days(std::string_view cell);
/// The same, where it is good.
std::optional<Date> table_date(std::string_view cell);

/// The year that is named in the lines above a table (`2024年…`); nullopt: none, or more than one.
class TitleYear {
 public:
  void look(std::string_view text);
  std::optional<int> year() const { return clash_ ? std::nullopt : year_; }

 private:
  std::optional<int> year_;
  bool clash_ = false;
};

/// A code or id as it was meant: without blanks and tabs, full-width digits and letters plain. nullopt: it went through a number, and
/// digits of it are lost (Excel keeps 15) or may be.
std::optional<std::string> plain_code(const SheetCell& cell);

/// What a cell shows, as a text: a number without the noise of binary fractions, a percentage as 25%, a fraction as 1/3.
std::string shown_text(const SheetCell& cell);

/// Names of people, separated as lists are (formats/cell_list), and by `,` `，` `/` `／`; no blanks, 王 明 is one name.
std::size_t count_names(std::string_view cell);

}  // namespace gongshi
