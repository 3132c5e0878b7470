// A Status as the page a clerk opens each morning, in the terminal and in the preview server, and as JSON (CONTRACT §5).
#pragma once
#include <string>

#include "base/catalogue.hpp"
#include "model/site.hpp"
#include "model/status.hpp"

namespace gongshi {

/// One object; keys in the order of the contract, then those that it does not ask for.
/// `records`: with those behind each target, which the status must have been asked for.
std::string status_json(const Status& status, bool records);
/// Counts, then tables with aligned columns (a Chinese character is two wide), most urgent first.
/// `records` as above, and then all rows of each table.
std::string status_text(const Status& status, const Site& site, Language language, bool records);
/// A complete HTML page, in Chinese, with the stylesheet of the site at /static/site.css.
std::string status_page(const Status& status, const Site& site);

}  // namespace gongshi
