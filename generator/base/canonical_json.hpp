// JSON as the program writes it: canonical (RFC 8785) where bytes are hashed or compared, in the shape's own order in data files.
// Absent fields are left out, and so is an object that would be empty; choices stand by their key, dates as YYYY-MM-DD.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/shape.hpp"

namespace gongshi {

/// Whether a field is written, at any depth; `owner` is the shape that it is a member of. Empty: every field.
using FieldFilter = std::function<bool(const Shape& owner, const Field& field)>;

/// Quoted and escaped as RFC 8785 has it: \b \t \n \f \r \" \\ and \u00xx for other controls, all else as it is. Valid UTF-8 only.
void append_json_string(std::string& out, std::string_view text);
/// As ECMAScript prints a number: `25`, `0.05`, `1e+21`. Finite only (asserted).
void append_json_number(std::string& out, double value);

/// The record as one object, keys sorted by UTF-16 code units. Shapes live as long as the program: their order is worked out once.
void append_canonical(std::string& out, const Shape& shape, const void* record, const FieldFilter& filter = {});
/// The same with keys in the order of the shape.
void append_json(std::string& out, const Shape& shape, const void* record, const FieldFilter& filter = {});
/// The value of one field of `record` alone, canonical; nothing where it is absent. To compare with the `old` of a correction.
void append_canonical_value(std::string& out, const Field& field, const void* record);

/// The order of keys in canonical JSON. Differs from that of bytes only beyond U+FFFF. Of valid UTF-8.
bool utf16_less(std::string_view a, std::string_view b);
struct Utf16Less {
  using is_transparent = void;
  bool operator()(std::string_view a, std::string_view b) const { return utf16_less(a, b); }
};

/// Canonical JSON of a value that no shape describes, from its pieces: `[object, salt]`, the free value of a correction.
/// Calls come in the order of a text: begin_object, then key and value in turn, then end.
class CanonicalBuilder {
 public:
  void begin_object() { levels_.emplace_back().object = true; }
  void begin_list() { levels_.emplace_back(); }
  /// False where the object has this key already; the value that follows is dropped then.
  bool key(std::string_view name);
  void end();
  void text(std::string_view value);
  void number(double value);
  void integer(std::int64_t value);  ///< at most ±2^53, beyond which RFC 8785 has no exact form (asserted)
  void flag(bool value) { put(value ? "true" : "false"); }
  void null() { put("null"); }

  std::size_t depth() const { return levels_.size(); }
  /// The text, after the outermost value; the builder is as new then.
  std::string take() { return std::exchange(done_, {}); }

 private:
  struct Level {
    bool object = false;
    bool drop = false;      ///< object: the next value belongs to a key that came twice
    std::string pending{};  ///< object: the key that waits for its value; list: the elements so far
    std::map<std::string, std::string, Utf16Less> members{};
  };
  void put(std::string value);
  std::vector<Level> levels_;
  std::string done_;
};

}  // namespace gongshi
