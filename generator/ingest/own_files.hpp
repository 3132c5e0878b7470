// What the program carries itself, for roots that lack it: templates, static files, profiles and national calendars.
// Made from the repository's own folders when the program is built (embed.cmake).
#pragma once
#include <span>
#include <string_view>

namespace gongshi {

struct OwnFile {
  std::string_view path;  ///< as in a root: `templates/layout.html`
  std::string_view bytes;
};

/// Sorted by path.
std::span<const OwnFile> own_files();

}  // namespace gongshi
