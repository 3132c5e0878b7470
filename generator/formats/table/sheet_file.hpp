// Any file with tables → sheets. What it is is seen from its content, never from its name: clerks' files called .xls are web pages as
// often as not.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "formats/table/sheet.hpp"
#include "formats/text/charset.hpp"

namespace gongshi {

enum class SheetFormat : std::uint8_t { xlsx, csv, html, spreadsheetml, unsupported };

/// What was read, for the report.
struct SheetSource {
  SheetFormat format = SheetFormat::unsupported;
  Charset charset = Charset::utf8;  ///< not of xlsx
  char separator = ',';             ///< csv
  std::optional<SheetFault> fault;  ///< it ended there; what was given before is not to be used
};

/// XLSX; CSV (`,` `;` tab; UTF-8, GB18030, UTF-16); tables of a web page, each a sheet; SpreadsheetML 2003. Others are `unsupported`.
SheetSource read_sheets(std::string_view bytes, SheetSink& sink);

/// Valid UTF-8 each; the whole file is in memory, its sheets are not.
std::optional<SheetFault> read_csv_sheet(std::string_view text, SheetSink& sink, char& separator);
std::optional<SheetFault> read_html_tables(std::string_view text, SheetSink& sink);
std::optional<SheetFault> read_spreadsheetml(std::string_view text, SheetSink& sink);

}  // namespace gongshi
