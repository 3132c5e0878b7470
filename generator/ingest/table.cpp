#include "ingest/table.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "base/text.hpp"
#include "formats/cell_list.hpp"
#include "formats/value_check.hpp"
#include "formats/xlsx_text.hpp"
#include "ingest/merged_down.hpp"
#include "ingest/row_kinds.hpp"

namespace gongshi {
namespace {

constexpr std::size_t places_kept = 20;  // of each kind of skip

/// Sheets of this program's reports in which results are counted, or listed for another reason.
constexpr std::array<std::string_view, 5> report_sheets{"分类汇总", "任务情况", "逾期与未公示", "更正记录", "计划执行"};

bool is_code(const Field& field) {
  constexpr std::array<std::string_view, 4> codes{"object_code", "code", "former_codes", "number"};
  return field.format == Format::id || std::ranges::find(codes, field.name) != codes.end();
}

/// One sheet after the other into records.
class TableReader final : public SheetSink {
 public:
  TableReader(Intake& intake, std::uint32_t number, const Shape& shape, TextPool& pool, const TableRecords& records,
              const TableOptions& options)
      : intake_(intake),
        file_(intake.data.files[number]),
        number_(number),
        shape_(shape),
        pool_(pool),
        records_(records),
        options_(options) {
    for (const Task& task : intake.data.tasks) {
      task_ids_.insert(task.id);
      if (!task.number.empty()) tasks_.emplace(folded(task.number), task.id);
    }
  }

  TableReport report;

  bool sheet(const SheetHead& head) override {
    head_ = &head;
    report.sheets.emplace_back().name = head.name;
    sheet_ = &report.sheets.back();
    sheet_->hidden = head.hidden;
    hidden_rows_ = 0;
    bad_header_ = false;
    begin_search();
    if (!head.hidden) return true;
    note(Code::sheet_left_out, {head.name, "hidden", ""}, 0, 0);
    return false;
  }

  void row(const SheetRow& row) override {
    sheet_->skipped[static_cast<std::size_t>(Skip::blank)] += row.row - sheet_->rows - 1;
    sheet_->rows = row.row;
    if (!too_many_)
      for (const SheetFault& fault : row.faults) report_fault(fault);
    if (sheet_->report) return;
    if (searching_) {
      if (finder_->hopeless() || !finder_->row_ends_header(row)) return;
      end_search();
      if (sheet_->report) return;
    }
    if (row.hidden) ++hidden_rows_;
    body(row);
  }

  void end_sheet() override {
    if (searching_ && finder_->found()) end_search();
    if (searching_ || sheet_->report) {
      std::size_t blank = sheet_->skipped[static_cast<std::size_t>(Skip::blank)];
      sheet_->skipped[static_cast<std::size_t>(Skip::no_table)] += sheet_->rows - blank;
    }
    if (hidden_rows_ > 0) note(Code::hidden_rows, {std::to_string(hidden_rows_)}, sheet_->header_row, 0);
  }

