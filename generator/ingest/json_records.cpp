#include "ingest/json_records.hpp"

#include "base/text.hpp"

namespace gongshi {
namespace {

constexpr std::size_t piece_size = 1 << 20;

std::string alternatives(const std::vector<std::string>& suggestions) {
  std::string out;
  for (const std::string& s : suggestions) out += (out.empty() ? "" : "、") + s;
  return out;
}

std::string form_of(const Field* wanted) {
  switch (wanted == nullptr ? Format::any : wanted->format) {
    case Format::id:
      return "以字母或数字开头，只用字母、数字和 . _ -，最多 64 个字符";
    case Format::month_or_date:
      return "写成 2024-05 或 2024-05-14 的样子";
    case Format::year:
      return "写成四位年份";
    case Format::hex64:
      return "应为 64 位十六进制小写数字";
    case Format::hex32:
      return "应为 32 位十六进制小写数字";
    case Format::uri:
      return "写成 https://… 的样子";
    case Format::any:
      break;
  }
  return {};
}

std::string kind_name(const Field* wanted) {
  if (wanted == nullptr) return "值";
  switch (wanted->kind) {
    case Kind::text:
    case Kind::html:
      return "文字（加引号）";
    case Kind::flag:
      return "true 或 false";
    case Kind::integer:
      return "整数";
    case Kind::real:
      return "数";
    case Kind::date:
      return "日期";
    case Kind::choice:
      return "固定的值之一";
    case Kind::raw:
      return "值";
    case Kind::texts:
      return "文字的列表";
    case Kind::dates:
      return "日期的列表";
    case Kind::object:
    case Kind::map:
      return "对象 {…}";
    case Kind::list:
      return "列表 […]";
  }
  return "值";
}

Diagnostic as_diagnostic(JsonFault& fault) {
  using What = JsonFault::What;
  std::string near = alternatives(fault.suggestions);
  switch (fault.what) {
    case What::syntax:
      return {Code::json_syntax, {"读到“" + fault.detail + "”处"}};
    case What::cut_short:
      return {Code::json_syntax, {"没有写完，少了引号或括号"}};
    case What::trailing_comma:
      return {Code::json_syntax, {"括号前多了一个逗号"}};
    case What::not_utf8:
      return {Code::not_utf8, {}};
    case What::too_deep:
      return {Code::too_deep, {}};
    case What::not_a_record:
      return {Code::not_a_record, {}};
    case What::unknown_key: {
      std::string key = fault.field.substr(fault.field.rfind('.') + 1);
      return {Code::unknown_key, {key, near.empty() ? "删去它，或者对照 site/schema/ 里的说明" : "是不是 " + near + "？"}};
    }
    case What::duplicate_key:
      return {Code::duplicate_key, {fault.field.substr(fault.field.rfind('.') + 1)}};
    case What::missing_key:
      return {Code::missing_key, {fault.field.substr(fault.field.rfind('.') + 1)}};
    case What::wrong_type:
      return {Code::wrong_type, {"应为" + kind_name(fault.wanted) + "，实为 " + fault.detail}};
    case What::empty_value:
      return {Code::empty_value, {fault.field.substr(fault.field.rfind('.') + 1)}};
    case What::bad_value:
      return {Code::bad_character, {fault.detail}};
    case What::bad_date:
      return {Code::bad_date, {fault.detail}};
    case What::not_in_choices: {
      std::string all;
      if (fault.wanted != nullptr && fault.wanted->choices != nullptr)
        for (const Choice& c : fault.wanted->choices().subspan(1)) all += (all.empty() ? "" : "、") + std::string(c.key);
      return {Code::not_in_choices, {fault.detail, near.empty() ? all : near}};
    }
    case What::bad_format:
      return {Code::bad_format, {fault.detail, form_of(fault.wanted)}};
  }
  return {Code::json_syntax, {fault.detail}};
}

}  // namespace

void report_faults(std::vector<JsonFault>& faults, std::uint32_t file, Diagnostics& out) {
  for (JsonFault& fault : faults) {
    Diagnostic d = as_diagnostic(fault);
    d.field = fault.field;
    d.origin = {file, fault.offset};
    d.exact = true;
    out.add(std::move(d));
  }
}

std::vector<std::string_view> line_pieces(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    std::size_t end = text.size() <= piece_size ? std::string_view::npos : text.find('\n', piece_size);
    out.push_back(text.substr(0, end == std::string_view::npos ? text.size() : end + 1));
    text.remove_prefix(out.back().size());
  }
  return out;
}

}  // namespace gongshi
