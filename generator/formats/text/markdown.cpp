#include "formats/text/markdown.hpp"

#include <md4c.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <functional>
#include <optional>
#include <set>

#include "base/failure.hpp"
#include "base/text.hpp"
#include "formats/json/json_place.hpp"
#include "formats/json/value_check.hpp"
#include "formats/text/entities.hpp"
#include "formats/text/html.hpp"
#include "formats/text/markdown_row.hpp"

namespace gongshi {
namespace {

std::string_view view(const MD_ATTRIBUTE& attribute) { return {attribute.text, attribute.size}; }

enum class Address : std::uint8_t { refused, relative, from_root, anchor, elsewhere };

/// What kind of address it is, for a browser too: see the contract in the header.
Address address_kind(const MD_ATTRIBUTE& attribute) {
  std::string_view url = view(attribute);
  auto bad = [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f || c == '\\'; };
  if (url.empty() || std::ranges::any_of(url, bad) || url.starts_with("//")) return Address::refused;
  std::size_t slash = std::min(url.find('/'), url.size());
  for (unsigned i = 0; attribute.substr_offsets[i] < url.size(); ++i)
    if (attribute.substr_types[i] != MD_TEXT_NORMAL && attribute.substr_offsets[i] < slash) return Address::refused;
  if (url.front() == '/') return Address::from_root;
  if (url.front() == '#') return Address::anchor;
  std::size_t colon = url.find(':');
  if (colon == std::string_view::npos || colon > url.find_first_of("/?#")) return Address::relative;
  std::string scheme = lower_ascii(url.substr(0, colon));
  std::string_view rest = url.substr(colon + 1);
  bool web = (scheme == "http" || scheme == "https") && rest.starts_with("//") && rest.size() > 2 && rest[2] != '/';
  return web || (scheme == "mailto" && !rest.empty()) ? Address::elsewhere : Address::refused;
}

/// As a reader takes it in: an entity as its character, if it is one that can be seen.
void put_shown(std::string& out, MD_TEXTTYPE type, std::string_view text) {
  if (type != MD_TEXT_ENTITY || text[1] != '#') {
    out += type == MD_TEXT_ENTITY ? read_entity(text) : text;
    return;
  }
  std::string character;
  append_character(character, numeric_entity(text));
  if (!forbidden_character(character)) out += character == "\n" || character == "\t" ? " " : character;
}

void put_text(std::string& out, MD_TEXTTYPE type, std::string_view text) {
  if (type == MD_TEXT_NULLCHAR) {
    append_character(out, U'\ufffd');
  } else if (type == MD_TEXT_ENTITY && text[1] == '#') {
    std::string character;
    append_character(character, numeric_entity(text));
    escape_html(out, character);
  } else if (type == MD_TEXT_ENTITY && named_entity(text)) {
    out += text;
  } else {
    escape_html(out, text);
  }
}

template <class Take>
void each_piece(const MD_ATTRIBUTE& attribute, const Take& take) {
  for (unsigned i = 0; attribute.substr_offsets[i] < attribute.size; ++i) {
    MD_OFFSET from = attribute.substr_offsets[i];
    take(attribute.substr_types[i], view(attribute).substr(from, attribute.substr_offsets[i + 1] - from));
  }
}

void put_attribute(std::string& out, const MD_ATTRIBUTE& attribute) {
  each_piece(attribute, [&](MD_TEXTTYPE type, std::string_view piece) { put_text(out, type, piece); });
}

/// `Terms of use` → `terms-of-use`; empty where a character is not ASCII, or none is a letter or digit.
std::string slug(std::string_view words) {
  std::string out;
  for (char c : lower_ascii(words)) {
    if (static_cast<unsigned char>(c) >= 0x80) return {};
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      out += c;
    else if (!out.empty() && out.back() != '-')
      out += '-';
  }
  if (out.ends_with('-')) out.pop_back();
  return out;
}

class Renderer {
 public:
  Renderer(std::string_view source, const MarkdownOptions& options, std::vector<MarkdownFault>& faults)
      : source_(source), options_(options), faults_(faults) {}

  std::string out;

  void finish() {
    if (options_.shown != nullptr) *options_.shown += beside_;
  }

