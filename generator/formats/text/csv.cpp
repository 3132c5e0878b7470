#include "formats/text/csv.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"

namespace gongshi {
namespace {

constexpr std::string_view separators = ",;\t";
constexpr std::size_t header_within = 20;  // rows in which the separator is looked for

/// The separator that stands in the most rows; of equal ones that which stands most often in one row, or does so first. (A list in one
/// cell, 水;气;声, may hold more of another than any row has cells.)
char sniffed(std::string_view text) {
  std::array<std::size_t, separators.size()> most{};
  std::array<std::size_t, separators.size()> now{};
  std::array<std::size_t, separators.size()> in_rows{};
  std::size_t best = 0;
  std::size_t rows = 0;
  bool quoted = false;
  bool fresh = true;  // at the begin of a cell
  for (std::size_t i = 0; i < text.size() && rows < header_within; ++i) {
    char c = text[i];
    if (c == '"' && (fresh || quoted)) {
      quoted = !quoted;  // a doubled quote closes and opens again
      fresh = quoted ? false : fresh;
      if (!quoted && i + 1 < text.size() && text[i + 1] == '"') fresh = true;
      continue;
    }
    if (quoted) continue;
    std::size_t which = separators.find(c);
    fresh = which != std::string_view::npos || c == '\n' || c == '\r';
    if (which != std::string_view::npos) {
      if (now[which]++ == 0) ++in_rows[which];
      if (now[which] > most[which]) most[which] = now[which];
      if (std::pair(in_rows[which], most[which]) > std::pair(in_rows[best], most[best])) best = which;
    }
    if (c == '\n' || c == '\r') {
      now = {};
      ++rows;
    }
  }
  return separators[best];
}

bool starts_formula(std::string_view cell) {
  for (std::string_view lead : {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"})
    if (cell.starts_with(lead)) return true;
  return false;
}

bool negative_number(std::string_view cell) {
  if (!cell.starts_with('-')) return false;
  std::size_t point = cell.find('.');
  auto digits = [](std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  };
  return point == std::string_view::npos ? digits(cell.substr(1)) : digits(cell.substr(1, point - 1)) && digits(cell.substr(point + 1));
}

bool needs_quotes(char c) { return c == ',' || c == ';' || c == '\t' || c == '"' || c == '\r' || c == '\n'; }

void append_doubling_quotes(std::string& out, std::string_view cell) {
  for (std::size_t at = 0; at < cell.size();) {
    std::size_t quote = std::min(cell.find('"', at), cell.size());
    out.append(cell, at, quote - at);
    if (quote < cell.size()) out += "\"\"";
    at = quote + 1;
  }
}

std::string_view without_marks(std::string_view cell) { return cell.substr(std::min(cell.find_first_not_of('\''), cell.size())); }

}  // namespace

CsvReader::CsvReader(std::string_view text) : text_(text) {
  if (starts_with_bom(text_)) at_ = 3;
  separator_ = sniffed(text_.substr(at_));
}

void CsvReader::fault(CsvFault::What what, std::size_t at, std::uint32_t line) {
  faults_.push_back({what, row_, line, static_cast<std::uint32_t>(pieces_.size() + 1), at});
}

/// Past \n, \r\n or \r.
void CsvReader::line_break() {
  at_ += text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n' ? 2 : 1;
  ++line_;
}

/// Up to the next separator or line break.
CsvReader::Piece CsvReader::plain_piece() {
  std::size_t from = at_;
  while (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\n' && text_[at_] != '\r') ++at_;
  return {from, at_ - from, false};
}

CsvReader::Piece CsvReader::quoted_cell() {
  std::size_t opening = at_++;
  std::uint32_t opening_line = line_;
  std::size_t from = at_;
  std::size_t start = buffer_.size();
  bool unescaped = false;
  auto flush = [&] {
    buffer_.append(text_, from, at_ - from);
    unescaped = true;
  };
  Piece cell{};
  for (;;) {
    while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\n' && text_[at_] != '\r') ++at_;
    if (at_ >= text_.size()) {
      fault(CsvFault::What::unclosed_quote, opening, opening_line);
      break;
    }
    if (text_[at_] != '"') {
      line_break();
    } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
      ++at_;  // one quote of the two
      flush();
      from = ++at_;
    } else {
      break;
    }
  }
  if (unescaped) {
    flush();
    cell = {start, buffer_.size() - start, true};
  } else {
    cell = {from, at_ - from, false};
  }
  if (at_ < text_.size()) ++at_;
  if (at_ >= text_.size() || text_[at_] == separator_ || text_[at_] == '\n' || text_[at_] == '\r') return cell;
  fault(CsvFault::What::text_after_quote, at_, line_);
  if (!cell.unescaped) buffer_.append(text_, cell.from, cell.size);
  Piece rest = plain_piece();
  buffer_.append(text_, rest.from, rest.size);
  return {start, buffer_.size() - start, true};
}

namespace {

/// More than any sheet has columns: empty cells beyond them are no cells, or a line of commas would fill the memory.
constexpr std::size_t most_cells = 20'000;

}  // namespace

bool CsvReader::next(CsvRow& row) {
  row.cells.clear();
  if (at_ >= text_.size()) return false;
  row.row = ++row_;
  row.line = line_;
  row.offset = at_;
  pieces_.clear();
  buffer_.clear();
  bool blank = text_[at_] == '\n' || text_[at_] == '\r';
  for (bool more = !blank; more;) {
    Piece piece = at_ < text_.size() && text_[at_] == '"' ? quoted_cell() : plain_piece();
    if (piece.size != 0 || pieces_.size() < most_cells) pieces_.push_back(piece);
    more = at_ < text_.size() && text_[at_] == separator_;
    if (more) ++at_;
  }
  if (at_ < text_.size()) line_break();
  std::string_view buffer = buffer_;
  for (const Piece& piece : pieces_) row.cells.push_back((piece.unescaped ? buffer : text_).substr(piece.from, piece.size));
  return true;
}

void append_csv_row(std::string& out, std::span<const std::string_view> cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    std::string_view cell = cells[i];
    if (i != 0) out += ',';
    bool marked = starts_formula(without_marks(cell)) && !negative_number(cell);
    bool quoted = std::ranges::any_of(cell, needs_quotes) || (cell.empty() && cells.size() == 1);
    if (quoted) out += '"';
    if (marked) out += '\'';
    if (quoted)
      append_doubling_quotes(out, cell);
    else
      out += cell;
    if (quoted) out += '"';
  }
  out += "\r\n";
}

std::string_view plain_cell(std::string_view cell) {
  return cell.starts_with('\'') && starts_formula(without_marks(cell)) ? cell.substr(1) : cell;
}

}  // namespace gongshi
