// From "this field of the record that begins at this byte" to the line and column that an editor or Excel shows.
#pragma once
#include <filesystem>

#include "base/diagnostics.hpp"
#include "ingest/sources.hpp"
#include "model/dataset.hpp"

namespace gongshi {

/// Fills in the places of diagnostics that have an origin. Reads the files named there (or the unwritten file) once more: only where
/// something is wrong.
void resolve_places(const std::filesystem::path& root, const Dataset& data, Diagnostics& diagnostics,
                    const UnwrittenFile* unwritten = nullptr);

}  // namespace gongshi
