#include "rules/identifiers.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/catalogue.hpp"
#include "base/date.hpp"
#include "base/text.hpp"
#include "model/no_code.hpp"
#include "rules/secrecy/mask.hpp"

namespace gongshi {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";  // GB 32100: place = value

bool digit(char c) { return c >= '0' && c <= '9'; }
bool digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, digit); }
bool upper(char c) { return c >= 'A' && c <= 'Z'; }

int number(std::string_view text) {
  int out = 0;
  for (char c : text) out = out * 10 + (c - '0');
  return out;
}

bool province(std::string_view text) {
  static constexpr std::array<int, 35> known{11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43,
                                             44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83};
  return std::ranges::binary_search(known, number(text.substr(0, 2)));
}

bool real_day(int year, std::string_view month_day) {
  std::string iso = std::to_string(year) + "-" + std::string(month_day.substr(0, 2)) + "-" + std::string(month_day.substr(2, 2));
  return Date::parse(iso).has_value();
}

/// Weights 2^(18-i) mod 11 of the first 17 digits.
char identity_check(std::string_view first17) {
  int sum = 0;
  int weight = 1;
  for (std::size_t i = 17; i-- > 0;) {
    weight = weight * 2 % 11;
    sum += (first17[i] - '0') * weight;
  }
  return "10X98765432"[sum % 11];
}

/// Region, day, 1 and a running number of three digits.
bool task_number(std::string_view text) { return number(text.substr(6, 4)) >= 2015 && text[14] == '1'; }

/// The plain character that another one looks like; 0 where it looks like none that a code may hold.
char plain_form(char32_t c) {
  if (c >= 0xff01 && c <= 0xff5e) return static_cast<char>(c - 0xfee0);
  struct Twin {
    char32_t character;
    char plain;
  };
  static constexpr std::array<Twin, 44> twins{
      {{U'А', 'A'}, {U'В', 'B'}, {U'Е', 'E'}, {U'К', 'K'}, {U'М', 'M'}, {U'Н', 'H'}, {U'О', '0'}, {U'Р', 'P'}, {U'С', 'C'},
       {U'Т', 'T'}, {U'У', 'Y'}, {U'Х', 'X'}, {U'а', 'A'}, {U'е', 'E'}, {U'о', '0'}, {U'р', 'P'}, {U'с', 'C'}, {U'у', 'Y'},
       {U'х', 'X'}, {U'Α', 'A'}, {U'Β', 'B'}, {U'Ε', 'E'}, {U'Η', 'H'}, {U'Ι', '1'}, {U'Κ', 'K'}, {U'Μ', 'M'}, {U'Ν', 'N'},
       {U'Ο', '0'}, {U'Ρ', 'P'}, {U'Τ', 'T'}, {U'Υ', 'Y'}, {U'Χ', 'X'}, {U'ο', '0'}, {U'ρ', 'P'}, {U'υ', 'U'}, {U'χ', 'X'},
       {U'Ⅰ', '1'}, {U'Ⅹ', 'X'}, {U'Ⅼ', 'L'}, {U'Ⅽ', 'C'}, {U'Ⅾ', 'D'}, {U'Ⅿ', 'M'}, {U'ⅰ', '1'}, {U'〇', '0'}}};
  auto found = std::ranges::find(twins, c, &Twin::character);
  return found == twins.end() ? '\0' : found->plain;
}

/// The letters that GB 32100 leaves out because they look like others.
char allowed_twin(char c) {
  constexpr std::string_view left_out = "IOZSV";
  constexpr std::string_view meant = "1025U";
  std::size_t at = left_out.find(c);
  return at == std::string_view::npos ? '\0' : meant[at];
}

/// A character that does not belong into the code: its name in Chinese and in English, and where it stands.
struct Stranger {
  std::string name, english;
  std::size_t place = 0;  ///< from 1, in characters
};

std::string code_point(char32_t c) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string out;
  for (; c != 0 || out.size() < 4; c >>= 4U) out.insert(out.begin(), hex[c & 15U]);
  return "U+" + out;
}

Stranger stranger(char32_t c, std::size_t place) {
  std::string shown;
  append_character(shown, c);
  std::string named = "“" + shown + "”（" + code_point(c) + "）";
  std::string quoted = "\"" + shown + "\" (" + code_point(c) + ")";
  if (c == ' ' || c == 0x3000 || c == 0xa0 || c == '\t' || c == '\n')
    return {"空格（" + code_point(c) + "）", "a blank (" + code_point(c) + ")", place};
  if (c == '-') return {"连字符“-”", "a hyphen", place};
  if (c >= 0xff01 && c <= 0xff5e) return {"全角字符" + named, "the full-width character " + quoted, place};
  if (c < 0x80) return {"字母“" + shown + "”", "the letter " + shown, place};
  return {"形近字符" + named, "the look-alike " + quoted, place};
}

