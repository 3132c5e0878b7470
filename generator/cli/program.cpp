#include "cli/program.hpp"

#include "base/digest.hpp"
#include "base/disk.hpp"

namespace gongshi {

std::string program_id() {
  std::string out = "gongshi " GONGSHI_VERSION;
  if (auto bytes = disk::read("/proc/self/exe")) out += " " + quick_digest(*bytes).hex().substr(0, 16);
  return out;
}

}  // namespace gongshi
