#include "formats/table/xlsx_sheet.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "base/text.hpp"
#include "formats/package/xml_reader.hpp"
#include "formats/table/cell_build.hpp"
#include "formats/table/cell_name.hpp"
#include "formats/table/merged_cells.hpp"
#include "formats/table/xlsx_book.hpp"

namespace gongshi {
namespace {

/// 1900 has a 29 February in workbooks (60), which is no day; those from 1904 begin with 0.
std::optional<Date> serial_date(double serial, bool from_1904) {
  constexpr double last = 401'768;  // 2999-12-31
  if (!std::isfinite(serial) || serial < (from_1904 ? 0 : 1) || serial > last) return std::nullopt;
  int day = static_cast<int>(std::floor(serial));
  if (from_1904) return Date(1904, 1, 1) + day;
  if (day == 60) return std::nullopt;
  return Date(1899, 12, day < 60 ? 31 : 30) + day;
}

class Rows final : public XmlEvents {
 public:
  Rows(const XlsxBook& book, std::uint64_t& shared, std::size_t file_bytes, SheetSink& sink)
      : book_(book), sink_(sink), shared_(shared), file_bytes_(file_bytes) {}
  XmlReader* reader = nullptr;  ///< that feeds it

  /// Bytes that come now. A sheet that goes on and on without anything in it is stopped.
  void expect(std::size_t bytes) {
    bytes_ += bytes;
    if (bytes_ > SheetLimits::blank_bytes + content_)
      stop({true, "空行或空单元格太多；请删去表格下面和右边的空行、空列再保存",
            "there are too many blank rows or cells; delete those below and beside the table and save it again"});
  }

  void start(std::string_view name, XmlAttributes a) override {
    if (name == "c")
      begin_cell(a);
    else if (name == "v" || (name == "t" && !reading_))
      inside_ = in_cell_;
    else if (name == "f")
      formula_ = true;
    else if (name == "rPh")
      reading_ = true;
    else if (name == "row")
      begin_row(a);
  }
  void end(std::string_view name) override {
    if (name == "v" || name == "t")
      inside_ = false;
    else if (name == "c")
      end_cell();
    else if (name == "rPh")
      reading_ = false;
    else if (name == "row")
      end_row();
  }
  void text(std::string_view piece) override {
    if (!inside_) return;
    if (value_.size() + piece.size() > SheetLimits::cell_bytes) return stop({true, "有一格内容过长", "a cell in it is too long"});
    value_ += piece;
  }

 private:
  void stop(XmlStop why) { reader->stop(std::move(why)); }

  void begin_row(XmlAttributes a) {
    if (in_row_) return stop({false, "一行写在另一行里面", "a row in it stands inside of a row"});
    in_row_ = true;
    std::uint32_t number = build_.row.row + 1;
    if (auto r = a.find("r")) {
      auto [end, error] = std::from_chars(r->data(), r->data() + r->size(), number);
      if (error != std::errc() || end != r->data() + r->size()) number = 0;
    }
    if (number <= build_.row.row || number > SheetLimits::rows)
      return stop({false, "行号不是递增的，或者超过 1048576", "its row numbers do not rise, or go beyond 1,048,576"});
    auto hidden = a.find("hidden");
    build_.begin(number, hidden && (*hidden == "1" || *hidden == "true"));
    next_column_ = 0;
  }
  void end_row() {
    in_row_ = false;
    if (!build_.finish()) return stop({true, "有一行内容过长，或者一格写了两次", "a row in it is too long, or has a cell twice"});
    for (const SheetCell& cell : build_.row.cells) content_ += SheetLimits::blank_share + 16 * cell.text.size();
    if (!build_.row.cells.empty()) sink_.row(build_.row);
  }

  void begin_cell(XmlAttributes a) {
    if (!in_row_) return;
    if (in_cell_) return stop({false, "一格写在另一格里面", "a cell in it stands inside of a cell"});
    in_cell_ = true;
    formula_ = false;
    value_.clear();
    column_ = next_column_;
    if (auto r = a.find("r")) {
      if (auto name = cell_name(*r))
        column_ = name->column;
      else
        stop(
            {false, "单元格地址“" + std::string(r->substr(0, 20)) + "”不对", "there is no cell \"" + std::string(r->substr(0, 20)) + "\""});
    }
    if (column_ >= SheetLimits::columns) stop({false, "超过 16384 列", "it has more than 16,384 columns"});
    next_column_ = column_ + 1;
    type_ = a.find("t").value_or("n");
    style_ = 0;
    std::string_view s = a.find("s").value_or("0");
    std::from_chars(s.data(), s.data() + s.size(), style_);
  }

