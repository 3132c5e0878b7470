// content/ → Dataset.
#pragma once
#include <filesystem>
#include <memory>

#include "base/diagnostics.hpp"
#include "ingest/sources.hpp"
#include "model/dataset.hpp"

namespace gongshi {

/// Reads the whole root. What is wrong goes to `out` (places not yet resolved: `resolve_places`), and reading goes on; the Dataset
/// is fit for use only where none of it is an error. Throws Failure where the machine is at fault. `unwritten`: a file read as if it stood
/// there.
std::unique_ptr<Dataset> read_root(const std::filesystem::path& root, unsigned jobs, Diagnostics& out,
                                   const UnwrittenFile* unwritten = nullptr);

}  // namespace gongshi
