// Where something stands in a JSON text, for messages: nothing here is called while all is good.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"

namespace gongshi {

/// Line and column (in characters) of a byte; lines end with \n, \r\n or \r, a byte-order mark has no column. An offset beyond the
/// text is its end. `file` stays empty. Walks the text from its start: `Lines` where there are many.
Place locate(std::string_view text, std::uint64_t offset);

/// The same for many offsets of one text, which must stay.
class Lines {
 public:
  explicit Lines(std::string_view text);
  Place locate(std::uint64_t offset) const;

 private:
  std::string_view text_;
  std::vector<std::uint64_t> starts_;
};

/// Offset of the value of `dotted_field` (spelled as in JsonFault) in the record at `record_offset`; nullopt where it has none.
/// Parses the record again.
std::optional<std::uint64_t> find_field(std::string_view text, std::uint64_t record_offset, std::string_view dotted_field);

}  // namespace gongshi
