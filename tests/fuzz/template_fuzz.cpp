// Any UTF-8 as a page template and, behind a NUL byte, a partial that it may use: it compiles or its faults have a place in one of them;
// a page is made without reading beyond it, and what the data say never becomes markup.
#include <algorithm>
#include <string>

#include "base/text.hpp"
#include "formats/template/template.hpp"
#include "require.hpp"

using namespace gongshi;

namespace {

constexpr std::string_view hostile = "<q>&\"'";
enum class Hue : std::uint8_t { none, red };

}  // namespace

template <>
std::span<const Choice> gongshi::choices_of<Hue>() {
  static constexpr Choice rows[] = {{"", ""}, {"red", "<q>"}};
  return rows;
}

namespace {

struct Line {
  std::string label{hostile};
  std::int64_t n = 1;
  std::vector<std::string> tags{std::string(hostile), "b"};
  static const Shape& shape() {
    static const Shape made{"line", {field<&Line::label>("label"), field<&Line::n>("n"), field<&Line::tags>("tags")}};
    return made;
  }
};

struct View {
  std::string a{hostile};
  bool flag = true;
  Hue hue = Hue::red;
  std::optional<Date> on = Date(2024, 5, 6);
  std::optional<double> ratio = 0.25;
  std::optional<Line> o = Line{};
  std::vector<Line> list{Line{}, Line{}};
  std::vector<Line> none;
  static const Shape& shape() {
    static const Shape made{"view",
                            {field<&View::a>("a"), field<&View::flag>("flag"), field<&View::hue>("hue"), field<&View::on>("on"),
                             field<&View::ratio>("ratio"), field<&View::o>("o"), field<&View::list>("list"), field<&View::none>("none")}};
    return made;
  }
};

std::uint32_t lines(std::string_view text) {
  std::uint32_t count = 1;
  for (char c : text) count += c == '\n' ? 1 : 0;
  return count;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  std::string_view page(reinterpret_cast<const char*>(data), size);
  if (bad_utf8(page)) return 0;
  std::string_view part = page.substr(std::min(page.find('\0'), page.size()));
  page.remove_suffix(part.size());
  TemplateSet set;
  set.add("page.html", std::string(page));
  set.add("part.html", std::string(part.substr(std::min<std::size_t>(1, part.size()))));
  Diagnostics out;
  auto made = set.compile("", "page.html", View::shape(), out);
  require(made.has_value() != out.errors());
  for (const Diagnostic& d : out.items())
    require(d.place.line >= 1 && d.place.line <= std::max(lines(page), lines(part)) && d.place.column >= 1);
  if (!made) return 0;
  std::string text;
  made->render(View{}, text);
  require(!bad_utf8(text));
  for (char markup : {'<', '>', '"'})
    if (page.find(markup) == std::string_view::npos && part.find(markup) == std::string_view::npos)
      require(text.find(markup) == std::string::npos);
  return 0;
}
