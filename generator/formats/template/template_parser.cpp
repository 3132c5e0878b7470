#include "formats/template/template_parser.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

namespace gongshi {
namespace {

using Token = TemplateToken;

bool blank(char c) { return c == ' ' || c == '\t'; }
bool space(char c) { return blank(c) || c == '\n' || c == '\r'; }

/// `.`, or parts between dots, without blanks; at most 16 parts.
bool valid_name(std::string_view name) {
  if (name == ".") return true;
  if (name.empty() || name.front() == '.' || name.back() == '.' || name.find("..") != std::string_view::npos) return false;
  auto bad = [](char c) { return space(c) || c == '{' || c == '}' || c == '#' || c == '^' || c == '/' || c == '&'; };
  return std::ranges::none_of(name, bad) && std::ranges::count(name, '.') < 16;
}

bool valid_partial(std::string_view name) {
  auto good = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' || c == '.' || c == '/';
  };
  return !name.empty() && std::ranges::all_of(name, good);
}

/// A tag as written: `{{` sigil name `}}`.
struct Tag {
  char sigil = 0;  ///< one of # ^ / ! > & { = < $; 0 for {{name}}
  std::size_t open = 0, end = 0;
  Token::Span name{};
};

class Parser {
 public:
  explicit Parser(TemplateSource& source) : source_(source), text_(source.text) {}

  void run() {
    while (at_ < text_.size()) {
      std::size_t open = text_.find("{{", at_);
      if (open == std::string_view::npos) {
        literal(at_, text_.size());
        break;
      }
      if (auto tag = read_tag(open)) take(*tag);
    }
    while (!open_.empty()) leave_open();
  }

 private:
  static Token::Span span(std::size_t from, std::size_t to) {
    return {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to - from)};
  }

  void fault(std::size_t at, std::string_view what, std::string_view chinese, std::string_view english) {
    source_.faults.push_back(
        {static_cast<std::uint32_t>(at), std::string(what) + std::string(chinese), std::string(what) + std::string(english)});
  }

  std::string_view written(const Tag& tag) const { return text_.substr(tag.open, tag.end - tag.open); }

  /// nullopt where the tag is never closed: that is said, and reading goes on at the next `{{` or at the end.
  std::optional<Tag> read_tag(std::size_t open) {
    Tag tag{.open = open};
    std::size_t from = open + 2;
    static constexpr std::string_view sigils = "#^/!>&{=<$";
    if (from < text_.size() && sigils.find(text_[from]) != std::string_view::npos) tag.sigil = text_[from++];
    std::string_view closing = tag.sigil == '{' ? "}}}" : "}}";
    std::size_t close = text_.find(closing, from);
    std::size_t next = tag.sigil == '!' ? std::string_view::npos : text_.find("{{", from);
    if (close == std::string_view::npos || next < close) {
      std::size_t to = std::min({text_.find('\n', open), next, text_.size(), open + 40});
      while (to < text_.size() && (static_cast<unsigned char>(text_[to]) & 0xc0U) == 0x80U) --to;  // whole characters
      fault(open, text_.substr(open, to - open), " 没有用 }} 结束", " is never ended by }}");
      literal(at_, open);
      at_ = std::min(next, text_.size());
      return std::nullopt;
    }
    tag.end = close + closing.size();
    std::size_t to = close;
    while (from < to && space(text_[from])) ++from;
    while (to > from && space(text_[to - 1])) --to;
    tag.name = span(from, to);
    return tag;
  }

  /// The token of a tag, with the blanks and the line end around it where it stands alone.
  void take(const Tag& tag) {
    std::size_t before = tag.open, after = tag.end;
    bool alone = std::string_view("#^/!>").find(tag.sigil) != std::string_view::npos && tag.sigil != 0 && stands_alone(before, after);
    if (!alone) before = tag.open, after = tag.end;
    literal(at_, before);
    at_ = after;
    Token token{.at = static_cast<std::uint32_t>(tag.open), .text = tag.name};
    if (alone) {
      token.indent = span(before, tag.open);
      begins_line_ = true;
    } else {
      token.begins_line = std::exchange(begins_line_, false);
    }
    put(tag, token);
  }

