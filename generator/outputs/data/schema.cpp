#include "outputs/data/schema.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/canonical_json.hpp"
#include "model/dataset.hpp"
#include "outputs/data/ledger_files.hpp"
#include "outputs/data/published.hpp"

namespace gongshi {
namespace {

/// What a shape cannot say of itself.
struct About {
  std::string_view name, title, where;
  bool listed = false;  ///< a file may hold a list of them
};

constexpr std::array<About, 18> abouts{{
    {"result", "检查结果", "content/results/ 下的 .json 和 .ndjson 文件。标明“不公开”的字段不会出现在网站上。", true},
    {"object", "检查对象", "content/objects/：检查对象名录库，不整体公开。", true},
    {"task", "抽查任务", "content/tasks/。", true},
    {"plan", "抽查计划", "content/plans/。", true},
    {"item_list", "随机抽查事项清单", "content/items/。", true},
    {"correction", "更正", "content/corrections/：对已公示结果的更正，叠加在原记录之上。", true},
    {"notice", "通知公告的文件头", "content/notices/*.md 开头两行 --- 之间的内容。", false},
    {"guide", "阅读指南的文件头", "content/guide/*.md 开头两行 --- 之间的内容。", false},
    {"profile", "现行规则", "site/profiles/：一个地方的规则，每条都注明出处。", true},
    {"site", "网站设置", "site/site.json。", false},
    {"calendar", "工作日历", "content/calendar/YYYY.json：国务院办公厅公布的放假和调休。", true},
    {"local_calendar", "本地工作日历", "content/calendar/local.json：叠加在全国日历之上。", true},
    {"ledger_entry", "公示台账的一条", "content/ledger.ndjson 的一行，由程序追加，不得修改。", false},
    {"salt", "台账的盐值", "content/salts.ndjson 的一行，由程序追加。", false},
    {"kept_place", "撤回后保留的位置",
     "content/withdrawn.ndjson 的一行，由程序在登记撤回时写入：网站上哪些编号清单留空位、哪些对象网址保留，不含对象和内容。", false},
    {"published_result", "公开的检查结果",
     "data/results.json 中 results 的一项、data/results.ndjson 的一行。撤回的结果只有 id、withdrawn_on 和 kind。", false},
    {"published_document", "公开的文件", "data/documents.json 中 documents 的一项：计划、清单和公告，供核对台账。", false},
    {"published_draw", "封存的抽取名单", "data/draws.json 中 draws 的一项。检查结束且结果已公示的对象公开名称或代码和盐值，其余只有摘要。",
     false},
}};

constexpr std::array<SchemaFile, 18> files{{{"result", &Result::shape},
                                            {"object", &Object::shape},
                                            {"task", &Task::shape},
                                            {"plan", &Plan::shape},
                                            {"item_list", &ItemList::shape},
                                            {"correction", &Correction::shape},
                                            {"notice", &Notice::shape},
                                            {"guide", &GuidePage::shape},
                                            {"profile", &Profile::shape},
                                            {"site", &Site::shape},
                                            {"calendar", &CalendarYear::shape},
                                            {"local_calendar", &LocalCalendar::shape},
                                            {"ledger_entry", &LedgerEntry::shape},
                                            {"salt", &Salt::shape},
                                            {"kept_place", &KeptPlace::shape},
                                            {"published_result", &published_result_shape},
                                            {"published_document", &published_document_shape},
                                            {"published_draw", &published_draw_shape}}};

/// JSON, indented by two blanks a level.
class Writer {
 public:
  std::string out;
  void open(char bracket) {
    out += bracket;
    ++depth_;
    first_ = true;
  }
  void close(char bracket) {
    --depth_;
    if (!first_) line();
    out += bracket;
    first_ = false;
  }
  void item() {
    if (!first_) out += ',';
    line();
    first_ = false;
  }
  void key(std::string_view name) {
    item();
    append_json_string(out, name);
    out += ": ";
  }
  void text(std::string_view name, std::string_view value) {
    key(name);
    append_json_string(out, value);
  }
  void literal(std::string_view name, std::string_view value) {
    key(name);
    out += value;
  }

 private:
  void line() {
    out += '\n';
    out.append(2 * depth_, ' ');
  }
  std::size_t depth_ = 0;
  bool first_ = true;
};

bool readable(const Field& f) { return f.set_text != nullptr || f.set_number != nullptr || f.set_real != nullptr || f.open != nullptr; }

/// A shape whose definition is wanted; the elements of a map are without their key.
struct Wanted {
  const Shape* shape;
  bool keyed;
};

class SchemaWriter {
 public:
  std::string write(const Shape& shape) {
    auto about = std::ranges::find(abouts, shape.name, &About::name);
    w_.open('{');
    w_.text("$schema", "https://json-schema.org/draft/2020-12/schema");
    w_.text("$id", "urn:gongshi:schema:" + std::string(shape.name));
    w_.text("title", about == abouts.end() ? shape.name : about->title);
    if (about != abouts.end()) w_.text("description", about->where);
    if (about != abouts.end() && about->listed) {
      w_.key("anyOf");
      w_.open('[');
      w_.item();
      reference(shape);
      w_.item();
      w_.open('{');
      w_.text("type", "array");
      w_.key("items");
      reference(shape);
      w_.close('}');
      w_.close(']');
    } else {
      w_.text("$ref", "#/$defs/" + std::string(shape.name));
    }
    definitions(shape);
    w_.close('}');
    return std::move(w_.out) + "\n";
  }

 private:
  void reference(const Shape& shape) {
    w_.open('{');
    w_.text("$ref", "#/$defs/" + std::string(shape.name));
    w_.close('}');
  }

