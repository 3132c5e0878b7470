// Tokens and a shape → the ops of a page: names become fields, partials are put in where they stand.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/catalogue.hpp"
#include "base/digest.hpp"
#include "base/shape.hpp"
#include "formats/template/template.hpp"
#include "formats/template/template_parser.hpp"

namespace gongshi {

/// Compiles one page; used once.
class TemplateCompiler {
 public:
  using Sources = std::map<std::string, TemplateSource, std::less<>>;
  TemplateCompiler(const Sources& sources, const Shape& view);

  /// Of no use where `found` is not empty afterwards.
  TemplateProgram compile(std::string_view layout, std::string_view content);
  std::vector<Diagnostic> found;

 private:
  using Token = TemplateToken;
  /// Where a value is: the path from a frame, and the field at its end.
  struct Ref {
    std::uint8_t frame = 0, steps = 0;
    std::uint32_t first = 0;
    const Field* field = nullptr;
    bool key = false;  ///< the key of a choice
  };
  /// What a section brings for the names in it.
  struct Context {
    enum class What : std::uint8_t { object, item, value, unknown } what = What::object;
    const Shape* shape = nullptr;  ///< object
    Ref ref{};                     ///< item: the list; value: the value; object: only `frame`
  };
  struct Section {
    std::size_t op;  ///< the one that jumps behind the section
    bool loop = false;
    bool context = false;
  };

  void source(const TemplateSource& source, const std::string& indent);
  void token(const Token& token, const std::string& indent);
  void partial(const Token& token, const std::string& indent);
  void print(const Token& token);
  void value(const Token& token, const Ref& ref);
  void open(const Token& token);
  void open_section(const Token& token, const Ref& ref);
  void close();
  void literal(std::string_view text);
  TemplateOp& emit(TemplateOp::Code code, const Ref& ref);

  std::optional<Ref> resolve(const Token& token);
  bool step_into(const Token& token, Ref& ref, std::string_view part, std::string_view before);
  void unknown_name(const Token& token, std::string_view part, std::string_view before, const Shape* in);
  std::vector<std::string_view> names_here(const Shape* in) const;

  const TemplateSource* reach(std::string_view name);
  std::string_view name_of(const Token& token) const { return source_->view(token.text); }
  void fault(const Token& token, std::string_view what, std::string_view chinese, std::string_view english);
  void report(std::uint32_t at, Code code, std::vector<std::string> args);

  const Sources& sources_;
  TemplateProgram program_;
  QuickHasher hasher_;
  const TemplateSource* content_ = nullptr;
  bool has_layout_ = false, content_shown_ = false;
  const TemplateSource* source_ = nullptr;     ///< whose tokens are being compiled
  std::vector<const TemplateSource*> active_;  ///< that lead to `source_`, and it
  std::vector<const TemplateSource*> reached_;
  std::vector<Context> contexts_;
  std::vector<Section> sections_;
  std::size_t frames_ = 1;
  std::size_t label_ = 0;  ///< ops before it may be jumped over: literals are not joined across it
};

}  // namespace gongshi
