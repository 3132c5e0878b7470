#include "cli/program.hpp"

#include "base/digest.hpp"
#include "base/disk.hpp"

namespace gongshi {

std::string program_id() {
  std::string out = "gongshi " GONGSHI_VERSION;
  QuickHasher hasher;
  if (disk::read("/proc/self/exe", [&](std::string_view piece) { hasher.add(piece); })) out += " " + hasher.finish().hex().substr(0, 16);
  return out;
}

}  // namespace gongshi
