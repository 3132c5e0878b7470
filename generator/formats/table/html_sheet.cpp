// Tables of web pages, by libxml2's HTML parser: it reads what no rule allows the way browsers and Excel do, and as a stream.
#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <new>
#include <optional>
#include <set>
#include <utility>
#include <vector>

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
    return style.find("display:none") != std::string::npos || has("hidden");
  }
};

/// What the first pass learns of each table, in the order in which they begin.
struct Plan {
  SheetHead head;
  std::size_t level = 0;              ///< how many tables stand around it
  std::optional<std::size_t> around;  ///< the innermost of these
  std::size_t lines = 0;              ///< rows with two texts of its own or more
  bool any = false;                   ///< it has a row
  bool arranges = false;              ///< there are tables in its cells
  bool wanted = false;
};

/// A table that only arranges others on the page is none, and one line in a cell of a table is a part of that cell.
void choose(std::vector<Plan>& plans) {
  for (Plan& p : plans) {  // those around come first
    bool several = p.lines > 1;
    p.wanted = p.any && (several || (!p.arranges && !(p.around && plans[*p.around].wanted)));
  }
}

/// A list to choose from, of which the page shows one line: the one that was chosen, else the first.
class Choices {
 public:
  void begin(bool chosen) {
    ++lines_;
    if (chosen) chosen_.emplace();
    to_ = chosen ? &*chosen_ : lines_ == 1 ? &first_ : nullptr;
  }
  void add(std::string_view piece) {
    if (to_ != nullptr) *to_ += piece;
  }
  const std::string& shown() const { return chosen_ ? *chosen_ : first_; }

 private:
  std::size_t lines_ = 0;
  std::string first_;
  std::optional<std::string> chosen_;
  std::string* to_ = nullptr;  // of the line that is open
};

/// One pass over the page: the first one, without a sink, plans; each one after it gives the tables of one level, which never overlap.
class Pass {
 public:
  explicit Pass(std::vector<Plan>& plans) : plans_(plans) {}
  Pass(std::vector<Plan>& plans, SheetSink& sink, std::size_t level) : plans_(plans), sink_(&sink), level_(level) {}
  std::optional<SheetFault> wrong;

  void start(const Tag& tag) {
    if (tag.name == "script" || tag.name == "style") ++mute_;
    if (tag.name == "select") list_.emplace();
    if (tag.name == "option" && list_) list_->begin(tag.has("selected"));
    if (tag.name == "meta") saved_by_office_ = saved_by_office_ || names_office(tag);
    if (hidden_ > 0 || hides_part(tag)) begin_hidden();
    if (tag.name == "table") return begin_table();
    Open* at = reading();
    if (at == nullptr) return;
    bool own = at == &open_.back();
    if (own && tag.name == "tr") begin_row(tag);
    if (own && (tag.name == "td" || tag.name == "th")) begin_cell(tag);
    if (hidden_ > 0) return;
    if (tag.name == "input" && at->in_cell && shows_value(lower_ascii(tag.find("type")))) at->typed = tag.find("value");
    if (tag.name == "br") at->value += '\n';
    bool begins_line = tag.name == "p" || tag.name == "div" || tag.name == "li" || (!own && tag.name == "tr");
    bool part = !own && (tag.name == "td" || tag.name == "th");
    if (at->value.empty() || at->value.back() == '\n') return;
    if (begins_line)
      at->value += '\n';
    else if (part)
      append(at->value, " ");
  }
  void end(const std::string& name) {
    if ((name == "script" || name == "style") && mute_ > 0) --mute_;
    if (name == "select" && list_) {
      std::string shown = std::exchange(list_, std::nullopt)->shown();
      text(shown);
    }
    if (hidden_ > 0) --hidden_;
    if (open_.empty()) return;
    if (name == "table") return end_table();
    if (reading() != &open_.back()) return;
    if (name == "td" || name == "th") end_cell();
    if (name == "tr") end_row();
  }
  /// Tables that the page never closes, for it ends in the middle of a tag.
  void finish() {
    while (!open_.empty()) end_table();
  }
  void text(std::string_view piece) {
    Open* at = reading();
    if (at == nullptr || !at->in_cell || mute_ > 0) return;
    if (hidden_ > 0) {
      at->build.row.hidden_part = at->build.row.hidden_part || !trimmed(piece).empty();
      return;
    }
    if (list_) return list_->add(piece);
    append(at->value, piece);
    if (at->value.size() > SheetLimits::cell_bytes) fault("有一格内容过长", "a cell in it is too long");
  }

