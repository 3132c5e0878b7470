// Any UTF-8 as SpreadsheetML 2003.
#include "base/text.hpp"
#include "sheets.hpp"

using namespace gongshi;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  if (bad_utf8(text)) return 0;
  fuzz::check_round_trip(text, SheetFormat::spreadsheetml, read_spreadsheetml);
  fuzz::check_data(text, SheetFormat::spreadsheetml, read_spreadsheetml);
  return 0;
}
