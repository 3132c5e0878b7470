// Bar charts as inline SVG. The numbers stand in a table beside the chart; colours and type come from the style sheet.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/shape.hpp"

namespace gongshi {

struct Bar {
  std::string_view name;
  std::uint32_t value = 0;
  std::optional<std::uint32_t> before;  ///< drawn hollow below; present for all bars or for none
};

/// Horizontal bars, one below the other, 345 units wide so that the text keeps its size on a phone. `title` and `description` are
/// what a screen reader says; one chart a page, since their ids are fixed.
Html bar_chart(std::string_view title, std::string_view description, std::span<const Bar> bars);

}  // namespace gongshi
