#include "rules/personal_words.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "base/text.hpp"
#include "rules/mask.hpp"

namespace gongshi {
namespace {

constexpr std::size_t han = 3;  // bytes of a Chinese character

/// Common surnames; those that are mostly other words (和, 向, 查, 全, 时, 单, 明 …) are left out.
constexpr std::string_view surnames =
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方"
    "白"
    "邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤常温康施牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包"
    "宁尚"
    "符舒阮柯纪梅童凌毕裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳阎穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷"
    "晏席"
    "卫米柏宗瞿桂佟应臧闵苟邬边卞姬师仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩苑池查佘鞠";
constexpr std::array<std::string_view, 12> double_surnames{"欧阳", "司马", "上官", "诸葛", "皇甫", "尉迟",
                                                           "公孙", "慕容", "令狐", "宇文", "司徒", "夏侯"};

/// Ends of what stands where a name could: offices, places, trades, posts.
constexpr std::string_view no_name_ends =
    "科股室局办所站队处部厅组院委员人店厂社行馆坊铺场司会校园村镇县市区乡州路街等者证号长任师容式间期法规章项目";
/// The commonest surnames that hardly begin another word: enough of a sign where nothing but the next word says that it is a name.
constexpr std::string_view sure_surnames =
    "王李张刘陈杨黄赵吴周徐孙朱胡郭林罗郑梁谢宋唐许韩冯邓曹彭肖董袁潘蒋蔡杜叶魏吕丁沈姚卢姜崔谭陆汪范廖贾韦邹孟秦邱薛闫侯陶黎贺顾郝龚邵";
/// Words that begin with one of them.
constexpr std::array<std::string_view, 34> words_with_surname{
    "陈述", "陈列", "陈旧", "许可", "许多", "张贴", "张扬", "张挂", "杜绝", "罗列", "郑重", "董事", "周边", "周围", "周知", "周期", "周一",
    "周二", "周三", "周四", "周五", "周六", "周日", "周末", "林地", "林业", "黄金", "陆续", "范围", "顾客", "胡乱", "贺信", "谢绝", "吕梁"};
/// What may follow a name in a sentence.
constexpr std::array<std::string_view, 17> next_words{"和", "与", "及", "跟", "对", "未", "在", "的", "不",
                                                      "已", "因", "系", "称", "到", "将", "于", "均"};
constexpr std::array<std::string_view, 18> titles{"同志", "先生", "女士", "科长", "局长", "主任", "队长", "股长", "所长",
                                                  "站长", "大队", "副",   "等",   "两人", "二人", "两名", "2人",  "2名"};
constexpr std::array<std::string_view, 26> labels{"检查人员", "执法检查人员", "执法人员", "检查人", "检查组成员", "检查员",   "执法员",
                                                  "联系人",   "经办人",       "承办人",   "主办人", "协办人",     "调查人员", "调查人",
                                                  "记录人",   "陪同人",       "陪同人员", "负责人", "法定代表人", "法人代表", "经营者",
                                                  "当事人",   "举报人",       "投诉人",   "受检人", "被检查人"};

bool is_han(std::string_view text, std::size_t at) {
  if (at + han > text.size()) return false;
  std::size_t next = at;
  char32_t c = next_character(text, next);
  return next - at == han && ((c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf)) && c != U'某';
}

std::string_view han_run(std::string_view text) {
  std::size_t at = 0;
  while (at < 8 * han && is_han(text, at)) at += han;  // longer than any name
  return text.substr(0, at);
}

bool surname(std::string_view character) {
  for (std::size_t at = surnames.find(character); at != std::string_view::npos; at = surnames.find(character, at + 1))
    if (at % han == 0) return true;
  return false;
}

bool begins_with_any(std::string_view text, std::span<const std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view w) { return text.starts_with(w); });
}

/// A whole run of characters as a name.
bool name(std::string_view run) {
  if (begins_with_any(run, words_with_surname)) return false;
  bool twice = run.size() >= 2 * han && std::ranges::find(double_surnames, run.substr(0, 2 * han)) != double_surnames.end();
  if (run.size() < 2 * han || run.size() > (twice ? 4 : 3) * han) return false;
  if (!twice && !surname(run.substr(0, han))) return false;
  std::size_t at = no_name_ends.find(run.substr(run.size() - han));
  return at == std::string_view::npos || at % han != 0;
}

bool sure_name(std::string_view run) {
  std::size_t at = sure_surnames.find(run.substr(0, han));
  return name(run) && at != std::string_view::npos && at % han == 0;
}

bool titled(std::string_view text) { return begins_with_any(text, titles); }

bool clause_ends(std::string_view text) {
  return text.empty() || text.find_first_of(",;\n)") == 0 || text.starts_with("。") || text.starts_with("、");
}

