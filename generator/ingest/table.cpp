#include "ingest/table.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "formats/value_check.hpp"

namespace gongshi {
namespace {

struct HeaderName {
  std::string_view header, key;
};

/// Names that clerks really use, besides those of the contract.
constexpr std::array aliases{
    HeaderName{"企业名称", "object_name"},
    HeaderName{"单位名称", "object_name"},
    HeaderName{"被检查对象", "object_name"},
    HeaderName{"被检查对象名称", "object_name"},
    HeaderName{"检查对象", "object_name"},
    HeaderName{"抽查对象名称", "object_name"},
    HeaderName{"市场主体名称", "object_name"},
    HeaderName{"统一社会信用代码", "object_code"},
    HeaderName{"社会信用代码", "object_code"},
    HeaderName{"统一信用社会代码", "object_code"},
    HeaderName{"注册号", "object_code"},
    HeaderName{"检查时间", "inspected_on"},
    HeaderName{"检查完成日期", "inspected_on"},
    HeaderName{"检查结束日期", "inspected_on"},
    HeaderName{"抽查结果", "result"},
    HeaderName{"结果", "result"},
    HeaderName{"检查结论", "result"},
    HeaderName{"检查部门", "department"},
    HeaderName{"实施机关", "department"},
    HeaderName{"检查事项", "items"},
    HeaderName{"抽查事项名称", "items"},
    HeaderName{"所属区域", "district"},
    HeaderName{"名称", "name"},
};

/// Columns that are never public, and are not read.
constexpr std::array<std::string_view, 16> private_columns{
    "联系人",   "联系电话", "电话", "手机",       "手机号",   "联系方式", "身份证号", "身份证号码",
    "证件号码", "家庭住址", "住址", "法定代表人", "法人代表", "执法证号", "派发单",   "检查人员联系方式"};
constexpr std::array<std::string_view, 4> inspector_columns{"检查人员", "执法人员", "执法检查人员", "检查人"};
constexpr std::array<std::string_view, 2> meaningless{"序号", "行次"};

std::string bare(std::string_view header) {
  std::string out;
  std::string normal = nfkc(header);
  for (std::size_t at = 0; at < normal.size();) {
    char32_t c = next_character(normal, at);
    if (c > 0x20 && c != 0x3000 && c != 0xa0) append_character(out, c);
  }
  return out;
}

constexpr std::u32string_view between_parts = U"、;；\n\r";
constexpr std::u32string_view between_names = U"、;；\n\r,，/／";  // no blanks: 王 明 is one name

/// A list in a cell.
std::vector<std::string_view> parts_of(std::string_view cell, std::u32string_view separators = between_parts) {
  std::vector<std::string_view> out;
  std::size_t from = 0;
  auto take = [&](std::size_t to) {
    if (auto part = trimmed(cell.substr(from, to - from)); !part.empty()) out.push_back(part);
  };
  for (std::size_t at = 0; at < cell.size();) {
    std::size_t start = at;
    char32_t c = next_character(cell, at);
    if (separators.find(c) == std::u32string_view::npos) continue;
    take(start);
    from = at;
  }
  take(cell.size());
  return out;
}

class TableReader {
 public:
  TableReader(Intake& intake, std::uint32_t number, std::string_view text, const Shape& shape, TextPool& pool)
      : intake_(intake), file_(intake.data.files[number]), number_(number), shape_(shape), pool_(pool), reader_(text) {}

  void read(const TableRecords& records) {
    std::vector<std::string> headers = header_row(reader_, shape_, row_);
    if (headers.empty()) {
      intake_.about(Code::csv_no_header, file_, {required_headers()}, 1, 1);
      return intake_.not_read(shape_);
    }
    if (!place_columns(headers)) return intake_.not_read(shape_);
    std::size_t faults_seen = reader_.faults().size();
    while (reader_.next(row_)) {
      if (std::ranges::all_of(row_.cells, [](std::string_view cell) { return trimmed(cell).empty(); })) continue;
      if (reader_.faults().size() != faults_seen) {  // the cells are not what was meant
        faults_seen = reader_.faults().size();
        continue;
      }
      void* record = records.record({number_, row_.offset});
      records.done(record, read_row(record));
    }
    for (const CsvFault& fault : reader_.faults()) {
      bool open = fault.what == CsvFault::What::unclosed_quote;
      intake_.about(open ? Code::csv_syntax : Code::csv_after_quote, file_, {}, fault.row, fault.cell);
      intake_.not_read(shape_);
    }
  }

