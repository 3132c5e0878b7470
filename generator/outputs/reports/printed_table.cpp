#include "outputs/reports/printed_table.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "formats/text/display_width.hpp"

namespace gongshi {
namespace {

constexpr double narrowest = 7;
constexpr double widest = 42;
constexpr double points_of_a_line = 16;
constexpr double page = 132;  ///< half-width characters that an A4 page on its side holds without being made smaller
constexpr double least_of_wide = 16;

std::string in_lines(const CellValues& values) {
  std::string out;
  for (const std::string& value : values) {
    if (!out.empty()) out += '\n';
    out += value;
  }
  return out;
}

double total(const std::vector<double>& widths) { return std::accumulate(widths.begin(), widths.end(), 0.0); }

/// The widest columns give until the page holds all: their texts take more lines, and the print need not be made smaller.
void fit_page(std::vector<double>& widths) {
  for (double most = widest; most > least_of_wide && total(widths) > page; --most)
    for (double& width : widths) width = std::min(width, most);
}

class TableSheet {
 public:
  TableSheet(Sheet& sheet, const PrintedTable& table) : sheet_(sheet), table_(table) {
    for (const Column& column : table.columns) {
      std::vector<std::string> cells;
      for (std::size_t row = 0; row < table.rows; ++row) cells.push_back(in_lines(table.cell(row, column.key)));
      double width = std::max(narrowest, display_width(column.header) + 2);
      for (const std::string& cell : cells) width = std::max(width, std::min(widest, display_width(cell) + 2));
      columns_.push_back(&column);
      cells_.push_back(std::move(cells));
      widths_.push_back(std::min(width, widest));
    }
    fit_page(widths_);
    total_width_ = total(widths_);
  }

  void write() {
    auto columns = static_cast<std::uint16_t>(std::max<std::size_t>(columns_.size(), 1));
    sheet_.widths(widths_);
    sheet_.print_title(table_.document);
    sheet_.title(0, table_.title, columns);
    sheet_.merge(1, 0, 1, static_cast<std::uint16_t>(columns - 1), table_.source, note_cell);
    std::uint32_t row = columns_.empty() ? 2 : heads(2);
    row = body(row);
    remarks(row, columns);
  }

 private:
  std::uint32_t heads(std::uint32_t row) {
    bool two = std::ranges::any_of(columns_, [](const Column* c) { return !c->group.empty(); });
    std::uint32_t last = two ? row + 1 : row;
    for (std::size_t c = 0; c < columns_.size();) {
      std::size_t end = c + 1;
      const Column& column = *columns_[c];
      if (column.group.empty()) {
        sheet_.merge(row, at(c), last, at(c), column.header, header_cell);
      } else {
        while (end < columns_.size() && columns_[end]->group == column.group) ++end;
        sheet_.merge(row, at(c), row, at(end - 1), column.group, header_cell);
        for (std::size_t i = c; i < end; ++i) sheet_.text(last, at(i), columns_[i]->header, header_cell);
      }
      c = end;
    }
    double lines = 1;
    for (std::size_t c = 0; c < columns_.size(); ++c) lines = std::max(lines, lines_of(columns_[c]->header, widths_[c] - 1));
    sheet_.height(last, lines * points_of_a_line + 3);
    sheet_.table(row, last, at(columns_.size()));
    return last + 1;
  }

  /// Entries whose column is merged and empty belong to the cell above.
  std::uint32_t body(std::uint32_t first) {
    std::size_t rows = table_.rows;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      bool merged = merged_column(c);
      for (std::size_t r = 0; r < rows;) {
        std::size_t end = r + 1;
        while (merged && end < rows && cells_[c][end].empty()) ++end;
        cell(static_cast<std::uint32_t>(first + r), static_cast<std::uint32_t>(first + end - 1), c, cells_[c][r]);
        r = end;
      }
    }
    for (std::size_t r = 0; r < rows; ++r) sheet_.height(static_cast<std::uint32_t>(first + r), height(r));
    sheet_.end_table();
    return static_cast<std::uint32_t>(first + rows);
  }

  void cell(std::uint32_t row, std::uint32_t last, std::size_t c, const std::string& text) {
    CellStyle style = columns_[c]->key == "number" ? CellStyle{.centred = true, .code = true} : wrapped_cell;
    if (text.empty() && row == last)
      sheet_.blank(row, at(c), style);
    else
      sheet_.merge(row, at(c), last, at(c), text, style);
  }

  /// Excel does not work out the height of a row with merged cells; a merged cell counts with its share.
  double height(std::size_t row) const {
    double most = 1;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      bool merged = merged_column(c);
      std::size_t top = row;
      while (merged && top > 0 && cells_[c][top].empty()) --top;
      std::size_t end = top + 1;
      while (merged && end < cells_[c].size() && cells_[c][end].empty()) ++end;
      most = std::max(most, std::ceil(lines_of(cells_[c][top], widths_[c] - 1) / static_cast<double>(end - top)));
    }
    return std::min(400.0, most * points_of_a_line + 3);
  }

  void remarks(std::uint32_t row, std::uint16_t columns) {
    for (const std::string& text : table_.remarks) {
      sheet_.height(row, std::min(400.0, lines_of(text, std::max(20.0, total_width_ - 2)) * points_of_a_line + 3));
      sheet_.merge(row, 0, row, static_cast<std::uint16_t>(columns - 1), text, note_cell);
      ++row;
    }
  }

  bool merged_column(std::size_t c) const { return std::ranges::find(table_.merged, columns_[c]->key) != table_.merged.end(); }
  static std::uint16_t at(std::size_t column) { return static_cast<std::uint16_t>(column); }

  Sheet& sheet_;
  const PrintedTable& table_;
  std::vector<const Column*> columns_;
  std::vector<std::vector<std::string>> cells_;  // by column
  std::vector<double> widths_;
  double total_width_ = 0;
};

}  // namespace

void write_printed_table(Sheet& sheet, const PrintedTable& table) { TableSheet(sheet, table).write(); }

std::string revision_text(const Revision& revision) {
  return "修订　" + (revision.on ? revision.on->chinese() + "：" : std::string()) + std::string(revision.note);
}

}  // namespace gongshi