/// A code letter by letter, as it was meant.
struct Meant {
  std::string code;                  ///< plain and in upper case, blanks and hyphens left out
  std::optional<Stranger> stranger;  ///< the first character that is not plain
  bool words = false;                ///< it holds characters that no code holds: a number with words
};

Meant meant_by(std::string_view code) {
  Meant out;
  std::size_t place = 0;
  for (std::size_t at = 0; at < code.size();) {
    char32_t c = next_character(code, at);
    ++place;
    bool ascii = c < 0x80;
    bool gap = c == ' ' || c == '-' || c == 0x3000 || c == 0xa0 || c == '\t' || c == '\n';
    char plain = ascii ? upper_ascii(std::string_view(code).substr(at - 1, 1))[0] : plain_form(c);
    if (!gap && !digit(plain) && !upper(plain) && !(plain >= 'a' && plain <= 'z')) {
      out.words = true;
      return out;
    }
    if ((!ascii || gap) && !out.stranger) out.stranger = stranger(c, place);
    if (!gap) out.code += upper_ascii(std::string_view(&plain, 1));
  }
  return out;
}

/// The same with the letters that GB 32100 leaves out taken for what they look like; the first of them is the stranger.
Meant with_allowed_letters(Meant meant) {
  for (std::size_t i = 0; i < meant.code.size(); ++i)
    if (char twin = allowed_twin(meant.code[i]); twin != '\0') {
      if (!meant.stranger) meant.stranger = stranger(static_cast<unsigned char>(meant.code[i]), i + 1);
      meant.code[i] = twin;
    }
  return meant;
}

/// A code in the midst of words, as it was meant, and the bytes from its first to its last character.
struct CodeInside {
  std::string code;
  std::size_t from = 0, to = 0;
};

bool registration_form(std::string_view code) { return code.size() == 15 && digits(code); }

/// Two codes one behind the other; 0: it is none, or one. Thirty digits may be anything, unless both halves check.
std::size_t first_of_two(std::string_view run) {
  constexpr std::size_t credit = 18;
  constexpr std::size_t registration = 15;
  auto form = [](std::string_view code) { return credit_form(code) || registration_form(code); };
  for (std::size_t size : {credit, registration}) {
    if (run.size() < size + registration || !form(run.substr(0, size)) || !form(run.substr(size))) continue;
    bool registrations = size == registration && run.size() == 2 * registration;
    if (!registrations || (registration_check(run.substr(0, 14)) == run[14] && registration_check(run.substr(15, 14)) == run[29]))
      return size;
  }
  return 0;
}

/// The unified codes and registration numbers that stand in a text, by the letters and digits that follow each other; blanks and hyphens
/// between these make no difference in a unified code. Not those of `某字第140525000012345号`: there the words are a part of the number.
std::vector<CodeInside> codes_inside(std::string_view text) {
  std::vector<CodeInside> out;
  CodeInside run;
  auto of_words = [&](const CodeInside& number) {
    bool gaps = characters(text.substr(number.from, number.to - number.from)) != number.code.size();  // a telephone, perhaps
    return gaps || (text.substr(0, number.from).ends_with("第") && text.substr(number.to).starts_with("号"));
  };
  auto end_run = [&] {
    if (std::size_t first = first_of_two(run.code); first != 0) {
      out.push_back({run.code.substr(0, first), run.from, run.to});
      out.push_back({run.code.substr(first), run.from, run.to});
    } else if (credit_form(run.code) || (registration_form(run.code) && !of_words(run))) {
      out.push_back(run);
    }
    run = {};
  };
  for (std::size_t at = 0; at < text.size();) {
    std::size_t start = at;
    char32_t c = next_character(text, at);
    char plain = c < 0x80 ? upper_ascii(text.substr(start, 1))[0] : plain_form(c);
    if (digit(plain) || upper(plain) || (plain >= 'a' && plain <= 'z')) {
      if (run.code.empty()) run.from = start;
      run.code += upper_ascii(std::string_view(&plain, 1));
      run.to = at;
    } else if (c != ' ' && c != '-' && c != 0x3000 && c != 0xa0) {
      end_run();
    }
  }
  end_run();
  return out;
}

