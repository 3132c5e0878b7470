// Cells as values: codes, numbers as they are shown, names, lists. Of dates see ingest/table_dates.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "formats/table/sheet.hpp"

namespace gongshi {

/// A code or id as it was meant: without blanks and tabs, full-width digits and letters plain. nullopt: it went through a number, and
/// digits of it are lost (Excel keeps 15) or may be.
std::optional<std::string> plain_code(const SheetCell& cell);

/// What Excel shows where a formula went wrong, such as #N/A: in CSV it is a text like any other. A table of this program means the text.
bool says_error(std::string_view text);

/// What a cell shows, as a text: a number without the noise of binary fractions, a percentage as 25%, a fraction as 1/3.
std::string shown_text(const SheetCell& cell);

/// A name without the line breaks and tabs that it got where its column was narrow; a blank where they parted two Latin words.
std::string name_in_one_line(std::string_view text);

/// Whether a cell holds a number or a day where a name belongs: of another column, or a list that slipped.
bool names_nothing(const SheetCell& cell);

/// The number of the row, in a first column to which nobody gave a header.
bool counts_rows(std::string_view cell);
/// `同上`, `〃`: what it means stands in another row, which may have been sorted away.
bool says_ditto(std::string_view cell);

/// Names of people, separated as lists are (formats/table/cell_list), and by `,` `，` `/` `／`; no blanks, 王 明 is one name.
std::size_t count_names(std::string_view cell);

}  // namespace gongshi
