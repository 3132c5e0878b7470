#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/disk.hpp"
#include "model/profile.hpp"
#include "model/result.hpp"
#include "outputs/data/schema.hpp"

using namespace gongshi;
using nlohmann::json;

TEST_CASE("the schema of results says what the reader demands") {
  json schema = json::parse(json_schema(Result::shape()));
  CHECK(schema["$schema"] == "https://json-schema.org/draft/2020-12/schema");
  CHECK(schema["$id"] == "urn:gongshi:schema:result");
  CHECK(schema["anyOf"][1]["type"] == "array");
  const json& result = schema["$defs"]["result"];
  CHECK(result["additionalProperties"] == false);
  CHECK(result["required"] == json{"id", "task_id", "object_name", "result"});
  CHECK(result["properties"]["object_kind"]["enum"] == json{"market", "non_market"});
  CHECK(result["properties"]["inspected_on"]["format"] == "date");
  CHECK(result["properties"]["reply"]["$ref"] == "#/$defs/reply");
  CHECK(schema["$defs"]["reply"]["required"] == json{"text", "on"});
}

TEST_CASE("a map's elements are without their key") {
  json schema = json::parse(json_schema(Profile::shape()));
  CHECK(schema["$defs"]["profile"]["properties"]["targets"]["additionalProperties"]["$ref"] == "#/$defs/target");
  CHECK_FALSE(schema["$defs"]["target"]["properties"].contains("name"));
  CHECK(schema["$defs"]["target"]["required"] == json{"force", "article"});
}

TEST_CASE("every schema is JSON, and every reference in it leads somewhere") {
  for (const SchemaFile& file : schema_files()) {
    CAPTURE(file.name);
    CHECK(file.shape().name == file.name);
    std::string text = json_schema(file.shape());
    json schema = json::parse(text);
    constexpr std::string_view mark = "\"#/$defs/";
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
      std::size_t from = at + mark.size();
      CHECK(schema["$defs"].contains(text.substr(from, text.find('"', from) - from)));
    }
  }
}

// The committed files are for editors; GONGSHI_WRITE_SCHEMAS=1 writes them anew. Runs where the sources are (GONGSHI_SOURCE, or
// the working folder).
TEST_CASE("site/schema/ holds the same bytes") {
  const char* given = std::getenv("GONGSHI_SOURCE");
  std::filesystem::path folder = std::filesystem::path(given != nullptr ? given : ".") / "site" / "schema";
  bool write = std::getenv("GONGSHI_WRITE_SCHEMAS") != nullptr;
  if (!write && !disk::is_folder(folder)) return;
  if (write) disk::make_folders(folder);
  for (const SchemaFile& file : schema_files()) {
    CAPTURE(file.name);
    std::filesystem::path path = folder / (std::string(file.name) + ".schema.json");
    if (write) disk::replace(path, json_schema(file.shape()));
    CHECK(disk::read(path) == json_schema(file.shape()));
  }
}
