#include "outputs/search/postings.hpp"

#include "base/text.hpp"

namespace gongshi::search {
namespace {

constexpr std::string_view digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

void append_digit(std::string& out, std::uint32_t value) { out += digits[value & 63U]; }

}  // namespace

std::string normalised(std::string_view text) { return lower_ascii(trimmed(nfkc(text))); }

void grams(std::string_view text, Space space, std::vector<Gram>& out) {
  out.clear();
  bool code = space == Space::code || space == Space::former_code;
  char32_t before = beginning;
  std::uint32_t from = no_byte;
  for (std::size_t at = 0; at < text.size();) {
    auto here = static_cast<std::uint32_t>(at);
    char32_t c = next_character(text, at);
    out.push_back({before, c, 0, from});
    before = c;
    from = here;
  }
  if (code && !out.empty()) out.erase(out.begin());  // the beginning of a code is no gram
  auto count = static_cast<std::uint32_t>(out.size());
  for (std::uint32_t i = 0; i < count; ++i) out[i].position = code ? i : count - i + 1;
}

Gram gram_at(std::string_view text, std::uint32_t at) {
  std::size_t next = at == no_byte ? 0 : at;
  char32_t first = at == no_byte ? beginning : next_character(text, next);
  return {first, next_character(text, next), 0, at};
}

std::uint32_t bucket_of(char32_t first, char32_t second, std::uint32_t buckets) {
  std::uint32_t h = static_cast<std::uint32_t>(first) * 0x9e3779b1U + static_cast<std::uint32_t>(second) * 0x85ebca6bU;
  h = (h ^ (h >> 15U)) * 0x2c1b3c6dU;
  h ^= h >> 13U;
  return h & (buckets - 1);
}

void append_number(std::string& out, std::uint32_t number) {
  for (; number >= 32; number >>= 5U) append_digit(out, (number & 31U) | 32U);
  append_digit(out, number);
}

void append_slots(std::string& out, std::span<const std::uint32_t> slots) {
  std::size_t start = out.size();
  std::uint32_t next = 0;
  for (std::uint32_t slot : slots) {
    append_number(out, slot - next);
    next = slot + 1;
  }
  std::size_t flags = next / 6 + (next % 6 != 0 ? 1 : 0);
  if (flags + 1 >= out.size() - start) return;
  out.resize(start);
  out += '!';
  std::size_t i = 0;
  for (std::uint32_t from = 0; from < next; from += 6) {
    std::uint32_t bits = 0;
    for (; i < slots.size() && slots[i] < from + 6; ++i) bits |= 1U << (slots[i] - from);
    append_digit(out, bits);
  }
}

Sizes sizes_for(std::size_t objects) {
  if (objects <= 1024) return {32, 12};
  if (objects <= 4096) return {128, 12};
  if (objects <= 32768) return {512, 12};
  if (objects <= 262144) return {2048, 64};
  return {8192, 256};
}

}  // namespace gongshi::search
