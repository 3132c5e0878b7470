// JSON that no shape describes: an object that holds, among other keys, a long list of objects, such as data/results.json. For who
// must judge every key that stands there, also those that no program of ours would write.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/canonical_json.hpp"

namespace gongshi {

/// One value, whatever it is.
struct JsonValue {
  std::string canonical;                       ///< RFC 8785
  std::optional<std::string> text{};           ///< of a string
  std::optional<std::int64_t> whole_number{};  ///< of a number without fraction
};

struct JsonObject {
  std::map<std::string, JsonValue, Utf16Less> members{};
  bool twice = false;  ///< a key stands there more than once: the first is kept

  const JsonValue* find(std::string_view key) const {
    auto found = members.find(key);
    return found == members.end() ? nullptr : &found->second;
  }
  /// The string at `key`; empty where there is none.
  std::string_view text(std::string_view key) const {
    const JsonValue* value = find(key);
    return value != nullptr && value->text ? std::string_view(*value->text) : std::string_view{};
  }
};

/// Reads `text`, one object, and calls `element` for each object of the list at its key `list`, in order. `outer` gets its other members at
/// the end. False where it is no JSON, no such object, or something else stands in the list; what came before has been given then.
bool read_members(std::string_view text, std::string_view list, const std::function<void(JsonObject)>& element, JsonObject& outer);

}  // namespace gongshi
