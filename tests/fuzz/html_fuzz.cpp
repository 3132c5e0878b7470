// Any UTF-8 as a web page with tables.
#include "base/text.hpp"
#include "sheets.hpp"

using namespace gongshi;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  if (bad_utf8(text)) return 0;
  fuzz::check_round_trip(text, SheetFormat::html, read_html_tables);
  fuzz::check_data(text, SheetFormat::html, read_html_tables);
  return 0;
}
