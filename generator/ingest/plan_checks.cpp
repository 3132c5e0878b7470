#include "ingest/plan_checks.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"

namespace gongshi {
namespace {

/// A column of no entry's key would be empty, and so would not be there: what the clerk wrote would be lost without a word.
void check_columns(const std::vector<Column>& columns, const Shape& entry, Origin origin, std::string_view id, Diagnostics& out) {
  std::vector<std::string_view> keys;
  for (const Field& f : entry.fields) keys.push_back(f.name);
  for (const Column& column : columns)
    if (entry.find(column.key) == nullptr)
      out.add(about(Code::unknown_key, origin, id, "columns",
                    {std::string(column.key), joined(nearest(column.key, keys, 1), ""), list_argument(keys), list_argument(keys)}));
}

/// `2024-09` and `2024-06`; a month and a day of it are in order.
bool ends_before(std::string_view from, std::string_view to) {
  std::size_t both = std::min(from.size(), to.size());
  return to.substr(0, both) < from.substr(0, both);
}

void check_section(const Plan& plan, const PlanSection& section, Diagnostics& out) {
  check_columns(section.columns, PlanEntry::shape(), plan.origin, plan.id, out);
  std::map<std::string, std::string_view> seen;  // key → name
  for (const PlanEntry& entry : section.entries) {
    std::string key = plan_entry_key(section, entry);
    auto [first, fresh] = seen.try_emplace(key, entry.name);
    if (!entry.number.empty() && !fresh)
      out.add(about(Code::duplicate_id, plan.origin, plan.id, "number", {key, std::string(first->second)}));
    if (!entry.from.empty() && !entry.to.empty() && ends_before(entry.from, entry.to))
      out.add(about(Code::date_order, plan.origin, plan.id, "to",
                    {"结束", "to", std::string(entry.to), "“" + std::string(entry.name) + "”的开始", "from", std::string(entry.from)}));
  }
}

}  // namespace

void check_plans(Intake& intake) {
  for (const Plan& plan : intake.data.plans)
    for (const PlanSection& section : plan.sections) check_section(plan, section, intake.out);
  for (const ItemList& list : intake.data.items) check_columns(list.columns, ItemEntry::shape(), list.origin, list.id, intake.out);
}

}  // namespace gongshi
