// Any bytes as a file with a table: text of any encoding, web page, SpreadsheetML, workbook with its archive
// (formats/table/sheet_file.hpp).
#include "formats/table/xlsx_sheet.hpp"
#include "require.hpp"
#include "sheets.hpp"

using namespace gongshi;

namespace {

fuzz::Reader reader_of(SheetFormat format) {
  if (format == SheetFormat::xlsx) return read_xlsx;
  if (format == SheetFormat::html) return read_html_tables;
  if (format == SheetFormat::spreadsheetml) return read_spreadsheetml;
  return [](std::string_view text, SheetSink& sink) {
    char separator = 0;
    return read_csv_sheet(text, sink, separator);
  };
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  fuzz::Checking sink;
  SheetSource source = read_sheets(bytes, sink);
  if (source.format == SheetFormat::unsupported) require(source.fault && sink.sheets.empty());
  if (source.fault) return 0;
  if (source.format == SheetFormat::xlsx) {
    fuzz::check_round_trip(bytes, source.format, read_xlsx);
  } else {
    auto text = decode_text(bytes);
    fuzz::check_round_trip(std::get<DecodedText>(text).text(), source.format, reader_of(source.format));
  }
  return 0;
}
