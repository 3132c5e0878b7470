// SpreadsheetML 2003: the XML that Excel 2002 brought and that many systems still export, mostly under the name .xls.
#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "base/text.hpp"
#include "formats/package/xml_reader.hpp"
#include "formats/table/cell_build.hpp"
#include "formats/table/sheet_file.hpp"
#include "formats/table/xlsx_book.hpp"

namespace gongshi {
namespace {

std::uint32_t number_or(std::optional<std::string_view> text, std::uint32_t otherwise) {
  std::uint32_t value = 0;
  if (!text) return otherwise;
  auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  return error == std::errc() && end == text->data() + text->size() ? value : otherwise;
}

/// How its styles show numbers. They stand before the sheets.
class Styles {
 public:
  void begin(XmlAttributes a) {
    if (looks_.size() >= SheetLimits::styles) return;
    NumberLook parent = look(a.find("Parent").value_or(""));
    at_ = &(looks_[std::string(a.find("ID").value_or(""))] = parent);
  }
  void format(std::string_view code) {
    if (at_ == nullptr) return;
    bool named = code.ends_with(" Date") || code.ends_with(" Time");  // `Short Date`: with all that a day has
    *at_ = code == "Percent" ? look_of("0.00%") : named ? NumberLook{} : look_of(code);
  }
  void end() { at_ = nullptr; }
  const NumberLook& look(std::string_view id) const {
    static const NumberLook plain;
    auto found = looks_.find(id);
    return found == looks_.end() ? plain : found->second;
  }

 private:
  std::map<std::string, NumberLook, std::less<>> looks_;
  NumberLook* at_ = nullptr;  // of the style that is being read
};

/// One pass over the file. The first one collects the heads: whether a sheet is hidden, and what is merged, stands after its rows begin.
class Pass final : public XmlEvents {
 public:
  Pass(std::vector<SheetHead>& heads, SheetSink* sink) : heads_(heads), sink_(sink) {}
  XmlReader* reader = nullptr;

  void start(std::string_view name, XmlAttributes a) override {
    if (name == "Worksheet")
      begin_sheet(a);
    else if (name == "Row")
      begin_row(a);
    else if (name == "Cell")
      begin_cell(a);
    else if (name == "Comment")
      comment_ = true;
    else if (name == "Data" && !comment_)
      begin_data(a);
    else if (name == "Visible")
      visible_ = true;
    else if (name == "Style")
      styles_.begin(a);
    else if (name == "NumberFormat")
      styles_.format(a.find("Format").value_or(""));
  }

  void end(std::string_view name) override {
    if (name == "Worksheet")
      end_sheet();
    else if (name == "Row")
      end_row();
    else if (name == "Cell")
      end_cell();
    else if (name == "Comment")
      comment_ = false;
    else if (name == "Data")
      inside_ = false;
    else if (name == "Visible")
      visible_ = false;
    else if (name == "Style")
      styles_.end();
  }

  void text(std::string_view piece) override {
    if (visible_ && sink_ == nullptr && !heads_.empty() && piece.starts_with("Sheet")) heads_.back().hidden = true;
    if (!inside_) return;
    if (value_.size() + piece.size() > SheetLimits::cell_bytes) return stop({true, "有一格内容过长", "a cell in it is too long"});
    value_ += piece;
  }

 private:
  void stop(XmlStop why) { reader->stop(std::move(why)); }

  void begin_sheet(XmlAttributes a) {
    if (in_sheet_ || in_row_) return stop({false, "一张工作表写在另一张里面", "a sheet in it stands inside of a sheet"});
    in_sheet_ = true;
    row_ = 0;
    if (sink_ == nullptr) {
      if (heads_.size() >= SheetLimits::sheets) return stop({true, "工作表太多", "it has too many sheets"});
      heads_.push_back({std::string(utf8_prefix(a.find("Name").value_or(""), SheetLimits::name_bytes)), false, {}});
    } else {
      wanted_ = sheet_ < heads_.size() && sink_->sheet(heads_[sheet_]);
      ++sheet_;
    }
  }
  void end_sheet() {
    in_sheet_ = false;
    if (sink_ == nullptr && !heads_.empty())
      std::ranges::sort(heads_.back().areas, {}, [](const SheetArea& area) { return std::pair(area.row, area.column); });
    if (sink_ != nullptr && wanted_) sink_->end_sheet();
    wanted_ = false;
  }

