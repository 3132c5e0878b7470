#include "ingest/table_row.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/text.hpp"
#include "formats/json/value_check.hpp"
#include "formats/table/cell_list.hpp"
#include "formats/table/xlsx_text.hpp"
#include "ingest/inspector_count.hpp"
#include "ingest/table_values.hpp"
#include "model/no_code.hpp"

namespace gongshi {
namespace {

constexpr std::size_t longest_short = 1000;  // bytes of a name, a code, a day, a wording

/// A column in which whole sentences stand, or lists.
bool long_text(const Field& field) {
  bool text = field.kind == Kind::text || field.kind == Kind::texts || field.kind == Kind::object;
  constexpr std::array<std::string_view, 8> names{"id", "number", "task_id", "object_name", "name", "object_code", "code", "result"};
  return text && std::ranges::find(names, field.name) == names.end();
}

bool is_code(const Field& field) {
  constexpr std::array<std::string_view, 4> codes{"object_code", "code", "former_codes", "number"};
  return field.format == Format::id || std::ranges::find(codes, field.name) != codes.end();
}

/// GB 32100 knows no lower case: in a table it is the same code, and the same result.
bool is_credit_code(const Field& field, std::string_view code) {
  constexpr std::size_t length = 18;
  return (field.name == "object_code" || field.name == "code") && code.size() == length &&
         std::ranges::all_of(code, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

bool is_name(const Field& field) {
  constexpr std::array<std::string_view, 3> names{"object_name", "name", "department"};
  return std::ranges::find(names, field.name) != names.end();
}

/// 重点监管, 一般监管对象: so are the classes called in 获嘉 2023 (分为重点监管、一般监管和特殊监管).
std::string_view supervision_word(std::string_view cell) {
  for (std::string_view end : {"监管对象", "监管"})
    if (cell.size() > end.size() && cell.ends_with(end)) return cell.substr(0, cell.size() - end.size());
  return cell;
}

}  // namespace

struct RowReader::State {
  State(Intake& intake, std::uint32_t number, const Shape& shape, TextPool& pool, const TableOptions& options)
      : intake_(intake), file_(intake.data.files[number]), shape_(shape), pool_(pool), options_(options) {
    for (const Task& task : intake.data.tasks) {
      task_ids_.insert(task.id);
      if (!task.number.empty()) tasks_.emplace(folded(task.number), task.id);
    }
  }

  bool line_between(std::string_view text) {
    TitleYear before = title_;
    title_.look(text);
    return title_ != before;
  }
  void title(const TitleYear& title) { title_ = title; }
  void task(const TitleTask& task) { titled_ = task; }
  bool two_tasks() const { return two_tasks_; }
  void header(std::string sheet, std::vector<ColumnUse> columns) {
    sheet_ = std::move(sheet);
    columns_ = std::move(columns);
    own_ = std::ranges::any_of(columns_, &ColumnUse::own);
  }

  /// Whether it is without fault; the diagnostics of a row get the id that it gives.
  bool read(void* record, const SheetRow& row, const std::vector<SheetCell>& merged) {
    std::size_t before = intake_.out.items().size();
    if (fill(record, row, merged)) return true;
    const Field* id = shape_.find("id");
    std::string_view given = id == nullptr ? std::string_view{} : id->text(record);
    for (std::size_t i = before; i < intake_.out.items().size(); ++i) intake_.out.items()[i].record = given;
    given.empty() ? intake_.not_read(shape_) : intake_.not_read(shape_, given);
    return false;
  }

 private:
  /// Row from 1, column from 0.
  struct CellAt {
    std::uint32_t row = 0, column = 0;
  };

  void fault(Code code, const Field& field, std::size_t column, std::vector<std::string> args) {
    Diagnostic d{code, std::move(args)};
    d.field = field.name;
    d.place = {file_, sheet_, row_, static_cast<std::uint32_t>(column + 1)};
    intake_.out.add(std::move(d));
    whole_ = false;
  }

  bool fill(void* record, const SheetRow& row, const std::vector<SheetCell>& merged) {
    whole_ = true;
    inspectors_.begin_row();
    row_ = row.row;
    now_ = &row;
    filled_.assign(columns_.size(), false);
    reported_ = !own_ || cell_for("published_via", row) != nullptr;
    for (const SheetCell& cell : row.cells) take(record, cell);
    for (const SheetCell& cell : merged)
      if (!filled_[cell.column]) take(record, cell);
    set_inspectors(record);
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
    if (c == 0 && !columns_.empty() && !columns_[0].known && counts_rows(cell.text)) return;
    if (c >= columns_.size() || !columns_[c].known) return refuse_beyond_header(cell);
    filled_[c] = true;
    const ColumnUse& column = columns_[c];
    if (column.inspectors) {
      if (column.joined && (names_nothing(cell) || says_no_code(trimmed(cell.text)))) return refuse_beyond_header(cell);
      inspectors_.add(c, cell.text);
    }
    if (column.field == nullptr) return;
    if (!reported_ && column.is("published_on")) return;  // the day of this site, not one that was reported
    const Field& field = *column.field;
    if (cell.kind == CellKind::error || (!own_ && says_error(cell.text))) return fault(Code::cell_error, field, c, {shown(cell.text)});
    if (cell.kind == CellKind::uncalculated) return fault(Code::formula_uncalculated, field, c, {});
    if (was_cut(cell.text))
      return fault(Code::bad_format, field, c,
                   {shown(cell.text), "这段文字写不进一个格子，写出时截断了；请从 JSON 数据里取全文",
                    "the text was cut when it was written, because no cell holds it; take the whole one from the JSON data"});
    if (cell.text.size() > longest_short && !long_text(field))
      return fault(Code::bad_format, field, c, {shown(cell.text), "这一列的格子最多 1000 字节", "at most 1,000 bytes in this column"});
    if (!own_ && says_ditto(cell.text))
      return fault(Code::bad_format, field, c, {shown(cell.text), "写出内容，不写“同上”", "write what it is in place of a ditto"});
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
    Diagnostic d{Code::headless_cell,
                 {shown(cell.kind == CellKind::number || cell.kind == CellKind::date ? shown_text(cell) : std::string(cell.text))}};
    d.place = {file_, sheet_, row_, cell.column + 1};
    intake_.out.add(std::move(d));
    whole_ = false;
  }

  std::size_t column_of(const Field& field) const {
    auto found = std::ranges::find(columns_, &field, &ColumnUse::field);
    return static_cast<std::size_t>(found - columns_.begin());
  }

  /// Where 检查人数 does not say it.
  void set_inspectors(void* record) const {
    const Field* count = shape_.find("inspector_count");
    if (count != nullptr && inspectors_.count() > 0 && !filled(*count)) count->set_number(record, inspectors_.count());
  }

  void put(void* record, const Field& field, const SheetCell& cell) {
    std::size_t c = cell.column;
    if (field.kind == Kind::date) return put_date(record, field, cell);
    if (is_code(field)) return put_code(record, field, cell);
    if (is_name(field)) return put_name(record, field, cell);
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
        put_integer(record, field, cell.kind == CellKind::number ? trimmed(cell.text) : text, c);
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
    if (cell.kind == CellKind::date) return put_day(record, field, cell);
    std::string_view text = trimmed(cell.text);
    DateReading reading = in_order(field, read_date(text, title_));
    switch (reading.why) {
      case DateReading::Why::good:
        return field.set_number(record, reading.date - Date{});
      case DateReading::Why::two_readings:
        if (cell.kind == CellKind::number) return fault(Code::date_as_number, field, cell.column, {shown(text)});
        return fault(Code::date_two_readings, field, cell.column,
                     {shown(text), reading.other ? reading.date.iso() : "", reading.other ? reading.other->iso() : "",
                      reading.by_title ? title_.chinese() : "", reading.by_title ? title_.iso() : ""});
      case DateReading::Why::no_year:
        return fault(Code::date_without_year, field, cell.column, {shown(text)});
      default:
        return fault(cell.kind == CellKind::number ? Code::date_as_number : Code::bad_date, field, cell.column,
                     {shown(text), names_two_days(text) ? "days" : ""});
    }
  }

  /// A day whose cell does not show its year: the spreadsheet put in that of the day on which it was typed.
  void put_day(void* record, const Field& field, const SheetCell& cell) {
    const Date day = cell.date;
    auto titled = cell.year_unseen ? title_.year() : std::nullopt;
    bool of_title = !titled || *titled == day.year() || title_.other_year(static_cast<int>(day.month())) == day.year();
    if (of_title) return field.set_number(record, day - Date{});
    std::string seen = std::to_string(day.month()) + "月" + std::to_string(day.day()) + "日";
    DateReading reading = read_date(seen, title_);
    fault(Code::date_two_readings, field, cell.column,
          {seen, reading.why == DateReading::Why::good ? reading.date.iso() : "", reading.why == DateReading::Why::good ? day.iso() : "",
           "", ""});
  }

  /// Of two readings the one that is not before the inspection, where only one is: what follows it may be of a month after the title's.
  DateReading in_order(const Field& field, DateReading reading) const {
    static constexpr std::array<std::string_view, 3> after_inspection{"concluded_on", "completed_on", "published_on"};
    if (!reading.by_title || std::ranges::find(after_inspection, field.name) == after_inspection.end()) return reading;
    const SheetCell* cell = cell_for("inspected_on", *now_);
    if (cell == nullptr) return reading;
    DateReading inspected =
        cell->kind == CellKind::date ? DateReading{DateReading::Why::good, cell->date} : read_date(trimmed(cell->text), title_);
    bool one = inspected.why == DateReading::Why::good && reading.date < inspected.date && *reading.other >= inspected.date;
    return one ? DateReading{DateReading::Why::good, *reading.other} : reading;
  }

  void put_code(void* record, const Field& field, const SheetCell& cell) {
    if (field.kind == Kind::texts) {
      for (const std::string& part : parts_of(cell.text)) {
        SheetCell one = cell;
        one.text = part;
        auto code = plain_code(one);
        if (!code) return fault(Code::digits_lost, field, cell.column, {shown(cell.text)});
        if (!says_no_code(*code)) field.set_text(record, pool_.intern(*code));
      }
      return;
    }
    if (cell.kind == CellKind::date)
      return fault(Code::wrong_type, field, cell.column, {cell.date.iso(), "代码，不是日期", "a code, and no date"});
    auto code = plain_code(cell);
    bool broken = cell.kind == CellKind::number && cell.text.find('.') != std::string_view::npos &&
                  cell.text.find_first_of("eE") == std::string_view::npos;
    if (!code && broken)
      return fault(Code::wrong_type, field, cell.column, {shown(cell.text), "代码，不是小数", "a code, and no fraction"});
    if (!code) return fault(Code::digits_lost, field, cell.column, {shown(cell.text)});
    if (says_no_code(*code)) return;
    if (code->find_first_not_of('0') == std::string::npos)
      return fault(Code::wrong_type, field, cell.column, {shown(cell.text), "代码，不是 0", "a code, and not 0"});
    if (is_credit_code(field, *code)) *code = upper_ascii(*code);
    if (field.name == "task_id") return put_task(record, field, {row_, static_cast<std::uint32_t>(cell.column)}, *code);
    put_text(record, field, *code);
  }

  void put_name(void* record, const Field& field, const SheetCell& cell) {
    std::string held;
    std::string_view text = text_of(cell, held);
    if (own_) return put_text(record, field, text);  // what this program wrote is what the record says
    if (names_nothing(cell))
      return fault(Code::wrong_type, field, cell.column, {shown(text), "名称，不是数字或日期", "a name, and no number or date"});
    put_text(record, field, text.find_first_of("\n\r\t") == std::string_view::npos ? text : pool_.keep(name_in_one_line(text)));
  }

  /// A task by its id, or by the number that its document has.
  void put_task(void* record, const Field& field, CellAt at, std::string_view given) {
    auto numbered = task_ids_.contains(given) ? tasks_.end() : tasks_.find(folded(given));
    std::string_view meant = numbered == tasks_.end() ? given : numbered->second;
    if (options_.task.empty()) return put_text(record, field, meant);
    if (table_task_.empty()) {
      table_task_ = meant;
      if (meant == options_.task) return;
      Diagnostic d{Code::task_replaced, {std::string(given), std::string(options_.task)}};
      d.place = {file_, sheet_, at.row, at.column + 1};
      intake_.out.add(std::move(d));
    } else if (table_task_ != meant) {
      two_tasks_ = true;
      fault(Code::two_tasks, field, at.column, {std::string(given), table_task_, std::string(options_.task)});
    }
  }

  /// For a row that names no task itself: that of the title, and that of the command line before it.
  void complete_task(void* record) {
    const Field* task = shape_.find("task_id");
    if (task == nullptr) return;
    if (titled_.named() && !filled(*task)) put_task(record, *task, {titled_.row(), titled_.column()}, pool_.intern(titled_.given()));
    if (!options_.task.empty()) task->set_text(record, options_.task);
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
    std::string_view word = field.name == "supervision_class" ? supervision_word(cell) : cell;
    for (std::size_t i = 1; i < choices.size(); ++i)
      if (choices[i].label == word || choices[i].key == cell) {
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
  const Shape& shape_;
  TextPool& pool_;
  const TableOptions& options_;
  std::unordered_map<std::string, std::string_view> tasks_{};  // id by folded number
  std::unordered_set<std::string_view> task_ids_{};
  std::string table_task_{};  // the first that the table names, where --task names one
  bool two_tasks_ = false;
  std::string sheet_{};
  std::vector<ColumnUse> columns_{};  // by number; of the header in force
  TitleYear title_{};
  TitleTask titled_{};
  bool own_ = false;  // a table of this program

  // Of the row that is read:
  std::uint32_t row_ = 0;
  const SheetRow* now_ = nullptr;
  std::vector<bool> filled_{};  // by column: there was something
  bool whole_ = true;
  InspectorCount inspectors_{columns_};
  bool reported_ = true;  // its day of publication is one in another system
  std::string returns_{};
};

RowReader::RowReader(Intake& intake, std::uint32_t file, const Shape& shape, TextPool& pool, const TableOptions& options)
    : state_(std::make_unique<State>(intake, file, shape, pool, options)) {}
RowReader::~RowReader() = default;

bool RowReader::line_between(std::string_view text) { return state_->line_between(text); }

void RowReader::title(const TitleYear& title) { state_->title(title); }

void RowReader::task(const TitleTask& task) { state_->task(task); }

bool RowReader::two_tasks() const { return state_->two_tasks(); }

void RowReader::header(std::string sheet, std::vector<ColumnUse> columns) { state_->header(std::move(sheet), std::move(columns)); }

bool RowReader::read(void* record, const SheetRow& row, const std::vector<SheetCell>& merged) { return state_->read(record, row, merged); }

}  // namespace gongshi