/// The name that a text begins with: the whole run, or what stands before a title or before the next word of the sentence.
std::string_view leading_name(std::string_view text) {
  std::string_view run = han_run(text);
  if (name(run)) return run;
  for (std::size_t n : {2 * han, 3 * han}) {
    if (run.size() <= n) continue;
    std::string_view first = run.substr(0, n);
    std::string_view rest = run.substr(n);
    if (titled(rest) ? name(first) : begins_with_any(rest, next_words) && sure_name(first)) return first;
  }
  return {};
}

void skip(std::string_view& text, std::string_view what) {
  if (text.starts_with(what)) text.remove_prefix(what.size());
}
void skip_blanks(std::string_view& text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
}

/// Blanks, line breaks and the marks of Markdown, between a label and what it is about.
void skip_marks(std::string_view& text) { text.remove_prefix(std::min(text.find_first_not_of(" \r\n*_>#"), text.size())); }

/// `王 明`: one character, a blank, one character.
std::string_view spaced_name(std::string_view text) {
  std::string_view first = han_run(text);
  if (first.size() != han || !surname(first)) return {};
  std::string_view rest = text.substr(han);
  skip_blanks(rest);
  std::string_view second = han_run(rest);
  if (second.size() != han || rest.size() == text.size() - han) return {};
  return text.substr(0, static_cast<std::size_t>(rest.data() - text.data()) + han);
}

/// After a label: the name that follows, if it does.
std::string_view labelled_name(std::string_view text) {
  for (std::string_view more : {"姓名", "名单", "签名", "签字"}) skip(text, more);
  skip(text, "(签名)");
  skip(text, "(签字)");
  skip_marks(text);
  bool told = false;
  for (std::string_view verb : {"分别是", "分别为", "为", "是", ":"}) {
    told = told || text.starts_with(verb);
    skip(text, verb);
    skip_marks(text);
  }
  std::string_view found = leading_name(text);
  if (told) return found.empty() ? spaced_name(text) : found;
  if (found.empty()) return {};
  std::string_view rest = text.substr(found.size());
  if (rest.starts_with("(") || titled(rest)) return found;
  if (sure_name(found) && (clause_ends(rest) || begins_with_any(rest, next_words))) return found;
  for (std::string_view between : {"、", ",", " "})
    if (rest.starts_with(between) && !leading_name(rest.substr(between.size())).empty()) return found;
  return {};
}

/// As names are masked in public: the surname, and how many characters follow.
std::string masked_person(std::string_view label, std::string_view found) {
  std::string out(label);
  out += "：" + std::string(found.substr(0, han));
  for (std::size_t i = han; i < found.size(); i += han) out += "*";
  return out;
}

bool chinese_digit(std::string_view c) { return std::string_view("一二三四五六七八九十").find(c) % han == 0; }

bool numbered_before(std::string_view text) {
  while (text.ends_with(' ')) text.remove_suffix(1);
  if (text.empty()) return false;
  return (text.back() >= '0' && text.back() <= '9') || (text.size() >= han && chinese_digit(text.substr(text.size() - han)));
}

