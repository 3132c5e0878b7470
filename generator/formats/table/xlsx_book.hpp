// What the sheets of a workbook (.xlsx) share: their names and parts, texts, and which styles show a number as a date.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_pool.hpp"
#include "formats/package/zip_reader.hpp"
#include "formats/table/cell_build.hpp"
#include "formats/table/sheet.hpp"

namespace gongshi {

/// What a number format makes of a number, by its section for positive ones: dates have y, d or m outside of quotes, escapes and brackets.
NumberLook look_of(std::string_view format);

struct XlsxBook {
  struct Sheet {
    std::string name;
    bool hidden = false;
    std::string part;  ///< its file in the archive
  };
  std::vector<Sheet> sheets;  ///< worksheets, in the order of the tabs
  bool from_1904 = false;
  std::vector<NumberLook> styles;  ///< of cells, by their number
  std::string styles_part;         ///< empty: it has none
  TextPool texts;
  std::vector<std::string_view> shared;  ///< in `texts`
};

/// Reads all but the sheets. nullopt: it is another kind of file, or damaged; `fault` says what.
std::optional<XlsxBook> read_xlsx_book(ZipReader& zip, std::optional<SheetFault>& fault);

/// As a cell has it: `_x000D_` is a character.
std::string unescaped_text(std::string_view text);

}  // namespace gongshi
