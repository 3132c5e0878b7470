// Tables of web pages, by libxml2's HTML parser: it reads what no rule allows the way browsers and Excel do, and as a stream.
#include <libxml/HTMLparser.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <new>

#include "base/text.hpp"
#include "formats/table/cell_build.hpp"
#include "formats/table/sheet_file.hpp"

namespace gongshi {
namespace {

constexpr std::size_t deepest = 16;  // tables in cells of tables

struct Tag {
  std::string name;
  const xmlChar** attributes;
  std::string_view find(std::string_view wanted) const {
    for (const xmlChar** at = attributes; at != nullptr && *at != nullptr; at += 2)
      if (wanted == reinterpret_cast<const char*>(*at)) return at[1] == nullptr ? "" : reinterpret_cast<const char*>(at[1]);
    return {};
  }
  bool has(std::string_view wanted) const {
    for (const xmlChar** at = attributes; at != nullptr && *at != nullptr; at += 2)
      if (wanted == reinterpret_cast<const char*>(*at)) return true;
    return false;
  }
  std::uint32_t number(std::string_view wanted, std::uint32_t most) const {
    std::string_view text = trimmed(find(wanted));
    std::uint32_t value = 1;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return std::clamp(value, 1U, most);
  }
  bool hidden() const {
    std::string style = lower_ascii(find("style"));
    std::erase(style, ' ');
    return style.find("display:none") != std::string::npos;
  }
};

/// What the first pass learns of each table, in the order in which they begin.
struct Plan {
  SheetHead head;
  bool layout = false;  ///< there are tables in its cells: it only arranges them
  bool any = false;     ///< it has a row
};

/// One pass over the page. Layout tables are passed over.
class Pass {
 public:
  Pass(std::vector<Plan>& plans, SheetSink* sink) : plans_(plans), sink_(sink) {}
  std::optional<SheetFault> wrong;

  void start(const Tag& tag) {
    if (tag.name == "script" || tag.name == "style") ++mute_;
    if (tag.name == "table") return begin_table();
    if (open_.empty()) return;
    if (tag.name == "tr") begin_row(tag);
    if (tag.name == "td" || tag.name == "th") begin_cell(tag);
    if (tag.name == "br") value_ += '\n';
    if ((tag.name == "p" || tag.name == "div" || tag.name == "li") && !value_.empty()) value_ += '\n';
  }
  void end(const std::string& name) {
    if ((name == "script" || name == "style") && mute_ > 0) --mute_;
    if (open_.empty()) return;
    if (name == "td" || name == "th") end_cell();
    if (name == "tr") end_row();
    if (name == "table") end_table();
  }
  /// Tables that the page never closes, for it ends in the middle of a tag.
  void finish() {
    while (!open_.empty()) end_table();
  }
  void text(std::string_view piece) {
    if (!in_cell_ || mute_ > 0) return;
    for (char c : piece) {
      bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
      if (!blank)
        value_ += c;
      else if (!value_.empty() && value_.back() != ' ' && value_.back() != '\n')
        value_ += ' ';
    }
    if (value_.size() > SheetLimits::cell_bytes) fault("有一格内容过长", "a cell in it is too long");
  }

 private:
  struct Spanned {
    std::uint32_t column, last_column, last_row;
  };

  void fault(std::string chinese, std::string english) {
    if (!wrong) wrong = SheetFault{SheetFault::What::limit, std::move(chinese), std::move(english)};
  }
  Plan& plan() { return plans_[open_.back()]; }
  bool leaf() { return sink_ == nullptr || !plan().layout; }

  void begin_table() {
    if (open_.size() >= deepest || tables_ >= SheetLimits::sheets)
      return fault("表格太多或嵌套太深", "it has too many tables, or too deep");
    if (!open_.empty()) plan().layout = true;
    open_.push_back(tables_++);
    if (sink_ == nullptr) plans_.emplace_back();
    in_row_ = in_cell_ = false;
    row_ = 0;
    spans_.clear();
    wanted_ = sink_ != nullptr && leaf() && plan().any && sink_->sheet(plan().head);
  }
  void end_table() {
    end_row();
    if (wanted_) sink_->end_sheet();
    wanted_ = false;
    open_.pop_back();
    row_ = 0;  // of a layout table; its rows are of no use any more
  }

  void begin_row(const Tag& tag) {
    end_row();
    if (++row_ > SheetLimits::rows) return fault("行数太多", "it has too many rows");
    in_row_ = true;
    next_column_ = 0;
    build_.begin(row_, tag.hidden());
    std::erase_if(spans_, [&](const Spanned& s) { return s.last_row < row_; });
    plan().any = true;
  }
  void end_row() {
    end_cell();
    if (!in_row_) return;
    in_row_ = false;
    if (!build_.finish()) return fault("有一行内容过长", "a row in it is too long");
    if (wanted_ && !build_.row.cells.empty()) sink_->row(build_.row);
  }