  /// What is said about the file as a whole.
  void finish() {
    if (report.source.fault) return report_fault(*report.source.fault);
    bool any = std::ranges::any_of(report.sheets, &SheetReport::table);
    if (!any) {
      note(Code::csv_no_header, {required_headers()}, 1, 1);
      return intake_.not_read(shape_);
    }
    for (const SheetReport& sheet : report.sheets)
      if (!sheet.table && !sheet.hidden) note_in(sheet.name, Code::sheet_left_out, {sheet.name, "", sheet.report ? "report" : ""}, 0, 0);
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
    sheet_->table = true;
    sheet_->header_row = finder_->first_row();
    sheet_->last_header_row = finder_->last_row();
    sheet_->columns = finder_->columns();
    std::size_t header = finder_->last_row() - finder_->first_row() + 1;
    sheet_->skipped[static_cast<std::size_t>(Skip::header)] += header;
    if (first) skip_above();
    title_ = {};
    for (const std::string& text : finder_->texts_above()) title_.look(text);
    columns_.clear();
    own_ = std::ranges::any_of(sheet_->columns, [](const TakenColumn& taken) { return taken.use.own; });
    for (const TakenColumn& taken : sheet_->columns) {
      if (columns_.size() <= taken.column) columns_.resize(taken.column + 1);
      columns_[taken.column] = taken.use;
    }
    bad_header_ = !place_columns();
    report.header_fault = report.header_fault || bad_header_;
    if (bad_header_) intake_.not_read(shape_);
    merged_.emplace(head_->areas, columns_.size(), sheet_->last_header_row);
    remember_places();
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

  bool place_columns() {
    bool good = true;
    std::vector<const Field*> seen;
    for (const TakenColumn& taken : sheet_->columns) {
      const ColumnUse& use = taken.use;
      const Field* holds = use.part != nullptr ? use.part : use.field;
      auto at = taken.column + 1;
      if (holds != nullptr && std::ranges::find(seen, holds) != seen.end()) {
        note(Code::duplicate_key, {taken.header, "table"}, sheet_->last_header_row, at);
        good = false;
      }
      if (holds != nullptr) seen.push_back(holds);
      if (use.dropped || use.inspectors)
        note(Code::column_dropped, {taken.header, counted(use) ? "counted" : ""}, sheet_->last_header_row, at);
      if (use.left_out) note(Code::column_left_out, {taken.header}, sheet_->last_header_row, at);
      if (!use.known) {
        note(Code::csv_header, {taken.header, known_headers(), list_argument(headers_like(shape_, taken.header))}, sheet_->last_header_row,
             at);
        good = false;
      }
    }
    for (const Field& f : shape_.fields) {
      if (!f.required || f.name == "id" || std::ranges::find(seen, &f) != seen.end()) continue;
      if (f.name == "task_id" && !options_.task.empty()) continue;
      note(Code::csv_header_missing, {std::string(f.header), f.name == "task_id" ? "--task" : ""}, sheet_->last_header_row, 1);
      good = false;
    }
    return good;
  }

  bool counted(const ColumnUse& column) const { return column.inspectors && shape_.find("inspector_count") != nullptr; }

  std::string known_headers() const {
    std::vector<std::string_view> out;
    for (const Field& f : shape_.fields)
      if (!f.header.empty()) out.push_back(f.header);
    return list_argument(out);
  }

  std::string required_headers() const {
    std::vector<std::string_view> out;
    for (const Field& f : shape_.fields)
      if (f.required && f.name != "id") out.push_back(f.header);
    return list_argument(out);
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

  void body(const SheetRow& row) {
    if (too_many_faults(row)) {
      ++sheet_->refused;
      return;
    }
    if (header_again(row)) return;
    merged_->look(row);
    if (!row.faults.empty()) {
      ++sheet_->refused;  // the cells are not what was meant
      return;
    }
    if (auto why = skip_of(row, columns_, shape_)) {
      std::size_t& count = sheet_->skipped[static_cast<std::size_t>(*why)];
      if (++count <= places_kept) sheet_->places.emplace_back(*why, row.row);
      return;
    }
    if (bad_header_) {
      ++sheet_->refused;
      return;
    }
    void* record = records_.record({number_, table_offset(static_cast<std::uint32_t>(report.sheets.size() - 1), row.row)});
    bool whole = read_row(record, row);
    ++(records_.done(record, whole) ? sheet_->records : sheet_->refused);
  }

  /// The header printed once more on a next page, or that of a next table below.
  bool header_again(const SheetRow& row) {
    auto printed_above = [&](const SheetCell& cell) {
      return std::ranges::any_of(sheet_->columns, [&](const TakenColumn& taken) {
        return taken.column == cell.column && taken.header == in_one_line(trimmed(cell.text));
      });
    };
    if (row.cells.size() < 2) return false;
    bool same = std::ranges::all_of(row.cells, printed_above);
    auto known = [&](const SheetCell& cell) { return header_word(shape_, trimmed(cell.text)); };
    if (!same && !std::ranges::all_of(row.cells, known)) return false;
    if (same) {
      ++sheet_->skipped[static_cast<std::size_t>(Skip::header)];
      return true;
    }
    constexpr std::size_t most_headers = 1000;
    if (++headers_ > most_headers) return give_up(row, "表头换得太多", "its header changes too often"), ++sheet_->refused, true;
    begin_search();
    finder_->restart_at(row);
    return true;
  }

  void fault(Code code, const Field& field, std::size_t column, std::vector<std::string> args) {
    Diagnostic d{code, std::move(args)};
    d.field = field.name;
    d.place = {file_, sheet_->name, row_, static_cast<std::uint32_t>(column + 1)};
    intake_.out.add(std::move(d));
    whole_ = false;
  }

  /// Whether it is without fault; the diagnostics of a row get the id that it gives.
  bool read_row(void* record, const SheetRow& row) {
    std::size_t before = intake_.out.items().size();
    if (fill(record, row)) return true;
    const Field* id = shape_.find("id");
    std::string_view given = id == nullptr ? std::string_view{} : id->text(record);
    for (std::size_t i = before; i < intake_.out.items().size(); ++i) intake_.out.items()[i].record = given;
    given.empty() ? intake_.not_read(shape_) : intake_.not_read(shape_, given);
    return false;
  }

  bool fill(void* record, const SheetRow& row) {
    whole_ = true;
    row_ = row.row;
    filled_.assign(columns_.size(), false);
    reported_ = !own_ || cell_for("published_via", row) != nullptr;
    for (const SheetCell& cell : row.cells) take(record, cell);
    for (const SheetCell& cell : merged_->cells_for(row.row))
      if (!filled_[cell.column]) take(record, cell);
    complete_task(record);
    for (const Field& f : shape_.fields) {
      if (f.required && f.name != "id" && !f.present(record) && !filled(f))
        fault(Code::missing_key, f, column_of(f), {std::string(f.header)});
      if (f.kind == Kind::object && f.present(record)) complete_object(f, f.item(record, 0));
    }
    return whole_;
  }

  /// What an object must have, such as the day of a reply, where a column of its own is for that.
  void complete_object(const Field& field, const void* object) {
    if (!whole_) return;
    for (const Field& f : field.shape().fields)
      if (f.required && !f.present(object)) fault(Code::missing_key, field, column_of(field), {std::string(f.meaning)});
  }

  const SheetCell* cell_for(std::string_view field, const SheetRow& row) const {
    auto found = std::ranges::find_if(
        row.cells, [&](const SheetCell& cell) { return cell.column < columns_.size() && columns_[cell.column].is(field); });
    return found == row.cells.end() ? nullptr : &*found;
  }

  bool filled(const Field& field) const {
    std::size_t c = column_of(field);
    return c < filled_.size() && filled_[c];
  }

  void take(void* record, const SheetCell& cell) {
    std::size_t c = cell.column;
    if (c >= columns_.size() || !columns_[c].known) return refuse_beyond_header(cell);
    filled_[c] = true;
    const ColumnUse& column = columns_[c];
    if (column.inspectors) count_inspectors(record, cell.text);
    if (column.field == nullptr) return;
    if (!reported_ && column.is("published_on")) return;  // the day of this site, not one that was reported
    const Field& field = *column.field;
    if (cell.kind == CellKind::error) return fault(Code::cell_error, field, c, {shown(cell.text)});
    if (cell.kind == CellKind::uncalculated) return fault(Code::formula_uncalculated, field, c, {});
    if (was_cut(cell.text))
      return fault(Code::bad_format, field, c,
                   {shown(cell.text), "这段文字写不进一个格子，写出时截断了；请从 JSON 数据里取全文",
                    "the text was cut when it was written, because no cell holds it; take the whole one from the JSON data"});
    if (auto hidden = forbidden_beside_returns(cell.text)) return fault(Code::bad_character, field, c, {code_point_name(*hidden)});
    column.part == nullptr ? put(record, field, cell) : put_part(field.open(record), *column.part, cell);
  }

  void put_part(void* object, const Field& field, const SheetCell& cell) {
    std::string held;
    field.kind == Kind::date ? put_date(object, field, cell) : field.set_text(object, pool_.keep(text_of(cell, held)));
  }

  /// What a cell says, without the carriage returns of its line breaks; in `held` where it had to be made.
  static std::string_view text_of(const SheetCell& cell, std::string& held) {
    std::string_view text = trimmed(cell.text);
    if (cell.kind == CellKind::number || cell.kind == CellKind::date) return held = shown_text(cell);
    if (text.find('\r') == std::string_view::npos) return text;
    held = text;
    std::erase(held, '\r');
    return held;
  }

  std::optional<char32_t> forbidden_beside_returns(std::string_view text) {
    if (text.find('\r') == std::string_view::npos) return forbidden_character(trimmed(text));
    returns_ = text;
    std::erase(returns_, '\r');
    return forbidden_character(trimmed(returns_));
  }

  /// What stands there was pushed out by a comma without quotes: the cells before it are not what their headers say. Or it is a remark
  /// beside the table, of which nobody knows what it means.
  void refuse_beyond_header(const SheetCell& cell) {
    if (!whole_) return;
    Diagnostic d{Code::wrong_type,
                 {shown(cell.text), "空格子（表头在这里没有列，前面的逗号可能没有加引号）",
                  "nothing (the header has no column here; a comma before it may lack its quotes)"}};
    d.place = {file_, sheet_->name, row_, cell.column + 1};
    intake_.out.add(std::move(d));
    whole_ = false;
  }

  std::size_t column_of(const Field& field) const {
    auto found = std::ranges::find(columns_, &field, &ColumnUse::field);
    return static_cast<std::size_t>(found - columns_.begin());
  }

  void count_inspectors(void* record, std::string_view cell) const {
    if (const Field* count = shape_.find("inspector_count")) count->set_number(record, static_cast<std::int64_t>(count_names(cell)));
  }

  void put(void* record, const Field& field, const SheetCell& cell) {
    std::size_t c = cell.column;
    if (field.kind == Kind::date) return put_date(record, field, cell);
    if (is_code(field)) return put_code(record, field, cell);
    std::string held;
    std::string_view text = text_of(cell, held);
    switch (field.kind) {
      case Kind::text:
        put_text(record, field, text);
        break;
      case Kind::texts:
        for (const std::string& part : parts_of(text)) field.set_text(record, pool_.intern(part));
        break;
      case Kind::choice:
        put_choice(record, field, text, c);
        break;
      case Kind::integer:
        put_integer(record, field, text, c);
        break;
      case Kind::object:
        put_object(record, field, text, c);
        break;
      default:
        fault(Code::wrong_type, field, c,
              {shown(text), "JSON 文件里的一项，不能写在表格里", "this in a JSON file: it cannot stand in a table"});
    }
  }

  void put_date(void* record, const Field& field, const SheetCell& cell) {
    if (cell.kind == CellKind::date) return field.set_number(record, cell.date - Date{});
    std::string_view text = trimmed(cell.text);
    DateReading reading = read_date(text, title_.year());
    switch (reading.why) {
      case DateReading::Why::good:
        return field.set_number(record, reading.date - Date{});
      case DateReading::Why::two_readings:
        return fault(cell.kind == CellKind::number ? Code::date_as_number : Code::date_two_readings, field, cell.column, {shown(text)});
      case DateReading::Why::no_year:
        return fault(Code::date_without_year, field, cell.column, {shown(text)});
      default:
        return fault(cell.kind == CellKind::number ? Code::date_as_number : Code::bad_date, field, cell.column,
                     {shown(text), names_two_days(text) ? "days" : ""});
    }
  }

  void put_code(void* record, const Field& field, const SheetCell& cell) {
    if (field.kind == Kind::texts) {
      for (const std::string& part : parts_of(cell.text)) {
        SheetCell one = cell;
        one.text = part;
        if (auto code = plain_code(one))
          field.set_text(record, pool_.intern(*code));
        else
          return fault(Code::digits_lost, field, cell.column, {shown(cell.text)});
      }
      return;
    }
    auto code = plain_code(cell);
    if (!code) return fault(Code::digits_lost, field, cell.column, {shown(cell.text)});
    if (field.name == "task_id") return put_task(record, field, cell.column, *code);
    put_text(record, field, *code);
  }

  /// A task by its id, or by the number that its document has.
  void put_task(void* record, const Field& field, std::size_t column, std::string_view given) {
    if (!options_.task.empty() && given != options_.task) {
      auto numbered = tasks_.find(folded(given));
      if (numbered != tasks_.end() && numbered->second == options_.task) return;
      if (other_task_.empty()) {
        other_task_ = given;
        note(Code::task_replaced, {std::string(given), std::string(options_.task)}, row_, static_cast<std::uint32_t>(column + 1));
      } else if (other_task_ != given) {
        fault(Code::two_tasks, field, column, {std::string(given), other_task_, std::string(options_.task)});
      }
      return;
    }
    auto numbered = task_ids_.contains(given) ? tasks_.end() : tasks_.find(folded(given));
    put_text(record, field, numbered == tasks_.end() ? given : numbered->second);
  }

  void complete_task(void* record) {
    if (options_.task.empty()) return;
    if (const Field* task = shape_.find("task_id")) task->set_text(record, options_.task);
  }

  void put_text(void* record, const Field& field, std::string_view cell) {
    constexpr std::size_t repeats = 64;  // what is longer is seldom written twice
    if (field.format == Format::id && field.name == "id" && !valid_id(cell)) {
      shape_.find("number")->set_text(record, pool_.keep(cell));
      return;
    }
    field.set_text(record, cell.size() <= repeats ? pool_.intern(cell) : pool_.keep(cell));
  }

  void put_integer(void* record, const Field& field, std::string_view cell, std::size_t c) {
    if (cell.ends_with(".0")) cell.remove_suffix(2);
    constexpr std::size_t longest = 10;
    if (!cell.empty() && cell.size() < longest && std::ranges::all_of(cell, [](char x) { return x >= '0' && x <= '9'; }))
      field.set_number(record, std::stoll(std::string(cell)));
    else
      fault(Code::wrong_type, field, c, {shown(cell), "整数", "a whole number"});
  }

  void put_choice(void* record, const Field& field, std::string_view cell, std::size_t c) {
    auto choices = field.choices();
    for (std::size_t i = 1; i < choices.size(); ++i)
      if (choices[i].label == cell || choices[i].key == cell) {
        field.set_number(record, static_cast<std::int64_t>(i));
        return;
      }
    std::vector<std::string_view> labels;
    for (const Choice& choice : choices.subspan(1)) labels.push_back(choice.label);
    fault(Code::not_in_choices, field, c, {shown(cell), joined(nearest(cell, labels, 1), ""), list_argument(labels)});
  }

  /// A text with a date in brackets at its end: the reply of the inspected, with its day. Other objects: their text alone.
  void put_object(void* record, const Field& field, std::string_view cell, std::size_t c) {
    const Shape& shape = field.shape();
    const Field* text = shape.find("text");
    const Field* on = shape.find("on");
    if (text == nullptr)
      return fault(Code::wrong_type, field, c,
                   {shown(cell), "JSON 文件里的一项，不能写在表格里", "this in a JSON file: it cannot stand in a table"});
    if (on != nullptr && !has_column_for(*on)) {
      std::size_t open = std::max(cell.rfind("（") + 1, cell.rfind('(') + 1);  // 0: none
      std::string_view day = open == 0 ? std::string_view{} : cell.substr(open - 1);
      for (std::string_view bracket : {"（", "）", "(", ")"}) {
        if (day.starts_with(bracket)) day.remove_prefix(bracket.size());
        if (day.ends_with(bracket)) day.remove_suffix(bracket.size());
      }
      auto date = table_date(trimmed(day));
      if (!date)
        return fault(Code::bad_format, field, c,
                     {shown(cell), "末尾用括号写明日期，如：已完成整改（2024-06-03）",
                      "end it with its date in brackets, like 已完成整改（2024-06-03）"});
      void* inner = field.open(record);
      text->set_text(inner, pool_.keep(trimmed(cell.substr(0, open - 1))));
      on->set_number(inner, *date - Date{});
      return;
    }
    text->set_text(field.open(record), pool_.keep(cell));
  }

  bool has_column_for(const Field& part) const { return std::ranges::find(columns_, &part, &ColumnUse::part) != columns_.end(); }

  Intake& intake_;
  std::string file_;
  std::uint32_t number_;
  const Shape& shape_;
  TextPool& pool_;
  const TableRecords& records_;
  const TableOptions& options_;
  std::unordered_map<std::string, std::string_view> tasks_;  // id by folded number
  std::unordered_set<std::string_view> task_ids_;
  std::string other_task_;
  const SheetHead* head_ = nullptr;
  SheetReport* sheet_ = nullptr;  // the last of the report
  std::optional<HeaderFinder> finder_;
  std::optional<MergedDown> merged_;
  TitleYear title_;
  std::vector<ColumnUse> columns_;  // by number; of the header in force
  std::vector<bool> filled_;        // of the row: there was something
  std::string returns_;
  std::size_t hidden_rows_ = 0;
  std::uint32_t row_ = 0;
  bool searching_ = true, bad_header_ = false, whole_ = true;
  std::size_t before_ = intake_.out.items().size();  // diagnostics of other files
  std::size_t headers_ = 0;                          // that were other ones than before
  bool too_many_ = false;
  bool own_ = false;      // a table of this program
  bool reported_ = true;  // of the row: its day of publication is one in another system
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