class CodeCheck {
 public:
  CodeCheck(std::string_view code, const CodePlace& place, Diagnostics& out) : code_(code), place_(place), out_(out) {}

  void run(bool accepted) {
    if (lost_by_spreadsheet()) return report(Code::code_lost, {std::string(code_)});
    Meant meant = meant_by(code_);
    if (meant.words || first_of_two(meant.code) != 0) return accepted ? void() : inside_words();
    if (identity(meant.code) && !(accepted && meant.code.size() == 15)) return report(Code::personal_code, {masked_digits(meant.code)});
    if (!accepted && mistyped_identity(meant.code)) return report(Code::personal_code, {masked_digits(meant.code)});
    if (strange(meant)) return;
    if (credit_form(meant.code)) return accepted ? void() : check_credit(meant.code);
    if (meant.code.size() == 15 && digits(meant.code) && !accepted) return check_registration(meant.code);
    bool near = (meant.code.size() == 17 || meant.code.size() == 19) && meant.code[0] == '9' && digits(meant.code.substr(1, 7));
    if (near && !accepted) report(Code::code_length, {std::string(code_), std::to_string(meant.code.size())});
  }

 private:
  void report(Code code, std::vector<std::string> args) {
    out_.add(about(code, place_.origin, place_.record, place_.field, std::move(args)));
  }

  /// `9.1110101E+17`
  bool lost_by_spreadsheet() const {
    std::size_t e = code_.find_first_of("eE");
    if (e == std::string_view::npos || e == 0 || e + 2 > code_.size()) return false;
    std::string_view power = code_.substr(e + 1);
    bool plus = power.starts_with('+');
    if (plus) power.remove_prefix(1);
    std::string_view front = code_.substr(0, e);
    bool point = front.size() > 2 && front[1] == '.';
    return digits(power) && power.size() <= 2 && digit(front[0]) && (front.size() == 1 || (point && digits(front.substr(2)))) &&
           (plus || point);
  }

  /// A number with words is a code of its own kind, unless there is another code in it.
  void inside_words() {
    std::vector<CodeInside> found = codes_inside(code_);
    // What a label or the number itself makes personal, the search for personal data says, and repeats nothing.
    bool labelled = code_.find("身份") != std::string_view::npos || code_.find("证件") != std::string_view::npos;
    if (labelled || std::ranges::any_of(found, [](const CodeInside& one) { return identity(one.code); })) return;
    if (found.size() > 1) return report(Code::two_codes, {std::string(code_), found[0].code, found[1].code});
    if (found.empty() || place_.or_name || (found[0].from == 0 && found[0].to == code_.size())) return;
    std::string_view before = trimmed(code_.substr(0, found[0].from));
    std::string_view behind = trimmed(code_.substr(found[0].to));
    std::string words(before);
    if (!before.empty() && !behind.empty()) words += "…";
    report(Code::code_words, {std::string(code_), found[0].code, words + std::string(behind)});
  }

  /// Both checks of a unified code say that it is one: then the date in it is chance.
  static bool doubly_checked(std::string_view code) {
    return credit_form(code) && credit_check(code.substr(0, 17)) == code[17] && organisation_check(code.substr(8, 8)) == code[16];
  }

  static bool identity(std::string_view code) { return (identity_number(code) && !doubly_checked(code)) || old_identity_number(code); }

  /// Province, date of birth, and no check is right: one digit is wrong in a number of a person, and all others would be published.
  static bool mistyped_identity(std::string_view code) {
    if (code.size() != 18 || !digits(code.substr(0, 17)) || !province(code) || credit_check(code.substr(0, 17)) == code[17]) return false;
    int year = number(code.substr(6, 4));
    constexpr int first = 1900, last = 2020;
    return year >= first && year <= last && real_day(year, code.substr(10, 4)) && !code.ends_with("000");
  }

