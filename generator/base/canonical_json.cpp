#include "base/canonical_json.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <numeric>
#include <unordered_map>

#include "base/eight_bytes.hpp"

namespace gongshi {
namespace {

constexpr std::int64_t exact_in_double = std::int64_t{1} << 53U;

/// Row numbers of the fields, sorted by name.
const std::vector<std::uint16_t>& canonical_order(const Shape& shape) {
  thread_local std::unordered_map<const Shape*, std::vector<std::uint16_t>> orders;
  std::vector<std::uint16_t>& order = orders[&shape];
  if (order.size() != shape.fields.size()) {
    order.resize(shape.fields.size());
    std::iota(order.begin(), order.end(), std::uint16_t{0});
    std::ranges::sort(order, utf16_less, [&](std::uint16_t i) { return shape.fields[i].name; });
  }
  return order;
}

void append_integer(std::string& out, std::int64_t value) {
  std::array<char, 24> digits;
  char* end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out.append(digits.data(), end);
}

void append_date(std::string& out, std::int64_t days) {
  out += '"';
  out += (Date{} + static_cast<int>(days)).iso();
  out += '"';
}

class RecordWriter {
 public:
  RecordWriter(std::string& out, const FieldFilter* filter, bool canonical) : out_(out), filter_(filter), canonical_(canonical) {}

  /// `{…}` without the field `taken` (the key of a map's element). Returns whether it has any member.
  bool object(const Shape& shape, const void* record, const Field* taken = nullptr) {
    out_ += '{';
    std::size_t start = out_.size();
    if (canonical_)
      for (std::uint16_t i : canonical_order(shape)) member(shape, shape.fields[i], record, taken, start);
    else
      for (const Field& field : shape.fields) member(shape, field, record, taken, start);
    bool any = out_.size() != start;
    out_ += '}';
    return any;
  }

  /// Returns false for an object without members, whose `{}` stands in the output all the same.
  bool value(const Field& field, const void* record) {
    switch (field.kind) {
      case Kind::text:
      case Kind::html:
        append_json_string(out_, field.text(record));
        return true;
      case Kind::raw:
        out_ += field.text(record);
        return true;
      case Kind::flag:
        out_ += field.number(record) != 0 ? "true" : "false";
        return true;
      case Kind::integer:
        append_integer(out_, field.number(record));
        return true;
      case Kind::real:
        append_json_number(out_, field.real(record));
        return true;
      case Kind::date:
        append_date(out_, field.number(record));
        return true;
      case Kind::choice:
        append_json_string(out_, choice_key(field, record));
        return true;
      case Kind::texts:
        return list(field, record, [&](std::size_t i) { append_json_string(out_, field.text_at(record, i)); });
      case Kind::dates:
        return list(field, record, [&](std::size_t i) { append_date(out_, field.date_at(record, i)); });
      case Kind::list:
        return list(field, record, [&](std::size_t i) { object(field.shape(), field.item(record, i)); });
      case Kind::object:
        return object(field.shape(), field.item(record, 0));
      case Kind::map:
        map(field, record);
        return true;
    }
    return true;
  }

 private:
  void member(const Shape& shape, const Field& field, const void* record, const Field* taken, std::size_t start) {
    if (&field == taken || !field.present(record) || (filter_ != nullptr && !(*filter_)(shape, field))) return;
    std::size_t before = out_.size();
    if (before != start) out_ += ',';
    out_ += '"';
    out_ += field.name;  // snake_case: nothing to escape
    out_ += "\":";
    if (!value(field, record)) out_.resize(before);
  }

  template <class Item>
  bool list(const Field& field, const void* record, const Item& item) {
    out_ += '[';
    for (std::size_t i = 0, n = field.count(record); i < n; ++i) {
      if (i != 0) out_ += ',';
      item(i);
    }
    out_ += ']';
    return true;
  }

  void map(const Field& field, const void* record) {
    const Shape& shape = field.shape();
    const Field& key = shape.fields.front();
    std::vector<std::pair<std::string_view, const void*>> rows;
    for (std::size_t i = 0, n = field.count(record); i < n; ++i) {
      const void* row = field.item(record, i);
      rows.emplace_back(key.kind == Kind::choice ? choice_key(key, row) : key.text(row), row);
    }
    if (canonical_) std::ranges::sort(rows, [](const auto& a, const auto& b) { return utf16_less(a.first, b.first); });
    out_ += '{';
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (i != 0) out_ += ',';
      append_json_string(out_, rows[i].first);
      out_ += ':';
      object(shape, rows[i].second, &key);
    }
    out_ += '}';
  }

  static std::string_view choice_key(const Field& field, const void* record) {
    std::span<const Choice> rows = field.choices();
    auto row = static_cast<std::size_t>(field.number(record));
    assert(row < rows.size());
    return rows[row].key;
  }