  void enter_block(MD_BLOCKTYPE type, void* detail) {
    switch (type) {
      case MD_BLOCK_QUOTE:
        out += "<blockquote>\n";
        break;
      case MD_BLOCK_UL:
        out += "<ul>\n";
        break;
      case MD_BLOCK_OL:
        begin_numbered(static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start);
        break;
      case MD_BLOCK_LI:
        out += "<li>";
        break;
      case MD_BLOCK_HR:
        out += "<hr>\n";
        break;
      case MD_BLOCK_H:
        begin_heading();
        break;
      case MD_BLOCK_CODE:
        out += "<pre><code>";
        break;
      case MD_BLOCK_P:
        out += "<p>";
        break;
      case MD_BLOCK_TABLE:
        columns_ = static_cast<MD_BLOCK_TABLE_DETAIL*>(detail)->col_count;
        out += "<table>\n";
        break;
      case MD_BLOCK_THEAD:
        out += "<thead>\n";
        break;
      case MD_BLOCK_TBODY:
        out += "<tbody>\n";
        break;
      case MD_BLOCK_TR:
        row_from_ = seen_;
        out += "<tr>";
        break;
      case MD_BLOCK_TH:
      case MD_BLOCK_TD:
        begin_cell(type, static_cast<MD_BLOCK_TD_DETAIL*>(detail)->align);
        break;
      default:
        break;
    }
  }

  void leave_block(MD_BLOCKTYPE type, void* detail) {
    switch (type) {
      case MD_BLOCK_QUOTE:
        out += "</blockquote>\n";
        break;
      case MD_BLOCK_UL:
        out += "</ul>\n";
        break;
      case MD_BLOCK_OL:
        out += "</ol>\n";
        break;
      case MD_BLOCK_LI:
        out += "</li>\n";
        break;
      case MD_BLOCK_H:
        end_heading(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level);
        break;
      case MD_BLOCK_CODE:
        out += "</code></pre>\n";
        break;
      case MD_BLOCK_P:
        out += "</p>\n";
        break;
      case MD_BLOCK_TABLE:
        out += "</table>\n";
        break;
      case MD_BLOCK_THEAD:
        out += "</thead>\n";
        break;
      case MD_BLOCK_TBODY:
        out += "</tbody>\n";
        break;
      case MD_BLOCK_TR:
        check_row();
        out += "</tr>\n";
        break;
      case MD_BLOCK_TH:
        end_head();
        break;
      case MD_BLOCK_TD:
        out += "</td>";
        break;
      default:
        break;
    }
    if (options_.shown != nullptr) *options_.shown += ' ';
  }

  void enter_span(MD_SPANTYPE type, void* detail) {
    if (type == MD_SPAN_A) show(static_cast<MD_SPAN_A_DETAIL*>(detail)->href, static_cast<MD_SPAN_A_DETAIL*>(detail)->title);
    if (type == MD_SPAN_IMG) show(static_cast<MD_SPAN_IMG_DETAIL*>(detail)->src, static_cast<MD_SPAN_IMG_DETAIL*>(detail)->title);
    if (type == MD_SPAN_IMG) return begin_image();
    if (images_ != 0) return;
    switch (type) {
      case MD_SPAN_EM:
        out += "<em>";
        break;
      case MD_SPAN_STRONG:
        out += "<strong>";
        break;
      case MD_SPAN_CODE:
        out += "<code>";
        break;
      case MD_SPAN_DEL:
        out += "<del>";
        break;
      case MD_SPAN_A:
        begin_link(*static_cast<MD_SPAN_A_DETAIL*>(detail));
        break;
      default:
        break;
    }
  }

  void leave_span(MD_SPANTYPE type, void* detail) {
    if (type == MD_SPAN_IMG) return end_image(*static_cast<MD_SPAN_IMG_DETAIL*>(detail));
    if (images_ != 0) return;
    switch (type) {
      case MD_SPAN_EM:
        out += "</em>";
        break;
      case MD_SPAN_STRONG:
        out += "</strong>";
        break;
      case MD_SPAN_CODE:
        out += "</code>";
        break;
      case MD_SPAN_DEL:
        out += "</del>";
        break;
      case MD_SPAN_A:
        out += link_ ? "</a>" : "";
        break;
      default:
        break;
    }
  }

