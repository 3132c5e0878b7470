// Markdown (CommonMark, tables, strikethrough) → markup for a page. HTML in the text is shown as text.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/shape.hpp"

namespace gongshi {

/// An address within the site, of a link or an image: relative, `/…` or `#…`.
struct MarkdownLink {
  std::uint32_t line = 0, column = 0;  ///< of the address, as in MarkdownFault
  std::string address;                 ///< as written, entities not resolved
};

struct MarkdownOptions {
  /// The text's first heading, whether written `#` or `##`, becomes this (the page has its h1), deeper ones follow, none below h6.
  unsigned top_heading = 2;
  /// The way from the page to the root of the site (`../`), which `/…` means; a site may stand below a folder of its host. Empty: `/…`
  /// stays as it is.
  std::string_view root{};
  /// The line of the file on which the text begins, for faults and links.
  std::uint32_t first_line = 1;
  /// Where the addresses within the site go that the text holds; null: nowhere.
  std::vector<MarkdownLink>* links = nullptr;
  /// Where the ids of the headings go, in order; null: nowhere.
  std::vector<std::string>* ids = nullptr;
  /// Where the text goes that a reader sees: marks, escapes and hidden characters taken away, numeric entities resolved, and those of
  /// blanks and hyphens. Each word stands on the line on which the source has it; behind the last, addresses and titles that are written
  /// with escapes or entities. Null: nowhere.
  std::string* shown = nullptr;
};

struct MarkdownFault {
  enum class What : std::uint8_t {
    link,       ///< the address is not allowed: the text of the link is shown without it
    image,      ///< not an address within the site: the alternative text is shown
    image_alt,  ///< no alternative text
    cells       ///< a row of a table has more cells than its header: `address` is what is not shown
  };
  What what = What::link;
  /// Where the address or, if that is not found, the text before it stands; from 1, the column in characters.
  std::uint32_t line = 0, column = 0;
  std::string address;  ///< as written, entities not resolved
};

/// Links go to relative addresses, `#…`, `/…` (not `//…`), `http://`, `https://` and `mailto:`; images to relative ones and `/…`. An
/// entity before the first `/`, a backslash or a control character makes an address a fault: browsers read them in ways of their own.
/// Headings get ids: the words where they are ASCII (`# Terms of use` → `terms-of-use`), else `s` and the number of the heading.
/// Cells of aligned columns have the class `left`, `center` or `right`. `text` is valid UTF-8.
Html markdown(std::string_view text, const MarkdownOptions& options, std::vector<MarkdownFault>& faults);

}  // namespace gongshi
