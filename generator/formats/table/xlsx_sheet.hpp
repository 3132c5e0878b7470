// Workbooks (.xlsx) as Excel, WPS and LibreOffice write them → sheets. Each sheet is unpacked twice: its merged cells stand at its end.
#pragma once
#include <optional>
#include <string_view>

#include "formats/table/sheet.hpp"

namespace gongshi {

/// `bytes` are a zip archive. Sheets come in the order of their tabs; what was given before a fault is not to be used.
std::optional<SheetFault> read_xlsx(std::string_view bytes, SheetSink& sink);

}  // namespace gongshi
