#include "formats/workbook/xlsx_writer.hpp"

#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

#include "base/failure.hpp"
#include "base/text.hpp"
#include "formats/text/display_width.hpp"
#include "formats/workbook/scratch_file.hpp"

namespace gongshi {
namespace {

constexpr double one_line = 18;  // points: the library's 15 cut Chinese letters

/// The library keeps static state (gmtime in its close): one thread at a time.
std::mutex& library() {
  static std::mutex mutex;
  return mutex;
}

void check(lxw_error error, std::string_view subject) {
  if (error != LXW_NO_ERROR) throw Failure(std::string(subject) + ": " + lxw_strerror(error));
}

}  // namespace

struct Workbook::Impl {
  Impl() = default;
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() {
    std::scoped_lock lock(library());
    if (book != nullptr) lxw_workbook_free(book);
  }

  std::string scratch;
  bool streamed = false;
  std::optional<ScratchFile> file;
  lxw_workbook* book = nullptr;
  std::set<std::string> names;
  std::vector<std::unique_ptr<Sheet>> sheets;
  std::vector<CutText> cuts;
  std::unordered_map<std::string, lxw_format*> formats;

  lxw_format* format(CellStyle style, const char* number = nullptr);
};

/// The format of a style, made at its first use. Under the lock.
lxw_format* Workbook::Impl::format(CellStyle style, const char* number) {
  if (style.code) number = "@";
  std::string key(number == nullptr ? "" : number);
  for (bool bit : {style.border, style.bold, style.wrap, style.centred, style.shaded, style.large, style.marked, style.left, style.top})
    key += bit ? '1' : '0';
  lxw_format*& made = formats[key];
  if (made != nullptr) return made;
  made = workbook_add_format(book);
  if (made == nullptr) throw Failure("xlsx: out of memory");
  format_set_align(made, style.top ? LXW_ALIGN_VERTICAL_TOP : LXW_ALIGN_VERTICAL_CENTER);
  if (style.border) format_set_border(made, LXW_BORDER_THIN);
  if (style.bold) format_set_bold(made);
  if (style.wrap) format_set_text_wrap(made);
  if (style.centred) format_set_align(made, LXW_ALIGN_CENTER);
  if (style.left) format_set_align(made, LXW_ALIGN_LEFT);
  if (style.shaded) format_set_bg_color(made, 0xeeeeee);
  if (style.marked) format_set_bg_color(made, 0xffff00);
  if (style.large) format_set_font_size(made, 16);
  if (number != nullptr) format_set_num_format(made, number);
  return made;
}

class Sheet::Impl {
 public:
  Impl(Workbook::Impl& workbook, std::string sheet_name, lxw_worksheet* made) : book(workbook), name(std::move(sheet_name)), sheet(made) {}

  Workbook::Impl& book;
  std::string name;
  lxw_worksheet* sheet;
  std::uint32_t last_row = 0;
  std::uint32_t head = 0;  // last header row of the table
  std::uint16_t columns = 0;
  bool table = false;
  std::uint16_t printed = 0;  // 0: all columns
  bool fitting = false;
  bool hidden = false;
  std::vector<double> widths;
  std::uint32_t fit_row = 0;  // the row whose lines are counted
  double fit_lines = 1;

  /// Calls write(format) under the lock; write returns the library's error.
  template <class Write>
  void cell(std::uint32_t row, CellStyle style, const char* number, const Write& write) {
    std::scoped_lock lock(library());
    if (fitting && row != fit_row) end_row(row);
    check(write(book.format(style, number)), name);
    last_row = std::max(last_row, row);
  }

  /// The height of the row so far; `next` begins. Under the lock.
  void end_row(std::uint32_t next) {
    if (fit_lines > 1) check(worksheet_set_row(sheet, fit_row, std::min(most_height, height_of(fit_lines)), nullptr), name);
    fit_row = next;
    fit_lines = 1;
  }

  static constexpr double most_height = 400;  // points; Excel takes 409
  static double height_of(double lines) { return lines * 16 + 4; }

  /// A wrapped text needs room.
  void see(std::uint32_t row, std::uint16_t column, std::string_view text) {
    if (fitting && row == fit_row && column < widths.size()) fit_lines = std::max(fit_lines, lines_of(text, widths[column] - 1));
  }

  /// Of a text that no row has room for its beginning is what is seen in print.
  bool too_high(std::uint16_t column, std::string_view text) const {
    return fitting && column < widths.size() && height_of(lines_of(text, widths[column] - 1)) > most_height;
  }

  std::string fitted(std::uint32_t row, std::uint16_t column, std::string_view text) {
    assert(!bad_utf8(text) && text.find('\0') == std::string_view::npos);
    std::string whole = without_notation(std::string(text));
    if (fits_cell(whole)) return whole;
    book.cuts.push_back({name, row, column});
    return cut_for_cell(whole);
  }

