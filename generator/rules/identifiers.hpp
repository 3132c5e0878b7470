// The numbers by which an inspected object is known: whether a code says what it seems to say.
//
//   统一社会信用代码  18 characters of 0-9A-Z without I O S V Z; the last is a check character (GB 32100-2015), the 9th to 17th are
//                     an organisation code with a check character of its own (GB 11714)
//   注册号            15 digits, the last a check digit (GS 15-2006, GB/T 17710 MOD 11,10)
//   others            13 digits, organisation codes, numbers with Chinese words: no rule is known, all pass, unless one of the
//                     above stands in them: then the words beside it are no part of the code
//
// Real government files hold codes whose check character is wrong, so that is a warning, once for each code, and none at all where
// site.json names the code in `accepted_codes`. What can only be a slip of the hand or of a spreadsheet is an error.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "base/diagnostics.hpp"

namespace gongshi {

/// The check character that belongs after the first 17 characters of a unified code; 0 where one of them is not of its alphabet.
char credit_check(std::string_view first17);
/// The same for the first 8 characters of an organisation code (GB 11714).
char organisation_check(std::string_view first8);
/// The same for the first 14 digits of a registration number.
char registration_check(std::string_view first14);

/// 18 characters whose form is that of a unified code: alphabet, and digits where the region stands. Nothing is said of its checks.
bool credit_form(std::string_view code);

/// A code as it was meant: letters and digits in upper case, look-alikes and full-width ones as their plain ones, without blanks and
/// hyphens. Empty where the text holds anything else: words, or a number with words.
std::string plain_code(std::string_view code);

/// A personal ID number (GB 11643): province, a date of birth from 1900 on, check character (`x` is `X`). A task number of the credit
/// system (region, date, 1, three digits) with a date after 2014 is none, though its check may be right.
bool identity_number(std::string_view text);
/// One of the 15 digits that were given until 1999 (no check): province, a date of birth, and no check digit of a registration number.
bool old_identity_number(std::string_view text);

/// Where a code stands: origin and id of its record, its field. `or_name`: there may be a name instead, which may hold numbers.
struct CodePlace {
  Origin origin;
  std::string_view record, field;
  bool or_name = false;
};

/// What is wrong with a code goes to `out`. `accepted`: codes that a person has checked; only their checks are not looked at.
void check_code(std::string_view code, const CodePlace& place, std::span<const std::string_view> accepted, Diagnostics& out);

}  // namespace gongshi