  void text(MD_TEXTTYPE type, std::string_view piece) {
    if (auto at = offset(piece)) seen_ = *at;
    if (in_heading_) heading_ += piece;
    std::string& to = images_ != 0 ? alt_ : out;
    if (type == MD_TEXT_SOFTBR || (type == MD_TEXT_BR && images_ != 0))
      to += '\n';
    else if (type == MD_TEXT_BR)
      to += "<br>\n";
    else
      put_text(to, type, piece);
    show(type, piece);
  }

 private:
  void show(MD_TEXTTYPE type, std::string_view piece) {
    if (options_.shown == nullptr || type == MD_TEXT_SOFTBR || type == MD_TEXT_BR || piece == "\n") return;
    for (; shown_to_ < seen_; ++shown_to_)
      if (source_[shown_to_] == '\n') *options_.shown += '\n';
    put_shown(*options_.shown, type, piece);
  }

  void show(const MD_ATTRIBUTE& address, const MD_ATTRIBUTE& words) {
    for (const MD_ATTRIBUTE* attribute : {&address, &words}) {
      std::string decoded;
      each_piece(*attribute, [&](MD_TEXTTYPE type, std::string_view piece) { put_shown(decoded, type, piece); });
      if (options_.shown != nullptr && source_.find(decoded) == std::string_view::npos) beside_ += ' ' + decoded;
    }
  }

  void begin_numbered(unsigned start) { out += start == 1 ? "<ol>\n" : "<ol start=\"" + std::to_string(start) + "\">\n"; }

  void begin_heading() {
    in_heading_ = true;
    heading_.clear();
    heading_at_ = out.size();
  }

  /// The id is made of the words, which are known only now.
  void end_heading(unsigned level) {
    in_heading_ = false;
    if (out.size() == heading_at_) return;  // without words it heads nothing
    ++headings_;
    std::string words = slug(heading_);
    std::string base = words.empty() ? "s" + std::to_string(headings_) : words;
    std::string id = base;
    for (unsigned n = 2; !ids_.insert(id).second; ++n) id = base + "-" + std::to_string(n);
    if (top_level_ == 0) top_level_ = level;
    unsigned below = level > top_level_ ? level - top_level_ : 0;
    std::string name = "h" + std::to_string(std::min(options_.top_heading + below, 6U));
    out.insert(heading_at_, "<" + name + " id=\"" + id + "\">");
    out += "</" + name + ">\n";
    if (options_.ids != nullptr) options_.ids->push_back(id);
  }

  void begin_cell(MD_BLOCKTYPE type, MD_ALIGN align) {
    std::string_view side = align == MD_ALIGN_LEFT     ? " class=\"left\""
                            : align == MD_ALIGN_CENTER ? " class=\"center\""
                            : align == MD_ALIGN_RIGHT  ? " class=\"right\""
                                                       : "";
    cell_at_ = out.size();
    out += type == MD_BLOCK_TH ? "<th scope=\"col\"" : "<td";
    out += side;
    out += '>';
    content_at_ = out.size();
  }

  /// md4c drops what stands behind the last column of the header. A row without a text is not looked at: it is not known where it stands.
  void check_row() {
    if (seen_ <= row_from_) return;
    std::size_t from = source_.rfind('\n', seen_) + 1;  // npos + 1 is 0
    std::string_view line = source_.substr(from, source_.find('\n', seen_) - from);
    std::string_view words = beyond_columns(line, columns_);
    if (words.empty()) return;
    Place place = locate(source_, static_cast<std::size_t>(words.data() - source_.data()));
    faults_.push_back({MarkdownFault::What::cells, place.line + options_.first_line - 1, place.column, std::string(words)});
  }

  /// An empty cell heads nothing.
  void end_head() {
    if (out.size() != content_at_) {
      out += "</th>";
      return;
    }
    out.resize(cell_at_);
    out += "<td></td>";
  }

  void begin_link(const MD_SPAN_A_DETAIL& detail) {
    Address kind = address_kind(detail.href);
    link_ = kind != Address::refused;
    if (!link_) return fault(MarkdownFault::What::link, detail.href);
    begin_address("<a href=\"", kind, detail.href);
    title(detail.title);
    out += '>';
  }

