// Where nlohmann's SAX events stand in the text: its parser reads through a cursor that lies here, so the good path pays nothing for it.
// Private to json_reader.cpp and json_place.cpp.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <string_view>

namespace gongshi::json_detail {

/// What nlohmann reads from: all copies share one position.
struct Cursor {
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;
  const char** at = nullptr;
  reference operator*() const { return **at; }
  Cursor& operator++() { return ++*at, *this; }
  friend bool operator==(const Cursor& a, const Cursor& b) { return *a.at == *b.at; }
  friend bool operator!=(const Cursor& a, const Cursor& b) { return *a.at != *b.at; }
};

/// The position in a text that is being parsed. Handlers call `event` first in each of their functions.
class Tokens {
 public:
  void start(std::string_view text, std::uint64_t base) {
    begin_ = at_ = last_end_ = text.data();
    end_ = text.data() + text.size();
    base_ = base;
    number_ = false;
  }
  Cursor first() { return {&at_}; }
  Cursor last() { return {&end_}; }

  void event(bool number = false) {
    last_end_ = at_;
    number_ = number;
  }
  std::uint64_t offset_of(const char* p) const { return base_ + static_cast<std::uint64_t>(p - begin_); }
  const char* at() const { return at_; }
  const char* end() const { return end_; }
  /// nlohmann takes NUL for the end of the text.
  bool stopped_at_nul() const { return at_ != begin_ && at_[-1] == '\0'; }

  /// The token of the last event.
  std::string_view token() const {
    const char* to = token_end();
    const char* from = to;
    if (number_) {
      while (from != begin_ && of_number(from[-1])) --from;
    } else if (from[-1] == '"') {
      for (--from; !opening_quote(--from);) {
      }
    } else if (from[-1] >= 'a' && from[-1] <= 'z') {
      while (from != begin_ && from[-1] >= 'a' && from[-1] <= 'z') --from;
    } else {
      --from;
    }
    return {from, to};
  }
  std::uint64_t token_offset() const { return offset_of(token().data()); }

  /// First byte of the token that is a syntax error: the first after the last event that is neither blank nor `,` nor `:`,
  /// or the last byte that was read.
  const char* offender() const {
    const char* p = token_end();
    while (p + 1 < at_ && std::memchr(" \t\r\n,:", *p, 6) != nullptr) ++p;
    return p;
  }
  /// The last byte before `p` that is not blank; NUL where there is none.
  char before(const char* p) const {
    while (p != begin_)
      if (*--p != ' ' && *p != '\t' && *p != '\r' && *p != '\n') return *p;
    return '\0';
  }

 private:
  static bool of_number(char c) { return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E'; }
  /// The end of a number is seen only after the byte that follows it, which may look like a part of it (`01`).
  const char* token_end() const {
    if (!number_) return last_end_;
    const char* p = last_end_;
    if (p != begin_ && !of_number(p[-1])) --p;
    while (p != begin_ && of_number(p[-1])) --p;
    auto digits = [&] {
      while (p != end_ && *p >= '0' && *p <= '9') ++p;
    };
    if (*p == '-') ++p;
    p != end_ && *p == '0' ? void(++p) : digits();
    if (p != end_ && *p == '.') ++p, digits();
    if (p == end_ || (*p != 'e' && *p != 'E')) return p;
    if (++p != end_ && (*p == '+' || *p == '-')) ++p;
    digits();
    return p;
  }
  /// Inside a string every quote has an odd number of backslashes before it.
  bool opening_quote(const char* p) const {
    if (*p != '"') return false;
    const char* q = p;
    while (q != begin_ && q[-1] == '\\') --q;
    return (p - q) % 2 == 0;
  }

  const char* begin_ = nullptr;
  const char* at_ = nullptr;
  const char* end_ = nullptr;
  const char* last_end_ = nullptr;  // of the last event's token, for numbers perhaps one byte more
  std::uint64_t base_ = 0;
  bool number_ = false;
};

}  // namespace gongshi::json_detail
