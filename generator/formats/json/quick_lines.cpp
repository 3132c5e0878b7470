#include "formats/json/quick_lines.hpp"

#include <simdjson.h>

namespace gongshi::json_detail {
namespace {

bool give(const simdjson::dom::element& value, Fill& fill);

// NOLINTNEXTLINE(misc-no-recursion)
bool give_members(const simdjson::dom::object& object, Fill& fill) {
  if (!fill.open(true)) return false;
  for (const auto& [key, value] : object) {
    fill.key(key);
    if (!give(value, fill)) return false;
  }
  fill.close();
  return true;
}

// NOLINTNEXTLINE(misc-no-recursion)
bool give_elements(const simdjson::dom::array& array, Fill& fill) {
  if (!fill.open(false)) return false;
  for (const simdjson::dom::element& element : array)
    if (!give(element, fill)) return false;
  fill.close();
  return true;
}

/// False where it lies too deep; so it goes no deeper than Fill lets it.
// NOLINTNEXTLINE(misc-no-recursion)
bool give(const simdjson::dom::element& value, Fill& fill) {
  using Type = simdjson::dom::element_type;
  switch (value.type()) {
    case Type::OBJECT:
      return give_members(value.get_object().value_unsafe(), fill);
    case Type::ARRAY:
      return give_elements(value.get_array().value_unsafe(), fill);
    case Type::STRING:
      fill.text(value.get_string().value_unsafe());
      break;
    case Type::INT64:
      fill.integer(value.get_int64().value_unsafe());
      break;
    case Type::UINT64:  // beyond int64
      fill.real(static_cast<double>(value.get_uint64().value_unsafe()), true);
      break;
    case Type::DOUBLE:  // with fraction or exponent: longer whole numbers are an error to simdjson
      fill.real(value.get_double().value_unsafe(), false);
      break;
    case Type::BOOL:
      fill.flag(value.get_bool().value_unsafe());
      break;
    case Type::NULL_VALUE:
      fill.null();
      break;
  }
  return true;
}

}  // namespace

struct QuickLines::Parser {
  static constexpr std::size_t longest = 1UL << 20;  // bytes of a line: simdjson keeps a dozen for each
  simdjson::dom::parser parser{longest};
};

QuickLines::QuickLines() : parser_(std::make_unique<Parser>()) {}
QuickLines::~QuickLines() = default;

bool QuickLines::read(Fill& fill, JsonRecords& records, std::string_view line, std::uint64_t base, const char* end) {
  std::size_t brace = line.find_first_not_of(" \t\r");
  if (brace == std::string_view::npos || line[brace] != '{') return false;
  line.remove_prefix(brace);
  if (static_cast<std::size_t>(end - line.data()) < line.size() + simdjson::SIMDJSON_PADDING) return false;
  simdjson::dom::element object;
  if (parser_->parser.parse(line.data(), line.size(), false).get(object) != simdjson::SUCCESS) return false;
  fill.begin_tentative(records);
  fill.tokens.start(line, base + brace);
  auto cursor = fill.tokens.first();
  ++cursor;
  fill.tokens.event();  // the record's `{`: the one place that a record without a fault tells
  give(object, fill);
  return fill.end();
}

}  // namespace gongshi::json_detail