  std::string& out_;
  const FieldFilter* filter_;
  bool canonical_;
};

/// Whether JSON escapes any of eight bytes.
bool any_special(std::uint64_t word) {
  using namespace eight_bytes;
  if (all_beyond_ascii(word)) return false;
  return (any_below(word, 0x20) | any_equal(word, '"') | any_equal(word, '\\')) != 0;
}

/// Position of the first byte at or after `at` that JSON escapes; the size where there is none.
std::size_t skip_plain(std::string_view text, std::size_t at) {
  while (at + 8 <= text.size() && !any_special(eight_bytes::load(text, at))) at += 8;
  bool near_end = at + 8 > text.size() && text.size() >= 8;
  if (near_end && !any_special(eight_bytes::load(text, text.size() - 8))) return text.size();
  auto plain = [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; };
  while (at < text.size() && plain(text[at])) ++at;
  return at;
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t from = 0;
  for (std::size_t i = skip_plain(text, 0); i < text.size(); i = skip_plain(text, from)) {
    auto c = static_cast<unsigned char>(text[i]);
    out.append(text, from, i - from);
    from = i + 1;
    out += '\\';
    switch (c) {
      case '\b':
        out += 'b';
        break;
      case '\t':
        out += 't';
        break;
      case '\n':
        out += 'n';
        break;
      case '\f':
        out += 'f';
        break;
      case '\r':
        out += 'r';
        break;
      case '"':
      case '\\':
        out += text[i];
        break;
      default:
        out += "u00";
        out += c < 0x10 ? '0' : '1';
        out += "0123456789abcdef"[c & 0xfU];
    }
  }
  out.append(text, from);
  out += '"';
}

void append_json_number(std::string& out, double value) {
  assert(std::isfinite(value));
  if (value == 0) {
    out += '0';
    return;
  }
  // Shortest digits from to_chars, laid out as ECMA-262 Number::toString does.
  std::array<char, 32> text;
  char* end = std::to_chars(text.data(), text.data() + text.size(), std::abs(value), std::chars_format::scientific).ptr;
  char* e = std::find(text.data(), end, 'e');
  int exponent = 0;
  std::from_chars(e[1] == '+' ? e + 2 : e + 1, end, exponent);
  std::string digits(text.data(), 1);
  if (e > text.data() + 1) digits.append(text.data() + 2, e);
  int count = static_cast<int>(digits.size());
  int point = exponent + 1;  // where the decimal point stands, counted from the first digit
  auto zeros = [](int n) { return std::string(static_cast<std::size_t>(n), '0'); };
  if (value < 0) out += '-';
  if (point > 21 || point <= -6) {
    out += digits[0];
    if (count > 1) (out += '.').append(digits, 1);
    out += exponent < 0 ? "e-" : "e+";
    append_integer(out, std::abs(exponent));
  } else if (point <= 0) {
    out += "0." + zeros(-point) + digits;
  } else if (count <= point) {
    out += digits + zeros(point - count);
  } else {
    out += digits.insert(static_cast<std::size_t>(point), 1, '.');
  }
}

void append_canonical(std::string& out, const Shape& shape, const void* record, const FieldFilter& filter) {
  RecordWriter(out, filter ? &filter : nullptr, true).object(shape, record);
}

void append_json(std::string& out, const Shape& shape, const void* record, const FieldFilter& filter) {
  RecordWriter(out, filter ? &filter : nullptr, false).object(shape, record);
}

void append_canonical_value(std::string& out, const Field& field, const void* record) {
  std::size_t before = out.size();
  if (field.present(record) && !RecordWriter(out, nullptr, true).value(field, record)) out.resize(before);
}

bool utf16_less(std::string_view a, std::string_view b) {
  auto [x, y] = std::ranges::mismatch(a, b);
  if (x == a.end() || y == b.end()) return y != b.end();
  auto p = static_cast<unsigned char>(*x);
  auto q = static_cast<unsigned char>(*y);
  // Surrogate pairs (lead bytes from F0) sort before U+E000 … U+FFFF (lead bytes EE and EF).
  if (p >= 0xee && q >= 0xee && (p >= 0xf0) != (q >= 0xf0)) return p >= 0xf0;
  return p < q;
}

bool CanonicalBuilder::key(std::string_view name) {
  Level& level = levels_.back();
  assert(level.object);
  level.drop = level.members.contains(name);
  level.pending = name;
  return !level.drop;
}

void CanonicalBuilder::put(std::string value) {
  if (levels_.empty()) {
    done_ = std::move(value);
    return;
  }
  Level& level = levels_.back();
  if (level.object) {
    if (!level.drop) level.members.emplace(std::move(level.pending), std::move(value));
    return;
  }
  if (!level.pending.empty()) level.pending += ',';
  level.pending += value;
}

void CanonicalBuilder::end() {
  Level level = std::move(levels_.back());
  levels_.pop_back();
  std::string out;
  if (level.object) {
    out += '{';
    for (const auto& [name, value] : level.members) {
      if (out.size() > 1) out += ',';
      append_json_string(out, name);
      out += ':';
      out += value;
    }
    out += '}';
  } else {
    out = '[' + level.pending + ']';
  }
  put(std::move(out));
}

void CanonicalBuilder::text(std::string_view value) {
  std::string out;
  append_json_string(out, value);
  put(std::move(out));
}

void CanonicalBuilder::number(double value) {
  std::string out;
  append_json_number(out, value);
  put(std::move(out));
}

void CanonicalBuilder::integer(std::int64_t value) {
  assert(std::abs(value) <= exact_in_double);
  put(std::to_string(value));
}

}  // namespace gongshi
