#include "formats/template/template.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <utility>

#include "formats/template/template_compiler.hpp"
#include "formats/text/html.hpp"

namespace gongshi {
namespace {

/// Where names are looked up: a struct, and the loop that is at it.
struct Frame {
  const void* at;     ///< the struct; in loops over texts and dates, the one that holds the list
  const void* owner;  ///< the struct that holds the list
  std::size_t index;
  std::size_t count;
};

template <class Number>
void put_number(std::string& out, Number value) {
  std::array<char, 32> digits;
  out.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr);
}

void put_date(std::string& out, std::int64_t days) {
  std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{days}}};
  auto digit = [](unsigned value) { return static_cast<char>('0' + value % 10); };
  auto year = static_cast<unsigned>(static_cast<int>(date.year()));
  auto month = static_cast<unsigned>(date.month());
  auto day = static_cast<unsigned>(date.day());
  std::array<char, 10> iso{digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), '-', digit(month / 10), digit(month), '-',
                           digit(day / 10),    digit(day)};
  out.append(iso.data(), iso.size());
}

void put_choice(std::string& out, const Field& field, const void* at, bool key) {
  auto choices = field.choices();
  auto row = static_cast<std::size_t>(field.number(at));
  if (row != 0 && row < choices.size()) escape_html(out, key ? choices[row].key : choices[row].label);
}

/// Begins a loop, or goes on with it; false where there is no element.
bool begin_loop(Frame& frame, const Field& field, const void* owner) {
  std::size_t count = owner == nullptr ? 0 : field.count(owner);
  if (count == 0) return false;
  frame = {field.item != nullptr ? field.item(owner, 0) : owner, owner, 0, count};
  return true;
}

bool next_element(Frame& frame, const Field& field) {
  if (++frame.index == frame.count) return false;
  if (field.item != nullptr) frame.at = field.item(frame.owner, frame.index);
  return true;
}

/// Puts out what `op` says of the value in the struct `at`.
void put_value(std::string& out, const TemplateOp& op, const void* at) {
  const Field& field = *op.field;
  using enum TemplateOp::Code;
  if (op.code == text) return escape_html(out, field.text(at));
  if (op.code == html) return static_cast<void>(out += field.text(at));
  if (!field.present(at)) return;
  if (op.code == integer) return put_number(out, field.number(at));
  if (op.code == real) return put_number(out, field.real(at));
  if (op.code == date) return put_date(out, field.number(at));
  put_choice(out, field, at, op.code == choice_key);
}

}  // namespace

void Template::render(const void* view, std::string& out) const {
  std::array<Frame, max_depth> frames;
  frames[0].at = view;
  /// The struct that holds the op's field; null where an object on the way is absent.
  auto place = [&](const TemplateOp& op) {
    const void* at = frames[op.frame].at;
    for (std::uint32_t i = 0; i < op.steps && at != nullptr; ++i) at = program_.steps[op.first + i]->item(at, 0);
    return at;
  };
  const TemplateOp* const ops = program_.ops.data();
  const char* const literals = program_.literals.data();
  using enum TemplateOp::Code;
  for (std::size_t i = 0, end = program_.ops.size(); i < end;) {
    const TemplateOp& op = ops[i++];
    switch (op.code) {
      case literal:
        out.append(literals + op.first, op.size);
        break;
      case text:
      case html:
      case integer:
      case real:
      case date:
      case choice:
      case choice_key:
        if (const void* at = place(op)) put_value(out, op, at);
        break;
      case text_item:
        escape_html(out, op.field->text_at(frames[op.frame].at, frames[op.frame].index));
        break;
      case date_item:
        put_date(out, op.field->date_at(frames[op.frame].at, frames[op.frame].index));
        break;
      case enter: {
        const void* at = place(op);
        frames[op.into].at = at == nullptr ? nullptr : op.field->item(at, 0);
        if (frames[op.into].at == nullptr) i = op.size;
        break;
      }
      case loop:
        if (!begin_loop(frames[op.into], *op.field, place(op))) i = op.size;
        break;
      case next:
        if (next_element(frames[op.frame], *op.field)) i = op.size;
        break;
      case if_present:
      case if_absent: {
        const void* at = place(op);
        if ((at != nullptr && op.field->present(at)) != (op.code == if_present)) i = op.size;
        break;
      }
    }
  }
}

void TemplateSet::add(std::string name, std::string text) {
  TemplateSource source = parse_template(name, std::move(text));
  sources_.insert_or_assign(std::move(name), std::move(source));
}

std::optional<Template> TemplateSet::compile(std::string_view layout, std::string_view content, const Shape& view, Diagnostics& out) const {
  TemplateCompiler compiler(sources_, view);
  TemplateProgram program = compiler.compile(layout, content);
  if (compiler.found.empty()) return Template(std::move(program));
  for (Diagnostic& diagnostic : compiler.found) out.add(std::move(diagnostic));
  return std::nullopt;
}

}  // namespace gongshi