 private:
  /// A table that is open, and how far it is read.
  struct Open {
    std::size_t number = 0;  ///< its plan
    bool given = false;      ///< to the sink
    std::uint32_t row = 0, column = 0, next_column = 0;
    bool in_row = false, in_cell = false;
    /// The cell, in the spreadsheet that the page was saved from: Excel says so by `x:num`, LibreOffice by `sdval`.
    bool of_number = false;
    std::string value;
    std::string typed;                       ///< into a field of a form in the cell
    std::vector<std::uint32_t> taken_until;  ///< by column: the last row that a cell above reaches down to
    RowBuild build;
  };

  /// Blanks and line breaks of the source are one blank.
  static void append(std::string& value, std::string_view piece) {
    for (char c : piece) {
      bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
      if (!blank)
        value += c;
      else if (!value.empty() && value.back() != ' ' && value.back() != '\n')
        value += ' ';
    }
  }
  void fault(std::string chinese, std::string english) {
    if (!wrong) wrong = SheetFault{SheetFault::What::limit, std::move(chinese), std::move(english)};
  }
  bool plans() const { return sink_ == nullptr; }
  Open& now() { return open_.back(); }
  Plan& plan() { return plans_[now().number]; }
  /// The table of which what comes is a part in this pass: tables in its cells that are none by themselves are parts of these. Null: none.
  Open* reading() {
    if (open_.empty()) return nullptr;
    if (plans()) return &open_.back();
    if (open_.size() <= level_ || !open_[level_].given) return nullptr;
    bool apart = std::any_of(open_.begin() + static_cast<std::ptrdiff_t>(level_) + 1, open_.end(),
                             [&](const Open& inner) { return plans_[inner.number].wanted; });
    return apart ? nullptr : &open_[level_];
  }
  /// Pages that Excel and WPS saved: there, a hidden part is what did not fit the width of the column.
  static bool names_office(const Tag& tag) {
    std::string name = lower_ascii(tag.find("name"));
    std::string content = lower_ascii(tag.find("content"));
    return (name == "progid" || name == "generator") &&
           (content.find("excel") != std::string::npos || content.find("wps") != std::string::npos);
  }
  /// A part of the cell that is read which no browser shows, such as the day once more in a form that sorts. Tables, rows and cells are
  /// looked at as such, and a list that is closed shows the line that was chosen, hidden or not. The plan is of all that is there.
  bool hides_part(const Tag& tag) {
    static constexpr std::array<std::string_view, 6> not_parts{"table", "tr", "td", "th", "option", "optgroup"};
    if (plans() || saved_by_office_ || !tag.hidden() || std::ranges::find(not_parts, tag.name) != not_parts.end()) return false;
    const Open* at = reading();
    return at != nullptr && at->in_cell;
  }
  void begin_hidden() {
    if (hidden_++ == 0) hidden_in_ = open_.size();
  }
  static bool shows_value(const std::string& type) {
    return type.empty() || type == "text" || type == "number" || type == "date" || type == "search" || type == "tel";
  }

  void begin_table() {
    if (open_.size() >= deepest || tables_ >= SheetLimits::sheets)
      return fault("表格太多或嵌套太深", "it has too many tables, or too deep");
    if (plans()) plan_table();
    open_.emplace_back().number = tables_++;
    now().given = !plans() && plan().level == level_ && plan().wanted && sink_->sheet(plan().head);
  }
  void plan_table() {
    if (!open_.empty()) plan().arranges = true;
    Plan& made = plans_.emplace_back();
    made.level = open_.size();
    if (!open_.empty()) made.around = now().number;
  }
  void end_table() {
    if (reading() == &open_.back()) end_row();
    if (now().given) sink_->end_sheet();
    open_.pop_back();
  }

  void begin_row(const Tag& tag) {
    end_row();
    if (++now().row > SheetLimits::rows) return fault("行数太多", "it has too many rows");
    now().in_row = true;
    now().next_column = 0;
    now().build.begin(now().row, tag.hidden());
    plan().any = true;
  }
  void end_row() {
    end_cell();
    if (!std::exchange(now().in_row, false)) return;
    if (!now().build.finish()) return fault("有一行内容过长", "a row in it is too long");
    const SheetRow& row = now().build.row;
    if (plans() && row.cells.size() > 1) ++plan().lines;
    if (!plans() && !row.cells.empty()) sink_->row(row);
  }