 private:
  bool place_columns(const std::vector<std::string>& headers) {
    bool good = true;
    for (std::size_t c = 0; c < headers.size(); ++c) {
      TableColumn column = column_for(shape_, headers[c]);
      auto at = static_cast<std::uint32_t>(c + 1);
      if (column.field != nullptr && std::ranges::find(columns_, column.field, &TableColumn::field) != columns_.end()) {
        intake_.about(Code::duplicate_key, file_, {headers[c]}, row_.row, at);
        good = false;
      }
      columns_.push_back(column);
      if (trimmed(headers[c]).empty()) continue;
      if (column.dropped || column.inspectors)
        intake_.about(Code::column_dropped, file_, {headers[c], counted(column) ? "counted" : ""}, row_.row, at);
      if (!column.known) {
        intake_.about(Code::csv_header, file_, {headers[c], known_headers()}, row_.row, at);
        good = false;
      }
    }
    for (const Field& f : shape_.fields)
      if (f.required && f.name != "id" && std::ranges::none_of(columns_, [&](const TableColumn& c) { return c.field == &f; })) {
        intake_.about(Code::csv_header_missing, file_, {std::string(f.header)}, row_.row, 1);
        good = false;
      }
    return good;
  }

  bool counted(const TableColumn& column) const { return column.inspectors && shape_.find("inspector_count") != nullptr; }

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

  void fault(Code code, const Field& field, std::size_t cell, std::vector<std::string> args) {
    Diagnostic d{code, std::move(args)};
    d.field = field.name;
    d.place = {file_, "", row_.row, static_cast<std::uint32_t>(cell + 1)};
    intake_.out.add(std::move(d));
    whole_ = false;
  }

  /// Whether it is without fault; the diagnostics of a row get the id that it gives.
  bool read_row(void* record) {
    std::size_t before = intake_.out.items().size();
    if (fill(record)) return true;
    const Field* id = shape_.find("id");
    std::string_view given = id == nullptr ? std::string_view{} : id->text(record);
    for (std::size_t i = before; i < intake_.out.items().size(); ++i) intake_.out.items()[i].record = given;
    given.empty() ? intake_.not_read(shape_) : intake_.not_read(shape_, given);
    return false;
  }

  bool fill(void* record) {
    whole_ = true;
    for (std::size_t c = 0; c < row_.cells.size() && c < columns_.size(); ++c) {
      std::string_view cell = trimmed(plain_cell(row_.cells[c]));
      if (cell.empty()) continue;
      if (columns_[c].inspectors) count_inspectors(record, cell);
      if (columns_[c].field == nullptr) continue;
      std::string bare_cell;  // without the carriage returns of the line breaks in it
      if (cell.find('\r') != std::string_view::npos) {
        bare_cell = cell;
        std::erase(bare_cell, '\r');
        cell = bare_cell;
      }
      if (auto hidden = forbidden_character(cell))
        fault(Code::bad_character, *columns_[c].field, c, {code_point_name(*hidden)});
      else
        put(record, *columns_[c].field, cell, c);
    }
    refuse_cells_beyond_header();
    for (const Field& f : shape_.fields)
      if (f.required && f.name != "id" && !f.present(record) && empty_cell(column_of(f)))
        fault(Code::missing_key, f, column_of(f), {std::string(f.header)});
    return whole_;
  }

  /// What stands there was pushed out by a comma without quotes: the cells before it are not what their headers say.
  void refuse_cells_beyond_header() {
    for (std::size_t c = columns_.size(); c < row_.cells.size(); ++c) {
      std::string_view cell = trimmed(row_.cells[c]);
      if (cell.empty()) continue;
      intake_.about(Code::wrong_type, file_,
                    {shown(cell), "空格子（表头在这里没有列，前面的逗号可能没有加引号）",
                     "nothing (the header has no column here; a comma before it may lack its quotes)"},
                    row_.row, static_cast<std::uint32_t>(c + 1));
      whole_ = false;
      return;
    }
  }

  bool empty_cell(std::size_t c) const { return c >= row_.cells.size() || trimmed(plain_cell(row_.cells[c])).empty(); }

  std::size_t column_of(const Field& field) const {
    auto found = std::ranges::find(columns_, &field, &TableColumn::field);
    return static_cast<std::size_t>(found - columns_.begin());
  }

  void count_inspectors(void* record, std::string_view cell) const {
    if (const Field* count = shape_.find("inspector_count"))
      count->set_number(record, static_cast<std::int64_t>(parts_of(cell, between_names).size()));
  }

