#include "ingest/table.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <set>
#include <span>
#include <utility>

#include "base/text.hpp"
#include "ingest/headless_rows.hpp"
#include "ingest/kept_rows.hpp"
#include "ingest/merged_down.hpp"
#include "ingest/row_kinds.hpp"
#include "ingest/table_columns.hpp"

namespace gongshi {
namespace {

constexpr std::size_t places_kept = 20;  // of each kind of skip

/// Sheets of this program's reports in which results are counted, or listed for another reason.
constexpr std::array<std::string_view, 6> report_sheets{"分类汇总", "任务情况", "逾期与未公示", "更正记录", "计划执行", "指标完成情况"};

/// One sheet after the other into records.
class TableReader final : public SheetSink {
 public:
  TableReader(Intake& intake, std::uint32_t number, const Shape& shape, TextPool& pool, const TableRecords& records,
              const TableOptions& options)
      : intake_(intake),
        file_(intake.data.files[number]),
        number_(number),
        shape_(shape),
        records_(records),
        options_(options),
        row_reader_(intake, number, shape, pool, options) {}

  TableReport report;

  bool sheet(const SheetHead& head) override {
    head_ = &head;
    report.sheets.emplace_back().name = head.name;
    sheet_ = &report.sheets.back();
    sheet_->hidden = head.hidden;
    hidden_rows_ = {};
    hidden_parts_ = {};
    headless_ = {};
    bad_header_ = false;
    task_ = {};
    begin_search();
    if (!head.hidden) return true;
    note(Code::sheet_left_out, {head.name, "hidden", "", ""}, 0, 0);
    return false;
  }

  void row(const SheetRow& row) override {
    sheet_->skipped[static_cast<std::size_t>(Skip::blank)] += row.row - sheet_->rows - 1;
    sheet_->rows = row.row;
    if (!too_many_)
      for (const SheetFault& fault : row.faults) report_fault(fault);
    if (sheet_->report) return;
    if (searching_) {
      headless_.look(row);
      if (finder_->hopeless() || !finder_->row_ends_header(row)) return;
      end_search();
      if (sheet_->report) return;
    }
    if (row.hidden) hidden_rows_.add(row.row);
    if (row.hidden_part) hidden_parts_.add(row.row);
    next(row);
  }

  void end_sheet() override {
    if (searching_ && finder_->found()) end_search();
    release();
    if (searching_) without_header_[report.sheets.size() - 1] = std::move(headless_);
    if (searching_ || sheet_->report) {
      std::size_t blank = sheet_->skipped[static_cast<std::size_t>(Skip::blank)];
      sheet_->skipped[static_cast<std::size_t>(Skip::no_table)] += sheet_->rows - blank;
    }
    for (auto [code, rows] : {std::pair(Code::hidden_rows, &hidden_rows_), std::pair(Code::hidden_parts, &hidden_parts_)})
      if (rows->count > 0) note(code, {std::to_string(rows->count), rows->words}, sheet_->header_row, 0);
  }

  /// What is said about the file as a whole.
  void finish() {
    if (report.source.fault) return report_fault(*report.source.fault);
    bool any = std::ranges::any_of(report.sheets, &SheetReport::table);
    if (!any) {
      note(Code::csv_no_header, {required_headers(shape_)}, 1, 1);
      return intake_.not_read(shape_);
    }
    settle_foreign();
    report.header_fault = report.header_fault || row_reader_.two_tasks();
    for (std::size_t i = 0; i < report.sheets.size(); ++i) {
      const SheetReport& sheet = report.sheets[i];
      if (sheet.table || sheet.hidden) continue;
      auto rows = without_header_.find(i);
      if (rows != without_header_.end() && rows->second.go_on(std::span(report.sheets).first(i))) {
        note_in(sheet.name, Code::csv_no_header, {required_headers(shape_)}, 1, 0);
        header_fault();
      } else {
        note_in(sheet.name, Code::sheet_left_out, {sheet.name, "", sheet.report ? "report" : "", ""}, 0, 0);
      }
    }
  }

 private:
  void begin_search() {
    searching_ = true;
    finder_.emplace(shape_, head_->areas);
  }

