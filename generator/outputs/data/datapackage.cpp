// data/datapackage.json: a Data Package descriptor (specs.frictionlessdata.io), so that programs know the type of each column.
#include <algorithm>
#include <array>

#include "base/canonical_json.hpp"
#include "outputs/data/published.hpp"
#include "outputs/data/rows.hpp"
#include "outputs/links.hpp"

namespace gongshi {
namespace {

/// Members of an object that is being written: `,` where one stands before.
void member(std::string& out, std::string_view name, std::string_view text) {
  if (out.back() != '{') out += ',';
  append_json_string(out, name);
  out += ':';
  append_json_string(out, text);
}

void append_field(std::string& out, const RecordColumn& column) {
  out += '{';
  member(out, "name", column.header);
  member(out, "title", column.name);
  if (column.name == "url") {
    member(out, "type", "string");
    member(out, "format", "uri");
  } else {
    member(out, "type", column.kind == TableCell::Kind::date ? "date" : column.kind == TableCell::Kind::number ? "integer" : "string");
  }
  member(out, "description", column.meaning);
  if (column.name == "id") out += R"(,"constraints":{"required":true,"unique":true})";
  out += '}';
}

void append_resource(std::string& out, std::string_view name, std::string_view path, std::string_view title, std::string_view format,
                     std::string_view mediatype) {
  out += out.back() == '[' ? "\n{" : ",\n{";
  member(out, "name", name);
  member(out, "path", path);
  member(out, "title", title);
  member(out, "format", format);
  member(out, "mediatype", mediatype);
  member(out, "encoding", "utf-8");
}

void append_set(std::string& out, const RowSet& set) {
  std::string folder = set.folder().substr(std::string_view("data/").size());
  std::string year = folder.substr(0, folder.size() - (folder.empty() ? 0 : 1));
  std::string suffix = year.empty() ? "" : "-" + year;
  std::string title = year.empty() ? "全部检查结果" : year + "年公示的检查结果";
  append_resource(out, "results-csv" + suffix, folder + "results.csv", title, "csv", "text/csv");
  out += R"(,"profile":"tabular-data-resource","dialect":{"delimiter":",","lineTerminator":"\r\n","quoteChar":"\"","doubleQuote":true,)"
         R"("header":true},"schema":{"fields":[)";
  bool first = true;
  for (const RecordColumn& column : table_columns()) {
    if (!first) out += ',';
    first = false;
    append_field(out, column);
  }
  out += R"(],"missingValues":[""],"primaryKey":")";
  out += table_columns().front().header;
  out += "\"}}";
  append_resource(out, "results-ndjson" + suffix, folder + "results.ndjson", title, "ndjson", "application/x-ndjson");
  out += R"(,"jsonSchema":"schema/published_result.schema.json"})";
  append_resource(out, "results-json" + suffix, folder + "results.json", title, "json", "application/json");
  out += R"(,"jsonSchema":"schema/published_result.schema.json"})";
}

struct LedgerResource {
  std::string_view file, name, title, format, mediatype, schema;
};
constexpr std::array<LedgerResource, 3> ledger_resources{
    {{"ledger.ndjson", "ledger", "公示台账", "ndjson", "application/x-ndjson", "ledger_entry"},
     {"documents.json", "documents", "台账所登记的计划、清单和公告", "json", "application/json", "published_document"},
     {"draws.json", "draws", "封存的抽取名单", "json", "application/json", "published_draw"}}};

}  // namespace

std::string datapackage(const Assessment& site, const std::vector<std::shared_ptr<const RowSet>>& sets,
                        const std::vector<std::string>& ledger) {
  std::string out = "{";
  member(out, "profile", "data-package");
  member(out, "name", "inspection-results");
  member(out, "title", std::string(site.site->site.name));
  std::string words =
      "双随机、一公开抽查的检查结果。CSV 里以 = + - @、制表符、换行、回车或者全角的 ＝ ＋ － ＠ "
      "开头的内容（负数除外），以及在这些字符前面已有单引号的内容，前面加了一个单引号，免得被表格软件当成公式；单引号后面接着这些字符的，"
      "去掉一个单引号就是原文。用 JSON 则一字不差。撤回的结果只留编号、撤回日期和种类。";
  if (site.site->sample) words += "演示数据，机构、企业和结果均为虚构。";
  member(out, "description", words + std::string(site.site->licence));
  member(out, "homepage", links::absolute(*site.site, "index.html"));
  out += R"(,"contributors":[{"title":)";
  append_json_string(out, site.site->organisation.name);
  out += R"(,"role":"publisher"}],"resources":[)";
  for (const auto& set : sets) append_set(out, *set);
  for (const LedgerResource& of : ledger_resources) {
    if (std::ranges::find(ledger, "data/" + std::string(of.file)) == ledger.end()) continue;
    append_resource(out, of.name, of.file, of.title, of.format, of.mediatype);
    out += R"(,"jsonSchema":"schema/)" + std::string(of.schema) + R"(.schema.json"})";
  }
  out += "\n]}\n";
  return out;
}

}  // namespace gongshi
