// Lines that hold one object without any fault, as nearly all do: by simdjson, in a tenth of the time. It does not tell where a value
// stands, so whatever is not plainly good is left to json_reader.cpp and nlohmann. Private to json_reader.cpp.
#pragma once
#include <cstdint>
#include <memory>
#include <string_view>

#include "formats/json/json_fill.hpp"

namespace gongshi::json_detail {

class QuickLines {
 public:
  QuickLines();
  ~QuickLines();
  QuickLines(const QuickLines&) = delete;
  QuickLines& operator=(const QuickLines&) = delete;

  /// Reads `line`, whose offset in its file is `base`; false where it must be read otherwise, as if it had not been looked at.
  /// `end`: of the bytes that may be read, though not all are the line's.
  bool read(Fill& fill, JsonRecords& records, std::string_view line, std::uint64_t base, const char* end);

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace gongshi::json_detail
