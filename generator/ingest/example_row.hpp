// The example row of the template.
#pragma once
#include <string_view>

namespace gongshi {

/// Its object, by which the row is known: one that was written over is a record.
inline constexpr std::string_view example_object = "某某县某某有限公司";

}  // namespace gongshi