  void end_search() {
    searching_ = false;
    bool first = !sheet_->table;
    if (first && of_report()) {
      sheet_->report = true;
      return;
    }
    constexpr std::size_t told = 20;
    if (!first && sheet_->earlier.size() < told)
      sheet_->earlier.push_back({sheet_->header_row, sheet_->last_header_row, std::move(sheet_->columns)});
    sheet_->table = true;
    sheet_->header_row = finder_->first_row();
    sheet_->last_header_row = finder_->last_row();
    sheet_->headers.push_back({sheet_->header_row, sheet_->last_header_row});
    sheet_->columns = finder_->columns();
    std::size_t header = finder_->last_row() - finder_->first_row() + 1;
    sheet_->skipped[static_cast<std::size_t>(Skip::header)] += header;
    if (first) {
      skip_above();
      TitleYear title;
      titles_.clear();
      for (const PlacedText& above : finder_->texts_above()) {
        titles_.insert(above.text);
        title.look(above.text);
        task_.look(above.text, above.row, above.column);
      }
      row_reader_.title(title);
    }
    columns_.clear();
    for (const TakenColumn& taken : sheet_->columns) {
      if (columns_.size() <= taken.column) columns_.resize(taken.column + 1);
      columns_[taken.column] = taken.use;
    }
    take_header(first);
    merged_.emplace(head_->areas, columns_.size(), sheet_->last_header_row);
    row_reader_.header(sheet_->name, columns_);
    row_reader_.task(task_);
    if (first && task_.named()) sheet_->task = task_.given();
    remember_places();
  }

  /// Faults of a header that may be none of results wait until it is known whether another sheet has one.
  void take_header(bool first) {
    Diagnostics found;
    bad_header_ = !check_columns(shape_, file_, *sheet_, !options_.task.empty() || task_.named(), found);
    // What is wrong below a column that nobody knows can be said all the same; without one that is needed every row would be wrong.
    readable_ = std::ranges::all_of(
        found.items(), [](const Diagnostic& d) { return d.code == Code::csv_header || catalogue_row(d.code).severity != Severity::error; });
    if (readable_)
      for (const TakenColumn& taken : sheet_->columns) columns_[taken.column].known = true;
    if (first && bad_header_ && lists_no_results(shape_, sheet_->columns)) {
      sheet_->foreign = true;
      return foreign_[report.sheets.size() - 1].take(std::move(found));
    }
    intake_.out.take(std::move(found));
    if (!bad_header_ && !sheet_->foreign) return;
    if (sheet_->foreign) not_foreign(report.sheets.size() - 1);  // a table of results below another one
    header_fault();
  }

  void header_fault() {
    report.header_fault = true;
    intake_.not_read(shape_);
  }

  void not_foreign(std::size_t sheet) {
    report.sheets[sheet].foreign = false;
    intake_.out.take(std::move(foreign_[sheet]));
  }

  /// Foreign sheets beside one of results are left out; without one the file is not what was meant.
  void settle_foreign() {
    bool results = std::ranges::any_of(report.sheets, [](const SheetReport& sheet) { return sheet.table && !sheet.foreign; });
    for (std::size_t i = 0; i < report.sheets.size(); ++i) {
      SheetReport& sheet = report.sheets[i];
      if (!sheet.foreign) continue;
      if (!results) {
        not_foreign(i);
        header_fault();
        continue;
      }
      sheet.skipped[static_cast<std::size_t>(Skip::no_table)] += std::exchange(sheet.refused, 0);
      note_in(sheet.name, Code::sheet_left_out, {sheet.name, "", "", "foreign"}, 0, 0);
    }
  }

  /// Is this such a sheet? Its name says so, and its header has not what a table of results must have.
  bool of_report() const {
    if (std::ranges::find(report_sheets, head_->name) == report_sheets.end()) return false;
    std::vector<TakenColumn> columns = finder_->columns();
    return std::ranges::any_of(shape_.fields, [&](const Field& f) {
      return f.required && f.name != "id" && f.name != "task_id" &&
             std::ranges::none_of(columns, [&](const TakenColumn& taken) { return taken.use.field == &f; });
    });
  }

  void skip_above() {
    std::vector<std::uint32_t> above = finder_->rows_above();
    sheet_->skipped[static_cast<std::size_t>(Skip::above)] += above.size();
    for (std::uint32_t row : above) sheet_->places.emplace_back(Skip::above, row);
  }

  void remember_places() {
    std::vector<TableSheet>& sheets = intake_.data.tables[number_];
    sheets.resize(report.sheets.size());
    TableSheet& places = sheets.back();
    places.name = sheet_->name;
    places.columns.clear();
    for (const TakenColumn& taken : sheet_->columns)
      if (taken.use.field != nullptr) places.columns.emplace_back(taken.use.field->name, taken.column + 1);
  }

