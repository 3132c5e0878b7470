// Annual plans and the list of inspection items, as they are printed.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "base/shape.hpp"

namespace gongshi {

enum class SectionKind : std::uint8_t { absent, internal, joint, quarterly, off_plan };
template <>
std::span<const Choice> choices_of<SectionKind>();

enum class Selection : std::uint8_t { absent, targeted, untargeted };
template <>
std::span<const Choice> choices_of<Selection>();

enum class ItemClass : std::uint8_t { absent, key, general };
template <>
std::span<const Choice> choices_of<ItemClass>();

/// One printed column: which key of an entry, its header, and the header over it where there are two rows.
struct Column {
  std::string_view key, header, group;
  static const Shape& shape();
};

struct Revision {
  std::optional<Date> on;
  std::string_view note;
  static const Shape& shape();
};

/// What the department wrote, and what was understood of it (a share; absent where it was not).
struct Ratio {
  std::optional<double> value;
  std::string_view text;
  static const Shape& shape();
};

struct PlanEntry {
  std::string_view number, name;
  Selection selection = Selection::absent;
  std::vector<std::string_view> items;
  ItemClass item_class = ItemClass::absent;
  std::string_view objects;
  std::optional<Ratio> ratio;
  std::string_view frequency, credit_risk_rule;
  std::string_view from, to;     ///< YYYY-MM or YYYY-MM-DD
  std::string_view period_text;  ///< the period as printed: `1月—12月`
  std::string_view lead;
  std::vector<std::string_view> partners;
  std::string_view mode;
  static const Shape& shape();
};

struct PlanSection {
  SectionKind kind = SectionKind::absent;
  std::string_view title;
  std::vector<Column> columns;
  std::vector<PlanEntry> entries;
  std::vector<std::string_view> merged;  ///< columns whose empty cells continue the cell above
  std::vector<std::string_view> remarks;
  static const Shape& shape();
};

struct Plan {
  Origin origin;
  std::string_view id;
  std::optional<std::int64_t> year;
  std::string_view title, document_number, issuer;
  std::optional<Date> issued_on, filed_on, published_on, numbers_fixed_on;
  std::vector<Revision> revisions;
  std::string_view preamble;        ///< Markdown
  std::string_view preamble_shown;  ///< what a page shows of it (MarkdownOptions::shown)
  std::vector<PlanSection> sections;
  static const Shape& shape();
};

/// How a task names the entry that it carries out: `internal/1`.
std::string plan_entry_key(const PlanSection& section, const PlanEntry& entry);

struct ItemEntry {
  std::string_view number, category, name, objects;
  ItemClass item_class = ItemClass::absent;
  std::vector<std::string_view> methods, bodies, basis;
  std::string_view level;
  static const Shape& shape();
};

struct ItemList {
  Origin origin;
  std::string_view id, title;
  std::optional<std::int64_t> year;
  std::string_view issuer, document_number;
  std::optional<Date> published_on;
  std::vector<Revision> revisions;
  std::vector<Column> columns;
  std::vector<ItemEntry> entries;
  std::vector<std::string_view> remarks;
  static const Shape& shape();
};

}  // namespace gongshi
