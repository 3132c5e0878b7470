#include "publish/manifest.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <functional>
#include <tuple>

namespace gongshi::publish {
namespace {

// gongshi-manifest 1 IDENTITY PROGRAM
// INPUT BYTES SIZE MTIME PATH          a file a line; the path comes last, in every version, so that any version tells what is ours
// end COUNT TREE CHECKSUM              the release digest; the quick digest of all bytes before this line
constexpr std::string_view head = "gongshi-manifest 2 ";
constexpr std::size_t numbers_at = 2UL * (64 + 1);

std::string first_line(std::string_view identity, std::string_view program) {
  std::string out(head);
  out.append(identity).append(" ").append(program);
  for (char& c : out)
    if (c == '\n') c = ' ';
  return out;
}

/// What each byte is as a lower-case hexadecimal digit; 16: none.
constexpr std::array<std::uint8_t, 256> digit_values = [] {
  std::array<std::uint8_t, 256> out{};
  out.fill(16);
  for (std::uint8_t v = 0; v < 16; ++v) out.at(static_cast<unsigned char>("0123456789abcdef"[v])) = v;
  return out;
}();

/// As Digest::parse, but without a branch a digit: there are two of these for every file.
bool unhex(const char* hex, Digest& out) {
  unsigned bad = 0;
  for (unsigned char& byte : out.bytes) {
    unsigned high = digit_values[static_cast<unsigned char>(*hex++)];
    unsigned low = digit_values[static_cast<unsigned char>(*hex++)];
    bad |= high | low;
    byte = static_cast<unsigned char>((high << 4U | low) & 0xffU);
  }
  return bad < 16;
}

template <class Number>
bool number(std::string_view& rest, Number& out) {
  auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), out);
  if (error != std::errc() || end == rest.data() + rest.size() || *end != ' ') return false;
  rest.remove_prefix(static_cast<std::size_t>(end - rest.data()) + 1);
  return true;
}

std::optional<Record> row_of(std::string_view line) {
  if (line.size() <= numbers_at || line[64] != ' ' || line[numbers_at - 1] != ' ') return std::nullopt;
  Record out;
  if (!unhex(line.data(), out.input) || !unhex(line.data() + 65, out.bytes)) return std::nullopt;
  line.remove_prefix(numbers_at);
  if (!number(line, out.stamp.size) || !number(line, out.stamp.mtime_ns)) return std::nullopt;
  out.path = line;
  return out;
}

/// What a line of some version says of a path: all behind the fourth blank.
std::string_view path_of(std::string_view line) {
  for (int blank = 0; blank < 4; ++blank) {
    auto at = line.find(' ');
    if (at == std::string_view::npos) return {};
    line.remove_prefix(at + 1);
  }
  return line;
}

std::string_view next_line(std::string_view& text) {
  auto end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

struct Ending {
  Digest tree, checksum;
};

/// The last line, where it is there and right.
std::optional<Ending> ending_of(std::string_view text) {
  constexpr std::size_t digests = 64 + 1 + 64 + 1;
  if (text.size() < digests || !text.ends_with('\n')) return std::nullopt;
  auto before = text.substr(0, text.size() - 1).rfind('\n');
  if (before == std::string_view::npos || text.size() - before < digests + 5 || !text.substr(before + 1).starts_with("end "))
    return std::nullopt;
  auto tree = Digest::parse(text.substr(text.size() - digests, 64));
  auto checksum = Digest::parse(text.substr(text.size() - 65, 64));
  if (!tree || checksum != quick_digest(text.substr(0, before + 1))) return std::nullopt;
  return Ending{*tree, *checksum};
}

template <class Number>
void add_number(std::string& out, Number value) {
  std::array<char, 24> digits{};
  auto end = std::to_chars(digits.data(), digits.data() + digits.size() - 1, value).ptr;
  *end++ = ' ';
  out.append(digits.data(), end);
}

/// The two digits of each byte.
constexpr std::array<std::array<char, 2>, 256> byte_digits = [] {
  std::array<std::array<char, 2>, 256> out{};
  for (std::size_t b = 0; b < out.size(); ++b) out.at(b) = {"0123456789abcdef"[b >> 4U], "0123456789abcdef"[b & 15U]};
  return out;
}();

void add_hex(std::string& out, const Digest& digest) {
  std::array<char, 64> text{};
  char* at = text.data();
  for (unsigned char b : digest.bytes) at = std::ranges::copy(byte_digits[b], at).out;
  out.append(text.data(), text.size());
}

}  // namespace

