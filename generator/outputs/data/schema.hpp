// JSON Schemas of the record types, made from their shapes: what an editor suggests is what `gongshi check` demands.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "base/shape.hpp"

namespace gongshi {

/// A JSON Schema (draft 2020-12), indented, with a line break at its end: one record, or, where a file of that type may hold
/// several, one record or a list. Nested shapes stand in `$defs`, once each; a field that readers cannot set is left out.
std::string json_schema(const Shape& shape);

struct SchemaFile {
  std::string_view name;  ///< `result`: data/schema/result.schema.json, and the same bytes in site/schema/
  const Shape& (*shape)();
};
/// Every record type of content/ and site/, and what the data files of the site hold (`published_result`).
std::span<const SchemaFile> schema_files();

}  // namespace gongshi