  /// Whether there are only blanks around a tag on its line; then `from` and `to` are moved to the ends of the line.
  bool stands_alone(std::size_t& from, std::size_t& to) const {
    while (from > 0 && blank(text_[from - 1])) --from;
    if (from > 0 && text_[from - 1] != '\n') return false;
    while (to < text_.size() && blank(text_[to])) ++to;
    if (to == text_.size()) return true;
    if (text_.substr(to, 2) == "\r\n") ++to;
    return text_[to++] == '\n';
  }

  void put(const Tag& tag, Token token) {
    std::string_view name = source_.view(tag.name);
    switch (tag.sigil) {
      case '!':
        return put_nothing(token);
      case '=':
        return fault(tag.open, written(tag), "：不支持更改定界符", ": delimiters cannot be changed");
      case '<':
      case '$':
        return fault(tag.open, written(tag), "：不支持模板继承", ": there is no inheritance");
      case '/':
        return close(tag, token);
      case '>':
        if (!valid_partial(name)) return fault(tag.open, written(tag), "：不是模板名", " does not name a template");
        token.kind = Token::Kind::partial;
        source_.tokens.push_back(token);
        return;
      default:
        break;
    }
    if (!valid_name(name)) fault(tag.open, written(tag), "：名称写法有误", " is not a name");
    bool opens = tag.sigil == '#' || tag.sigil == '^';
    if (!valid_name(name) && !opens) return;
    token.kind = tag.sigil == '#'   ? Token::Kind::section
                 : tag.sigil == '^' ? Token::Kind::inverted
                 : tag.sigil == 0   ? Token::Kind::escaped
                                    : Token::Kind::unescaped;
    if (opens) open_.push_back(source_.tokens.size());
    source_.tokens.push_back(token);
  }

  /// A comment inside a line: the line begins here all the same.
  void put_nothing(const Token& token) {
    if (!token.begins_line) return;
    source_.tokens.push_back({.begins_line = true, .at = token.at, .text = {token.at, 0}});
  }

  void close(const Tag& tag, Token token) {
    auto same = [&](std::size_t i) { return source_.view(source_.tokens[i].text) == source_.view(tag.name); };
    if (std::ranges::none_of(open_, same)) return fault(tag.open, written(tag), " 关闭了没有打开的段", " closes what is not open");
    while (!same(open_.back())) leave_open();
    open_.pop_back();
    token.kind = Token::Kind::close;
    source_.tokens.push_back(token);
  }

  /// Closes the innermost section in place of the author.
  void leave_open() {
    const Token& token = source_.tokens[open_.back()];
    std::string what = token.kind == Token::Kind::section ? "{{#" : "{{^";
    what += source_.view(token.text);
    fault(token.at, what + "}}", " 没有关闭", " is never closed");
    open_.pop_back();
    source_.tokens.push_back({.kind = Token::Kind::close, .at = static_cast<std::uint32_t>(at_)});
  }

  /// Literal bytes, line by line.
  void literal(std::size_t from, std::size_t to) {
    while (from < to) {
      std::size_t end = std::min(text_.find('\n', from), to - 1) + 1;
      std::string_view line = text_.substr(from, end - from);
      bool empty = line == "\n" || line == "\r\n";  // an empty line is not indented
      source_.tokens.push_back({.begins_line = begins_line_ && !empty, .at = static_cast<std::uint32_t>(from), .text = span(from, end)});
      begins_line_ = line.back() == '\n';
      from = end;
    }
  }

  TemplateSource& source_;
  std::string_view text_;
  std::size_t at_ = 0;
  bool begins_line_ = true;
  std::vector<std::size_t> open_;  ///< tokens of the sections that are open
};

}  // namespace

TemplateSource parse_template(std::string name, std::string text) {
  TemplateSource source{.name = std::move(name), .text = std::move(text), .tokens = {}, .faults = {}};
  Parser(source).run();
  return source;
}

}  // namespace gongshi
