#include "cli/diagnostics_out.hpp"

#include <algorithm>

#include "base/canonical_json.hpp"
#include "cli/diagnostics_words.hpp"
#include "formats/text/html.hpp"

namespace gongshi {
namespace {

/// As a spreadsheet names it: 1 is A, 27 is AA.
std::string column_letters(std::uint32_t column) {
  constexpr std::uint32_t letters = 26;
  std::string out;
  for (; column != 0; column = (column - 1) / letters) out.insert(out.begin(), static_cast<char>('A' + (column - 1) % letters));
  return out;
}

/// For the page: `content/results/a.xlsx，工作表“结果”，第5行，C列`.
std::string place_words(const Place& place) {
  std::string out = place.file;
  if (!place.sheet.empty()) out += "，工作表“" + place.sheet + "”";
  if (place.line != 0) out += "，第" + std::to_string(place.line) + "行";
  if (place.line == 0 || place.column == 0) return out;
  bool table = !place.sheet.empty() || place.file.ends_with(".csv");
  return out + "，" + (table ? column_letters(place.column) + "列" : "第" + std::to_string(place.column) + "个字");
}

class JsonList {
 public:
  explicit JsonList(std::string& out) : out_(out) {}
  void open() { out_ += first_ ? "\n    {" : ",\n    {", first_ = false, empty_ = true; }
  void put(std::string_view key, std::string_view value) {
    if (value.empty()) return;
    name(key);
    append_json_string(out_, value);
  }
  void put(std::string_view key, std::uint32_t value) {
    if (value == 0) return;
    name(key);
    out_ += std::to_string(value);
  }
  void close() { out_ += '}'; }

 private:
  void name(std::string_view key) {
    out_ += empty_ ? "\"" : ", \"";
    out_ += key;
    out_ += "\": ";
    empty_ = false;
  }
  std::string& out_;
  bool first_ = true, empty_ = true;
};

/// A path as a URI reference.
std::string uri(std::string_view path) {
  std::string out;
  for (char c : path) {
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                 std::string_view("/-._~").find(c) != std::string_view::npos;
    if (plain) {
      out += c;
      continue;
    }
    auto byte = static_cast<unsigned char>(c);
    out += {'%', "0123456789ABCDEF"[byte >> 4U], "0123456789ABCDEF"[byte & 0xfU]};
  }
  return out;
}

std::string sarif_result(const Diagnostic& d, Language language) {
  std::string out = R"({"ruleId": ")" + code_name(d.code) + R"(", "level": ")" +
                    std::string(severity_word(catalogue_row(d.code).severity, Language::english)) + R"(", "message": {"text": )";
  std::string text = message_of(d, language);
  if (std::string hint = hint_of(d, language); !hint.empty()) text += "\n" + hint;
  append_json_string(out, text);
  out += R"(}, "locations": [{"physicalLocation": {"artifactLocation": {"uri": )";
  append_json_string(out, uri(d.place.file.empty() ? "site/site.json" : d.place.file));
  out += "}";
  if (d.place.line != 0) {
    out += R"(, "region": {"startLine": )" + std::to_string(d.place.line);
    if (d.place.column != 0) out += R"(, "startColumn": )" + std::to_string(d.place.column);
    out += "}";
  }
  out += "}}]";
  if (!d.record.empty() || !d.field.empty()) {
    out += R"(, "properties": {)";
    if (!d.record.empty()) {
      out += R"("record": )";
      append_json_string(out, d.record);
    }
    if (!d.field.empty()) {
      out += d.record.empty() ? R"("field": )" : R"(, "field": )";
      append_json_string(out, d.field);
    }
    out += "}";
  }
  return out + "}";
}

}  // namespace

Tally tally(const Diagnostics& diagnostics) {
  Tally out;
  for (const Diagnostic& d : diagnostics.items()) {
    Severity severity = catalogue_row(d.code).severity;
    ++(severity == Severity::error ? out.errors : severity == Severity::warning ? out.warnings : out.notes);
  }
  return out;
}

std::string as_json(const Diagnostics& diagnostics, Date as_of, Language language) {
  Tally count = tally(diagnostics);
  std::string out = "{\n  \"as_of\": \"" + as_of.iso() + "\",\n  \"errors\": " + std::to_string(count.errors) +
                    ",\n  \"warnings\": " + std::to_string(count.warnings) + ",\n  \"diagnostics\": [";
  JsonList list(out);
  for (const Diagnostic& d : diagnostics.items()) {
    list.open();
    list.put("code", code_name(d.code));
    list.put("severity", severity_word(catalogue_row(d.code).severity, Language::english));
    list.put("file", d.place.file);
    list.put("sheet", d.place.sheet);
    list.put("line", d.place.line);
    list.put("column", d.place.column);
    list.put("record", d.record);
    list.put("field", d.field);
    list.put("message", message_of(d, language));
    list.put("hint", hint_of(d, language));
    list.close();
  }
  return out + (diagnostics.empty() ? "]\n}\n" : "\n  ]\n}\n");
}

std::string as_sarif(const Diagnostics& diagnostics, Date as_of, Language language) {
  std::string out =
      R"({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [{"tool": {"driver": {"name": "gongshi", "version": ")" GONGSHI_VERSION
      R"(", "rules": [)";
  bool first = true;
  for (const CatalogueRow& row : catalogue()) {
    out += first ? "" : ", ";
    first = false;
    out += R"({"id": ")" + code_name(row.code) + R"(", "name": ")" + std::string(row.name) + "\"}";
  }
  out += R"(]}}, "columnKind": "unicodeCodePoints", "properties": {"as_of": ")" + as_of.iso() + R"("}, "results": [)";
  first = true;
  for (const Diagnostic& d : diagnostics.items()) {
    out += first ? "\n  " : ",\n  ";
    first = false;
    out += sarif_result(d, language);
  }
  return out + "\n]}]}\n";
}

std::string as_page(const Diagnostics& diagnostics) {
  Tally count = tally(diagnostics);
  std::string out =
      "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, "
      "initial-scale=1\"><title>内容有错误</title><style>:root{color-scheme:light dark}body{font:1.0625rem/1.7 sans-serif;max-width:46em;"
      "margin:1em auto;padding:0 1em;overflow-wrap:anywhere}h1{font-size:1.5em;line-height:1.4;margin:.5em 0}ol{padding-left:1.6em}"
      "li{margin:0 0 1.2em}small{font-size:.88em}p{margin:0}</style></head><body>\n<main><h1>内容有" +
      std::to_string(count.errors) + "个错误</h1>\n<p>改好并保存以后，这一页会自己换成预览。</p>\n<ol>\n";
  auto item = [&](const Diagnostic& d) {
    out += "<li><p><strong>";
    escape_html(out, message_of(d, Language::chinese));
    out += "</strong></p>";
    if (std::string hint = hint_of(d, Language::chinese); !hint.empty()) {
      out += "<p>";
      escape_html(out, hint);
      out += "</p>";
    }
    out += "<p><small>";
    escape_html(out, place_words(d.place));
    out += "<br>" + code_name(d.code);
    escape_html(out, subject(d));
    out += "</small></p></li>\n";
  };
  std::size_t shown = 0;
  for (const Diagnostic& d : diagnostics.items())
    if (catalogue_row(d.code).severity == Severity::error && ++shown <= 200) item(d);
  return out + "</ol></main>\n</body></html>\n";
}

}  // namespace gongshi
