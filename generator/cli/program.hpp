// Which program this is.
#pragma once
#include <string>

namespace gongshi {

/// Name, version and a digest of the very file that runs: what another build has made is made again.
std::string program_id();

}  // namespace gongshi