  void put(void* record, const Field& field, std::string_view cell, std::size_t c) {
    switch (field.kind) {
      case Kind::text:
        put_text(record, field, cell);
        break;
      case Kind::texts:
        for (std::string_view part : parts_of(cell)) field.set_text(record, pool_.intern(part));
        break;
      case Kind::date:
        if (auto date = table_date(cell))
          field.set_number(record, *date - Date{});
        else
          fault(Code::bad_date, field, c, {shown(cell)});
        break;
      case Kind::choice:
        put_choice(record, field, cell, c);
        break;
      case Kind::integer:
        if (cell.size() < 10 && std::ranges::all_of(cell, [](char x) { return x >= '0' && x <= '9'; }))
          field.set_number(record, std::stoll(std::string(cell)));
        else
          fault(Code::wrong_type, field, c, {shown(cell), "整数", "a whole number"});
        break;
      case Kind::object:
        put_object(record, field, cell, c);
        break;
      default:
        fault(Code::wrong_type, field, c,
              {shown(cell), "JSON 文件里的一项，不能写在表格里", "this in a JSON file: it cannot stand in a table"});
    }
  }

  void put_text(void* record, const Field& field, std::string_view cell) {
    if (field.format == Format::id && field.name == "id" && !valid_id(cell)) {
      shape_.find("number")->set_text(record, pool_.keep(cell));
      return;
    }
    field.set_text(record, cell.size() <= 64 ? pool_.intern(cell) : pool_.keep(cell));
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
    if (on != nullptr) {
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

  Intake& intake_;
  std::string file_;
  std::uint32_t number_;
  const Shape& shape_;
  TextPool& pool_;
  CsvReader reader_;
  CsvRow row_;
  std::vector<TableColumn> columns_;
  bool whole_ = true;
};

}  // namespace

TableColumn column_for(const Shape& shape, std::string_view header) {
  std::string name = bare(header);
  for (const Field& f : shape.fields)
    if (!f.header.empty() && (f.header == header || bare(f.header) == name)) return {&f, false, false, true};
  if (std::ranges::find(inspector_columns, name) != inspector_columns.end()) return {nullptr, true, false, true};
  if (std::ranges::find(private_columns, name) != private_columns.end()) return {nullptr, false, true, true};
  constexpr std::string_view object = "object_";  // what a result says of its object, the library says without it
  for (const HeaderName& alias : aliases) {
    if (alias.header != name) continue;
    if (const Field* f = shape.find(alias.key)) return {f, false, false, true};
    if (alias.key.starts_with(object))
      if (const Field* f = shape.find(alias.key.substr(object.size()))) return {f, false, false, true};
  }
  return {nullptr, false, false, name.empty() || std::ranges::find(meaningless, name) != meaningless.end()};
}

std::vector<std::string> header_row(CsvReader& reader, const Shape& shape, CsvRow& row) {
  for (int i = 0; i < 20 && reader.next(row); ++i) {
    auto known = std::ranges::count_if(row.cells, [&](std::string_view cell) { return column_for(shape, cell).field != nullptr; });
    if (known >= 2) return {row.cells.begin(), row.cells.end()};
  }
  return {};
}

std::optional<Date> table_date(std::string_view cell) {
  if (auto date = Date::parse(cell)) return date;
  std::array<int, 3> part{};
  std::size_t n = 0;
  bool inside = false;
  for (std::size_t at = 0; at < cell.size();) {
    char32_t c = next_character(cell, at);
    if (c >= U'0' && c <= U'9') {
      if (!inside && ++n > 3) return std::nullopt;
      inside = true;
      part.at(n - 1) = part.at(n - 1) * 10 + static_cast<int>(c - U'0');
      if (part.at(n - 1) > 9999) return std::nullopt;
    } else if (c == U'/' || c == U'.' || c == U'-' || c == U'年' || c == U'月' || c == U'日') {
      inside = false;
    } else {
      return std::nullopt;
    }
  }
  if (n != 3 || part[0] < 1900) return std::nullopt;
  std::string iso = std::to_string(part[0]) + (part[1] < 10 ? "-0" : "-") + std::to_string(part[1]) + (part[2] < 10 ? "-0" : "-") +
                    std::to_string(part[2]);
  return Date::parse(iso);
}

void read_table(Intake& intake, std::uint32_t number, std::string_view text, const Shape& shape, TextPool& pool,
                const TableRecords& records) {
  TableReader(intake, number, text, shape, pool).read(records);
}

}  // namespace gongshi
