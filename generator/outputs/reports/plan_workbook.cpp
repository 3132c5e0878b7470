// plans/ID.xlsx: the annexes of a plan as they are printed, a sheet each: columns in their order, one or two header rows, cells that
// go on over several rows, remarks below.
#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "formats/view_digest.hpp"
#include "formats/xlsx_writer.hpp"
#include "outputs/data/workbook.hpp"
#include "outputs/files.hpp"
#include "outputs/grid.hpp"
#include "outputs/kinds.hpp"
#include "outputs/links.hpp"

namespace gongshi {
namespace {

constexpr double narrowest = 7;
constexpr double widest = 42;
constexpr double points_of_a_line = 15;

std::string text_of(const PlanEntry& entry, std::string_view key) {
  std::string out;
  for (const std::string& value : cell_values(entry, key)) {
    if (!out.empty()) out += '\n';
    out += value;
  }
  return out;
}

class SectionSheet {
 public:
  SectionSheet(Sheet& sheet, const Plan& plan, const PlanSection& section, Date as_of)
      : sheet_(sheet), plan_(plan), section_(section), as_of_(as_of) {
    for (const Column& column : section.columns) {
      std::vector<std::string> cells;
      for (const PlanEntry& entry : section.entries) cells.push_back(text_of(entry, column.key));
      double width = std::max(narrowest, display_width(column.header) + 2);
      for (const std::string& cell : cells) width = std::max(width, std::min(widest, display_width(cell) + 2));
      columns_.push_back(&column);
      cells_.push_back(std::move(cells));
      widths_.push_back(std::min(width, widest));
      total_width_ += widths_.back();
    }
  }

  void write() {
    auto columns = static_cast<std::uint16_t>(std::max<std::size_t>(columns_.size(), 1));
    sheet_.widths(widths_);
    sheet_.print_title(plan_.title);
    sheet_.title(0, section_.title, columns);
    sheet_.merge(1, 0, 1, static_cast<std::uint16_t>(columns - 1), source(), note_cell);
    std::uint32_t row = columns_.empty() ? 2 : heads(2);
    row = body(row);
    remarks(row, columns);
  }

 private:
  /// Issuer, number and day of the document.
  std::string source() const {
    std::string out(plan_.issuer);
    std::string issued = plan_.issued_on ? plan_.issued_on->chinese() : "";
    for (std::string_view part : {plan_.document_number, std::string_view(issued)})
      if (!part.empty()) out += (out.empty() ? "" : "　") + std::string(part);
    return out;
  }

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
    sheet_.table(row, last, at(columns_.size()));
    return last + 1;
  }

  /// Entries whose column is merged and empty belong to the cell above.
  std::uint32_t body(std::uint32_t first) {
    std::size_t rows = section_.entries.size();
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      bool merged = std::ranges::find(section_.merged, columns_[c]->key) != section_.merged.end();
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
      bool merged = std::ranges::find(section_.merged, columns_[c]->key) != section_.merged.end();
      std::size_t top = row;
      while (merged && top > 0 && cells_[c][top].empty()) --top;
      std::size_t end = top + 1;
      while (merged && end < cells_[c].size() && cells_[c][end].empty()) ++end;
      most = std::max(most, std::ceil(lines_of(cells_[c][top], widths_[c] - 1) / static_cast<double>(end - top)));
    }
    return std::min(400.0, most * points_of_a_line + 3);
  }

  void remarks(std::uint32_t row, std::uint16_t columns) {
    auto note = [&](std::string_view text) {
      sheet_.height(row, std::min(400.0, lines_of(text, std::max(20.0, total_width_ - 2)) * points_of_a_line + 3));
      sheet_.merge(row, 0, row, static_cast<std::uint16_t>(columns - 1), text, note_cell);
      ++row;
    };
    for (std::string_view text : section_.remarks) note(text);
    for (const Revision& revision : plan_.revisions)
      if (revision.on && *revision.on <= as_of_) note("修订　" + revision.on->chinese() + "：" + std::string(revision.note));
  }

  static std::uint16_t at(std::size_t column) { return static_cast<std::uint16_t>(column); }

  Sheet& sheet_;
  const Plan& plan_;
  const PlanSection& section_;
  Date as_of_;
  std::vector<const Column*> columns_;
  std::vector<std::vector<std::string>> cells_;  // by column
  std::vector<double> widths_;
  double total_width_ = 0;
};

Date newest_fact(const Assessment& site, const Plan& plan) {
  Date newest = plan.published_on.value_or(plan.issued_on.value_or(site.newest_fact));
  for (const Revision& revision : plan.revisions)
    if (revision.on && *revision.on <= site.as_of) newest = std::max(newest, *revision.on);
  return newest;
}

void write_plan(const Assessment& site, const Plan& plan, Sink& out) {
  Workbook book(workbook_info(site, std::string(plan.title), newest_fact(site, plan)));
  for (const PlanSection& section : plan.sections) {
    // `附件1　……` gives a short name; others go by their kind.
    std::string_view first = section.title.substr(0, section.title.find("　"));
    bool annex = first.size() < section.title.size() && characters(first) <= 8;
    std::string_view name = annex ? first : choices_of<SectionKind>()[static_cast<std::size_t>(section.kind)].label;
    SectionSheet(book.add_sheet(name), plan, section, site.as_of).write();
  }
  book.write_to(out);
}

}  // namespace

void add_plan_workbooks(const Assessment& site, OutputPlan& plan) {
  std::vector<StreamFile> files;
  for (const Plan* of : site.plans) {
    StreamFile file;
    file.path = links::plan_workbook(of->id);
    file.depends = [&site, of](QuickHasher& hasher) {
      hasher.add_part(site.site->organisation.name);
      hasher.add_part(static_cast<std::uint64_t>(newest_fact(site, *of) - Date{}));
      hash_view(Plan::shape(), of, hasher);
    };
    file.write = [&site, of](Sink& out) { write_plan(site, *of, out); };
    files.push_back(std::move(file));
  }
  plan.add(std::make_unique<StreamKind>("plan-workbooks", true, std::move(files)));
}

}  // namespace gongshi
