#include "authoring/marked_workbook.hpp"

#include <map>
#include <optional>

#include "authoring/cell_copy.hpp"
#include "authoring/remarks.hpp"
#include "base/disk.hpp"
#include "base/failure.hpp"

namespace gongshi {
namespace {

using Remarks = std::map<std::string, CellMarks>;

struct Pieces final : Sink {
  explicit Pieces(const disk::TakePiece& to) : take(to) {}
  const disk::TakePiece& take;
  void write(std::string_view bytes) override { take(bytes); }
};

/// Not a failure of the machine: it is to be done another way.
struct NotInPlace {};

bool mark_in_place(const std::filesystem::path& out, std::string_view bytes, const Remarks& remarks) {
  try {
    disk::replace_in_pieces(out, [&](const disk::TakePiece& take) {
      Pieces pieces(take);
      if (!mark_workbook(bytes, remarks, pieces)) throw NotInPlace();
    });
  } catch (const NotInPlace&) {
    return false;
  }
  return true;
}

class CopyingSink final : public SheetSink {
 public:
  CopyingSink(Workbook& book, const TableReport& report, const Remarks& remarks) : book_(book), report_(report), remarks_(remarks) {}

  bool sheet(const SheetHead& head) override {
    auto remarks = remarks_.find(head.name);
    const SheetReport* report = number_ < report_.sheets.size() ? &report_.sheets[number_] : nullptr;
    ++number_;
    sheet_ = &book_.add_sheet(head.name.empty() ? "表格" : head.name);
    constexpr double width = 14;
    constexpr std::size_t columns = 30;
    sheet_->widths(std::vector<double>(columns, width));
    if (head.hidden) sheet_->hide();
    copy_.emplace(*sheet_, report, remarks == remarks_.end() ? nullptr : &remarks->second, comments_);
    return true;
  }
  void row(const SheetRow& row) override {
    if (row.hidden) sheet_->hide_row(row.row - 1);
    copy_->row(row.row - 1, row);
  }
  void end_sheet() override {}

 private:
  Workbook& book_;
  const TableReport& report_;
  const Remarks& remarks_;
  std::size_t number_ = 0;
  std::size_t comments_ = most_comments;
  Sheet* sheet_ = nullptr;
  std::optional<CellCopy> copy_;
};

void write_anew(const std::filesystem::path& out, std::string_view bytes, const TableReport& report, const Remarks& remarks, Date day) {
  Workbook book({.title = "导入时发现的问题", .author = "", .company = "", .created = day}, {}, true);
  CopyingSink sink(book, report, remarks);
  read_sheets(bytes, sink);
  Sheet& about = book.add_sheet("标注说明");
  about.widths(std::vector<double>{90});
  about.text(0, 0, "黄色的格子有问题，鼠标移到格子上可以看到原因和改法。", note_cell);
  about.text(1, 0,
             "本文件按原表的内容重新写成：文字、数字和日期照旧，颜色、公式和合并单元格没有保留。请在原表里改正，再导入原表。问题很多时，只"
             "有前一万个格子写了原因。",
             note_cell);
  StringSink file;
  book.write_to(file);
  disk::replace(out, file.bytes);
}

}  // namespace

bool write_marked_workbook(const std::filesystem::path& out, const ImportedRows& table, Date day) {
  auto bytes = disk::read(std::filesystem::path(table.path));
  if (!bytes) throw Failure(std::string(table.path) + ": it is gone");
  Remarks remarks = remarks_at_cells(table.path, table.diagnostics);
  if (table.report.source.format == SheetFormat::xlsx && mark_in_place(out, *bytes, remarks)) return true;
  write_anew(out, *bytes, table.report, remarks, day);
  return false;
}

}  // namespace gongshi
