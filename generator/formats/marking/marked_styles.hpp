// The styles of a workbook with some of them once more, filled yellow.
#pragma once
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace gongshi {

/// Appends to `xl/styles.xml` a fill, and of each of these cell styles a copy in which nothing but the fill is different; `marked` says
/// their numbers. False: it is not what the standard has, or has not all of these styles.
bool mark_styles(std::string_view xml, const std::set<std::uint32_t>& styles, std::string& out,
                 std::map<std::uint32_t, std::uint32_t>& marked);

}  // namespace gongshi
