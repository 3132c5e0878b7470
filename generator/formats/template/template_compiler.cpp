#include "formats/template/template_compiler.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"

namespace gongshi {
namespace {

using Op = TemplateOp::Code;

const Field* public_field(const Shape& shape, std::string_view name) {
  const Field* field = shape.find(name);
  return field == nullptr || field->internal ? nullptr : field;
}

bool many(Kind kind) { return kind == Kind::list || kind == Kind::map || kind == Kind::texts || kind == Kind::dates; }

std::string without_ending(std::string_view name) { return std::string(name.ends_with(".html") ? name.substr(0, name.size() - 5) : name); }

}  // namespace

TemplateCompiler::TemplateCompiler(const Sources& sources, const Shape& view) : sources_(sources) {
  program_.shape = &view;
  contexts_.push_back({.what = Context::What::object, .shape = &view});
}

TemplateProgram TemplateCompiler::compile(std::string_view layout, std::string_view content) {
  has_layout_ = !layout.empty();
  content_ = reach(content);
  const TemplateSource* first = has_layout_ ? reach(layout) : content_;
  if (first != nullptr) source(*first, "");
  if (first == nullptr || content_ == nullptr) return {};
  source_ = first;
  if (has_layout_ && !content_shown_ && found.empty())
    report(0, Code::template_syntax, {"版式里没有 {{> content}}", "{{> content}} is missing in the layout"});
  hasher_.add_part(layout);
  hasher_.add_part(content);
  program_.digest = hasher_.finish();
  return std::move(program_);
}

/// The layout or the content; that there is none is said at the place where it should be.
const TemplateSource* TemplateCompiler::reach(std::string_view name) {
  auto at = sources_.find(name);
  if (at == sources_.end()) {
    Place place;
    place.file = "templates/" + std::string(name);
    found.push_back({.code = Code::template_missing, .args = {std::string(name)}, .place = std::move(place)});
    return nullptr;
  }
  return &at->second;
}

void TemplateCompiler::source(const TemplateSource& source, const std::string& indent) {
  const TemplateSource* outer = std::exchange(source_, &source);
  active_.push_back(&source);
  if (std::ranges::find(reached_, &source) == reached_.end()) {
    reached_.push_back(&source);
    hasher_.add_part(source.name);
    hasher_.add_part(source.text);
    for (const TemplateFault& fault : source.faults) report(fault.at, Code::template_syntax, {fault.chinese, fault.english});
  }
  for (const Token& t : source.tokens) token(t, indent);
  active_.pop_back();
  source_ = outer;
}

void TemplateCompiler::token(const Token& token, const std::string& indent) {
  if (token.begins_line && !indent.empty()) literal(indent);
  switch (token.kind) {
    case Token::Kind::literal:
      return literal(name_of(token));
    case Token::Kind::escaped:
    case Token::Kind::unescaped:
      return print(token);
    case Token::Kind::section:
    case Token::Kind::inverted:
      return open(token);
    case Token::Kind::close:
      return close();
    case Token::Kind::partial:
      return partial(token, indent);
  }
}

void TemplateCompiler::partial(const Token& token, const std::string& indent) {
  std::string_view name = name_of(token);
  const TemplateSource* target = nullptr;
  if (has_layout_ && name == "content") {
    target = content_;
    content_shown_ = true;
    if (target == nullptr) return;  // `compile` has said so
  } else if (auto at = sources_.find(std::string(name) + ".html"); at != sources_.end()) {
    target = &at->second;
  }
  if (target == nullptr) {
    std::vector<std::string> known;
    for (const auto& [key, source] : sources_) known.push_back(without_ending(key));
    std::vector<std::string_view> views(known.begin(), known.end());
    return report(token.at, Code::template_missing, {std::string(name), joined(nearest(name, views), "")});
  }
  if (std::ranges::find(active_, target) != active_.end())
    return fault(token, "{{> " + std::string(name) + "}}", " 又回到自身", " leads back to itself");
  source(*target, indent + std::string(source_->view(token.indent)));
}

void TemplateCompiler::literal(std::string_view text) {
  if (text.empty()) return;
  auto& ops = program_.ops;
  if (ops.size() == label_ || ops.back().code != Op::literal) {
    ops.push_back({});
    ops.back().first = static_cast<std::uint32_t>(program_.literals.size());
  }
  ops.back().size += static_cast<std::uint32_t>(text.size());
  program_.literals += text;
}

TemplateOp& TemplateCompiler::emit(TemplateOp::Code code, const Ref& ref) {
  program_.ops.push_back({.code = code, .frame = ref.frame, .steps = ref.steps, .first = ref.first, .field = ref.field});
  return program_.ops.back();
}

void TemplateCompiler::print(const Token& token) {
  if (name_of(token) != ".") {
    if (auto ref = resolve(token)) value(token, *ref);
    return;
  }
  const Context& context = contexts_.back();
  if (context.what == Context::What::unknown) return;
  if (context.what == Context::What::value) return value(token, context.ref);
  if (context.what == Context::What::object)
    return fault(token, "{{.}}", " 只用在文字或日期的列表里", " stands only in lists of texts or dates");
  if (token.kind == Token::Kind::unescaped) return report(token.at, Code::template_unsafe, {"."});
  emit(context.ref.field->kind == Kind::texts ? Op::text_item : Op::date_item, context.ref);
}

void TemplateCompiler::value(const Token& token, const Ref& ref) {
  Kind kind = ref.field->kind;
  std::string name(name_of(token));
  if (many(kind)) return fault(token, "{{" + name + "}}", " 是列表，用 {{#…}} 逐项显示", " is a list: open it with {{#…}}");
  if (kind == Kind::object) return fault(token, "{{" + name + "}}", " 是对象，应写出其中的名称", " is an object: name what is in it");
  if (kind == Kind::flag)
    return fault(token, "{{" + name + "}}", " 是是否值，只用在 {{#…}} 或 {{^…}} 里", " is a flag: ask it with {{#…}} or {{^…}}");
  if (token.kind == Token::Kind::unescaped) {
    if (kind != Kind::html) return report(token.at, Code::template_unsafe, {name});
    emit(Op::html, ref);
    return;
  }
  switch (kind) {
    case Kind::html:
      return fault(token, "{{" + name + "}}", " 是标记，用三重花括号", " is markup: use triple braces");
    case Kind::integer:
      emit(Op::integer, ref);
      break;
    case Kind::real:
      emit(Op::real, ref);
      break;
    case Kind::date:
      emit(Op::date, ref);
      break;
    case Kind::choice:
      emit(ref.key ? Op::choice_key : Op::choice, ref);
      break;
    default:
      emit(Op::text, ref);
      break;
  }
}

void TemplateCompiler::open(const Token& token) {
  bool inverted = token.kind == Token::Kind::inverted;
  std::optional<Ref> ref;
  if (name_of(token) == ".")
    fault(token, inverted ? "{{^.}}" : "{{#.}}", " 不是段，用名称", " is no section: use a name");
  else
    ref = resolve(token);
  if (ref && !inverted) return open_section(token, *ref);
  Section section{.op = program_.ops.size(), .context = !inverted};
  if (!inverted) contexts_.push_back({.what = Context::What::unknown});  // the names in it cannot be judged
  emit(Op::if_absent, ref.value_or(Ref{}));
  label_ = program_.ops.size();
  sections_.push_back(section);
}

void TemplateCompiler::open_section(const Token& token, const Ref& ref) {
  Kind kind = ref.field->kind;
  Section section{.op = program_.ops.size(), .loop = many(kind), .context = kind != Kind::flag};
  Context context{.what = Context::What::value, .ref = ref};
  if (section.loop || kind == Kind::object) {
    bool full = frames_ == Template::max_depth;
    if (full) fault(token, "{{#" + std::string(name_of(token)) + "}}", " 嵌套过深", " is nested too deep");
    auto into = static_cast<std::uint8_t>(frames_ - (full ? 1 : 0));
    frames_ = into + 1U;
    emit(section.loop ? Op::loop : Op::enter, ref).into = into;
    if (ref.field->shape != nullptr)
      context = {.what = Context::What::object, .shape = &ref.field->shape(), .ref = {.frame = into}};
    else
      context = {.what = Context::What::item, .ref = {.frame = into, .field = ref.field}};
  } else {
    emit(Op::if_present, ref);
  }
  label_ = program_.ops.size();
  if (section.context) contexts_.push_back(context);
  sections_.push_back(section);
}

void TemplateCompiler::close() {
  Section section = sections_.back();
  sections_.pop_back();
  auto& ops = program_.ops;
  if (section.loop) {
    TemplateOp& next = emit(Op::next, {.frame = ops[section.op].into, .field = ops[section.op].field});
    next.size = static_cast<std::uint32_t>(section.op + 1);
  }
  ops[section.op].size = static_cast<std::uint32_t>(ops.size());
  label_ = ops.size();
  if (section.context) {
    const Context& context = contexts_.back();
    if (context.what == Context::What::object || context.what == Context::What::item) frames_ = context.ref.frame;
    contexts_.pop_back();
  }
}

/// The value that the name of `token` stands for; nullopt where there is none, which is said, or where that cannot be known.
std::optional<TemplateCompiler::Ref> TemplateCompiler::resolve(const Token& token) {
  std::string_view name = name_of(token);
  std::size_t dot = std::min(name.find('.'), name.size());
  std::string_view part = name.substr(0, dot);
  Ref ref;
  for (auto context = contexts_.rbegin(); ref.field == nullptr; ++context) {
    if (context == contexts_.rend()) {
      unknown_name(token, part, "", nullptr);
      return std::nullopt;
    }
    if (context->what == Context::What::unknown) return std::nullopt;
    if (context->what != Context::What::object) continue;
    ref.field = public_field(*context->shape, part);
    ref.frame = context->ref.frame;
  }
  ref.first = static_cast<std::uint32_t>(program_.steps.size());
  while (dot < name.size()) {
    std::size_t end = std::min(name.find('.', dot + 1), name.size());
    if (!step_into(token, ref, name.substr(dot + 1, end - dot - 1), name.substr(0, dot + 1))) return std::nullopt;
    dot = end;
  }
  return ref;
}

/// One part of a dotted name further; `before` is what stands before the part, with its dot.
bool TemplateCompiler::step_into(const Token& token, Ref& ref, std::string_view part, std::string_view before) {
  static const Shape choice_parts{.name = "choice", .fields = {{.name = "key"}, {.name = "label"}}};
  static const Shape nothing{};
  const Field* outer = ref.field;
  bool known = false;
  if (outer->kind == Kind::object) {
    ref.field = public_field(outer->shape(), part);
    program_.steps.push_back(outer);
    ++ref.steps;
    known = ref.field != nullptr;
    if (!known) unknown_name(token, part, before, &outer->shape());
  } else if (many(outer->kind)) {
    fault(token, "{{" + std::string(before.substr(0, before.size() - 1)) + "}}", " 是列表，用 {{#…}} 逐项显示",
          " is a list: open it with {{#…}}");
  } else if (outer->kind == Kind::choice && !ref.key && (part == "key" || part == "label")) {
    ref.key = part == "key";
    known = true;
  } else {
    unknown_name(token, part, before, outer->kind == Kind::choice ? &choice_parts : &nothing);
  }
  return known;
}

void TemplateCompiler::unknown_name(const Token& token, std::string_view part, std::string_view before, const Shape* in) {
  std::vector<std::string_view> names = names_here(in);
  std::vector<std::string_view> close = nearest(part, names);
  std::string instead;
  if (!close.empty()) instead = "{{" + std::string(before) + std::string(close.front()) + "}}? ";
  report(token.at, Code::template_name, {std::string(name_of(token)), joined(names, ", "), instead});
}

/// In `in`, or, null, in all contexts, the innermost first.
std::vector<std::string_view> TemplateCompiler::names_here(const Shape* in) const {
  std::vector<std::string_view> names;
  auto add = [&](const Shape& shape) {
    for (const Field& field : shape.fields)
      if (!field.internal && std::ranges::find(names, field.name) == names.end()) names.push_back(field.name);
  };
  if (in != nullptr) {
    add(*in);
    return names;
  }
  for (auto context = contexts_.rbegin(); context != contexts_.rend(); ++context)
    if (context->what == Context::What::object) add(*context->shape);
  return names;
}

void TemplateCompiler::fault(const Token& token, std::string_view what, std::string_view chinese, std::string_view english) {
  report(token.at, Code::template_syntax, {std::string(what) + std::string(chinese), std::string(what) + std::string(english)});
}

/// At a byte of the source being compiled; once, however often the source is reached.
void TemplateCompiler::report(std::uint32_t at, Code code, std::vector<std::string> args) {
  std::string_view before = std::string_view(source_->text).substr(0, at);
  std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  Place place;
  place.file = "templates/" + source_->name;
  place.line = static_cast<std::uint32_t>(1 + std::ranges::count(before, '\n'));
  place.column = static_cast<std::uint32_t>(1 + characters(before.substr(line_start)));
  auto same = [&](const Diagnostic& d) {
    return d.code == code && d.place.line == place.line && d.place.column == place.column && d.place.file == place.file &&
           d.args.front() == args.front();
  };
  if (std::ranges::none_of(found, same)) found.push_back({.code = code, .args = std::move(args), .place = std::move(place)});
}

}  // namespace gongshi