  void want(const Shape& shape, bool keyed) {
    if (std::ranges::find(wanted_, shape.name, [](const Wanted& w) { return w.shape->name; }) == wanted_.end())
      wanted_.push_back({&shape, keyed});
  }

  void definitions(const Shape& root) {
    w_.key("$defs");
    w_.open('{');
    want(root, false);
    for (std::size_t i = 0; i < wanted_.size(); ++i) define(wanted_[i]);  // grows as shapes are named
    w_.close('}');
  }

  void define(Wanted wanted) {
    w_.key(wanted.shape->name);
    w_.open('{');
    w_.text("type", "object");
    w_.key("properties");
    w_.open('{');
    std::vector<std::string_view> required;
    for (const Field& f : wanted.shape->fields) {
      if (!readable(f) || (wanted.keyed && &f == wanted.shape->fields.data())) continue;
      w_.key(f.name);
      property(f);
      if (f.required) required.push_back(f.name);
    }
    w_.close('}');
    if (!required.empty()) {
      w_.key("required");
      w_.open('[');
      for (std::string_view name : required) {
        w_.item();
        append_json_string(w_.out, name);
      }
      w_.close(']');
    }
    w_.literal("additionalProperties", "false");
    w_.close('}');
  }

  void describe(const Field& f) {
    std::string words(f.meaning.empty() ? f.header : f.meaning);
    if (f.choices != nullptr) {
      words += words.empty() ? "" : "：";
      for (const Choice& c : f.choices().subspan(1)) words += std::string(c.key) + " " + std::string(c.label) + "、";
      words.resize(words.size() - std::string_view("、").size());
    }
    if (f.internal) words += "（不公开）";
    if (!words.empty()) w_.text("description", words);
  }

  void property(const Field& f) {
    w_.open('{');
    describe(f);
    switch (f.kind) {
      case Kind::text:
      case Kind::html:
        f.choices != nullptr ? choice(f) : text(f.format);
        break;
      case Kind::flag:
        w_.text("type", "boolean");
        break;
      case Kind::integer:
        integer(f.format);
        break;
      case Kind::real:
        w_.text("type", "number");
        break;
      case Kind::date:
        date();
        break;
      case Kind::choice:
        choice(f);
        break;
      case Kind::raw:
        break;  // any value
      case Kind::texts:
      case Kind::dates:
      case Kind::list:
        list(f);
        break;
      case Kind::object:
        want(f.shape(), false);
        w_.text("$ref", "#/$defs/" + std::string(f.shape().name));
        break;
      case Kind::map:
        map(f);
        break;
    }
    w_.close('}');
  }

  void text(Format format) {
    w_.text("type", "string");
    switch (format) {
      case Format::any:
        w_.text("pattern", "\\S");  // blanks alone say nothing
        break;
      case Format::id:
        w_.text("pattern", "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$");
        break;
      case Format::month_or_date:
        w_.key("anyOf");
        w_.open('[');
        w_.item();
        w_.open('{');
        w_.text("type", "string");
        w_.text("pattern", "^(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])$");
        w_.close('}');
        w_.item();
        w_.open('{');
        date();
        w_.close('}');
        w_.close(']');
        break;
      case Format::year:
        w_.text("pattern", "^(19|2[0-9])[0-9]{2}$");
        break;
      case Format::count:
        break;
      case Format::hex64:
        w_.text("pattern", "^[0-9a-f]{64}$");
        break;
      case Format::hex32:
        w_.text("pattern", "^[0-9a-f]{32}$");
        break;
      case Format::uri:
        w_.text(
            "pattern",
            R"(^([hH][tT][tT][pP][sS]?://[^\x00-\x20\x7f/\\?#][^\x00-\x20\x7f\\?#]*|/(?!/)[^\x00-\x20\x7f\\?#]*)$)");  // as `fits` has it
        break;
    }
  }

  void integer(Format format) {
    w_.text("type", "integer");
    if (format == Format::count) w_.literal("minimum", "0");
    if (format != Format::year) return;
    w_.literal("minimum", "1900");
    w_.literal("maximum", "2999");
  }

  void date() {
    w_.text("type", "string");
    w_.text("format", "date");  // a note only, for many programs: hence the pattern
    w_.text("pattern", "^(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$");
  }

  void choice(const Field& f) {
    w_.key("enum");
    w_.open('[');
    for (const Choice& c : f.choices().subspan(1)) {
      w_.item();
      append_json_string(w_.out, c.key);
    }
    w_.close(']');
  }

  void list(const Field& f) {
    w_.text("type", "array");
    if (f.required) w_.literal("minItems", "1");
    w_.key("items");
    if (f.kind == Kind::list) {
      want(f.shape(), false);
      reference(f.shape());
      return;
    }
    w_.open('{');
    f.kind == Kind::dates ? date() : f.choices != nullptr ? choice(f) : text(f.format);
    w_.close('}');
  }

  void map(const Field& f) {
    const Field& key = f.shape().fields.front();
    want(f.shape(), true);
    w_.text("type", "object");
    if (f.required) w_.literal("minProperties", "1");
    w_.key("propertyNames");
    w_.open('{');
    describe(key);
    key.choices != nullptr ? choice(key) : w_.literal("minLength", "1");
    w_.close('}');
    w_.key("additionalProperties");
    reference(f.shape());
  }

  Writer w_;
  std::vector<Wanted> wanted_;
};

}  // namespace

std::string json_schema(const Shape& shape) { return SchemaWriter().write(shape); }

std::span<const SchemaFile> schema_files() { return files; }

}  // namespace gongshi