Manifest::Manifest(std::vector<Record> rows) : rows_(std::move(rows)) { index(); }

Manifest Manifest::parse(std::string text, std::string_view identity, std::string_view program) {
  Manifest out;
  out.text_ = std::make_unique<const std::string>(std::move(text));
  std::string_view rest(*out.text_);
  auto ending = ending_of(rest);
  out.trusted_ = ending.has_value();
  if (ending) std::tie(out.tree_, out.checksum_) = std::tie(ending->tree, ending->checksum);
  std::string_view first = next_line(rest);
  out.trusted_ = out.trusted_ && first.starts_with(std::string(head).append(identity).append(" "));
  out.same_program_ = first == first_line(identity, program);
  while (!rest.empty()) {
    std::string_view line = next_line(rest);
    if (line.starts_with("end ")) break;
    auto row = row_of(line);
    out.trusted_ = out.trusted_ && row;
    if (!row) row = Record{path_of(line), {}, {}, {}};
    if (!out.same_program_) row->input = {};
    if (!row->path.empty()) out.rows_.push_back(*row);
  }
  if (!out.trusted_)
    for (Record& row : out.rows_) row = {row.path, {}, {}, {}};
  out.index();
  return out;
}

std::uint32_t Manifest::find(std::string_view path) const {
  if (table_.empty()) return no_row;
  for (std::size_t at = std::hash<std::string_view>{}(path);; ++at) {
    std::uint32_t row = table_[at & (table_.size() - 1)];
    if (row == no_row || rows_[row].path == path) return row;
  }
}

void Manifest::index() {
  if (rows_.empty()) return;
  table_.assign(std::bit_ceil(rows_.size() * 2), no_row);
  for (std::uint32_t row = 0; row < rows_.size(); ++row) {
    std::size_t at = std::hash<std::string_view>{}(rows_[row].path);
    while (table_[at & (table_.size() - 1)] != no_row) ++at;
    table_[at & (table_.size() - 1)] = row;
  }
}

Digest write_manifest(const Rows& rows, const Digest& tree, std::string_view identity, std::string_view program,
                      const std::function<void(std::string_view)>& take) {
  constexpr std::size_t piece = 64UL * 1024;
  QuickHasher hasher;
  std::string out;
  out.reserve(piece + 8UL * 1024);  // and a line
  out.append(first_line(identity, program)).append("\n");
  auto pass = [&] {
    hasher.add(out);
    take(out);
    out.clear();
  };
  for (std::size_t i = 0; i < rows.count; ++i) {
    Record row = rows.row(i);
    add_hex(out, row.input);
    out += ' ';
    add_hex(out, row.bytes);
    out += ' ';
    add_number(out, row.stamp.size);
    add_number(out, row.stamp.mtime_ns);
    out += row.path;
    out += '\n';
    if (out.size() >= piece) pass();
  }
  pass();
  Digest checksum = hasher.finish();
  take("end " + std::to_string(rows.count) + " " + tree.hex() + " " + checksum.hex() + "\n");
  return checksum;
}

Digest tree_of(const Rows& rows) {
  Hasher hasher;
  std::string line;
  for (std::size_t i = 0; i < rows.count; ++i) {
    Record row = rows.row(i);
    if (row.path == ledger_path) continue;
    line.assign(row.path);
    line += ' ';
    add_hex(line, row.bytes);
    line += '\n';
    hasher.add(line);
  }
  return hasher.finish();
}

}  // namespace gongshi::publish
