#include "outputs/chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>

#include "formats/text/html.hpp"

namespace gongshi {
namespace {

constexpr double widest = 260;  // the rest of the 345 is for the number behind the bar

std::string escaped(std::string_view text) {
  std::string out;
  escape_html(out, text);
  return out;
}

}  // namespace

Html bar_chart(std::string_view title, std::string_view description, std::span<const Bar> bars) {
  std::uint32_t most = 1;
  bool compared = false;
  for (const Bar& bar : bars) {
    most = std::max({most, bar.value, bar.before.value_or(0)});
    compared = compared || bar.before;
  }
  const unsigned step = compared ? 47 : 41;
  Html out;
  auto put = std::back_inserter(out.bytes);
  fmt::format_to(
      put, R"(<svg class="chart" viewBox="0 0 345 {}" role="img" aria-labelledby="ct cd"><title id="ct">{}</title><desc id="cd">{}</desc>)",
      bars.size() * step, escaped(title), escaped(description));
  unsigned top = 0;
  for (const Bar& bar : bars) {
    double width = widest * bar.value / most;
    double was = widest * bar.before.value_or(0) / most;
    fmt::format_to(put, "\n<text x=\"0\" y=\"{}\">{}</text>", top + 14, escaped(bar.name));
    fmt::format_to(put, R"(<rect class="bar" x="0" y="{}" width="{:.1f}" height="12"/>)", top + 20, width);
    if (bar.before) fmt::format_to(put, R"(<rect class="was" x=".5" y="{}.5" width="{:.1f}" height="5"/>)", top + 34, was);
    fmt::format_to(put, R"(<text x="{:.1f}" y="{}">{})", std::max(width, was) + 8, top + (compared ? 33 : 31), bar.value);
    if (bar.before) fmt::format_to(put, "（{}）", *bar.before);
    out.bytes += "</text>";
    top += step;
  }
  out.bytes += "\n</svg>";
  return out;
}

}  // namespace gongshi