  void begin_cell(const Tag& tag) {
    end_cell();
    Open& at = now();
    if (!at.in_row) return;
    at.in_cell = true;
    at.value.clear();
    at.of_number = tag.has("x:num") || tag.has("sdval");
    while (at.next_column < at.taken_until.size() && at.taken_until[at.next_column] >= at.row) ++at.next_column;
    constexpr std::uint32_t widest = 1000;  // as the HTML standard bounds them
    constexpr std::uint32_t tallest = 65534;
    std::uint32_t across = tag.number("colspan", widest);
    std::uint32_t down = tag.number("rowspan", tallest);
    at.column = at.next_column;
    at.next_column += across;
    if (at.next_column > SheetLimits::columns) return fault("超过 16384 列", "it has more than 16,384 columns");
    if (down > 1) {
      at.taken_until.resize(std::max<std::size_t>(at.taken_until.size(), at.next_column));
      for (std::uint32_t c = at.column; c < at.next_column; ++c) at.taken_until[c] = std::max(at.taken_until[c], at.row + down - 1);
    }
    if (!plans() || across * down == 1) return;
    if (plan().head.areas.size() >= SheetLimits::areas) return fault("合并的单元格太多", "it has too many merged cells");
    plan().head.areas.push_back({at.row, at.row + down - 1, at.column, at.column + across - 1});
  }
  void end_cell() {
    Open& at = now();
    if (!std::exchange(at.in_cell, false)) return;
    if (open_.size() <= hidden_in_) hidden_ = 0;
    if (at.value.find(at.typed) == std::string::npos) append(at.value, " " + at.typed);
    if (at.value.size() > SheetLimits::cell_bytes) fault("有一格内容过长", "a cell in it is too long");
    at.typed.clear();
    if (at.build.add(at.column, CellKind::text, at.value)) at.build.row.cells.back().of_number = at.of_number;
  }

  std::vector<Plan>& plans_;
  SheetSink* sink_ = nullptr;  // null: the first pass
  std::size_t level_ = 0;
  std::vector<Open> open_;  // the innermost last
  std::size_t tables_ = 0;
  int mute_ = 0;
  bool saved_by_office_ = false;
  std::size_t hidden_ = 0;       ///< elements that are open from the hidden one on
  std::size_t hidden_in_ = 0;    ///< the tables that were open where it began
  std::optional<Choices> list_;  // that is open
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

/// libxml2 compares each attribute of a tag with all before it; no honest tag has thousands of them.
std::optional<SheetFault> crowded_tag(std::string_view text) {
  constexpr std::size_t most = 2000;
  constexpr std::string_view blanks = " \t\r\n";
  auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  for (std::size_t at = text.find('<'); at < text.size(); at = text.find('<', at)) {
    std::size_t tag = at++;
    if (at == text.size() || !letter(text[at])) continue;
    std::size_t names = 0;
    bool inside = true;  // of a name
    for (; at < text.size() && text[at] != '>'; ++at) {
      char c = text[at];
      bool blank = blanks.find(c) != std::string_view::npos;
      if (c == '=') {
        std::size_t value = std::min(text.find_first_not_of(blanks, at + 1), text.size());
        if (value < text.size() && (text[value] == '"' || text[value] == '\''))
          at = std::min(text.find(text[value], value + 1), text.size() - 1);
      } else if (!blank && !inside) {
        ++names;
      }
      inside = !blank && c != '=' && c != '/';
    }
    if (names <= most) continue;
    SheetFault out{SheetFault::What::limit, "有一个标签的属性太多", "a tag in it has too many attributes"};
    out.row = static_cast<std::uint32_t>(1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(tag), '\n'));
    return out;
  }
  return std::nullopt;
}

}  // namespace

std::optional<SheetFault> read_html_tables(std::string_view text, SheetSink& sink) {
  if (auto wrong = control_character(text)) return wrong;
  if (auto wrong = crowded_tag(text)) return wrong;
  std::vector<Plan> plans;
  Pass first(plans);
  if (auto wrong = run(text, first)) return wrong;
  choose(plans);
  auto tables = std::ranges::count_if(plans, &Plan::wanted);
  std::size_t number = 0;
  std::set<std::size_t> levels;
  for (Plan& p : plans) {
    std::ranges::sort(p.head.areas, {}, [](const SheetArea& area) { return std::pair(area.row, area.column); });
    if (!p.wanted) continue;
    levels.insert(p.level);
    if (tables > 1) p.head.name = "表格" + std::to_string(++number);
  }
  for (std::size_t level : levels) {
    Pass pass(plans, sink, level);
    if (auto wrong = run(text, pass)) return wrong;
  }
  return std::nullopt;
}

}  // namespace gongshi
