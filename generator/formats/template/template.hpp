// Logic-less templates in Mustache syntax, compiled against the shape of what they show.
//
// Names are resolved when a template is compiled: in the innermost section first, then outwards; of a dotted name the first part
// so, the rest in it. What Mustache leaves open or leaves to the data is fixed here:
//   {{x}}    text, integer, real (shortest form), date (ISO), choice (its label; {{x.key}}: its key), raw JSON; escaped.
//            Absent: nothing. Lists, objects, flags and markup are diagnostics.
//   {{{x}}}, {{&x}}   markup (Html) only.
//   {{#x}}   object: once, with its names, where present; list, map: per element; texts, dates: per element, which is {{.}};
//            any other kind: once where present ({{.}} is its value; a flag leaves {{.}} as it was). An integer member that is
//            not optional is always present, also when it is 0.
//   {{^x}}   where {{#x}} would put out nothing.
//   {{> a/b}}   the template `a/b.html`. Alone on its line, its lines are indented like the tag (empty lines are not).
// No lambdas, other delimiters, inheritance, or partials that lead back to themselves. Internal fields have no name here.
#pragma once
#include <cassert>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostics.hpp"
#include "base/digest.hpp"
#include "base/shape.hpp"
#include "formats/template/template_parser.hpp"

namespace gongshi {

/// One step of a compiled template.
struct TemplateOp {
  enum class Code : std::uint8_t {
    literal,  ///< `size` bytes of the literals from `first`
    text,     ///< the value of `field`; so up to choice_key
    html,
    integer,
    real,
    date,
    choice,
    choice_key,
    text_item,  ///< the element that the loop in `frame` is at
    date_item,
    enter,       ///< makes the object `field` the frame `into`, or jumps
    loop,        ///< begins with the first element of `field` in the frame `into`, or jumps
    next,        ///< the next element of the loop in `frame`: jumps back
    if_present,  ///< else jumps
    if_absent,
  };
  Code code = Code::literal;
  std::uint8_t frame = 0;  ///< where the path begins
  std::uint8_t steps = 0;  ///< objects to walk through, from `first` of the steps
  std::uint8_t into = 0;
  std::uint32_t first = 0;
  std::uint32_t size = 0;  ///< of a literal; else the op to jump to
  const Field* field = nullptr;
};

struct TemplateProgram {
  std::vector<TemplateOp> ops;
  std::vector<const Field*> steps;
  std::string literals;
  const Shape* shape = nullptr;
  Digest digest{};
};

/// A page's layout and content and their partials, compiled. Holds no text of the TemplateSet; the shape must outlive it.
class Template {
 public:
  static constexpr std::size_t max_depth = 32;  ///< of sections that bring names with them, the view included

  explicit Template(TemplateProgram program) : program_(std::move(program)) {}

  /// Appends the page of the struct at `view`, which must be one of the shape compiled for. May be called from many threads.
  void render(const void* view, std::string& out) const;
  template <shape_detail::Described View>
  void render(const View& view, std::string& out) const {
    assert(&View::shape() == program_.shape);
    render(static_cast<const void*>(&view), out);
  }
  /// Over every source that was reached: the name and text of each.
  const Digest& digest() const { return program_.digest; }

 private:
  TemplateProgram program_;
};

/// The template files.
class TemplateSet {
 public:
  /// `name`: relative to the templates folder, with ending: `pages/result.html`. `text`: valid UTF-8. A later one replaces an
  /// earlier one.
  void add(std::string name, std::string text);

  /// The template `content` within `layout` (both with ending), in which {{> content}} stands for it; an empty `layout`: alone.
  /// Every fault of every source that they reach is added to `out`, with its place; then there is no template.
  std::optional<Template> compile(std::string_view layout, std::string_view content, const Shape& view, Diagnostics& out) const;

 private:
  std::map<std::string, TemplateSource, std::less<>> sources_;
};

}  // namespace gongshi
