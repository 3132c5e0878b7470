#include "ingest/plan_checks.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"

namespace gongshi {
namespace {

std::string at(std::string_view list, std::size_t index, std::string_view key = {}) {
  std::string out = std::string(list) + "[" + std::to_string(index) + "]";
  if (!key.empty()) out.append(".").append(key);
  return out;
}

/// A column of no entry's key would be empty, and so would not be there: what the clerk wrote would be lost without a word. `list`: where
/// the columns stand in the record.
void check_columns(const std::vector<Column>& columns, const Shape& entry, const std::string& list, Origin origin, std::string_view id,
                   Diagnostics& out) {
  std::vector<std::string_view> keys;
  for (const Field& f : entry.fields) keys.push_back(f.name);
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (std::string_view key = columns[i].key; entry.find(key) == nullptr)
      out.add(about(Code::unknown_key, origin, id, at(list, i, "key"),
                    {std::string(key), joined(nearest(key, keys, 1), ""), list_argument(keys), list_argument(keys)}));
}

/// `2024-09` and `2024-06`; a month and a day of it are in order.
bool ends_before(std::string_view from, std::string_view to) {
  std::size_t both = std::min(from.size(), to.size());
  return to.substr(0, both) < from.substr(0, both);
}

void check_section(const Plan& plan, std::size_t number, Diagnostics& out) {
  const PlanSection& section = plan.sections[number];
  std::string here = at("sections", number);
  check_columns(section.columns, PlanEntry::shape(), here + ".columns", plan.origin, plan.id, out);
  std::map<std::string, std::string_view> seen;  // key → name
  for (std::size_t i = 0; i < section.entries.size(); ++i) {
    const PlanEntry& entry = section.entries[i];
    std::string key = plan_entry_key(section, entry);
    auto [first, fresh] = seen.try_emplace(key, entry.name);
    if (!entry.number.empty() && !fresh)
      out.add(about(Code::duplicate_id, plan.origin, plan.id, at(here + ".entries", i, "number"),
                    {key, "“" + std::string(first->second) + "”"}));
    if (!entry.from.empty() && !entry.to.empty() && ends_before(entry.from, entry.to))
      out.add(about(Code::date_order, plan.origin, plan.id, at(here + ".entries", i, "to"),
                    {"结束", "to", std::string(entry.to), "“" + std::string(entry.name) + "”的开始", "from", std::string(entry.from)}));
  }
}

}  // namespace

void check_plans(Intake& intake) {
  for (const Plan& plan : intake.data.plans)
    for (std::size_t i = 0; i < plan.sections.size(); ++i) check_section(plan, i, intake.out);
  for (const ItemList& list : intake.data.items)
    check_columns(list.columns, ItemEntry::shape(), "columns", list.origin, list.id, intake.out);
}

}  // namespace gongshi
