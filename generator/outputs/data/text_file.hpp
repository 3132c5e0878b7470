// A small file of the site: made in memory, also to know whether it changed.
#pragma once
#include <functional>
#include <string>
#include <utility>

#include "outputs/kinds.hpp"

namespace gongshi {

inline StreamFile text_file(std::string path, std::function<std::string()> text) {
  StreamFile file;
  file.path = std::move(path);
  file.depends = [text](QuickHasher& hasher) { hasher.add_part(text()); };
  file.write = [text = std::move(text)](Sink& out) { out.write(text()); };
  return file;
}

}  // namespace gongshi
