#include "authoring/correct.hpp"

#include <algorithm>
#include <vector>

#include "base/canonical_json.hpp"
#include "base/disk.hpp"
#include "base/failure.hpp"
#include "formats/json/json_reader.hpp"
#include "model/result.hpp"

namespace gongshi {
namespace {

bool correctable(const Field& field) { return !field.internal && field.name != "id"; }

std::string in_quotes(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

std::string_view key_of(const Field& field, std::string_view typed) {
  for (const Choice& choice : field.choices())
    if (choice.label == typed) return choice.key;
  return typed;
}

/// One key a line, as a person would write it; empty values are left out.
class Page {
 public:
  void put(std::string_view key, std::string_view json) {
    if (json.empty()) return;
    text_ += text_.empty() ? "{\n  " : ",\n  ";
    append_json_string(text_, key);
    text_ += ": ";
    text_ += json;
  }
  void put_text(std::string_view key, std::string_view text) {
    if (!text.empty()) put(key, in_quotes(text));
  }
  std::string take() { return std::move(text_) + "\n}\n"; }

 private:
  std::string text_;
};

}  // namespace

const Field* correctable_field(std::string_view name) {
  for (const Field& f : Result::shape().fields)
    if (correctable(f) && (f.name == name || (!f.header.empty() && f.header == name))) return &f;
  return nullptr;
}

std::vector<std::string_view> correctable_fields() {
  std::vector<std::string_view> out;
  for (const Field& f : Result::shape().fields)
    if (correctable(f)) out.push_back(f.name);
  return out;
}

CorrectionKind correction_kind(std::string_view name) {
  auto kinds = choices_of<CorrectionKind>();
  for (std::size_t i = 1; i < kinds.size(); ++i)
    if (kinds[i].key == name || kinds[i].label == name) return static_cast<CorrectionKind>(i);
  return CorrectionKind::absent;
}

std::optional<std::string> typed_value(const Field& field, std::string_view typed) {
  if (typed.empty() || typed == "null") return "null";
  bool as_json = field.kind == Kind::texts || field.kind == Kind::dates || field.kind == Kind::list || field.kind == Kind::object ||
                 field.kind == Kind::integer || field.kind == Kind::real || field.kind == Kind::flag;
  std::string json = as_json ? std::string(typed) : in_quotes(field.kind == Kind::choice ? key_of(field, typed) : typed);
  TextPool pool;
  Result value;
  if (!read_field(Result::shape(), field.name, json, &value, pool)) return std::nullopt;
  std::string out;
  append_canonical_value(out, field, &value);
  return out.empty() ? "null" : out;
}

std::string new_correction_path(const std::filesystem::path& root, Date approved_on, std::string_view result_id) {
  constexpr int most = 999;  // three digits keep their order as names do
  std::string stem = "content/corrections/correction-" + approved_on.iso() + "-" + std::string(result_id) + "-";
  for (int i = 1; i <= most; ++i) {
    std::string number = std::to_string(i);
    std::string path = stem;
    path.append(3 - number.size(), '0').append(number).append(".json");
    if (!disk::stamp(root / path)) return path;
  }
  throw Failure((root / stem).string() + "*.json: 已有 999 个 / there are 999 of them");
}

std::string correction_file(const CorrectionOrder& order, CorrectionKind kind, std::string_view field_name, std::string_view old_value,
                            std::string_view new_value) {
  Page page;
  page.put_text("result_id", order.result_id);
  page.put_text("kind", choices_of<CorrectionKind>()[static_cast<std::size_t>(kind)].key);
  page.put_text("field", field_name);
  page.put("old", old_value);
  page.put("new", new_value);
  page.put_text("reason", order.reason);
  page.put_text("approved_by", order.approved_by);
  page.put_text("approver_role", order.approver_role);
  if (order.approved_on) page.put_text("approved_on", order.approved_on->iso());
  if (kind == CorrectionKind::investigation_closed && order.outcome_on)
    page.put("investigation", R"({"outcome": )" + in_quotes(order.outcome) + R"(, "on": ")" + order.outcome_on->iso() + "\"}");
  return page.take();
}

}  // namespace gongshi