  void begin_address(std::string_view tag, Address kind, const MD_ATTRIBUTE& address) {
    out += tag;
    std::size_t at = out.size();
    put_attribute(out, address);
    if (kind == Address::from_root && !options_.root.empty())
      out.replace(at, 1, std::string(options_.root) + (view(address) == "/" ? "index.html" : ""));
    out += '"';
    if (kind == Address::elsewhere || options_.links == nullptr) return;
    Place place = place_of(address);
    options_.links->push_back({place.line, place.column, std::string(view(address))});
  }

  void title(const MD_ATTRIBUTE& words) {
    if (words.size == 0) return;
    out += " title=\"";
    put_attribute(out, words);
    out += '"';
  }

  void begin_image() {
    if (images_++ == 0) alt_.clear();
  }

  /// An image within the text of another adds its text to it.
  void end_image(const MD_SPAN_IMG_DETAIL& detail) {
    if (--images_ != 0) return;
    if (trimmed(alt_).empty()) fault(MarkdownFault::What::image_alt, detail.src);
    Address kind = address_kind(detail.src);
    if (kind == Address::from_root || (kind == Address::relative && view(detail.src).front() != '?')) {
      begin_address("<img src=\"", kind, detail.src);
      out += " alt=\"" + alt_ + "\"";
      title(detail.title);
      out += '>';
    } else {
      fault(MarkdownFault::What::image, detail.src);
      out += alt_;
    }
  }

  /// Where `piece` stands in the source; nullopt where md4c made it.
  std::optional<std::size_t> offset(std::string_view piece) const {
    const char* begin = source_.data();
    bool inside = std::less_equal<>{}(begin, piece.data()) && std::less_equal<>{}(piece.data(), begin + source_.size());
    if (piece.empty() || !inside) return std::nullopt;
    return static_cast<std::size_t>(piece.data() - begin);
  }

  /// Where in the file an address stands or, if that is not found, the text before it.
  Place place_of(const MD_ATTRIBUTE& address) const {
    std::string_view written = view(address);
    std::size_t at = offset(written).value_or(std::string_view::npos);
    if (at == std::string_view::npos && !written.empty()) at = source_.find(written, seen_);
    if (at == std::string_view::npos) at = seen_;
    Place place = locate(source_, at);
    place.line += options_.first_line - 1;
    return place;
  }

  void fault(MarkdownFault::What what, const MD_ATTRIBUTE& address) {
    Place place = place_of(address);
    faults_.push_back({what, place.line, place.column, std::string(view(address))});
  }

  std::string_view source_;
  const MarkdownOptions& options_;
  std::vector<MarkdownFault>& faults_;
  std::string beside_;        ///< addresses and titles that the source does not have as they are
  std::size_t seen_ = 0;      ///< byte of the text that came last
  std::size_t shown_to_ = 0;  ///< byte up to which the line breaks have gone into `shown`
  bool in_heading_ = false;
  std::string heading_;
  std::size_t heading_at_ = 0;
  unsigned headings_ = 0;
  unsigned top_level_ = 0;  // of the first heading
  std::set<std::string, std::less<>> ids_;
  std::size_t columns_ = 0, row_from_ = 0;  // of the table; where the text stood that came last before the row
  std::size_t cell_at_ = 0, content_at_ = 0;
  bool link_ = false;
  unsigned images_ = 0;  ///< open, one in another
  std::string alt_;
};

Renderer& renderer(void* user) { return *static_cast<Renderer*>(user); }

}  // namespace

Html markdown(std::string_view text, const MarkdownOptions& options, std::vector<MarkdownFault>& faults) {
  MD_PARSER parser{};
  parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_NOHTML;
  parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* user) { return renderer(user).enter_block(type, detail), 0; };
  parser.leave_block = [](MD_BLOCKTYPE type, void* detail, void* user) { return renderer(user).leave_block(type, detail), 0; };
  parser.enter_span = [](MD_SPANTYPE type, void* detail, void* user) { return renderer(user).enter_span(type, detail), 0; };
  parser.leave_span = [](MD_SPANTYPE type, void* detail, void* user) { return renderer(user).leave_span(type, detail), 0; };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* piece, MD_SIZE size, void* user) {
    return renderer(user).text(type, {piece, size}), 0;
  };
  Renderer renderer(text, options, faults);
  if (md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &parser, &renderer) != 0) throw Failure("Markdown", ENOMEM);
  renderer.finish();
  return {std::move(renderer.out)};
}

}  // namespace gongshi
