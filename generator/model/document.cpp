#include "model/document.hpp"

#include <algorithm>
#include <map>

#include "base/canonical_json.hpp"

namespace gongshi {
namespace {

using Members = std::map<std::string, std::string, Utf16Less>;

void add_fields(Members& members, const Shape& shape, const void* record) {
  for (const Field& f : shape.fields)
    if (!f.internal && f.present(record)) append_canonical_value(members[std::string(f.name)], f, record);
}

void add_text(Members& members, const char* name, std::string_view text) {
  if (!text.empty()) append_json_string(members[name], text);
}

}  // namespace

std::string_view Document::kind() const { return plan != nullptr ? "抽查计划" : items != nullptr ? "抽查事项清单" : "通知公告"; }

std::string_view Document::title() const { return plan != nullptr ? plan->title : items != nullptr ? items->title : notice->title; }

std::span<const Revision> Document::revisions() const {
  return plan != nullptr ? plan->revisions : items != nullptr ? items->revisions : notice->revisions;
}

const Origin& Document::origin() const { return plan != nullptr ? plan->origin : items != nullptr ? items->origin : notice->origin; }

std::optional<Date> Document::public_from() const {
  if (plan != nullptr) return plan->published_on ? plan->published_on : plan->issued_on;
  return items != nullptr ? items->published_on : notice->date;
}

std::vector<Document> documents_of(const Dataset& data) {
  std::vector<Document> out;
  for (const Plan& plan : data.plans) out.push_back({"plans/" + std::string(plan.id), &plan});
  for (const ItemList& items : data.items) out.push_back({"items/" + std::string(items.id), nullptr, &items});
  for (const Notice& notice : data.notices) out.push_back({"notices/" + std::string(notice.slug), nullptr, nullptr, &notice});
  std::ranges::sort(out, {}, &Document::id);
  return out;
}

std::string canonical_content(const Document& document, std::string_view salt) {
  Members members;
  if (document.plan != nullptr) add_fields(members, Plan::shape(), document.plan);
  if (document.items != nullptr) add_fields(members, ItemList::shape(), document.items);
  if (document.notice != nullptr) {
    add_fields(members, Notice::shape(), document.notice);
    add_text(members, "slug", document.notice->slug);
    add_text(members, "body", document.notice->body);
  }
  add_text(members, "salt", salt);
  std::string out = "{";
  for (const auto& [name, value] : members) {
    if (out.size() > 1) out += ',';
    append_json_string(out, name);
    out += ':' + value;
  }
  return out + '}';
}

}  // namespace gongshi
