#include "authoring/marked_workbook.hpp"

#include <algorithm>
#include <map>

#include "base/disk.hpp"
#include "base/failure.hpp"
#include "base/text.hpp"
#include "formats/value_check.hpp"
#include "formats/xlsx_writer.hpp"

namespace gongshi {
namespace {

constexpr std::uint32_t widest = 256;  // columns that are repeated

struct Bytes final : Sink {
  std::string all;
  void write(std::string_view bytes) override { all += bytes; }
};

/// What is said about cells of a row: column from 0 → words.
using Remarks = std::map<std::uint32_t, std::string>;

/// No cell may hold what the reader itself would refuse to write.
std::string printable(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = next_character(text, at);
    if (c == '\n' || c == '\t' || c >= 0x20) append_character(out, c);
  }
  return out;
}

bool looks_like_code(std::string_view text) {
  constexpr std::size_t shortest = 12;
  return text.size() >= shortest && std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); });
}

class MarkingSink final : public SheetSink {
 public:
  MarkingSink(Workbook& book, const MarkedTable& table, Language language) : book_(book), table_(table) {
    for (const Diagnostic& d : table.diagnostics.items()) {
      if (d.place.file != table.path || d.place.line == 0 || catalogue_row(d.code).severity == Severity::note) continue;
      std::string words = code_name(d.code) + " " + message_of(d, language);
      if (std::string hint = hint_of(d, language); !hint.empty()) words += "\n→ " + hint;
      std::string& said = remarks_[{d.place.sheet, d.place.line}][d.place.column == 0 ? 0 : d.place.column - 1];
      said += (said.empty() ? "" : "\n") + words;
    }
  }

  bool sheet(const SheetHead& head) override {
    name_ = head.name;
    report_ = number_ < table_.report.sheets.size() ? &table_.report.sheets[number_] : nullptr;
    ++number_;
    if (table_.only != nullptr && (head.hidden || report_ == nullptr || report_->refused == 0)) return false;
    sheet_ = &book_.add_sheet(head.name.empty() ? "表格" : head.name);
    std::vector<double> widths(30, 14);
    sheet_->widths(widths);
    next_ = 0;
    return true;
  }

  void row(const SheetRow& row) override {
    auto found = remarks_.find({name_, row.row});
    if (table_.only != nullptr && !wanted(row.row, found != remarks_.end())) return;
    std::uint32_t at = table_.only != nullptr ? next_++ : row.row - 1;
    Remarks none;
    const Remarks& remarks = found == remarks_.end() ? none : found->second;
    auto remark = remarks.begin();
    for (const SheetCell& cell : row.cells) {
      for (; remark != remarks.end() && remark->first < cell.column; ++remark) mark_blank(at, *remark);
      bool marked = remark != remarks.end() && remark->first == cell.column;
      if (cell.column < widest) put(at, cell, marked);
      if (marked) comment(at, *remark++);
    }
    for (; remark != remarks.end(); ++remark) mark_blank(at, *remark);
  }
  void end_sheet() override {}

 private:
  bool wanted(std::uint32_t row, bool remarked) const {
    bool header = report_->table && row >= report_->header_row && row <= report_->last_header_row;
    return header || (remarked && row > report_->last_header_row) ||
           table_.only->contains(table_offset(static_cast<std::uint32_t>(number_ - 1), row));
  }

  void put(std::uint32_t at, const SheetCell& cell, bool marked) {
    CellStyle style{.border = false, .marked = marked};
    auto column = static_cast<std::uint16_t>(cell.column);
    bool whole = cell.kind == CellKind::number && cell.text.size() <= 15 && !cell.percent &&
                 cell.text.find_first_not_of("0123456789") == std::string_view::npos;
    if (cell.kind == CellKind::date)
      sheet_->date(at, column, cell.date, style);
    else if (whole)
      sheet_->integer(at, column, std::stoll(std::string(cell.text)), style);
    else
      sheet_->text(at, column, printable(cell.percent ? shown_text(cell) : std::string(cell.text)),
                   {.border = false, .marked = marked, .code = looks_like_code(cell.text)});
  }
  void mark_blank(std::uint32_t at, const Remarks::value_type& remark) {
    if (remark.first >= widest) return;
    sheet_->blank(at, static_cast<std::uint16_t>(remark.first), {.border = false, .marked = true});
    comment(at, remark);
  }
  void comment(std::uint32_t at, const Remarks::value_type& remark) {
    if (remark.first < widest) sheet_->comment(at, static_cast<std::uint16_t>(remark.first), printable(remark.second));
  }

  Workbook& book_;
  const MarkedTable& table_;
  std::map<std::pair<std::string, std::uint32_t>, Remarks> remarks_;
  const SheetReport* report_ = nullptr;
  Sheet* sheet_ = nullptr;
  std::string name_;
  std::size_t number_ = 0;
  std::uint32_t next_ = 0;
};

}  // namespace

void write_marked_workbook(const std::filesystem::path& out, const MarkedTable& table, Language language, Date day) {
  auto bytes = disk::read(std::filesystem::path(table.path));
  if (!bytes) throw Failure(std::string(table.path) + ": it is gone");
  Workbook book({.title = table.only != nullptr ? "没有导入的行" : "导入时发现的问题", .author = "", .company = "", .created = day}, {},
                true);
  MarkingSink sink(book, table, language);
  read_sheets(*bytes, sink);
  Sheet& about = book.add_sheet("标注说明");
  about.widths(std::vector<double>{90});
  about.text(0, 0, "黄色的格子有问题，鼠标移到格子上可以看到原因和改法。", note_cell);
  about.text(1, 0, "本文件按原表的内容重新写成：文字、数字和日期照旧，颜色、公式和合并单元格没有保留。请在原表里改正，再导入原表。",
             note_cell);
  Bytes file;
  book.write_to(file);
  disk::replace(out, file.all);
}

}  // namespace gongshi
