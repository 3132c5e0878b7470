#pragma once
#include <filesystem>

namespace gongshi::test {

/// The repository's folder, which is itself a root and holds those of tests/cases.
std::filesystem::path repository();

}  // namespace gongshi::test