bool numbered_after(std::string_view text) {
  skip_blanks(text);
  std::size_t n = 0;
  while (n < text.size() && text[n] >= '0' && text[n] <= '9') ++n;
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

/// Whether it goes below township and street: that far an address may be given.
bool fine_address(std::string_view text) {
  static constexpr std::array<std::string_view, 16> places{"村", "号", "室", "楼", "栋",   "幢",   "单元", "组",
                                                           "巷", "弄", "庄", "屯", "小区", "家园", "花园", "院"};
  static constexpr std::array<std::string_view, 11> none{"等", "信息", "、", "和", "及", "或", "的", "与", "以", "不", "是否"};
  if (std::ranges::any_of(none, [&](std::string_view w) { return text.starts_with(w); })) return false;
  return characters(text) >= 4 && std::ranges::any_of(places, [&](std::string_view w) { return text.find(w) != std::string_view::npos; });
}

std::string masked_address(std::string_view label, std::string_view text) {
  std::size_t at = 0;
  for (int i = 0; i < 3 && at < text.size(); ++i) next_character(text, at);
  return std::string(label) + std::string(text.substr(0, at)) + "***";
}

void labelled_addresses(std::string_view plain, std::vector<WordsFound>& out) {
  static constexpr std::array<std::string_view, 9> words{"住址",   "家庭地址",   "家住",   "现住",  "户籍地址",
                                                         "户籍地", "户籍所在地", "居住地", "居住在"};
  for (std::string_view word : words)
    for (std::size_t at = plain.find(word); at != std::string_view::npos; at = plain.find(word, at + 1)) {
      std::string_view rest = plain.substr(at + word.size());
      for (std::string_view more : {"址", "为", "是", "在", "于", "系", ":"}) {
        skip(rest, more);
        skip_blanks(rest);
      }
      std::string_view text = clause(rest);
      if (fine_address(text)) out.push_back({Personal::address, at, masked_address(word, text)});
    }
}

/// 3号楼2单元501室
void unit_addresses(std::string_view plain, std::vector<WordsFound>& out) {
  constexpr std::string_view unit = "单元";
  for (std::size_t at = plain.find(unit); at != std::string_view::npos; at = plain.find(unit, at + 1)) {
    std::string_view before = plain.substr(0, at);
    std::string_view near = before.substr(before.size() - std::min<std::size_t>(before.size(), 7 * han));
    bool building = std::ranges::any_of(std::array<std::string_view, 4>{"楼", "栋", "幢", "#"},
                                        [&](std::string_view w) { return near.find(w) != std::string_view::npos; });
    if (building && numbered_before(before) && numbered_after(plain.substr(at + unit.size())))
      out.push_back({Personal::address, at, "…*" + std::string(unit) + "***"});
  }
}

bool plate_sign(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z' && c != 'I' && c != 'O'); }
bool digit(char c) { return c >= '0' && c <= '9'; }

/// What follows 晋E: five signs, at least three of them digits; six of a new-energy car; four and 挂 or 学.
std::size_t plate_size(std::string_view text) {
  std::size_t n = 0;
  while (n < text.size() &&
         ((text[n] >= '0' && text[n] <= '9') || (text[n] >= 'A' && text[n] <= 'Z') || (text[n] >= 'a' && text[n] <= 'z')))
    ++n;
  std::string_view signs = text.substr(0, n);
  if (!std::ranges::all_of(signs, plate_sign)) return 0;
  auto figures = std::ranges::count_if(signs, digit);
  if (n == 4 && figures >= 3) return text.substr(n).starts_with("挂") || text.substr(n).starts_with("学") ? n + han : 0;
  if (n == 5 && figures >= 3) return n;
  auto electric = [](char c) { return (c >= 'A' && c <= 'K' && c != 'I'); };
  if (n == 6 && figures >= 4 && (electric(signs.front()) || electric(signs.back()))) return n;
  return 0;
}

std::string masked_plate(std::string_view province, std::string_view signs) {
  std::string digits = masked_digits(signs);
  if (digits.size() > 3) digits.replace(1, digits.size() - 2, digits.size() - 2, '*');
  return std::string(province) + digits;
}

}  // namespace

std::vector<WordsFound> personal_names(std::string_view plain) {
  std::vector<WordsFound> out;
  for (std::string_view label : labels)
    for (std::size_t at = plain.find(label); at != std::string_view::npos; at = plain.find(label, at + 1)) {
      std::string_view rest = plain.substr(at + label.size());
      std::string_view found = labelled_name(rest);
      if (!found.empty()) out.push_back({Personal::name, at, masked_person(label, found)});
    }
  std::ranges::stable_sort(out, {}, &WordsFound::at);
  // 检查人员 is also found as the end of 执法检查人员.
  auto same = std::ranges::unique(out, [](const WordsFound& a, const WordsFound& b) { return b.at - a.at <= 2 * han; });
  out.erase(same.begin(), same.end());
  return out;
}

std::vector<WordsFound> home_addresses(std::string_view plain) {
  std::vector<WordsFound> out;
  labelled_addresses(plain, out);
  if (out.empty()) unit_addresses(plain, out);
  std::ranges::stable_sort(out, {}, &WordsFound::at);
  auto same = std::ranges::unique(out, [](const WordsFound& a, const WordsFound& b) { return b.at - a.at <= 6 * han; });
  out.erase(same.begin(), same.end());
  return out;
}

std::vector<WordsFound> number_plates(std::string_view plain) {
  constexpr std::string_view provinces = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新";
  static constexpr std::array<std::string_view, 5> papers{"编号", "证号", "许可证", "备案号", "文号"};
  std::vector<WordsFound> out;
  for (std::size_t at = han; at < plain.size(); ++at) {
    if (plain[at] < 'A' || plain[at] > 'Z') continue;
    std::size_t place = provinces.find(plain.substr(at - han, han));
    if (place == std::string_view::npos || place % han != 0) continue;
    std::string_view before = plain.substr(0, at - han);
    while (before.ends_with(' ') || before.ends_with(':')) before.remove_suffix(1);
    if (std::ranges::any_of(papers, [&](std::string_view p) { return before.ends_with(p); })) continue;
    std::string_view rest = plain.substr(at + 1);
    if (rest.starts_with('-') || rest.starts_with(' ') || rest.starts_with('.')) rest.remove_prefix(1);
    if (std::size_t n = plate_size(rest); n != 0)
      out.push_back({Personal::plate, at - han, masked_plate(plain.substr(at - han, han + 1), rest.substr(0, n))});
  }
  return out;
}

bool reads_like_name(std::string_view text) { return han_run(text).size() == text.size() && name(text); }

}  // namespace gongshi
