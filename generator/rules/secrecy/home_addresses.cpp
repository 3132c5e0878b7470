// Home addresses: after a word for living somewhere, and flats.
#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "base/text.hpp"
#include "rules/secrecy/personal_words.hpp"
#include "rules/secrecy/words.hpp"

namespace gongshi {
namespace {

using namespace words;

/// The number at the end of a text is taken off.
bool skip_number_before(std::string_view& text) {
  auto skip_blanks_before = [&] {
    while (text.ends_with(' ')) text.remove_suffix(1);
  };
  skip_blanks_before();
  std::size_t size = text.size();
  while (!text.empty() && digit(text.back())) text.remove_suffix(1);
  while (text.size() >= han && holds("一二三四五六七八九十", text.substr(text.size() - han))) text.remove_suffix(han);
  bool found = text.size() < size;
  skip_blanks_before();
  return found;
}

bool numbered_after(std::string_view text) {
  skip_blanks(text);
  std::size_t n = 0;
  while (n < text.size() && digit(text[n])) ++n;
  return n >= 3 || (n > 0 && (text.substr(n).starts_with("室") || text.substr(n).starts_with("号") || text.substr(n).starts_with("户")));
}

/// Up to the end of the clause, thirty characters at most.
std::string_view clause(std::string_view text) {
  text = text.substr(0, 40 * han);
  std::size_t end = std::min(text.find_first_of(";\n)"), text.size());
  for (std::string_view stop : {"，", "。", "；", "）", ","}) end = std::min(end, text.find(stop));
  end = std::min(end, 30 * han);
  return text.substr(0, std::min(end, text.size()));
}

/// Below township and street: that far an address may be given.
constexpr std::array<std::string_view, 16> fine_places{"村", "号", "室", "楼", "栋",   "幢",   "单元", "组",
                                                       "巷", "弄", "庄", "屯", "小区", "家园", "花园", "院"};

bool fine_address(std::string_view text) {
  static constexpr std::array<std::string_view, 14> none{"等", "信息", "、", "和", "及",   "跟", "或",
                                                         "的", "与",   "以", "不", "是否", "”",  "\""};
  if (begins_with_any(text, none) || begins_with_any(text, fine_places)) return false;
  return characters(text) >= 4 && contains_any(text, fine_places);
}

/// `居住在附近的村民`, and (`at_work`) `居住在仓库二楼`: where people live, and nobody's address.
bool of_many(std::string_view text, bool at_work) {
  static constexpr std::array<std::string_view, 9> vague{"附近", "周边", "周围", "邻近", "该", "本", "此", "其", "上述"};
  static constexpr std::array<std::string_view, 11> works{"车间", "仓库", "厂区", "厂房",     "库房", "宿舍",
                                                          "店内", "店铺", "商铺", "经营场所", "作业"};
  static constexpr std::array<std::string_view, 8> people{"的村民", "的居民", "的群众", "的住户", "的业主", "的人员", "的职工", "侧"};
  if (begins_with_any(text, vague) || (at_work && contains_any(text, works))) return true;
  return contains_any(text, people) && std::ranges::none_of(text, digit);
}

std::string masked_address(std::string_view label, std::string_view text) {
  std::size_t at = 0;
  for (int i = 0; i < 3 && at < text.size(); ++i) next_character(text, at);
  return std::string(label) + std::string(text.substr(0, at)) + "***";
}

/// What stands before an address. `verb`: only with a colon, 为, 在 … after it.
struct AddressLabel {
  std::string_view word;
  bool verb = false;
};

/// 国家住房和城乡建设部, 发现住宅楼: the word is part of others.
bool part_of_words(std::string_view word, std::string_view before, std::string_view rest) {
  static constexpr std::array<std::string_view, 9> after{"房", "宅", "宿", "院", "户", "建", "人", "民", "块"};
  if (begins_with_any(rest, after)) return true;
  if (word == ",住") return rest.starts_with("所") || rest.starts_with("址") || rest.starts_with("在");
  if (word == "家住") return before.ends_with("国");
  return word == "现住" && (before.ends_with("发") || before.ends_with("出"));
}

void labelled_addresses(std::string_view plain, std::vector<WordsFound>& out) {
  static constexpr std::array<AddressLabel, 13> words{{{"住址"},
                                                       {"家庭地址"},
                                                       {"家住"},
                                                       {"现住"},
                                                       {"户籍地址"},
                                                       {"户籍地"},
                                                       {"户籍所在地"},
                                                       {"户籍", true},
                                                       {"暂住", true},
                                                       {",住"},
                                                       {"居住地"},
                                                       {"居住在"},
                                                       {"居住于"}}};
  for (const auto& [word, verb] : words)
    for (std::size_t at = plain.find(word); at != std::string_view::npos; at = plain.find(word, at + 1)) {
      std::string_view rest = plain.substr(at + word.size());
      if (part_of_words(word, plain.substr(0, at), rest)) continue;
      bool told = false;
      for (std::string_view more : {"所", "地址", "址", "为", "是", "在", "于", "系", ":"}) {
        told = told || (rest.starts_with(more) && more != "所" && !more.ends_with("址"));
        skip(rest, more);
        skip_blanks(rest);
      }
      std::string_view text = clause(rest);
      if ((told || !verb) && fine_address(text) && !of_many(text, word.starts_with("居住")))
        out.push_back({Personal::address, at, masked_address(word, text)});
    }
}

/// Whether what goes before, in the same clause, says that it is the address of a firm.
bool firm_address(std::string_view before) {
  static constexpr std::array<std::string_view, 33> words{
      "经营地址", "注册地址", "生产地址", "办公地址", "营业地址", "通讯地址",   "通信地址", "单位地址", "企业地址", "公司地址", "营业场所",
      "经营场所", "生产场所", "办公场所", "办公地点", "经营地点", "登记的住所", "登记住所", "住所地",   "注册地",   "经营地",   "生产地",
      "厂址",     "店址",     "商铺",     "店铺",     "门店",     "该店",       "该单位",   "该公司",   "该企业",   "公司位于", "企业位于"};
  for (std::string_view stop : {",", ";", "。", "\n"})
    if (std::size_t at = before.rfind(stop); at != std::string_view::npos) before.remove_prefix(at + stop.size());
  return contains_any(before, words);
}

/// 3号楼2单元501室
void unit_addresses(std::string_view plain, std::vector<WordsFound>& out) {
  static constexpr std::array<std::string_view, 3> buildings{"楼", "栋", "幢"};
  constexpr std::string_view unit = "单元";
  for (std::size_t at = plain.find(unit); at != std::string_view::npos; at = plain.find(unit, at + 1)) {
    std::string_view before = just_before(plain, at, 40);
    std::string_view near = just_before(plain, at, 7);
    if (!skip_number_before(before) || !(before.ends_with('#') || contains_any(near, buildings))) continue;
    if (numbered_after(plain.substr(at + unit.size())) && !firm_address(before))
      out.push_back({Personal::address, at, "…*" + std::string(unit) + "***"});
  }
}

}  // namespace

std::vector<WordsFound> home_addresses(std::string_view plain) {
  std::vector<WordsFound> out;
  labelled_addresses(plain, out);
  if (out.empty()) unit_addresses(plain, out);
  std::ranges::stable_sort(out, {}, &WordsFound::at);
  auto same = std::ranges::unique(out, [](const WordsFound& a, const WordsFound& b) { return b.at - a.at <= 6 * han; });
  out.erase(same.begin(), same.end());
  return out;
}

}  // namespace gongshi