  void end_cell() {
    if (!std::exchange(in_cell_, false)) return;
    if (value_.empty() && formula_ && type_ != "str") return put(CellKind::uncalculated, "");
    if (type_ == "s") return shared();
    if (type_ == "inlineStr" || type_ == "str") return put(CellKind::text, unescaped_text(value_));
    if (value_.empty()) return;
    if (type_ == "b") return build_.boolean(column_, value_);
    if (type_ == "e") return put(CellKind::error, value_);
    if (type_ == "d") {
      auto day = Date::parse(std::string_view(value_).substr(0, 10));
      return day ? build_.date(column_, *day, {}, value_) : put(CellKind::text, value_);
    }
    number();
  }
  void put(CellKind kind, std::string_view text) { build_.add(column_, kind, text); }

  void shared() {
    std::size_t index = 0;
    auto [end, error] = std::from_chars(value_.data(), value_.data() + value_.size(), index);
    if (error != std::errc() || end != value_.data() + value_.size() || index >= book_.shared.size())
      return stop({false, "引用了不存在的共享文字", "it refers to a shared text that it does not have"});
    shared_ += book_.shared[index].size();
    if (shared_ > SheetLimits::ratio_from && shared_ / SheetLimits::shared_ratio > file_bytes_)
      return stop({true, "共享文字重复得不正常（压缩炸弹）", "it repeats shared texts beyond all measure (a zip bomb)"});
    put(CellKind::text, book_.shared[index]);
  }

  void number() {
    static const NumberLook plain;
    const NumberLook& look = style_ < book_.styles.size() ? book_.styles[style_] : plain;
    if (look.kind == NumberLook::Kind::date || look.kind == NumberLook::Kind::time) {
      double serial = 0;
      auto [end, error] = std::from_chars(value_.data(), value_.data() + value_.size(), serial);
      constexpr double longest = 1e6;  // days
      bool read = error == std::errc() && end == value_.data() + value_.size();
      if (read && look.kind == NumberLook::Kind::time && serial >= 0 && serial < longest) return build_.time(column_, serial, look.elapsed);
      if (auto day = read ? serial_date(serial, book_.from_1904) : std::nullopt) return build_.date(column_, *day, look, value_);
    }
    build_.number(column_, look, value_);
  }

  const XlsxBook& book_;
  SheetSink& sink_;
  std::uint64_t& shared_;  // bytes that shared texts came to, in all sheets
  std::size_t file_bytes_;
  RowBuild build_;
  std::string value_, type_;
  std::size_t style_ = 0;
  std::uint64_t bytes_ = 0, content_ = 0;  // of the sheet so far; what its content allows
  std::uint32_t column_ = 0, next_column_ = 0;
  bool in_row_ = false, in_cell_ = false, inside_ = false, reading_ = false, formula_ = false;
};

std::optional<SheetFault> fault_of(const ZipReader& zip, const XmlReader& reader, const std::string& sheet) {
  std::optional<SheetFault> fault = zip.fault();
  if (!fault && reader.stopped()) {
    const XmlStop& stop = *reader.stopped();
    fault = SheetFault{stop.limit ? SheetFault::What::limit : SheetFault::What::damaged, stop.chinese, stop.english};
  }
  if (fault) fault->sheet = sheet;
  return fault;
}

std::optional<SheetFault> read_sheet(ZipReader& zip, const XlsxBook& book, const XlsxBook::Sheet& sheet, std::uint64_t& shared,
                                     std::size_t file_bytes, SheetSink& sink) {
  if (!zip.holds(sheet.part)) return SheetFault{SheetFault::What::damaged, "缺少 " + sheet.part, sheet.part + " is missing", sheet.name};
  std::optional<SheetFault> wrong;
  SheetHead head{sheet.name, sheet.hidden, read_merged_cells(zip, sheet.part, wrong)};
  if (wrong) {
    wrong->sheet = sheet.name;
    return wrong;
  }
  if (!sink.sheet(head)) return std::nullopt;
  Rows rows(book, shared, file_bytes, sink);
  XmlReader reader(rows);
  rows.reader = &reader;
  zip.read(sheet.part, [&](std::string_view piece) {
    rows.expect(piece.size());
    return reader.feed(piece);
  });
  if (!zip.fault() && !reader.stopped()) reader.feed("", true);
  auto fault = fault_of(zip, reader, sheet.name);
  if (!fault) sink.end_sheet();
  return fault;
}

}  // namespace

std::optional<SheetFault> read_xlsx(std::string_view bytes, SheetSink& sink) {
  ZipReader zip(bytes);
  std::optional<SheetFault> fault;
  auto book = read_xlsx_book(zip, fault);
  if (!book) return fault;
  std::uint64_t shared = 0;
  for (const XlsxBook::Sheet& sheet : book->sheets)
    if (auto wrong = read_sheet(zip, *book, sheet, shared, bytes.size(), sink)) return wrong;
  return std::nullopt;
}

}  // namespace gongshi
