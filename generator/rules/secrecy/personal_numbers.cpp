#include "rules/secrecy/personal_numbers.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>

#include "rules/identifiers.hpp"

namespace gongshi {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool gap(char c) { return c == ' ' || c == '-'; }

/// Digits in a row.
struct Group {
  std::size_t from, to;
  std::size_t size() const { return to - from; }
};

/// Groups with nothing but a blank, a hyphen, a dot or a closing bracket between them.
using Run = std::vector<Group>;

template <std::size_t N>
bool ends_with_any(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::ranges::any_of(words, [&](std::string_view w) { return text.ends_with(w); });
}
template <std::size_t N>
bool starts_with_any(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::ranges::any_of(words, [&](std::string_view w) { return text.starts_with(w); });
}

std::string_view without_end(std::string_view text, std::string_view characters) {
  while (!text.empty() && characters.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
  return text;
}

/// What stands before a number, without the colon.
std::string_view label_before(std::string_view plain, std::size_t at) {
  std::string_view before = without_end(plain.substr(0, at), " :+(|*");
  for (std::string_view verb : {"为", "是", "号码", "号"})
    if (before.ends_with(verb) && !before.ends_with("编号") && !before.ends_with("证号") && !before.ends_with("文号"))
      before = without_end(before.substr(0, before.size() - verb.size()), " :");
  return before;
}

/// 第…号, 〔2024〕…号, 许可证编号…, 工单…, 读数…: a number of a document or a thing.
bool of_document(std::string_view plain, std::size_t from, std::size_t to) {
  static constexpr std::array<std::string_view, 6> opens{"第", "字", "〕", "】", "]", "No."};
  static constexpr std::array<std::string_view, 19> names{"编号",   "证号",   "文号", "代码",   "注册号", "登记号", "备案号",
                                                          "许可证", "流水号", "单号", "序列号", "批号",   "受理号", "案号",
                                                          "索引号", "任务号", "编码", "合同号", "档案号"};
  static constexpr std::array<std::string_view, 22> things{"工单", "税",     "水表", "电表", "气表", "发票", "订单", "流水",
                                                           "运单", "联单",   "票据", "凭证", "机身", "设备", "车架", "条码",
                                                           "读数", "条形码", "示数", "计数", "累计", "流量"};
  static constexpr std::array<std::string_view, 8> persons{"身份证号", "身份证编号", "身份证件号", "居民证号",
                                                           "卡编号",   "账户编号",   "账户号",     "帐户号"};
  static constexpr std::array<std::string_view, 2> meters{"户号", "表号"};
  std::string_view before = without_end(plain.substr(0, from), " :");
  for (std::string_view verb : {"为", "是"})
    if (before.ends_with(verb)) before = without_end(before.substr(0, before.size() - verb.size()), " :");
  std::string_view after = plain.substr(to);
  if (ends_with_any(before, persons)) return false;
  return (ends_with_any(before, opens) && after.starts_with("号")) || ends_with_any(before, names) || ends_with_any(before, meters) ||
         ends_with_any(label_before(plain, from), things);
}

/// 客户号, 追溯码, 信访件: before eleven digits that look like a phone and are the number of a thing. Not after 手机号 or `1号`.
bool of_thing(std::string_view plain, std::size_t from) {
  static constexpr std::array<std::string_view, 8> things{"ID", "信访件", "投诉件", "案件", "电量", "止码", "底数", "水量"};
  static constexpr std::array<std::string_view, 18> phones{"手机", "电话", "联系", "微信", "支付宝", "热线", "移动", "联通", "电信",
                                                           "QQ",   "传真", "账",   "帐",   "账户",   "帐户", "卡",   "短",   "本人"};
  constexpr std::string_view numerals = "一二三四五六七八九十";
  std::string_view before = without_end(plain.substr(0, from), " :");
  if (ends_with_any(before, things)) return true;
  bool code = before.ends_with("码") && !before.ends_with("号码");
  if (!code && !before.ends_with("号")) return false;
  before.remove_suffix(std::string_view("号").size());
  if (before.empty() || digit(before.back()) || ends_with_any(before, phones)) return false;
  return before.size() < 3 || numerals.find(before.substr(before.size() - 3)) == std::string_view::npos;
}

bool amount(std::string_view plain, std::size_t to) {
  static constexpr std::array<std::string_view, 26> units{"元", "万",  "亿", "吨",   "立方", "平方", "千瓦", "kW",  "kwh",
                                                          "m",  "t/a", "%",  "公斤", "千克", "公里", "米",   "升",  "毫",
                                                          "度", "个",  "件", "株",   "头",   "只",   "欧元", "美元"};
  std::string_view after = plain.substr(to);
  if (after.starts_with(' ')) after.remove_prefix(1);
  return starts_with_any(after, units);
}

bool phone_label(std::string_view label) {
  static constexpr std::array<std::string_view, 12> words{"电话",     "手机", "座机", "联系方式", "致电", "拨打",
                                                          "咨询热线", "传真", "Tel",  "tel",      "TEL",  "Phone"};
  return ends_with_any(label, words);
}

bool identity_label(std::string_view label) {
  static constexpr std::array<std::string_view, 6> words{"身份证", "身份证号", "身份证件", "身份证件号", "公民身份", "身份证编号"};
  return ends_with_any(label, words);
}

/// With another last digit: so that it is not the check digit of a registration number.
std::string other_last(std::string digits) {
  digits.back() = digits.back() == '9' ? '0' : static_cast<char>(digits.back() + 1);
  return digits;
}

bool card_label(std::string_view label) {
  static constexpr std::array<std::string_view, 8> words{"卡", "银行卡", "账", "账户", "帐", "帐户", "收款账", "汇入"};
  return ends_with_any(label, words);
}

bool reads_like_day(std::string_view d) {
  int year = (d[0] - '0') * 1000 + (d[1] - '0') * 100 + (d[2] - '0') * 10 + (d[3] - '0');
  int month = (d[4] - '0') * 10 + (d[5] - '0');
  int day = (d[6] - '0') * 10 + (d[7] - '0');
  return year >= 1980 && year < 2060 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

bool mobile_prefix(std::string_view d) {
  static constexpr std::array<std::string_view, 10> third{"",          "",     "",          "0123456789", "56789",
                                                          "012356789", "2567", "012345678", "0123456789", "012356789"};
  return d[0] == '1' && third.at(static_cast<std::size_t>(d[1] - '0')).find(d[2]) != std::string_view::npos;
}

bool luhn(std::string_view d) {
  int sum = 0;
  for (std::size_t i = 0; i < d.size(); ++i) {
    int value = d[d.size() - 1 - i] - '0';
    if (i % 2 == 1) value = value * 2 > 9 ? value * 2 - 9 : value * 2;
    sum += value;
  }
  return sum % 10 == 0;
}

class RunReader {
 public:
  RunReader(std::string_view plain, const Run& run, std::vector<NumberFound>& out) : plain_(plain), run_(run), out_(out) {}

  void read() {
    for (std::size_t i = 0; i < run_.size();) i = from(i);
  }

 private:
  /// Tries what begins with group `i`; the group to go on with.
  std::size_t from(std::size_t i) {
    digits_.clear();
    for (std::size_t j = i; j < run_.size() && digits_.size() < 20; ++j) {
      digits_ += plain_.substr(run_[j].from, run_[j].size());
      if (digits_.size() < 7 || digits_.size() > 19) continue;
      if (auto what = kind(i, j)) {
        out_.push_back({*what, run_[i].from, end_});
        return j + 1;
      }
    }
    return i + 1;
  }

  std::optional<Personal> kind(std::size_t i, std::size_t j) {
    end_ = run_[j].to;
    if (identity(i, j)) return Personal::identity;
    if (!free(i, j)) return std::nullopt;
    if (bank_card(i, j)) return Personal::bank_card;
    std::optional<Personal> phone;
    if (mobile(i, j)) phone = Personal::mobile;
    if (!phone && (landline(i, j) || landline_from_abroad(i, j))) phone = Personal::landline;
    if (!phone || of_document(plain_, run_[i].from, end_) || of_thing(plain_, run_[i].from) || amount(plain_, end_)) return std::nullopt;
    return phone;
  }

  /// Neither part of a word nor of a decimal number.
  bool free(std::size_t i, std::size_t j) const {
    std::size_t from = run_[i].from;
    if (from > 0 && letter(plain_[from - 1]) && !phone_label(plain_.substr(0, from))) return false;
    if (from > 1 && plain_[from - 1] == '.' && digit(plain_[from - 2])) return false;
    std::size_t to = run_[j].to;
    if (to < plain_.size() && letter(plain_[to])) return amount(plain_, to);
    return !(to + 1 < plain_.size() && plain_[to] == '.' && digit(plain_[to + 1]));
  }

  /// The last character may be an X, which is no digit.
  bool identity(std::size_t i, std::size_t j) {
    if (run_[i].from > 0 && plain_[run_[i].from - 1] == '.') return false;
    if (digits_.size() == 18) return identity_number(digits_);
    if (digits_.size() == 17) {
      std::size_t at = run_[j].to;
      while (at < plain_.size() && gap(plain_[at])) ++at;
      if (at >= plain_.size() || (plain_[at] != 'X' && plain_[at] != 'x') || !identity_number(digits_ + "X")) return false;
      end_ = at + 1;
      return true;
    }
    if (digits_.size() != 15 || i != j) return false;
    std::string_view label = label_before(plain_, run_[i].from);
    if (identity_label(label) && free(i, j)) return old_identity_number(digits_) || old_identity_number(other_last(digits_));
    return old_identity_number(digits_) && !of_document(plain_, run_[i].from, end_) && free(i, j) && !label.ends_with("注册");
  }

  bool bank_card(std::size_t i, std::size_t j) const {
    if (digits_.size() < 16 || !luhn(digits_) || digits_.find_first_not_of('0') == std::string::npos) return false;
    bool fours = i != j;
    for (std::size_t k = i; k < j; ++k) fours = fours && run_[k].size() == 4;
    if (i != j && !fours) return false;
    if (card_label(label_before(plain_, run_[i].from))) return true;
    if (of_document(plain_, run_[i].from, end_) || amount(plain_, end_)) return false;
    if (fours) return true;
    bool code = digits_.size() == 18 && (reads_like_day(std::string_view(digits_).substr(6, 8)) ||
                                         (credit_form(digits_) && credit_check(std::string_view(digits_).substr(0, 17)) == digits_[17]));
    return !code && digits_.starts_with("62");
  }

  /// Sizes of the groups, as `3-4-4`.
  bool grouped(std::size_t i, std::size_t j, std::initializer_list<std::size_t> sizes) const {
    if (j - i + 1 != sizes.size()) return false;
    return std::ranges::equal(std::span(run_).subspan(i, sizes.size()), sizes, {}, &Group::size);
  }

  bool mobile(std::size_t i, std::size_t j) const {
    std::string_view d = digits_;
    std::size_t first = i;
    for (std::string_view country : {"0086", "86"}) {
      if (d.size() != 11 + country.size() || !d.starts_with(country)) continue;
      d.remove_prefix(country.size());
      if (run_[i].size() == country.size()) first = i + 1;
      return mobile_prefix(d) && (first == j || first == i || grouped(first, j, {3, 4, 4}) || grouped(first, j, {3, 8}));
    }
    if (d.size() != 11 || !mobile_prefix(d)) return false;
    bool ones = std::ranges::all_of(std::span(run_).subspan(i, j - i + 1), [](const Group& g) { return g.size() == 1; });
    return i == j || ones || grouped(i, j, {3, 4, 4}) || grouped(i, j, {3, 8}) || grouped(i, j, {7, 4}) || grouped(i, j, {4, 4, 3}) ||
           grouped(i, j, {3, 3, 5}) || grouped(i, j, {5, 6}) || grouped(i, j, {6, 5});
  }

  static std::size_t area_size(std::string_view d) {
    if (d.size() < 3 || d[0] != '0') return 0;
    if (d[1] == '1') return d[2] == '0' ? 3 : 0;
    if (d[1] == '2') return 3;
    return d[1] >= '3' ? 4 : 0;
  }

  bool local(std::string_view d, bool labelled) const {
    if ((d.size() != 7 && d.size() != 8) || d[0] < '2' || d[0] > '8') return false;
    return labelled || d.size() == 7 || !reads_like_day(d);
  }

  bool landline(std::size_t i, std::size_t j) const {
    std::string_view d = digits_;
    bool alone = (i == j || grouped(i, j, {3, 4}) || grouped(i, j, {4, 4})) && local(d, true);
    std::size_t area = area_size(d);
    bool own_group = run_[i].size() == area && (j == i + 1 || (j == i + 2 && run_[j].size() == 4));
    bool with_area = area != 0 && d.size() > area && (own_group || i == j) && local(d.substr(area), true);
    if (!alone && !with_area) return false;
    bool labelled = phone_label(label_before(plain_, run_[i].from));
    return (alone && labelled) || (with_area && local(d.substr(area), labelled));
  }

  /// `+86 356 202 3456`: the area code has lost its zero.
  bool landline_from_abroad(std::size_t i, std::size_t j) const {
    bool plus = run_[i].from > 0 && plain_[run_[i].from - 1] == '+';
    std::size_t country = digits_.starts_with("0086") ? 4 : plus && digits_.starts_with("86") ? 2 : 0;
    if (country == 0) return false;
    std::string national = "0" + digits_.substr(country);
    std::size_t area = area_size(national);
    if (area == 0 || national.size() <= area || !local(std::string_view(national).substr(area), true)) return false;
    bool apart = run_[i].size() == country && j > i;
    bool area_apart = apart && j > i + 1 && run_[i + 1].size() == area - 1 && (j == i + 2 || (j == i + 3 && run_[j].size() == 4));
    return i == j || (apart && j == i + 1) || area_apart;
  }

  std::string_view plain_;
  const Run& run_;
  std::vector<NumberFound>& out_;
  std::string digits_;
  std::size_t end_ = 0;
};

/// Whether the group that ends at `at` goes on: where the next one begins. `country`: it is the code of the country, and the area's may
/// stand in brackets.
std::size_t next_group(std::string_view plain, std::size_t at, bool country) {
  std::size_t next = at;
  if (country && plain.substr(at).starts_with("(")) ++next;
  if (next < plain.size() && (plain[next] == '.' || plain[next] == ')')) ++next;
  for (int i = 0; i < 3 && next < plain.size() && gap(plain[next]); ++i) ++next;
  if (country && next > at && plain.substr(next).starts_with("(")) ++next;
  return next > at && next < plain.size() && digit(plain[next]) ? next : std::string_view::npos;
}

}  // namespace

std::vector<NumberFound> personal_numbers(std::string_view plain) {
  std::vector<NumberFound> out;
  Run run;
  for (std::size_t at = 0; at < plain.size();) {
    if (!digit(plain[at])) {
      ++at;
      continue;
    }
    run.clear();
    for (std::size_t next = at; next != std::string_view::npos;) {
      at = next;
      while (at < plain.size() && digit(plain[at])) ++at;
      run.push_back({next, at});
      std::string_view group = plain.substr(next, at - next);
      next = next_group(plain, at, run.size() == 1 && (group == "86" || group == "0086"));
    }
    RunReader(plain, run, out).read();
  }
  return out;
}

}  // namespace gongshi
