// What the last build wrote into a live folder, for who wants to know what was changed there since.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "base/digest.hpp"

namespace gongshi::publish {

struct WrittenFile {
  std::string path;
  Digest bytes;  ///< SHA-256
};

/// The files of the sealed site whose release digest is `tree`, sorted by path; empty where the state folder beside `out` does not know
/// them (a copy, another release) or cannot be read. Makes and changes nothing.
std::vector<WrittenFile> last_written(const std::filesystem::path& out, const Digest& tree);

}  // namespace gongshi::publish