  /// The library writes `_x0041_` as it is, which would be read as A.
  static std::string without_notation(std::string text) {
    for (std::size_t at = 0; (at = text.find("_x", at)) != std::string::npos; at += 2)
      if (like_notation(std::string_view(text).substr(at))) text.insert(at, "_x005F"), at += 6;
    return text;
  }

  void finish() {
    if (fitting) end_row(last_row);
    filter();
    if (printed > 0) check(worksheet_print_area(sheet, 0, 0, last_row, static_cast<lxw_col_t>(printed - 1)), name);
  }

  void filter() {
    if (table && last_row > head) check(worksheet_autofilter(sheet, head, 0, last_row, static_cast<lxw_col_t>(columns - 1)), name);
    table = false;
  }
};

Sheet::Sheet(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Sheet::~Sheet() = default;
const std::string& Sheet::name() const { return impl_->name; }

void Sheet::widths(std::span<const double> columns) {
  std::scoped_lock lock(library());
  impl_->widths.assign(columns.begin(), columns.end());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    auto column = static_cast<lxw_col_t>(i);
    check(worksheet_set_column(impl_->sheet, column, column, std::clamp(columns[i], 1.0, 255.0), nullptr), impl_->name);
  }
}

void Sheet::height(std::uint32_t row, double points) {
  std::scoped_lock lock(library());
  if (impl_->fitting && row != impl_->fit_row) impl_->end_row(row);
  check(worksheet_set_row(impl_->sheet, row, points, nullptr), impl_->name);
}

void Sheet::hide() {
  std::scoped_lock lock(library());
  worksheet_hide(impl_->sheet);
  impl_->hidden = true;
}

void Sheet::hide_row(std::uint32_t row) {
  lxw_row_col_options options{};
  options.hidden = LXW_TRUE;
  std::scoped_lock lock(library());
  check(worksheet_set_row_opt(impl_->sheet, row, one_line, nullptr, &options), impl_->name);
}

void Sheet::one_page() {
  std::scoped_lock lock(library());
  worksheet_fit_to_pages(impl_->sheet, 1, 1);
}

void Sheet::fit_heights() { impl_->fitting = true; }

void Sheet::print_columns(std::uint16_t columns) { impl_->printed = columns; }

void Sheet::print_title(std::string_view text) {
  std::string header = "&C";
  for (std::size_t at = 0; at < text.size() && characters(header) < 250;) {
    std::size_t from = at;
    char32_t c = next_character(text, at);
    header += c == '&' ? "&&" : c < 0x20 ? std::string_view(" ") : text.substr(from, at - from);
  }
  std::scoped_lock lock(library());
  check(worksheet_set_header(impl_->sheet, header.c_str()), impl_->name);
}

void Sheet::text(std::uint32_t row, std::uint16_t column, std::string_view text, CellStyle style) {
  std::string fitted = impl_->fitted(row, column, text);
  style.top = style.top || (style.wrap && impl_->too_high(column, fitted));
  impl_->cell(row, style, nullptr,
              [&](lxw_format* format) { return worksheet_write_string(impl_->sheet, row, column, fitted.c_str(), format); });
  if (style.wrap) impl_->see(row, column, fitted);
}

void Sheet::integer(std::uint32_t row, std::uint16_t column, std::int64_t value, CellStyle style) {
  assert(std::abs(value) < 1'000'000'000'000'000);
  impl_->cell(row, style, "0",
              [&](lxw_format* format) { return worksheet_write_number(impl_->sheet, row, column, static_cast<double>(value), format); });
}

void Sheet::real(std::uint32_t row, std::uint16_t column, double value, CellStyle style) {
  assert(std::isfinite(value));
  impl_->cell(row, style, "0.00", [&](lxw_format* format) { return worksheet_write_number(impl_->sheet, row, column, value, format); });
}

void Sheet::number(std::uint32_t row, std::uint16_t column, double value, CellStyle style) {
  assert(std::isfinite(value));
  impl_->cell(row, style, nullptr, [&](lxw_format* format) { return worksheet_write_number(impl_->sheet, row, column, value, format); });
}

void Sheet::percent(std::uint32_t row, std::uint16_t column, double ratio, CellStyle style) {
  assert(std::isfinite(ratio));
  impl_->cell(row, style, "0.00%", [&](lxw_format* format) { return worksheet_write_number(impl_->sheet, row, column, ratio, format); });
}

void Sheet::date(std::uint32_t row, std::uint16_t column, Date date, CellStyle style) {
  lxw_datetime day{};
  day.year = date.year();
  day.month = static_cast<int>(date.month());
  day.day = static_cast<int>(date.day());
  impl_->cell(row, style, style.provisional ? "yyyy-mm-dd\"*\"" : "yyyy-mm-dd",
              [&](lxw_format* format) { return worksheet_write_datetime(impl_->sheet, row, column, &day, format); });
}

void Sheet::blank(std::uint32_t row, std::uint16_t column, CellStyle style) {
  impl_->cell(row, style, nullptr, [&](lxw_format* format) { return worksheet_write_blank(impl_->sheet, row, column, format); });
}

void Sheet::comment(std::uint32_t row, std::uint16_t column, std::string_view text) {
  constexpr std::size_t most = 2000;  // bytes; longer ones hide the table
  std::string words(text.substr(0, text.size() <= most ? text.size() : text.find('\n', most / 2)));
  std::scoped_lock lock(library());
  lxw_comment_options options{};
  options.visible = LXW_COMMENT_DISPLAY_HIDDEN;
  options.x_scale = 2;
  options.y_scale = 1.5;
  check(worksheet_write_comment_opt(impl_->sheet, row, column, words.c_str(), &options), impl_->name);
}

void Sheet::choices_from(std::uint32_t first, std::uint32_t last, std::uint16_t column, std::string_view range, bool strict) {
  std::string formula(range);
  lxw_data_validation rule{};
  rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
  rule.value_formula = formula.data();
  rule.error_type = strict ? LXW_VALIDATION_ERROR_TYPE_STOP : LXW_VALIDATION_ERROR_TYPE_WARNING;
  std::scoped_lock lock(library());
  check(worksheet_data_validation_range(impl_->sheet, first, column, last, column, &rule), impl_->name);
}

void Sheet::dates_only(std::uint32_t first, std::uint32_t last, std::uint16_t column) {
  lxw_data_validation rule{};
  rule.validate = LXW_VALIDATION_TYPE_DATE;
  rule.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
  rule.minimum_datetime = {2000, 1, 1, 0, 0, 0};
  rule.maximum_datetime = {2099, 12, 31, 0, 0, 0};
  std::scoped_lock lock(library());
  check(worksheet_data_validation_range(impl_->sheet, first, column, last, column, &rule), impl_->name);
}

void Sheet::column_style(std::uint16_t column, double width, CellStyle style, bool dates) {
  std::scoped_lock lock(library());
  lxw_format* format = impl_->book.format(style, dates ? "yyyy-mm-dd" : nullptr);
  check(worksheet_set_column(impl_->sheet, column, column, std::clamp(width, 1.0, 255.0), format), impl_->name);
}

void Sheet::merge(std::uint32_t row, std::uint16_t column, std::uint32_t last_row, std::uint16_t last_column, std::string_view text,
                  CellStyle style) {
  if (row == last_row && column == last_column) return this->text(row, column, text, style);
  assert(row == last_row || !impl_->book.streamed);
  std::string fitted = impl_->fitted(row, column, text);
  impl_->cell(last_row, style, nullptr, [&](lxw_format* format) {
    return worksheet_merge_range(impl_->sheet, row, column, last_row, last_column, fitted.c_str(), format);
  });
}

void Sheet::join(const SheetArea& area) {
  std::scoped_lock lock(library());
  // Without a text and a format the library writes no cell.
  check(worksheet_merge_range(impl_->sheet, area.row - 1, static_cast<lxw_col_t>(area.column), area.last_row - 1,
                              static_cast<lxw_col_t>(area.last_column), "", nullptr),
        impl_->name);
}

void Sheet::merge_date(std::uint32_t row, std::uint16_t column, std::uint16_t last_column, Date date, CellStyle style) {
  merge(row, column, row, last_column, "", style);
  this->date(row, column, date, style);
}

void Sheet::title(std::uint32_t row, std::string_view text, std::uint16_t columns) {
  auto breaks = std::ranges::count(text, '\n');
  height(row, 30 + 22 * static_cast<double>(breaks));
  CellStyle style = title_cell;
  style.wrap = breaks > 0;
  merge(row, 0, row, static_cast<std::uint16_t>(std::max<std::uint16_t>(columns, 1) - 1), text, style);
}

void Sheet::header(std::uint32_t row, std::span<const std::string_view> columns) {
  for (std::size_t i = 0; i < columns.size(); ++i) text(row, static_cast<std::uint16_t>(i), columns[i], header_cell);
  table(row, row, static_cast<std::uint16_t>(columns.size()));
}

void Sheet::table(std::uint32_t first_row, std::uint32_t last_row, std::uint16_t columns) {
  assert(!impl_->table && columns > 0);
  std::scoped_lock lock(library());
  impl_->table = true;
  impl_->head = last_row;
  impl_->columns = columns;
  worksheet_freeze_panes(impl_->sheet, last_row + 1, 0);
  check(worksheet_repeat_rows(impl_->sheet, first_row, last_row), impl_->name);
}

void Sheet::chart(std::uint32_t row, std::uint16_t column, const BarChart& of) {
  std::scoped_lock lock(library());
  lxw_chart* made = workbook_add_chart(impl_->book.book, LXW_CHART_BAR);
  lxw_chart_series* series = made == nullptr ? nullptr : chart_add_series(made, nullptr, nullptr);
  if (series == nullptr) throw Failure("xlsx: out of memory");
  const char* sheet = impl_->name.c_str();
  chart_series_set_categories(series, sheet, of.names_row, of.first_column, of.names_row, of.last_column);
  chart_series_set_values(series, sheet, of.values_row, of.first_column, of.values_row, of.last_column);
  chart_series_set_labels(series);
  chart_title_set_name(made, std::string(of.title).c_str());
  chart_legend_set_position(made, LXW_CHART_LEGEND_NONE);
  chart_axis_set_reverse(made->y_axis);  // the first name on top; the library's x and y are those of upright columns
  chart_axis_set_num_format(made->x_axis, "0");
  constexpr double width = 2;
  constexpr double height = 1.4;
  lxw_chart_options options{};
  options.x_scale = width;
  options.y_scale = height;
  check(worksheet_insert_chart_opt(impl_->sheet, row, column, made, &options), impl_->name);
}

void Sheet::end_table() {
  std::scoped_lock lock(library());
  impl_->filter();
}

Workbook::Workbook(const WorkbookInfo& info, std::filesystem::path scratch, bool streamed) : impl_(std::make_unique<Impl>()) {
  if (scratch.empty()) scratch = std::filesystem::temp_directory_path();
  impl_->scratch = scratch.string();
  impl_->streamed = streamed;
  impl_->file.emplace(scratch);
  std::scoped_lock lock(library());
  lxw_workbook_options options{};
  options.constant_memory = streamed ? LXW_TRUE : LXW_FALSE;
  options.tmpdir = impl_->scratch.data();
  impl_->book = workbook_new_opt(impl_->file->path().c_str(), &options);
  if (impl_->book == nullptr) throw Failure(impl_->file->path() + ": libxlsxwriter cannot begin a workbook");
  lxw_doc_properties properties{};
  std::string title = info.title;
  std::string author = info.author;
  std::string company = info.company;
  properties.title = title.data();
  properties.author = author.data();
  properties.company = company.data();
  // For 0, the first day there is, libxlsxwriter would take the clock.
  properties.created = std::max<time_t>(1, static_cast<time_t>(info.created.days().time_since_epoch().count()) * 86400);
  check(workbook_set_properties(impl_->book, &properties), impl_->file->path());
}

Workbook::~Workbook() = default;

Sheet& Workbook::add_sheet(std::string_view wanted) {
  assert(!bad_utf8(wanted));
  std::string name = sheet_name(wanted, impl_->names);
  std::scoped_lock lock(library());
  lxw_worksheet* made = workbook_add_worksheet(impl_->book, name.c_str());
  if (made == nullptr) throw Failure(impl_->scratch, errno != 0 ? errno : ENOMEM);
  worksheet_set_landscape(made);
  constexpr std::uint8_t a4 = 9;
  worksheet_set_paper(made, a4);
  worksheet_fit_to_pages(made, 1, 0);
  worksheet_set_default_row(made, one_line, LXW_FALSE);
  check(worksheet_set_footer(made, "&C第 &P 页，共 &N 页"), name);
  impl_->sheets.push_back(std::make_unique<Sheet>(std::make_unique<Sheet::Impl>(*impl_, std::move(name), made)));
  return *impl_->sheets.back();
}

void Workbook::write_to(Sink& out) {
  assert(impl_->book != nullptr);
  {
    std::scoped_lock lock(library());
    // The library shows the first sheet, also a hidden one, where no other is to be shown.
    auto shown = std::ranges::find_if(impl_->sheets, [](const auto& sheet) { return !sheet->impl_->hidden; });
    if (shown != impl_->sheets.end() && shown != impl_->sheets.begin()) {
      worksheet_activate((*shown)->impl_->sheet);
      worksheet_set_first_sheet((*shown)->impl_->sheet);
    }
    for (const auto& sheet : impl_->sheets) {
      sheet->impl_->finish();
      std::FILE* rows = impl_->streamed ? sheet->impl_->sheet->file : nullptr;
      if (rows != nullptr && (std::fflush(rows) != 0 || std::ferror(rows) != 0)) throw Failure(impl_->scratch, ENOSPC);
    }
    // `workbook_close` frees the workbook also where it fails.
    check(workbook_close(std::exchange(impl_->book, nullptr)), impl_->file->path());
  }
  if (!impl_->file->whole_workbook()) throw Failure(impl_->scratch, ENOSPC);
  impl_->file->stream_to(out);
}

const std::vector<CutText>& Workbook::cuts() const { return impl_->cuts; }

}  // namespace gongshi
