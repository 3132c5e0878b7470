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
    switch (id) {
      case 9:
        return look_of("0%");
      case 10:
        return look_of("0.00%");
      case 12:
        return look_of("# ?/?");
      case 13:
        return look_of("# ?\?/??");
      default:
        break;
    }
    bool date = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
    return {date ? NumberLook::Kind::date : NumberLook::Kind::plain};
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

}  // namespace

NumberLook look_of(std::string_view format) {
  constexpr std::size_t most_digits = 30;
  std::string_view first = format.substr(0, format.find(';'));
  if (first.size() > 1 && first.size() <= most_digits && first.find_first_not_of('0') == std::string_view::npos)
    return {.kind = NumberLook::Kind::padded, .digits = static_cast<std::uint8_t>(first.size())};
  NumberLook out;
  bool percent = false;
  bool date = false;
  bool behind_point = false;
  std::string under;  // a fraction: what stands below its line
  bool fraction = false;
  for (std::size_t i = 0; i < format.size(); ++i) {
    char c = format[i];
    if (c == '"')
      i = std::min(format.find('"', i + 1), format.size());
    else if (c == '[')
      i = std::min(format.find(']', i + 1), format.size());
    else if (c == '\\' || c == '_' || c == '*')
      ++i;
    else if (c == ';')
      break;  // the first section is that of positive numbers
    else if (c == '%')
      percent = true;
    else if (c == '.')
      behind_point = true;
    else if (c == '/')
      fraction = true;
    else if (fraction && (c == '?' || c == '#' || (c >= '0' && c <= '9')))
      under += c;
    else if (behind_point && (c == '0' || c == '#' || c == '?'))
      ++(c == '0' ? out.decimals : out.more_decimals);
    else if (c == 'y' || c == 'Y' || c == 'd' || c == 'D' || c == 'm' || c == 'M' || c == 'h' || c == 'H')
      date = true;
    else if (format.substr(i).starts_with("General") || format.substr(i).starts_with("GENERAL"))
      i += 6;
  }
  using Kind = NumberLook::Kind;
  if (date) return {Kind::date};
  constexpr std::uint8_t most_decimals = 15;
  out.decimals = std::min(out.decimals, most_decimals);
  out.more_decimals = std::min(out.more_decimals, most_decimals);
  if (percent) out.kind = Kind::percent;
  if (percent || !fraction || under.empty()) return percent ? out : NumberLook{};
  constexpr std::array<std::uint16_t, 4> largest{1, 9, 99, 999};
  bool fixed = under.find_first_of("?#") == std::string::npos && under.find_first_of("123456789") != std::string::npos;
  std::uint16_t denominator = largest.at(std::min<std::size_t>(under.size(), 3));
  if (fixed) std::from_chars(under.data(), under.data() + std::min<std::size_t>(under.size(), 3), denominator);
  return {Kind::fraction, 0, 0, denominator, fixed};
}

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