  void note(Code code, std::vector<std::string> args, std::uint32_t row, std::uint32_t column) {
    note_in(sheet_ == nullptr ? std::string() : sheet_->name, code, std::move(args), row, column);
  }
  void note_in(const std::string& sheet, Code code, std::vector<std::string> args, std::uint32_t row, std::uint32_t column) {
    Diagnostic d{code, std::move(args)};
    d.place = {file_, sheet, row, column};
    intake_.out.add(std::move(d));
  }

  void report_fault(const SheetFault& fault) {
    using What = SheetFault::What;
    Code code = fault.what == What::unclosed_quote     ? Code::csv_syntax
                : fault.what == What::text_after_quote ? Code::csv_after_quote
                : fault.what == What::not_text         ? Code::table_encoding
                : fault.what == What::mixed_encoding   ? Code::mixed_encoding
                : fault.what == What::limit            ? Code::table_limit
                : fault.what == What::unsupported      ? Code::format_unsupported
                : fault.what == What::encrypted        ? Code::encrypted_file
                                                       : Code::damaged_file;
    note_in(fault.sheet, code, {fault.chinese, fault.english}, fault.row, fault.column);
    intake_.not_read(shape_);
  }

  /// So many that what follows is not looked at; rows count as refused then.
  bool too_many_faults(const SheetRow& row) {
    if (!too_many_ && intake_.out.items().size() - before_ >= most_faults) give_up(row, "问题太多", "it has too many faults");
    return too_many_;
  }

  void give_up(const SheetRow& row, std::string chinese, const std::string& english) {
    std::string number = std::to_string(row.row);
    note(Code::table_limit,
         {std::move(chinese) + "，第 " + number + " 行起没有再看", english + "; no row from " + number + " on was looked at"}, row.row, 0);
    report.header_fault = too_many_ = true;
    intake_.not_read(shape_);
  }

  /// A line that may be the title of a next table waits for what follows it.
  void next(const SheetRow& row) {
    constexpr std::size_t most_titles = 5;
    if (!too_many_ && waits(row)) {
      held_.emplace_back(row);
      if (held_.size() <= most_titles) return;
      body(held_.front().row);
      return held_.pop_front();
    }
    if (!too_many_ && header_again(row)) return;
    release();
    body(row);
  }

  /// One cell is all that a record needs: the name of an object in a library.
  bool whole_alone(const SheetRow& row) const {
    if (row.cells.size() != 1 || row.cells.front().column >= columns_.size()) return false;
    const Field* only = columns_[row.cells.front().column].field;
    return only != nullptr && std::ranges::all_of(shape_.fields, [&](const Field& f) {
             return !f.required || &f == only || f.name == "id" || (f.name == "task_id" && !options_.task.empty());
           });
  }

  bool waits(const SheetRow& row) const {
    constexpr std::size_t few = 3;  // cells
    if (!row.faults.empty() || row.cells.size() > few || whole_alone(row)) return false;
    return may_be_title(row, columns_) || skip_of(row, columns_, shape_, false) == Skip::note;
  }

  /// The lines that waited are no titles.
  void release() {
    for (const HeldRow& held : held_) body(held.row);
    held_.clear();
  }

  /// The lines that waited are those above a header. What ends the table before it (notes, signatures, their day) comes first. True: they
  /// say a year.
  bool take_titles() {
    TitleYear title;
    bool task = false;
    bool again = true;
    bool below = true;
    for (const HeldRow& held : held_) {
      below = below && ends_table(held.row);
      if (below) {
        body(held.row);
        continue;
      }
      skip(Skip::above, held.row.row);
      TitleYear before = title;
      for (const SheetCell& cell : held.row.cells) title.look(cell.text);
      bool names = look_for_task(held.row);
      task = task || names;
      again = again && std::ranges::all_of(held.row.cells, [&](const SheetCell& cell) { return title_again(cell.text); });
      if (title != before || names) sheet_->between.push_back(held.row.row);
    }
    held_.clear();
    if (!task && !again) row_reader_.task(task_ = {});  // another table, and nobody says that it is of the same one
    if (title.named()) row_reader_.title(title);
    return title.named();
  }

  /// What is printed above the table on each page: the first title, `续表`, `第2页`.
  bool title_again(std::string_view cell) const {
    std::string text = in_one_line(trimmed(cell));
    return titles_.contains(text) || text.find("续") != std::string::npos || text.starts_with("第");
  }

  void skip(Skip why, std::uint32_t row) {
    if (++sheet_->skipped[static_cast<std::size_t>(why)] <= places_kept) sheet_->places.emplace_back(why, row);
  }

