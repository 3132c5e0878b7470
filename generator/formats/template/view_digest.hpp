// The digest of what a page shows.
#pragma once
#include <string>

#include "base/digest.hpp"
#include "base/shape.hpp"

namespace gongshi {

/// Adds every value of the struct at `view`, and of the structs in it, to `hasher`: views of one shape that differ in any value,
/// also only in what is absent or where a text ends, add different bytes. Internal fields are included: a digest must not be
/// blind to anything that someone may render. The view is a tree: a pointer in it never leads back.
void hash_view(const Shape& shape, const void* view, QuickHasher& hasher);

/// What `Shape::seal` of a shared struct gives: views that hold it are then hashed with these 64 characters instead of its values.
/// The struct must not change afterwards.
std::string seal_of(const Shape& shape, const void* view);

}  // namespace gongshi
