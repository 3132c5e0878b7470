// HTML syntax that templates and Markdown share.
#pragma once
#include <string>
#include <string_view>

namespace gongshi {

/// Appends `text` so that it stands for itself in element content and in quoted attributes: & < > " ' become references.
void escape_html(std::string& out, std::string_view text);

}  // namespace gongshi