  void body(const SheetRow& row) {
    if (too_many_faults(row)) {
      ++sheet_->refused;
      return;
    }
    merged_->look(row);
    if (!row.faults.empty()) {
      refuse(row);  // the cells are not what was meant
      return;
    }
    const std::vector<SheetCell>& merged = merged_->cells_for(row.row);
    if (auto why = skip_of(row, columns_, shape_, !merged.empty())) {
      skip(*why, row.row);
      if (*why == Skip::note) line_between(row);
      return;
    }
    if (bad_header_ && !readable_) {
      ++sheet_->refused;
      return;
    }
    void* record = records_.record({number_, table_offset(static_cast<std::uint32_t>(report.sheets.size() - 1), row.row)});
    bool whole = row_reader_.read(record, row, merged);
    if (records_.done(record, whole && !bad_header_))
      ++sheet_->records;
    else if (bad_header_)
      ++sheet_->refused;
    else
      refuse(row);
  }

  void refuse(const SheetRow& row) {
    ++sheet_->refused;
    sheet_->refused_rows.push_back(row.row);
  }

  /// Whether the line names a task; it is that of the rows from here on.
  bool look_for_task(const SheetRow& row) {
    bool named = false;
    for (const SheetCell& cell : row.cells) named = task_.look(cell.text, row.row, cell.column) || named;
    if (named) row_reader_.task(task_);
    return named;
  }

  void line_between(const SheetRow& row) {
    bool says = look_for_task(row);
    for (const SheetCell& cell : row.cells) says = row_reader_.line_between(cell.text) || says;
    if (says) sheet_->between.push_back(row.row);
  }

  /// The header printed once more on a next page, or that of a next table below.
  bool header_again(const SheetRow& row) {
    auto printed_above = [&](const SheetCell& cell) {
      return std::ranges::any_of(sheet_->columns, [&](const TakenColumn& taken) {
        return taken.column == cell.column && taken.header == in_one_line(trimmed(cell.text));
      });
    };
    if (row.cells.size() < 2) return false;
    auto known = [&](const SheetCell& cell) { return header_word(shape_, trimmed(cell.text)); };
    bool words = std::ranges::all_of(row.cells, known);
    bool same = std::ranges::all_of(row.cells, printed_above) || (!words && finder_->is_line(row));
    if (!same && !words) return false;
    bool titled = take_titles();
    if (same) {
      ++sheet_->skipped[static_cast<std::size_t>(Skip::header)];
      keep_repeated(row.row, titled);
      return true;
    }
    constexpr std::size_t most_headers = 1000;
    if (++headers_ > most_headers) return give_up(row, "表头换得太多", "its header changes too often"), ++sheet_->refused, true;
    begin_search();
    finder_->restart_at(row);
    return true;
  }

  /// A header printed once more begins a table with a title of its own where that says a year; the lines below it belong to it.
  void keep_repeated(std::uint32_t row, bool titled) {
    std::vector<HeaderRows>& kept = sheet_->headers;
    if (titled)
      kept.push_back({row, row});
    else if (kept.size() > 1 && kept.back().last + 1 == row)
      kept.back().last = row;
  }

  Intake& intake_;
  std::string file_;
  std::uint32_t number_;
  const Shape& shape_;
  const TableRecords& records_;
  const TableOptions& options_;
  RowReader row_reader_;
  const SheetHead* head_ = nullptr;
  SheetReport* sheet_ = nullptr;  // the last of the report
  std::optional<HeaderFinder> finder_;
  std::optional<MergedDown> merged_;
  std::vector<ColumnUse> columns_;                      // by number; of the header in force
  TitleTask task_;                                      // of the sheet, as far as it was read
  std::set<std::string> titles_;                        // lines above its first table
  std::deque<HeldRow> held_;                            // lines that may be titles, below the last row that was looked at
  HeadlessRows headless_;                               // of the sheet, as long as no header was found
  std::map<std::size_t, HeadlessRows> without_header_;  // by sheet
  NamedRows hidden_rows_, hidden_parts_;                // of the sheet
  bool searching_ = true, bad_header_ = false;
  bool readable_ = true;                             // … and its rows may be looked at
  std::map<std::size_t, Diagnostics> foreign_{};     // by sheet: faults of headers that may be none of results
  std::size_t before_ = intake_.out.items().size();  // diagnostics of other files
  std::size_t headers_ = 0;                          // that were other ones than before
  bool too_many_ = false;
};

}  // namespace

TableReport read_table(Intake& intake, std::uint32_t number, std::string_view bytes, const Shape& shape, TextPool& pool,
                       const TableRecords& records, const TableOptions& options) {
  TableReader reader(intake, number, shape, pool, records, options);
  reader.report.source = read_sheets(bytes, reader);
  reader.finish();
  return std::move(reader.report);
}

}  // namespace gongshi
