#include "cli/build_json.hpp"

#include "base/canonical_json.hpp"

namespace gongshi {
namespace {

void add_text(std::string& out, std::string_view key, std::string_view value) {
  out += out.ends_with('{') ? "\"" : ", \"";
  out += key;
  out += "\": ";
  append_json_string(out, value);
}

void add_number(std::string& out, std::string_view key, std::size_t value) {
  out += out.ends_with('{') ? "\"" : ", \"";
  out += key;
  out += "\": " + std::to_string(value);
}

std::string kind_json(const OutputKind& kind) {
  std::string out = "{";
  add_text(out, "name", kind.name());
  add_number(out, "files", kind.count());
  return out + "}";
}

std::string change_json(const publish::Change& change, const OutputPlan& plan) {
  std::string out = "{";
  add_text(out, "path", change.path);
  if (auto ref = plan.find(change.path)) add_text(out, "kind", plan.kind(ref->kind).name());
  add_text(out, "why", change.why);
  return out + "}";
}

/// `, "name": [one a line]`
void add_list(std::string& out, std::string_view name, std::size_t count, const auto& row) {
  out += ",\n  \"" + std::string(name) + "\": [";
  for (std::size_t i = 0; i < count; ++i) out += (i == 0 ? "\n    " : ",\n    ") + row(i);
  out += count == 0 ? "]" : "\n  ]";
}

}  // namespace

std::string build_json(const publish::BuildReport& report, OutputPlan& plan, Date as_of, std::size_t pending, bool changes) {
  plan.index();
  std::string out = "{";
  add_text(out, "as_of", as_of.iso());
  add_number(out, "files", report.files);
  add_number(out, "written", report.written);
  add_number(out, "unchanged", report.unchanged);
  add_number(out, "removed", report.removed);
  add_number(out, "pending", pending);
  add_list(out, "kinds", plan.kinds(), [&](std::size_t i) { return kind_json(plan.kind(i)); });
  if (changes) add_list(out, "changes", report.changes.size(), [&](std::size_t i) { return change_json(report.changes[i], plan); });
  return out + "\n}";
}

}  // namespace gongshi