  void begin_cell(const Tag& tag) {
    end_cell();
    if (!in_row_) return;
    in_cell_ = true;
    value_.clear();
    number_ = tag.has("x:num") || tag.has("sdval");
    // Cells of rows above that reach down here take their places.
    for (bool moved = true; moved;) {
      moved = false;
      for (const Spanned& s : spans_)
        if (next_column_ >= s.column && next_column_ <= s.last_column) {
          next_column_ = s.last_column + 1;
          moved = true;
        }
    }
    constexpr std::uint32_t widest = 1000;  // as the HTML standard bounds them
    constexpr std::uint32_t tallest = 65534;
    std::uint32_t across = tag.number("colspan", widest);
    std::uint32_t down = tag.number("rowspan", tallest);
    column_ = next_column_;
    next_column_ += across;
    if (next_column_ > SheetLimits::columns) return fault("超过 16384 列", "it has more than 16,384 columns");
    if (down > 1) spans_.push_back({column_, column_ + across - 1, row_ + down - 1});
    constexpr std::size_t most_spans = 4096;
    if (spans_.size() > most_spans) return fault("合并的单元格太多", "it has too many merged cells");
    if (sink_ == nullptr && across * down > 1) {
      if (plan().head.areas.size() >= SheetLimits::areas) return fault("合并的单元格太多", "it has too many merged cells");
      plan().head.areas.push_back({row_, row_ + down - 1, column_, column_ + across - 1});
    }
  }
  void end_cell() {
    if (!in_cell_) return;
    in_cell_ = false;
    if (build_.add(column_, CellKind::text, value_)) build_.row.cells.back().of_number = number_;
  }

  std::vector<Plan>& plans_;
  SheetSink* sink_;  // null: the first pass
  RowBuild build_;
  std::vector<std::size_t> open_;  // tables, the innermost last
  std::vector<Spanned> spans_;
  std::string value_;
  std::size_t tables_ = 0;
  std::uint32_t row_ = 0, column_ = 0, next_column_ = 0;
  int mute_ = 0;
  bool wanted_ = false, in_row_ = false, in_cell_ = false;
  bool number_ = false;  // the cell, in the spreadsheet that the page was saved from: Excel says so by `x:num`, LibreOffice by `sdval`
};

/// libxml2 calls into a pass.
struct Handlers {
  static Pass& of(void* user) { return *static_cast<Pass*>(user); }
  static std::string name_of(const xmlChar* name) { return lower_ascii(reinterpret_cast<const char*>(name)); }
  static void start(void* user, const xmlChar* name, const xmlChar** attributes) {
    if (!of(user).wrong) of(user).start({name_of(name), attributes});
  }
  static void end(void* user, const xmlChar* name) {
    if (!of(user).wrong) of(user).end(name_of(name));
  }
  static void text(void* user, const xmlChar* piece, int size) {
    if (!of(user).wrong) of(user).text({reinterpret_cast<const char*>(piece), static_cast<std::size_t>(size)});
  }
};

std::optional<SheetFault> run(std::string_view text, Pass& pass) {
  htmlSAXHandler sax{};
  sax.startElement = Handlers::start;
  sax.endElement = Handlers::end;
  sax.characters = Handlers::text;
  sax.cdataBlock = Handlers::text;
  std::unique_ptr<htmlParserCtxt, void (*)(htmlParserCtxtPtr)> parser(
      htmlCreatePushParserCtxt(&sax, &pass, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8), &htmlFreeParserCtxt);
  if (!parser) throw std::bad_alloc();
  htmlCtxtUseOptions(parser.get(),
                     HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
  constexpr std::size_t most = 65536;
  for (std::size_t at = 0; at < text.size() && !pass.wrong; at += most) {
    std::string_view piece = text.substr(at, most);
    htmlParseChunk(parser.get(), piece.data(), static_cast<int>(piece.size()), 0);
  }
  if (!pass.wrong) htmlParseChunk(parser.get(), nullptr, 0, 1);
  if (!pass.wrong) pass.finish();
  return pass.wrong;
}

/// libxml2 leaves such characters out without a word, or reads a blank or the end for them.
std::optional<SheetFault> control_character(std::string_view text) {
  auto control = [](char c) { return static_cast<unsigned char>(c) < ' ' && c != '\t' && c != '\n' && c != '\r'; };
  auto bad = std::ranges::find_if(text, control);
  if (bad == text.end()) return std::nullopt;
  SheetFault out{SheetFault::What::damaged, "含有控制字符", "it holds a control character"};
  out.row = static_cast<std::uint32_t>(1 + std::count(text.begin(), bad, '\n'));
  return out;
}

}  // namespace

std::optional<SheetFault> read_html_tables(std::string_view text, SheetSink& sink) {
  if (auto wrong = control_character(text)) return wrong;
  std::vector<Plan> plans;
  Pass first(plans, nullptr);
  if (auto wrong = run(text, first)) return wrong;
  auto tables = std::ranges::count_if(plans, [](const Plan& p) { return p.any && !p.layout; });
  std::size_t number = 0;
  for (Plan& p : plans) {
    std::ranges::sort(p.head.areas, {}, [](const SheetArea& area) { return std::pair(area.row, area.column); });
    if (tables > 1 && p.any && !p.layout) p.head.name = "表格" + std::to_string(++number);
  }
  Pass second(plans, &sink);
  return run(text, second);
}

}  // namespace gongshi
