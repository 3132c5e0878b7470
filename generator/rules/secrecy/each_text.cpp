#include "rules/secrecy/each_text.hpp"

namespace gongshi {

std::string_view key_of_element(const Shape& shape, const void* element) {
  const Field& f = shape.fields.front();
  return f.kind == Kind::choice ? f.choices()[static_cast<std::size_t>(f.number(element))].key : f.text(element);
}

}  // namespace gongshi