  /// Whether a character that does not belong was reported.
  bool strange(const Meant& meant) {
    Meant allowed = meant.code.size() == 18 ? with_allowed_letters(meant) : meant;
    bool plain = std::ranges::all_of(code_, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    bool known = credit_form(allowed.code) || (allowed.code.size() == 15 && digits(allowed.code));
    if (!allowed.stranger || (plain && !known)) return false;
    bool right = credit_form(allowed.code) && credit_check(std::string_view(allowed.code).substr(0, 17)) == allowed.code[17];
    report(Code::code_character, {std::string(code_), allowed.stranger->name, allowed.stranger->english,
                                  std::to_string(allowed.stranger->place), right || !plain ? allowed.code : std::string()});
    return true;
  }

  void check_credit(std::string_view code) {
    char check = credit_check(code.substr(0, 17));
    char organisation = organisation_check(code.substr(8, 8));
    if (check != code[17]) {
      // A spreadsheet keeps 15 digits of a number and makes zeros of the rest.
      if (digits(code) && code.ends_with("000")) return report(Code::code_lost, {std::string(code_)});
      report(Code::code_check, {std::string(code_), std::string(1, code[17]), std::string(1, check)});
    } else if (organisation != code[16]) {
      report(Code::organisation_check, {std::string(code_), std::string(code.substr(8, 9)), std::string(1, organisation)});
    }
  }

  void check_registration(std::string_view code) {
    char check = registration_check(code.substr(0, 14));
    if (check != code[14]) report(Code::registration_check, {std::string(code_), std::string(1, code[14]), std::string(1, check)});
  }

  std::string_view code_;
  const CodePlace& place_;
  Diagnostics& out_;
};

}  // namespace

char credit_check(std::string_view first17) {
  std::size_t sum = 0;
  std::size_t weight = 1;
  for (char c : first17.substr(0, 17)) {
    std::size_t value = alphabet.find(c);
    if (value == std::string_view::npos) return '\0';
    sum += value * weight;
    weight = weight * 3 % 31;
  }
  return alphabet[(31 - sum % 31) % 31];
}

char organisation_check(std::string_view first8) {
  static constexpr std::array<int, 8> weights{3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    char c = first8[i];
    if (!digit(c) && !upper(c)) return '\0';
    sum += weights.at(i) * (digit(c) ? c - '0' : c - 'A' + 10);
  }
  int check = 11 - sum % 11;
  return check == 10 ? 'X' : check == 11 ? '0' : static_cast<char>('0' + check);
}

char registration_check(std::string_view first14) {
  int p = 10;
  for (char c : first14.substr(0, 14)) {
    int s = (p + (c - '0')) % 10;
    p = (s == 0 ? 10 : s) * 2 % 11;
  }
  return static_cast<char>('0' + (11 - p) % 10);
}

bool credit_form(std::string_view code) {
  if (code.size() != 18) return false;
  for (std::size_t i = 0; i < code.size(); ++i)
    if (i >= 2 && i < 8 ? !digit(code[i]) : alphabet.find(code[i]) == std::string_view::npos) return false;
  return true;
}

std::string plain_code(std::string_view code) {
  Meant meant = meant_by(code);
  return meant.words ? std::string() : std::move(meant.code);
}

bool identity_number(std::string_view text) {
  if (text.size() != 18 || !digits(text.substr(0, 17)) || !province(text)) return false;
  int year = number(text.substr(6, 4));
  if (year < 1900 || year > 2099 || !real_day(year, text.substr(10, 4)) || task_number(text)) return false;
  return identity_check(text.substr(0, 17)) == upper_ascii(text.substr(17))[0];
}

bool old_identity_number(std::string_view text) {
  return text.size() == 15 && digits(text) && province(text) && real_day(1900 + number(text.substr(6, 2)), text.substr(8, 4)) &&
         registration_check(text.substr(0, 14)) != text[14];
}

/// 待补, 见附件, 同上, TRUE: words without a digit, unless they say that they are a number (某字某号).
bool says_nothing(std::string_view code) {
  std::string plain = upper_ascii(nfkc(code));
  if (plain == "TRUE" || plain == "FALSE") return true;
  bool digit = std::ranges::any_of(plain, [](char c) { return c >= '0' && c <= '9'; });
  bool words = std::ranges::any_of(plain, [](char c) { return static_cast<unsigned char>(c) >= 0xe3; });  // Han and the like
  return words && !digit && code.find("字") == std::string_view::npos && code.find("号") == std::string_view::npos;
}

void check_code(std::string_view code, const CodePlace& place, std::span<const std::string_view> accepted, Diagnostics& out) {
  if (code.empty()) return;
  if (!place.or_name && (says_no_code(code) || says_nothing(code))) {
    out.add(about(Code::no_code, place.origin, place.record, place.field, {std::string(code)}));
    return;
  }
  // The usual case first: a code that is right.
  if (credit_form(code) && credit_check(code.substr(0, 17)) == code[17] && organisation_check(code.substr(8, 8)) == code[16]) return;
  CodeCheck(code, place, out).run(std::ranges::find(accepted, code) != accepted.end());
}

}  // namespace gongshi
