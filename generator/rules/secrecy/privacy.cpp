#include "rules/secrecy/privacy.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "rules/secrecy/mask.hpp"
#include "rules/secrecy/personal_numbers.hpp"
#include "rules/secrecy/personal_words.hpp"
#include "rules/secrecy/plain_form.hpp"

namespace gongshi {
namespace {

/// What one pass over the bytes sees: whether it is worth looking closer.
struct Signs {
  unsigned digits = 0;
  bool person = false, address = false, plate = false;
  bool any() const { return digits >= 7 || person || address || plate; }
};

/// Whether a label of persons ends here: with 人, 员 or 者, or with two characters such as 业主.
bool ends_label(std::uint32_t last, std::uint32_t c) {
  if (!may_end_label(c)) return false;
  if (c == packed("人") || c == packed("员") || c == packed("者")) return true;
  static constexpr std::array<std::string_view, 22> words{"业主", "户主", "店主", "车主", "房主", "组长", "队长", "厂长",
                                                          "店长", "事长", "校长", "院长", "园长", "姓名", "股东", "经理",
                                                          "监事", "老板", "司机", "名叫", "名字", "总监"};
  return std::ranges::any_of(words, [&](std::string_view w) { return packed(w) == last && packed(w.substr(3)) == c; });
}

/// Labels of persons hold 人, 员 or 者, or end as 业主 does; those of addresses hold 住, 籍 or 址; a flat is in a 单元. `last`: the
/// character before.
void see_character(std::uint32_t c, std::uint32_t last, Signs& signs) {
  signs.person = signs.person || ends_label(last, c);
  switch (c) {
    case packed("住"):
    case packed("籍"):
    case packed("址"):
    case packed("元"):
      signs.address = true;
      break;
    default:
      if (c >= packed("０") && c <= packed("９")) ++signs.digits;
      if (c >= packed("Ａ") && c <= packed("ｚ")) signs.plate = true;
  }
}

bool letter(unsigned char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

Signs signs_of(std::string_view text) {
  Signs signs;
  const auto* p = reinterpret_cast<const unsigned char*>(text.data());
  const auto* end = p + text.size();
  std::uint32_t last = 0;  // the Chinese character before, if but a blank stands between
  while (p < end) {
    if (*p < 0x80) {
      if (*p >= '0' && *p <= '9') ++signs.digits;
      signs.plate = signs.plate || (last != 0 && (letter(*p) || *p == '&'));
      if (*p != ' ' && *p != '\t') last = 0;
      ++p;
    } else if (*p >= 0xe0 && *p < 0xf0 && end - p >= 3) {
      std::uint32_t c = (static_cast<std::uint32_t>(p[0]) << 16U) | (static_cast<std::uint32_t>(p[1]) << 8U) | p[2];
      see_character(c, last, signs);
      if (c != packed("　")) last = c;
      p += 3;
    } else {
      if (*p >= 0xf0) ++signs.digits;  // may be a mathematical digit
      ++p;
    }
  }
  return signs;
}

std::string bare_digits(std::string_view text) {
  std::string out;
  for (char c : text)
    if (c >= '0' && c <= '9') out += c;
  if (out.starts_with("86") && out.size() >= 12) out.erase(0, 2);
  return out;
}

bool is_public(std::string_view number, const PublicPhones& phones) {
  std::string bare = bare_digits(number);
  return std::ranges::any_of(phones,
                             [&](const std::string& known) { return known == bare || (bare.size() <= 8 && known.ends_with(bare)); });
}

/// Lines of ascending places, counted once.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {}
  std::uint32_t of(std::size_t at) {
    if (at < seen_) *this = Lines(text_);
    line_ += static_cast<std::uint32_t>(std::ranges::count(text_.substr(seen_, at - seen_), '\n'));
    seen_ = at;
    return line_;
  }

 private:
  std::string_view text_;
  std::size_t seen_ = 0;
  std::uint32_t line_ = 0;
};

void find_numbers(std::string_view plain, const PublicPhones& phones, std::vector<PersonalDatum>& out) {
  Lines lines(plain);
  for (const NumberFound& found : personal_numbers(plain)) {
    std::string_view number = plain.substr(found.from, found.to - found.from);
    bool phone = found.what == Personal::mobile || found.what == Personal::landline;
    if (!phone || !is_public(number, phones)) out.push_back({found.what, masked_digits(number), lines.of(found.from)});
  }
}

void take(std::string_view plain, std::vector<WordsFound>&& found, std::vector<PersonalDatum>& out) {
  Lines lines(plain);
  for (WordsFound& f : found) out.push_back({f.what, std::move(f.masked), lines.of(f.at)});
}

}  // namespace

void add_public_phones(std::string_view text, PublicPhones& phones) {
  std::string plain = plain_form(text);
  for (const NumberFound& found : personal_numbers(plain))
    if (found.what == Personal::mobile || found.what == Personal::landline)
      phones.push_back(bare_digits(std::string_view(plain).substr(found.from, found.to - found.from)));
}

std::vector<PersonalDatum> personal_data(std::string_view text, const PublicPhones& phones) {
  Signs signs = signs_of(text);
  if (!signs.any()) return {};
  std::string plain = plain_form(text);
  std::vector<PersonalDatum> out;
  if (signs.digits >= 7) find_numbers(plain, phones, out);
  if (signs.person) take(plain, personal_names(plain), out);
  if (signs.address) take(plain, home_addresses(plain), out);
  if (signs.plate) take(plain, number_plates(plain), out);
  return out;
}

std::string repeatable(std::string_view text) {
  if (personal_data(text, {}).empty()) return std::string(text);
  std::size_t end = 0;
  for (int i = 0; i < 3 && end < text.size(); ++i) next_character(text, end);
  return std::string(text.substr(0, end)) + "***";
}

}  // namespace gongshi