  void begin_row(XmlAttributes a) {
    if (in_row_) return stop({false, "一行写在另一行里面", "a row in it stands inside of a row"});
    if (!in_sheet_) return stop({false, "有一行不在任何工作表里", "a row in it is outside of any sheet"});
    in_row_ = true;
    std::uint32_t number = number_or(a.find("Index"), row_ + 1);
    if (number <= row_ || number > SheetLimits::rows)
      return stop({false, "行号不是递增的，或者超过 1048576", "its row numbers do not rise, or go beyond 1,048,576"});
    row_ = number;
    next_column_ = 0;
    build_.begin(row_, a.find("Hidden") == "1");
    row_look_ = &styles_.look(a.find("StyleID").value_or(""));
  }
  void end_row() {
    in_row_ = false;
    if (!build_.finish()) return stop({true, "有一行内容过长，或者一格写了两次", "a row in it is too long, or has a cell twice"});
    if (wanted_ && !build_.row.cells.empty()) sink_->row(build_.row);
  }

  void begin_cell(XmlAttributes a) {
    if (in_cell_) return stop({false, "一格写在另一格里面", "a cell in it stands inside of a cell"});
    std::uint32_t index = number_or(a.find("Index"), next_column_ + 1);
    std::uint32_t across = number_or(a.find("MergeAcross"), 0);
    std::uint32_t down = number_or(a.find("MergeDown"), 0);
    if (index == 0 || index > SheetLimits::columns || across > SheetLimits::columns - index || down > SheetLimits::rows - row_ || !in_row_)
      return stop({false, "单元格超出表格的范围", "a cell in it is outside of any sheet"});
    column_ = index - 1;
    next_column_ = index + across;
    if (sink_ == nullptr && across + down > 0 && !heads_.empty()) {
      if (heads_.back().areas.size() >= SheetLimits::areas) return stop({true, "合并的单元格太多", "it has too many merged cells"});
      heads_.back().areas.push_back({row_, row_ + down, column_, column_ + across});
    }
    formula_ = a.find("Formula").has_value();
    auto style = a.find("StyleID");
    look_ = style ? &styles_.look(*style) : row_look_;
    in_cell_ = true;
    value_.clear();
    type_.clear();
  }
  void begin_data(XmlAttributes a) {
    inside_ = in_cell_;
    type_ = a.find("Type").value_or("String");
  }
  void end_cell() {
    if (!std::exchange(in_cell_, false)) return;
    if (value_.empty() && formula_ && type_ != "String") return put(CellKind::uncalculated, "");
    constexpr std::string_view no_day = "1899-12-31T";  // a time alone
    if (type_ == "DateTime" && value_.starts_with(no_day)) return put(CellKind::text, std::string_view(value_).substr(no_day.size(), 5));
    if (type_ == "DateTime") {
      if (auto day = Date::parse(std::string_view(value_).substr(0, 10))) return build_.date(column_, *day, *look_, value_);
    }
    if (type_ == "Number") return build_.number(column_, *look_, value_);
    if (type_ == "Boolean") return build_.boolean(column_, value_);
    put(type_ == "Error" ? CellKind::error : CellKind::text, value_);
  }
  void put(CellKind kind, std::string_view text) { build_.add(column_, kind, text); }

  std::vector<SheetHead>& heads_;
  SheetSink* sink_;  // null: the first pass
  RowBuild build_;
  Styles styles_;
  const NumberLook* row_look_ = &styles_.look("");
  const NumberLook* look_ = row_look_;
  std::string value_, type_;
  std::size_t sheet_ = 0;
  std::uint32_t row_ = 0, column_ = 0, next_column_ = 0;
  bool wanted_ = false, in_sheet_ = false, in_row_ = false, comment_ = false, visible_ = false, in_cell_ = false, inside_ = false,
       formula_ = false;
};

}  // namespace

std::optional<SheetFault> read_spreadsheetml(std::string_view text, SheetSink& sink) {
  std::vector<SheetHead> heads;
  for (SheetSink* to : {static_cast<SheetSink*>(nullptr), &sink}) {
    Pass pass(heads, to);
    XmlReader reader(pass, true);
    pass.reader = &reader;
    if (!reader.feed(trimmed(text), true)) {
      const XmlStop& stop = *reader.stopped();
      return SheetFault{stop.limit ? SheetFault::What::limit : SheetFault::What::damaged, stop.chinese, stop.english,
                        heads.empty() ? "" : heads.back().name};
    }
  }
  return std::nullopt;
}

}  // namespace gongshi
