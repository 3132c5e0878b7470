#include "formats/table/xlsx_book.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <unordered_map>

#include "base/text.hpp"
#include "formats/package/xlsx_parts.hpp"
#include "formats/table/cell_build.hpp"

namespace gongshi {
namespace {

template <class Number>
std::optional<Number> whole_number(std::string_view text) {
  Number value{};
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool said(std::optional<std::string_view> value) { return value && (*value == "1" || *value == "true" || *value == "on"); }

class BookPart final : public XmlEvents {
 public:
  struct Tab {
    std::string name, relation;
    bool hidden;
  };
  std::vector<Tab> tabs;
  bool from_1904 = false, too_many = false;
  void start(std::string_view name, XmlAttributes a) override {
    if (name == "workbookPr") from_1904 = said(a.find("date1904"));
    if (name != "sheet") return;
    too_many = tabs.size() >= SheetLimits::sheets;
    if (too_many) return;
    std::string_view state = a.find("state").value_or("visible");
    std::string_view title = utf8_prefix(a.find("name").value_or(""), SheetLimits::name_bytes);
    tabs.push_back({std::string(title), std::string(a.find("id").value_or("")), state != "visible"});
  }
  void end(std::string_view /*name*/) override {}
  void text(std::string_view /*piece*/) override {}
};

/// What the numbers of formats mean that no workbook spells out, in a Chinese Excel.
struct OwnFormat {
  std::string_view format;
  unsigned first, last;
};
constexpr std::array<OwnFormat, 25> own_formats{
    {{"#,##0", 3, 3},      {"#,##0.00", 4, 4},   {"0%", 9, 9},       {"0.00%", 10, 10},    {"# ?/?", 12, 12},
     {"# ?\?/??", 13, 13}, {"yyyy-m-d", 14, 15}, {"m-d", 16, 16},    {"yyyy-m", 17, 17},   {"h:mm", 18, 21},
     {"yyyy-m-d", 22, 22}, {"yyyy-m", 27, 27},   {"m-d", 28, 29},    {"yyyy-m-d", 30, 31}, {"h:mm", 32, 35},
     {"yyyy-m", 36, 36},   {"h:mm", 45, 47},     {"yyyy-m", 50, 50}, {"m-d", 51, 51},      {"yyyy-m", 52, 52},
     {"m-d", 53, 54},      {"h:mm", 55, 56},     {"yyyy-m", 57, 57}, {"m-d", 58, 58},      {"0.00", 2, 2}}};

class Styles final : public XmlEvents {
 public:
  std::vector<NumberLook> looks;
  void start(std::string_view name, XmlAttributes a) override {
    if (name == "numFmt") {
      if (auto id = whole_number<unsigned>(a.find("numFmtId").value_or("")); id && own_.size() < SheetLimits::styles)
        own_[*id] = look_of(a.find("formatCode").value_or(""));
    } else if (name == "cellXfs") {
      inside_ = true;
    } else if (name == "xf" && inside_ && looks.size() < SheetLimits::styles) {
      looks.push_back(look(whole_number<unsigned>(a.find("numFmtId").value_or("0")).value_or(0)));
    }
  }
  void end(std::string_view name) override {
    if (name == "cellXfs") inside_ = false;
  }
  void text(std::string_view /*piece*/) override {}

 private:
  NumberLook look(unsigned id) const {
    if (auto found = own_.find(id); found != own_.end()) return found->second;
    for (const auto& [format, first, last] : own_formats)
      if (id >= first && id <= last) return look_of(format);
    return {};
  }
  std::unordered_map<unsigned, NumberLook> own_;
  bool inside_ = false;
};

/// A text is all `t` in an `si` that are not readings (`rPh`).
class SharedTexts final : public XmlEvents {
 public:
  explicit SharedTexts(XlsxBook& book) : book_(book) {}
  bool too_many = false;
  void start(std::string_view name, XmlAttributes /*a*/) override {
    if (name == "rPh") reading_ = true;
    if (name == "t") inside_ = !reading_;
  }
  void end(std::string_view name) override {
    if (name == "t") inside_ = false;
    if (name == "rPh") reading_ = false;
    if (name != "si") return;
    std::string text = unescaped_text(now_);
    now_.clear();
    bytes_ += text.size();
    too_many = too_many || bytes_ > SheetLimits::shared_bytes || book_.shared.size() >= SheetLimits::shared_texts;
    if (!too_many) book_.shared.push_back(book_.texts.keep(text));
  }
  void text(std::string_view piece) override {
    if (!inside_) return;
    if (now_.size() + piece.size() > SheetLimits::cell_bytes)
      too_many = true;
    else
      now_ += piece;
  }

 private:
  XlsxBook& book_;
  std::string now_;
  std::size_t bytes_ = 0;
  bool inside_ = false, reading_ = false;
};

SheetFault unsupported(std::string what_chinese, std::string what_english) {
  return {SheetFault::What::unsupported, std::move(what_chinese), std::move(what_english)};
}

/// What a zip archive without a workbook is.
SheetFault other_archive(const ZipReader& zip) {
  if (zip.holds("xl/workbook.bin")) return unsupported("二进制工作簿（.xlsb）", "a binary workbook (.xlsb)");
  if (zip.holds("content.xml")) return unsupported("ODF 文件（.ods 等）", "an OpenDocument file (.ods or the like)");
  if (zip.holds("word/document.xml")) return unsupported("Word 文档", "a Word document");
  return unsupported("压缩包（里面没有工作簿）", "an archive that holds no workbook");
}

std::string main_part(ZipReader& zip, std::optional<SheetFault>& fault) {
  std::vector<XlsxRelation> top;
  if (zip.holds("_rels/.rels")) top = read_relations(zip, "", fault).value_or(top);
  auto found = std::ranges::find(top, "officeDocument", &XlsxRelation::kind);
  std::string part = found == top.end() ? "xl/workbook.xml" : found->target;
  return zip.holds(part) ? part : "xl/workbook.xml";
}

/// A number format, one character after the other.
class FormatReader {
 public:
  explicit FormatReader(std::string_view format) {
    std::size_t at = 0;
    while (at < format.size() && format[at] != ';') at = take(format, at);  // the first section is that of positive numbers
    out_.positive = at < format.size();
  }

  NumberLook look() {
    using Kind = NumberLook::Kind;
    if (year_ || day_ || (month_ && !clock_)) return {.kind = Kind::date, .no_year = !year_, .no_day = !day_};
    if (clock_) return {.kind = Kind::time, .elapsed = elapsed_};
    constexpr std::uint8_t most_decimals = 15;
    out_.decimals = std::min(out_.decimals, most_decimals);
    out_.more_decimals = std::min(out_.more_decimals, most_decimals);
    if (percent_) out_.kind = Kind::percent;
    if (!percent_ && fraction_ && !under_.empty()) return of_fraction();
    for (std::string* words : {&out_.prefix, &out_.suffix})
      if (trimmed(*words).empty() || scaled() || conditional_ || !digits_) words->clear();
    out_.grouped = out_.grouped && !conditional_;
    return std::move(out_);
  }

 private:
  /// The place behind what begins at `at`.
  std::size_t take(std::string_view format, std::size_t at) {
    char c = format[at];
    if (c == '"') {
      std::size_t end = std::min(format.find('"', at + 1), format.size());
      if (end < format.size()) word(format.substr(at + 1, end - at - 1));
      return end + 1;
    }
    if (c == '[') {
      std::size_t end = std::min(format.find(']', at), format.size());
      bracket(format.substr(at + 1, end - at - 1));
      return end + 1;
    }
    if (c == '_' || c == '*') return at + 2;
    if (c == '\\' || c == '!') {
      std::size_t end = std::min(at + 1, format.size());
      if (end < format.size()) next_character(format, end);
      word(format.substr(at + 1, end - at - 1));
      return end;
    }
    for (std::string_view general : {"general", "g/通用格式"})
      if (lower_ascii(format.substr(at, general.size())) == general) {
        digits_ = true;
        return at + general.size();
      }
    if (static_cast<unsigned char>(c) >= 0x80 || c == '$') {
      std::size_t end = at;
      next_character(format, end);
      word(format.substr(at, end - at));
      return end;
    }
    sign(c);
    return at + 1;
  }

  void sign(char c) {
    bool digit = c == '0' || c == '#' || c == '?';
    if (digit || (c >= '1' && c <= '9')) {
      if (fraction_)
        under_ += c;
      else if (point_ && digit)
        ++(c == '0' ? out_.decimals : out_.more_decimals);
      if (c == '0' && !point_ && !fraction_ && out_.digits < most_digits) ++out_.digits;
      digits_ = true;
      parted_ = parted_ || !out_.suffix.empty();
      if (comma_) out_.grouped = true;
    }
    comma_ = c == ',' && digits_;
    point_ = point_ || c == '.';
    percent_ = percent_ || c == '%';
    fraction_ = fraction_ || c == '/';
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    year_ = year_ || c == 'y';
    day_ = day_ || c == 'd';
    month_ = month_ || c == 'm';
    clock_ = clock_ || c == 'h' || c == 's';
  }

  /// `[$¥-804]` is a sign of money, `[h]` counts hours beyond a day; others are colours and conditions.
  void bracket(std::string_view inside) {
    if (inside.starts_with('$')) return word(inside.substr(1, inside.find('-') - 1));
    elapsed_ = elapsed_ || (!inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos);
    clock_ = clock_ || elapsed_;
    conditional_ = conditional_ || inside.find_first_of("<>=") != std::string_view::npos;
  }

  /// Thousands or myriads of it: `0,` and `0!.0,"万元"`. The number is read as it is, without the words for another one.
  bool scaled() const { return comma_ || parted_; }

  static constexpr std::uint8_t most_digits = 30;

  void word(std::string_view text) { (digits_ ? out_.suffix : out_.prefix) += text; }

  NumberLook of_fraction() const {
    constexpr std::array<std::uint16_t, 4> largest{1, 9, 99, 999};
    bool fixed = under_.find_first_of("?#") == std::string::npos && under_.find_first_of("123456789") != std::string::npos;
    std::uint16_t denominator = largest.at(std::min<std::size_t>(under_.size(), 3));
    if (fixed) std::from_chars(under_.data(), under_.data() + std::min<std::size_t>(under_.size(), 3), denominator);
    return {.kind = NumberLook::Kind::fraction, .denominator = denominator, .fixed = fixed};
  }

  NumberLook out_;
  bool year_ = false, month_ = false, day_ = false, clock_ = false;
  bool percent_ = false, point_ = false, fraction_ = false, digits_ = false;
  bool elapsed_ = false, conditional_ = false;
  bool comma_ = false;   // between digits, as far as is known
  bool parted_ = false;  // words stand between digits
  std::string under_;    // a fraction: what stands below its line
};

}  // namespace

NumberLook look_of(std::string_view format) { return FormatReader(format).look(); }

std::string unescaped_text(std::string_view text) {
  std::string out;
  constexpr std::size_t length = 7;  // _x000D_
  for (std::size_t at = 0;;) {
    std::size_t mark = text.find("_x", at);
    out += text.substr(at, mark == std::string_view::npos ? mark : mark - at);
    if (mark == std::string_view::npos) return out;
    unsigned code = 0;
    bool whole = text.size() - mark >= length && text[mark + length - 1] == '_';
    if (whole) {
      auto [end, error] = std::from_chars(text.data() + mark + 2, text.data() + mark + length - 1, code, 16);
      whole = error == std::errc() && end == text.data() + mark + length - 1 && code != 0 && (code < 0xd800 || code > 0xdfff);
    }
    if (whole)
      append_character(out, static_cast<char32_t>(code));
    else
      out += "_x";
    at = mark + (whole ? length : 2);
  }
}

std::optional<XlsxBook> read_xlsx_book(ZipReader& zip, std::optional<SheetFault>& fault) {
  if (fault = zip.fault(); fault) return std::nullopt;
  std::string part = main_part(zip, fault);
  if (!fault && (!zip.holds(part) || part.ends_with(".bin"))) fault = other_archive(zip);
  BookPart tabs;
  if (fault || !read_xml_part(zip, part, tabs, "", fault)) return std::nullopt;
  if (tabs.too_many) {
    fault = SheetFault{SheetFault::What::limit, "工作表太多", "it has too many sheets"};
    return std::nullopt;
  }
  auto relations = read_relations(zip, part, fault);
  if (!relations) return std::nullopt;

  XlsxBook book;
  book.from_1904 = tabs.from_1904;
  for (const BookPart::Tab& tab : tabs.tabs) {
    auto found = std::ranges::find(*relations, tab.relation, &XlsxRelation::id);
    if (found == relations->end() || found->kind != "worksheet") continue;  // charts have sheets of their own
    const std::string& target = found->target;
    if (std::ranges::find(book.sheets, target, &XlsxBook::Sheet::part) != book.sheets.end()) {
      fault = SheetFault{SheetFault::What::damaged, "两张工作表是同一个 " + target, "two of its sheets are one " + target};
      return std::nullopt;
    }
    book.sheets.push_back({tab.name, tab.hidden, target});
  }
  std::set<std::string> seen;  // each kind once: what stands twice is never read twice
  for (const XlsxRelation& one : *relations) {
    const std::string& target = one.target;
    if (!zip.holds(target) || (one.kind != "styles" && one.kind != "sharedStrings") || !seen.insert(one.kind).second) continue;
    if (one.kind == "styles") {
      Styles styles;
      if (!read_xml_part(zip, target, styles, "", fault)) return std::nullopt;
      book.styles = std::move(styles.looks);
      book.styles_part = target;
    }
    if (one.kind == "sharedStrings") {
      SharedTexts texts(book);
      if (!read_xml_part(zip, target, texts, "", fault)) return std::nullopt;
      if (texts.too_many) {
        fault = SheetFault{SheetFault::What::limit, "共享文字太多", "it shares too many texts"};
        return std::nullopt;
      }
    }
  }
  return book;
}

}  // namespace gongshi
