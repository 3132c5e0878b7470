#include "formats/template/view_digest.hpp"

#include <bit>
#include <cstdint>
#include <string>

namespace gongshi {
namespace {

/// Seven bits a byte, least first; the high bit says that more follow. Self-delimiting, and one byte for nearly all lengths.
void put_number(std::string& out, std::uint64_t value) {
  for (; value >= 0x80U; value >>= 7U) out += static_cast<char>((value & 0x7fU) | 0x80U);
  out += static_cast<char>(value);
}

void put_text(std::string& out, std::string_view text) {
  put_number(out, text.size());
  out += text;
}

void put_signed(std::string& out, std::int64_t value) { put_number(out, std::bit_cast<std::uint64_t>(value)); }

void put_struct(std::string& out, const Shape& shape, const void* at);

void put_list(std::string& out, const Field& field, const void* at) {
  std::size_t count = field.count(at);
  put_number(out, count);
  for (std::size_t i = 0; i < count; ++i) {
    if (field.kind == Kind::texts)
      put_text(out, field.text_at(at, i));
    else if (field.kind == Kind::dates)
      put_signed(out, field.date_at(at, i));
    else
      put_struct(out, field.shape(), field.item(at, i));
  }
}

/// A presence flag, then the number.
void put_optional(std::string& out, const Field& field, const void* at) {
  bool present = field.present(at);
  put_number(out, present ? 1 : 0);
  if (!present) return;
  if (field.kind == Kind::real)
    put_number(out, std::bit_cast<std::uint64_t>(field.real(at)));
  else
    put_signed(out, field.number(at));
}

void put_object(std::string& out, const Field& field, const void* at) {
  const void* item = field.item(at, 0);
  put_number(out, item != nullptr ? 1 : 0);
  if (item != nullptr) put_struct(out, field.shape(), item);
}

void put_struct(std::string& out, const Shape& shape, const void* at) {
  if (shape.seal != nullptr)
    if (std::string_view seal = shape.seal(at); !seal.empty()) {
      put_text(out, seal);
      return;
    }
  for (const Field& field : shape.fields) {
    switch (field.kind) {
      case Kind::text:
      case Kind::html:
      case Kind::raw:
        put_text(out, field.text(at));
        break;
      case Kind::flag:
      case Kind::choice:
        put_signed(out, field.number(at));
        break;
      case Kind::integer:
      case Kind::real:
      case Kind::date:
        put_optional(out, field, at);
        break;
      case Kind::object:
        put_object(out, field, at);
        break;
      case Kind::texts:
      case Kind::dates:
      case Kind::list:
      case Kind::map:
        put_list(out, field, at);
        break;
    }
  }
}

}  // namespace

void hash_view(const Shape& shape, const void* view, QuickHasher& hasher) {
  thread_local std::string bytes;  // kept: a call per value would cost more than the hashing
  bytes.clear();
  put_text(bytes, shape.name);
  put_struct(bytes, shape, view);
  hasher.add_part(bytes);
}

std::string seal_of(const Shape& shape, const void* view) {
  QuickHasher hasher;
  hash_view(shape, view, hasher);
  return hasher.finish().hex();
}

}  // namespace gongshi
