// Number plates of vehicles.
#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "base/text.hpp"
#include "rules/secrecy/mask.hpp"
#include "rules/secrecy/personal_words.hpp"
#include "rules/secrecy/words.hpp"

namespace gongshi {
namespace {

using namespace words;

bool capital(char c) { return c >= 'A' && c <= 'Z'; }
bool small(char c) { return c >= 'a' && c <= 'z'; }

/// What follows 晋E: five signs, at least three of them digits; six of a new-energy car; four and 挂 or 学.
std::size_t plate_size(std::string_view text) {
  std::size_t n = 0;
  while (n < text.size() && (digit(text[n]) || capital(text[n]) || small(text[n]))) ++n;
  std::string_view signs = text.substr(0, n);
  auto figures = std::ranges::count_if(signs, digit);
  if (signs.find_first_of("IOio") != std::string_view::npos) return 0;
  if (n == 5 && figures >= 3) return n;
  if (std::ranges::any_of(signs, small)) return 0;
  if (n == 4 && figures >= 3) return text.substr(n).starts_with("挂") || text.substr(n).starts_with("学") ? n + han : 0;
  auto electric = [](char c) { return c >= 'A' && c <= 'K'; };
  if (n == 6 && figures >= 4 && (electric(signs.front()) || electric(signs.back()))) return n;
  return 0;
}

/// What says that it is the number of a document or of a thing.
bool no_plate_before(std::string_view before) {
  static constexpr std::array<std::string_view, 24> things{"编号",   "证号", "许可证", "备案号", "文号", "型号", "规格",   "批号",
                                                           "货号",   "图号", "代号",   "设备号", "标准", "代码", "编码",   "标号",
                                                           "受理号", "产品", "序列号", "机号",   "井号", "口号", "排放口", "排污口"};
  for (std::string_view verb : {" ", ":", "(", "为", "是", ":", " "})
    while (before.ends_with(verb)) before.remove_suffix(verb.size());
  return std::ranges::any_of(things, [&](std::string_view w) { return before.ends_with(w); });
}

/// Whether it is one by what follows: 晋E12345标准, 晋E12345号排放口, 晋E12345-2020; not 晋E12345号罐车.
bool no_plate_after(std::string_view rest) {
  static constexpr std::array<std::string_view, 20> things{"标准",   "型", "规范", "规程", "文件", "图集",   "批",
                                                           "版",     "〔", "地块", "平方", "立方", "排放口", "排污口",
                                                           "取水口", "吨", "千瓦", "米",   "元",   "公斤"};
  constexpr std::string_view numbered = "排文标证许设炉机线井窑罐口点仓库楼门柜公通决批地站油灯店厂房区塔泵池箱表仪阀管烟采监检";
  if (rest.size() >= 2 && rest[0] == '-' && digit(rest[1])) return true;
  bool year = rest.size() >= 5 && std::ranges::all_of(rest.substr(1, 4), digit);
  if (year && (rest[0] == '/' || (rest[0] == '(' && rest.substr(5).starts_with(')')))) return true;
  if (!rest.starts_with("号")) return begins_with_any(rest, things);
  std::string_view next = rest.substr(han, 5 * han);
  return next.size() >= han && holds(numbered, next.substr(0, han)) && next.find("车") == std::string_view::npos;
}

/// The province whose name ends a text, or nothing.
std::string_view province_before(std::string_view text) {
  constexpr std::string_view provinces = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新";
  static constexpr std::array<std::string_view, 5> renewed{"更新", "最新", "全新", "高新", "创新"};
  if (text.ends_with(' ')) text.remove_suffix(1);
  if (text.size() < han || !holds(provinces, text.substr(text.size() - han))) return {};
  if (std::ranges::any_of(renewed, [&](std::string_view w) { return text.ends_with(w); })) return {};
  return text.substr(text.size() - han);
}

std::string masked_plate(std::string_view province, char letter, std::string_view signs) {
  std::string digits = masked_digits(signs);
  if (digits.size() > 3) digits.replace(1, digits.size() - 2, digits.size() - 2, '*');
  return std::string(province) + letter + digits;
}

}  // namespace

std::vector<WordsFound> number_plates(std::string_view plain) {
  std::vector<WordsFound> out;
  for (std::size_t at = han; at < plain.size(); ++at) {
    if (!capital(plain[at]) && !small(plain[at])) continue;
    std::string_view province = province_before(plain.substr(0, at));
    if (province.empty()) continue;
    auto from = static_cast<std::size_t>(province.data() - plain.data());
    std::string_view rest = plain.substr(at + 1);
    if (rest.starts_with('-') || rest.starts_with(' ') || rest.starts_with('.')) rest.remove_prefix(1);
    std::size_t n = plate_size(rest);
    if (n == 0 || no_plate_before(plain.substr(0, from)) || no_plate_after(rest.substr(n))) continue;
    out.push_back({Personal::plate, from, masked_plate(province, plain[at], rest.substr(0, n))});
  }
  return out;
}

}  // namespace gongshi
