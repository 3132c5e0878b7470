#include "base/text.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <utility>

namespace gongshi {
namespace {

/// Length of the sequence at `p` (1–4), or 0 where it is not UTF-8.
std::size_t sequence(const unsigned char* p, const unsigned char* end) {
  auto rest = [&](std::size_t n, unsigned char low, unsigned char high) -> std::size_t {
    if (static_cast<std::size_t>(end - p) < n || p[1] < low || p[1] > high) return 0;
    for (std::size_t i = 2; i < n; ++i)
      if (p[i] < 0x80 || p[i] > 0xbf) return 0;
    return n;
  };
  if (*p < 0x80) return 1;
  if (*p >= 0xc2 && *p <= 0xdf) return rest(2, 0x80, 0xbf);
  if (*p == 0xe0) return rest(3, 0xa0, 0xbf);
  if (*p == 0xed) return rest(3, 0x80, 0x9f);
  if (*p >= 0xe1 && *p <= 0xef) return rest(3, 0x80, 0xbf);
  if (*p == 0xf0) return rest(4, 0x90, 0xbf);
  if (*p >= 0xf1 && *p <= 0xf3) return rest(4, 0x80, 0xbf);
  if (*p == 0xf4) return rest(4, 0x80, 0x8f);
  return 0;
}

bool blank(char32_t c) {
  bool wide = c == 0x3000 || (c >= 0x2000 && c <= 0x200b) || c == 0x202f || c == 0x205f || c == 0x1680;
  return c == ' ' || (c >= 9 && c <= 13) || c == 0xa0 || c == 0xfeff || wide;
}

std::u32string code_points(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) out += next_character(text, at);
  return out;
}

/// Insertions, deletions, substitutions and swaps of neighbours, each of weight one (optimal string alignment).
std::size_t distance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> before(b.size() + 1);  // the row before the last one
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last.back();
}

}  // namespace

std::vector<std::string_view> line_pieces(std::string_view text, std::size_t piece_size) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    std::size_t end = text.size() <= piece_size ? std::string_view::npos : text.find('\n', piece_size);
    out.push_back(text.substr(0, end == std::string_view::npos ? text.size() : end + 1));
    text.remove_prefix(out.back().size());
  }
  return out;
}

std::optional<std::size_t> bad_utf8(std::string_view bytes) {
  const auto* begin = reinterpret_cast<const unsigned char*>(bytes.data());
  const auto* end = begin + bytes.size();
  for (const auto* p = begin; p < end;) {
    std::size_t n = sequence(p, end);
    if (n == 0) return static_cast<std::size_t>(p - begin);
    p += n;
  }
  return std::nullopt;
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
}

void append_character(std::string& out, char32_t c) {
  auto put = [&](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xc0U | (c >> 6U));
    put(0x80U | (c & 0x3fU));
  } else if (c < 0x10000) {
    put(0xe0U | (c >> 12U));
    put(0x80U | ((c >> 6U) & 0x3fU));
    put(0x80U | (c & 0x3fU));
  } else {
    put(0xf0U | (c >> 18U));
    put(0x80U | ((c >> 12U) & 0x3fU));
    put(0x80U | ((c >> 6U) & 0x3fU));
    put(0x80U | (c & 0x3fU));
  }
}

namespace {

/// Marks upon marks, more than any script has on one letter (Unicode's stream-safe format allows 30): to put them in order costs the square
/// of their number. What is short is not looked at: names are asked for by the thousand, and a few hundred marks cost nothing.
bool heaps_marks(std::string_view text) {
  constexpr std::size_t most = 30;
  constexpr std::size_t short_text = 512;  // bytes
  if (text.size() <= short_text) return false;
  std::size_t run = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      run = 0;
      ++at;
      continue;
    }
    auto c = static_cast<utf8proc_int32_t>(next_character(text, at));
    run = utf8proc_get_property(c)->combining_class == 0 ? 0 : run + 1;
    if (run > most) return true;
  }
  return false;
}

}  // namespace

std::string nfkc(std::string_view text) {
  if (std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; }) || heaps_marks(text)) return std::string(text);
  utf8proc_uint8_t* raw = nullptr;
  auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
  auto n = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()), &raw, options);
  if (n < 0) return std::string(text);
  std::string out(reinterpret_cast<const char*>(raw), static_cast<std::size_t>(n));
  std::free(raw);  // NOLINT: utf8proc allocates with malloc
  return out;
}

std::string folded(std::string_view text) {
  std::string normal = nfkc(text);
  std::string out;
  for (std::size_t at = 0; at < normal.size();) {
    char32_t c = next_character(normal, at);
    if (!blank(c) && c != U'、' && c != U',') append_character(out, c);
  }
  return out;
}

std::string compared(std::string_view text) { return upper_ascii(folded(text)); }

std::string_view trimmed(std::string_view text) {
  std::size_t from = 0;
  for (std::size_t at = 0; at < text.size(); from = at)
    if (!blank(next_character(text, at))) break;
  std::size_t to = text.size();
  while (to > from) {
    std::size_t start = to - 1;
    while (start > from && (static_cast<unsigned char>(text[start]) & 0xc0U) == 0x80U) --start;
    std::size_t at = start;
    if (!blank(next_character(text, at))) break;
    to = start;
  }
  return text.substr(from, to - from);
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::string upper_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

bool starts_with_bom(std::string_view bytes) { return bytes.starts_with("\xef\xbb\xbf"); }

bool valid_id(std::string_view text) {
  auto alnum = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (text.empty() || text.size() > 64 || !alnum(text[0])) return false;
  return std::ranges::all_of(text, [&](char c) { return alnum(c) || c == '.' || c == '_' || c == '-'; });
}

std::vector<std::string_view> nearest(std::string_view word, std::span<const std::string_view> candidates, std::size_t most) {
  constexpr std::size_t longest_word = 600;  // bytes; what is longer is no slip of the pen, and would take long
  if (word.size() > longest_word) return {};
  std::u32string from = code_points(word);
  std::vector<std::pair<std::size_t, std::string_view>> scored;
  for (std::string_view candidate : candidates) {
    std::u32string to = code_points(candidate);
    std::size_t longest = std::max(from.size(), to.size());
    std::size_t d = distance(from, to);
    if (d <= std::max<std::size_t>(1, longest / 3) ||
        (candidate.size() >= 4 && !word.empty() &&
         (word.find(candidate) != std::string_view::npos || candidate.find(word) != std::string_view::npos)))
      scored.emplace_back(d, candidate);
  }
  std::ranges::stable_sort(scored, {}, &std::pair<std::size_t, std::string_view>::first);
  std::vector<std::string_view> out;
  for (std::size_t i = 0; i < scored.size() && i < most; ++i) out.push_back(scored[i].second);
  return out;
}

std::string joined(std::span<const std::string_view> parts, std::string_view between) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i != 0) out += between;
    out += parts[i];
  }
  return out;
}

}  // namespace gongshi
