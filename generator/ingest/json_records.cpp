#include "ingest/json_records.hpp"

#include <algorithm>

#include "formats/json/json_place.hpp"

namespace gongshi {
namespace {

std::string last_key(const std::string& field) { return field.substr(field.rfind('.') + 1); }

/// What a choice may be, where that is known: its keys, and for Chinese each with its label.
std::string choices_of_field(const Field* wanted, bool labelled) {
  if (wanted == nullptr || wanted->choices == nullptr) return {};
  std::vector<std::string> words;
  for (const Choice& c : wanted->choices().subspan(1))
    words.push_back(std::string(c.key) + (labelled && !c.label.empty() ? "（" + std::string(c.label) + "）" : ""));
  return list_argument(std::vector<std::string_view>(words.begin(), words.end()));
}

/// `{"value": 1, "text": "…"}`: an object as it may be written, of the keys that it must have, or else of its first ones.
std::string example_of(const Shape& shape) {
  constexpr std::size_t few = 2;
  std::string out;
  std::size_t shown = 0;
  bool must = std::ranges::any_of(shape.fields, &Field::required);
  for (const Field& f : shape.fields) {
    if (must ? !f.required : shown == few) continue;
    bool number = f.kind == Kind::integer || f.kind == Kind::real;
    bool text = f.kind == Kind::text || f.kind == Kind::choice;
    out += (out.empty() ? "\"" : ", \"") + std::string(f.name) + "\": " + (number ? "1" : text ? "\"…\"" : "…");
    ++shown;
  }
  return "{" + (out.empty() ? "…" : out) + "}";
}

Words form_of(const Field* wanted) {
  switch (wanted == nullptr ? Format::any : wanted->format) {
    case Format::id:
      return id_words();
    case Format::month_or_date:
      return {"写成 2024-05 或 2024-05-14 的样子", "write it like 2024-05 or 2024-05-14"};
    case Format::year:
      return {"写成四位年份", "write the year with four digits"};
    case Format::count:
      return {"个数不能小于 0", "a number of things is not below 0"};
    case Format::hex64:
      return {"应为 64 位十六进制小写数字", "64 hexadecimal digits, in lower case"};
    case Format::hex32:
      return {"应为 32 位十六进制小写数字", "32 hexadecimal digits, in lower case"};
    case Format::uri:
      return {"写成 https://… 或 /… 的样子，不带 ? 和 #", "write it like https://… or /…, without ? and #"};
    case Format::any:
      break;
  }
  return {};
}

}  // namespace

Words id_words() {
  return {"以字母或数字开头，只用字母、数字和 . _ -，最多 64 个字符",
          "begin with a letter or digit; letters, digits and . _ - only, at most 64"};
}

Words kind_words(const Field* wanted) {
  switch (wanted == nullptr ? Kind::raw : wanted->kind) {
    case Kind::text:
    case Kind::html:
    case Kind::choice:
      return {"文字（加引号）", "a text (in quotes)"};
    case Kind::flag:
      return {"true 或 false（不加引号）", "true or false (without quotes)"};
    case Kind::integer:
      return {"整数（不加引号）", "a whole number (without quotes)"};
    case Kind::real:
      return {"数字（不加引号）", "a number (without quotes)"};
    case Kind::date:
      return {"日期（加引号，如 \"2024-05-14\"）", "a date (in quotes, like \"2024-05-14\")"};
    case Kind::raw:
      break;
    case Kind::texts:
      return {"文字的列表 [\"…\", \"…\"]", "a list of texts [\"…\", \"…\"]"};
    case Kind::dates:
      return {"日期的列表 [\"2024-05-14\", …]", "a list of dates [\"2024-05-14\", …]"};
    case Kind::map:
      return {"对象 {\"键\": 值, …}", "an object {\"key\": value, …}"};
    case Kind::object:
      return {"对象，如 " + example_of(wanted->shape()), "an object like " + example_of(wanted->shape())};
    case Kind::list:
      return {"对象的列表，如 [" + example_of(wanted->shape()) + ", …]", "a list of objects like [" + example_of(wanted->shape()) + ", …]"};
  }
  return {"值", "a value"};
}

namespace {

Diagnostic as_diagnostic(JsonFault& fault) {
  using What = JsonFault::What;
  std::string near = fault.suggestions.empty() ? std::string() : fault.suggestions.front();
  switch (fault.what) {
    case What::syntax:
      return {Code::json_syntax, {fault.detail}};
    case What::cut_short:
      return {Code::json_cut_short, {fault.detail}};
    case What::trailing_comma:
      return {Code::json_trailing_comma, {}};
    case What::not_utf8:
      return {Code::not_utf8, {}};
    case What::too_deep:
      return {Code::too_deep, {}};
    case What::not_a_record:
      return {Code::not_a_record, {fault.detail}};
    case What::unknown_key:
      return {Code::unknown_key, {last_key(fault.field), near, fault.detail, fault.labelled}};
    case What::duplicate_key:
      return {Code::duplicate_key, {last_key(fault.field)}};
    case What::missing_key:
      return {Code::missing_key, {last_key(fault.field), fault.wanted == nullptr ? std::string() : std::string(meaning_of(*fault.wanted))}};
    case What::wrong_type: {
      Words words = kind_words(fault.wanted);
      return {Code::wrong_type, {fault.detail, words.chinese, words.english}};
    }
    case What::empty_value:
      return {Code::empty_value, {last_key(fault.field)}};
    case What::bad_value:
      return {fault.detail.starts_with("U+") ? Code::bad_character : Code::number_range, {fault.detail}};
    case What::bad_date:
      return {Code::bad_date, {fault.detail}};
    case What::not_in_choices:
      return {Code::not_in_choices, {fault.detail, near, choices_of_field(fault.wanted, false), choices_of_field(fault.wanted, true)}};
    case What::bad_format: {
      Words words = form_of(fault.wanted);
      return {Code::bad_format, {fault.detail, words.chinese, words.english}};
    }
  }
  return {Code::json_syntax, {fault.detail}};
}

/// After these, what follows in the file (or on the line) was not read.
bool ends_reading(JsonFault::What what) {
  using What = JsonFault::What;
  return what == What::syntax || what == What::cut_short || what == What::trailing_comma || what == What::not_utf8 ||
         what == What::too_deep || what == What::not_a_record;
}

/// The id of a record that could not be read whole; empty where none can be seen.
std::string id_of(std::string_view text, std::uint64_t record) {
  for (std::string_view key : {"id", "result_id"}) {
    auto at = find_field(text, record, key);
    if (!at || *at >= text.size() || text[*at] != '"') continue;
    std::string_view id = text.substr(*at + 1, 65);
    id = id.substr(0, id.find('"'));
    if (valid_id(id)) return std::string(id);
  }
  return {};
}

}  // namespace

void report_faults(std::vector<JsonFault>& faults, std::uint32_t file, std::string_view text, const Shape& shape, Intake& intake) {
  std::uint64_t record = 0;
  std::string id;
  bool blank = trimmed(text.substr(starts_with_bom(text) ? 3 : 0)).empty();
  for (bool first = true; JsonFault & fault : faults) {
    if (first || fault.record_offset != record) id = fault.record_offset < text.size() ? id_of(text, fault.record_offset) : std::string();
    first = false;
    record = fault.record_offset;
    Unread& unread = intake.data.unread[shape.name];
    if (id.empty() || ends_reading(fault.what)) unread.any = true;
    if (!id.empty()) unread.ids.insert(id);
    if (fault.what == JsonFault::What::cut_short && blank) {
      fault.what = JsonFault::What::not_a_record;
      fault.detail.clear();
    }
    Diagnostic d = as_diagnostic(fault);
    d.record = id;
    d.field = fault.field;
    d.origin = {file, fault.offset};
    d.exact = true;
    intake.out.add(std::move(d));
  }
}

}  // namespace gongshi
