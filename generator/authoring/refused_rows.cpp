#include "authoring/refused_rows.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "authoring/cell_copy.hpp"
#include "authoring/remarks.hpp"
#include "base/disk.hpp"
#include "base/failure.hpp"
#include "ingest/merged_down.hpp"
#include "ingest/results.hpp"

namespace gongshi {
namespace {

using Remarks = std::map<std::string, CellMarks>;

class RefusedSink final : public SheetSink {
 public:
  RefusedSink(Workbook& book, const TableReport& report, const Remarks& remarks) : book_(book), report_(report), remarks_(remarks) {}

  bool sheet(const SheetHead& head) override {
    report_of_sheet_ = number_ < report_.sheets.size() ? &report_.sheets[number_] : nullptr;
    ++number_;
    if (report_of_sheet_ == nullptr || report_of_sheet_->refused_rows.empty() || report_of_sheet_->headers.empty()) return false;
    head_ = &head;
    auto remarks = remarks_.find(head.name);
    sheet_ = &book_.add_sheet(head.name.empty() ? "表格" : head.name);
    constexpr double width = 14;
    constexpr std::size_t columns = 30;
    sheet_->widths(std::vector<double>(columns, width));
    copy_.emplace(*sheet_, report_of_sheet_, remarks == remarks_.end() ? nullptr : &remarks->second, comments_);
    header_ = 0;
    next_ = shift_ = 0;
    area_ = 0;
    joined_.clear();
    merged_.reset();
    return true;
  }

  void row(const SheetRow& row) override {
    const std::vector<HeaderRows>& headers = report_of_sheet_->headers;
    if (row.row > report_of_sheet_->refused_rows.back()) return;
    if (header_ < headers.size() && row.row >= headers[header_].first) begin_header(headers[header_]);
    if (!merged_ || row.row <= header_end_) return put_above(row);
    merged_->look(row);
    bool between = std::ranges::binary_search(report_of_sheet_->between, row.row);
    if (!between && !std::ranges::binary_search(report_of_sheet_->refused_rows, row.row)) return;
    copy_->row(next_++, between ? row : with_merged(row));
  }
  void end_sheet() override {}

 private:
  /// A table: what is above the first one keeps its rows.
  void begin_header(const HeaderRows& header) {
    shift_ = header_++ == 0 ? 0 : header.first - 1 - next_;
    header_end_ = header.last;
    next_ = header.last - shift_;
    merged_.emplace(head_->areas, copied_columns, header.last);
  }
  /// A line of the header, or above the first one.
  void put_above(const SheetRow& row) {
    join(row.row, merged_ ? header_end_ : report_of_sheet_->headers.front().last);
    copy_->row(row.row - 1 - shift_, row);
  }

  /// The merged cells that begin in a row and end in the header. Such as lie over each other are left out.
  void join(std::uint32_t row, std::uint32_t last) {
    for (; area_ < head_->areas.size() && head_->areas[area_].row <= row; ++area_) {
      const SheetArea& area = head_->areas[area_];
      bool over = std::ranges::any_of(joined_, [&](const SheetArea& other) {
        return area.row <= other.last_row && other.row <= area.last_row && area.column <= other.last_column &&
               other.column <= area.last_column;
      });
      constexpr std::size_t most = 1000;
      if (area.row != row || area.last_row > last || area.last_column >= copied_columns || over || joined_.size() == most) continue;
      joined_.push_back(area);
      sheet_->join({area.row - shift_, area.last_row - shift_, area.column, area.last_column});
    }
  }

  /// The row with what the cells above say in it, where it says nothing itself.
  const SheetRow& with_merged(const SheetRow& row) {
    whole_ = row;
    for (const SheetCell& cell : merged_->cells_for(row.row)) {
      auto at = std::ranges::lower_bound(whole_.cells, cell.column, {}, &SheetCell::column);
      if (at == whole_.cells.end() || at->column != cell.column) whole_.cells.insert(at, cell);
    }
    return whole_;
  }

  Workbook& book_;
  const TableReport& report_;
  const Remarks& remarks_;
  std::size_t number_ = 0;
  std::size_t comments_ = most_comments;
  const SheetHead* head_ = nullptr;
  const SheetReport* report_of_sheet_ = nullptr;
  Sheet* sheet_ = nullptr;
  std::optional<CellCopy> copy_;
  std::optional<MergedDown> merged_;  // below a header
  SheetRow whole_;
  std::size_t area_ = 0;  // the next one of the sheet
  std::vector<SheetArea> joined_;
  std::size_t header_ = 0;  // the next one
  std::uint32_t header_end_ = 0;
  std::uint32_t shift_ = 0;  // rows that the header stands higher than it did
  std::uint32_t next_ = 0;   // row to be written, from 0
};

}  // namespace

std::filesystem::path write_refused_rows(const std::filesystem::path& folder, const std::string& name, const ImportedRows& table,
                                         Date day) {
  auto bytes = disk::read(std::filesystem::path(table.path));
  if (!bytes) throw Failure(std::string(table.path) + ": it is gone");
  Remarks remarks = remarks_at_cells(table.path, table.diagnostics);
  Workbook book({.title = "没有导入的行", .author = "", .company = "", .created = day}, {}, true);
  RefusedSink sink(book, table.report, remarks);
  read_sheets(*bytes, sink);
  Sheet& about = book.add_sheet("标注说明");
  about.widths(std::vector<double>{90});
  about.text(0, 0, "这里只有没有导入的行。黄色的格子有问题，鼠标移到格子上可以看到原因和改法。", note_cell);
  about.text(1, 0,
             "在这个文件里改正，保存后再导入这个文件（原来加了 --task "
             "的，这次也加上），最后把它删去。标题和表头不要删：只写了月日的日期，年份从标题里取。",
             note_cell);
  about.text(2, 0, "原表里向下合并的单元格，已经把内容写进每一行。", note_cell);
  StringSink file;
  book.write_to(file);
  for (unsigned number = 1;; ++number) {
    std::filesystem::path out = folder / (name + refused_ending(number));
    auto there = disk::read(out);
    if (there == file.bytes) return out;
    if (there) continue;
    disk::replace(out, file.bytes);
    return out;
  }
}

}  // namespace gongshi
