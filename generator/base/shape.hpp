// What a struct is made of, as a table: one description serves reading (JSON, CSV), the JSON Schema, canonical JSON,
// the columns of tables, and what a template may name. A struct is described by a static function:
//
//   struct Reply {
//     std::string_view text;
//     std::optional<Date> on;
//     static const Shape& shape();   // { field<&Reply::text>("text"), field<&Reply::on>("on") }
//   };
//
// Absent is: an empty text or list, nullopt, the enumerator 0. No field needs to tell "empty" from "absent".
#pragma once
#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/date.hpp"

namespace gongshi {

/// Markup that the program made itself (Markdown, charts): the only text that a template may put out unescaped.
struct Html {
  std::string bytes;
};

/// A value kept as canonical JSON (the `old` and `new` of a correction).
struct RawJson {
  std::string_view bytes;  ///< empty: absent
  friend bool operator==(const RawJson&, const RawJson&) = default;
};

/// One word of a closed vocabulary. Row 0 of every vocabulary is the absent one, with an empty key.
struct Choice {
  std::string_view key;    ///< in JSON: `key`
  std::string_view label;  ///< what the public reads, and what tables hold: `重点`
};

/// The vocabulary of an enum, specialised beside it: row number = enumerator value.
template <class E>
std::span<const Choice> choices_of();

enum class Kind : std::uint8_t { text, html, flag, integer, real, date, choice, raw, texts, dates, object, list, map };

/// What a text must look like; checked when it is read and said in the schema. `uri`: http(s)://… or `/…`, without `?` and `#`,
/// for what is put behind it would be no path.
enum class Format : std::uint8_t { any, id, month_or_date, year, count, hex64, hex32, uri };

struct Shape;

/// One member of a struct. The functions take the address of the struct; those that do not fit the kind are null.
struct Field {
  std::string_view name;  ///< the JSON key, and the name in a template
  Kind kind = Kind::text;
  std::string_view header{};   ///< column header in tables (Chinese); empty: not in tables
  std::string_view meaning{};  ///< what it is, in Chinese, for the schema and the data dictionary
  Format format = Format::any;
  bool required = false;
  bool internal = false;                                            ///< never public
  const Shape& (*shape)() = nullptr;                                // object, list, map
  std::span<const Choice> (*choices)() = nullptr;                   // choice
  bool (*present)(const void*) = nullptr;                           // every kind
  std::string_view (*text)(const void*) = nullptr;                  // text, html, raw
  std::int64_t (*number)(const void*) = nullptr;                    // integer, flag, choice (row), date (days since 1970)
  double (*real)(const void*) = nullptr;                            // real
  std::size_t (*count)(const void*) = nullptr;                      // texts, dates, list, map
  const void* (*item)(const void*, std::size_t) = nullptr;          // list, map: element i; object: the struct (i = 0), null where absent
  std::string_view (*text_at)(const void*, std::size_t) = nullptr;  // texts
  std::int64_t (*date_at)(const void*, std::size_t) = nullptr;      // dates, as days since 1970
  // Writing, for readers. `texts` are not copied: the reader keeps them alive (TextPool).
  void (*set_text)(void*, std::string_view) = nullptr;  // text, raw; texts: appends
  void (*set_number)(void*, std::int64_t) = nullptr;    // integer, flag, choice, date; dates: appends
  void (*set_real)(void*, double) = nullptr;            // real
  void* (*open)(void*) = nullptr;                       // object: made present; list, map: a new last element
  bool (*equal)(const void*, const void*) = nullptr;    // the member of two structs
  void (*assign)(void*, const void*) = nullptr;         // copies the member from the second to the first

  constexpr Field in_table(std::string_view column) const {
    Field f = *this;
    f.header = column;
    return f;
  }
  constexpr Field means(std::string_view words) const {
    Field f = *this;
    f.meaning = words;
    return f;
  }
  constexpr Field as(Format what) const {
    Field f = *this;
    f.format = what;
    return f;
  }
  constexpr Field must() const {
    Field f = *this;
    f.required = true;
    return f;
  }
  constexpr Field secret() const {
    Field f = *this;
    f.internal = true;
    return f;
  }
};

struct Shape {
  std::string_view name;  ///< of the record type or view: `result`
  std::vector<Field> fields;
  /// Of a struct that many views share: a digest of all its values, made once; empty: not made yet.
  std::string_view (*seal)(const void*) = nullptr;
  /// Maps only: the field of an element that takes the key.
  const Field* find(std::string_view field_name) const {
    for (const Field& f : fields)
      if (f.name == field_name) return &f;
    return nullptr;
  }
};

namespace shape_detail {

template <class M>
struct Member;
template <class C, class T>
struct Member<T C::*> {
  using Class = C;
  using Type = T;
};

template <class T>
struct Unwrapped {
  using Type = T;
  static constexpr bool optional = false, vector = false, pointer = false;
};
template <class T>
struct Unwrapped<std::optional<T>> {
  using Type = T;
  static constexpr bool optional = true, vector = false, pointer = false;
};
template <class T>
struct Unwrapped<std::vector<T>> {
  using Type = T;
  static constexpr bool optional = false, vector = true, pointer = false;
};
template <class T>
struct Unwrapped<const T*> {
  using Type = T;
  static constexpr bool optional = false, vector = false, pointer = true;
};

template <class T>
concept Described = requires {
  { T::shape() } -> std::convertible_to<const Shape&>;
};
template <class T>
concept TextLike = std::same_as<T, std::string_view> || std::same_as<T, std::string>;
template <class T>
concept Comparable = requires(const T& a, const T& b) {
  { a == b } -> std::convertible_to<bool>;
};

}  // namespace shape_detail

/// The description of one member: its kind follows from its type.
///   string_view, string → text · Html → html · RawJson → raw · bool → flag · optional<int64_t> or int64_t → integer
///   optional<double> → real · optional<Date> → date · enum with choices_of → choice
///   vector<string_view>, vector<string> → texts · vector<Date> → dates
///   T, optional<T>, const T* of a described T → object · vector<T> of a described T → list
template <auto M>
constexpr Field field(std::string_view name) {  // NOLINT(readability-function-size): one branch for each kind
  using namespace shape_detail;
  using C = typename Member<decltype(M)>::Class;
  using T = typename Member<decltype(M)>::Type;
  using U = typename Unwrapped<T>::Type;
  constexpr bool optional = Unwrapped<T>::optional;
  constexpr bool vector = Unwrapped<T>::vector;
  constexpr bool pointer = Unwrapped<T>::pointer;
  Field f;
  f.name = name;
  if constexpr (Comparable<U> && Comparable<T>)
    f.equal = [](const void* a, const void* b) { return static_cast<const C*>(a)->*M == static_cast<const C*>(b)->*M; };
  if constexpr (std::is_copy_assignable_v<T>)
    f.assign = [](void* to, const void* from) { static_cast<C*>(to)->*M = static_cast<const C*>(from)->*M; };
  if constexpr (TextLike<T>) {
    f.kind = Kind::text;
    f.present = [](const void* p) { return !(static_cast<const C*>(p)->*M).empty(); };
    f.text = [](const void* p) -> std::string_view { return static_cast<const C*>(p)->*M; };
    f.set_text = [](void* p, std::string_view v) { static_cast<C*>(p)->*M = T(v); };
  } else if constexpr (std::same_as<T, Html>) {
    f.kind = Kind::html;
    f.present = [](const void* p) { return !(static_cast<const C*>(p)->*M).bytes.empty(); };
    f.text = [](const void* p) -> std::string_view { return (static_cast<const C*>(p)->*M).bytes; };
  } else if constexpr (std::same_as<T, RawJson>) {
    f.kind = Kind::raw;
    f.present = [](const void* p) { return !(static_cast<const C*>(p)->*M).bytes.empty(); };
    f.text = [](const void* p) -> std::string_view { return (static_cast<const C*>(p)->*M).bytes; };
    f.set_text = [](void* p, std::string_view v) { (static_cast<C*>(p)->*M).bytes = v; };
  } else if constexpr (std::same_as<T, bool>) {
    f.kind = Kind::flag;
    f.present = [](const void* p) { return static_cast<const C*>(p)->*M; };
    f.number = [](const void* p) -> std::int64_t { return (static_cast<const C*>(p)->*M) ? 1 : 0; };
    f.set_number = [](void* p, std::int64_t v) { static_cast<C*>(p)->*M = v != 0; };
  } else if constexpr (std::same_as<T, std::int64_t>) {
    f.kind = Kind::integer;
    f.present = [](const void*) { return true; };
    f.number = [](const void* p) { return static_cast<const C*>(p)->*M; };
    f.set_number = [](void* p, std::int64_t v) { static_cast<C*>(p)->*M = v; };
  } else if constexpr (std::same_as<T, std::optional<std::int64_t>>) {
    f.kind = Kind::integer;
    f.present = [](const void* p) { return (static_cast<const C*>(p)->*M).has_value(); };
    f.number = [](const void* p) { return (static_cast<const C*>(p)->*M).value_or(0); };
    f.set_number = [](void* p, std::int64_t v) { static_cast<C*>(p)->*M = v; };
  } else if constexpr (std::same_as<T, std::optional<double>>) {
    f.kind = Kind::real;
    f.present = [](const void* p) { return (static_cast<const C*>(p)->*M).has_value(); };
    f.real = [](const void* p) { return (static_cast<const C*>(p)->*M).value_or(0); };
    f.set_real = [](void* p, double v) { static_cast<C*>(p)->*M = v; };
  } else if constexpr (std::same_as<T, std::optional<Date>>) {
    f.kind = Kind::date;
    f.present = [](const void* p) { return (static_cast<const C*>(p)->*M).has_value(); };
    f.number = [](const void* p) -> std::int64_t { return (static_cast<const C*>(p)->*M).value_or(Date{}) - Date{}; };
    f.set_number = [](void* p, std::int64_t v) { static_cast<C*>(p)->*M = Date{} + static_cast<int>(v); };
  } else if constexpr (std::is_enum_v<T>) {
    f.kind = Kind::choice;
    f.choices = [] { return choices_of<T>(); };
    f.present = [](const void* p) { return static_cast<const C*>(p)->*M != T{}; };
    f.number = [](const void* p) { return static_cast<std::int64_t>(static_cast<const C*>(p)->*M); };
    f.set_number = [](void* p, std::int64_t v) { static_cast<C*>(p)->*M = static_cast<T>(v); };
  } else if constexpr (vector && TextLike<U>) {
    f.kind = Kind::texts;
    f.present = [](const void* p) { return !(static_cast<const C*>(p)->*M).empty(); };
    f.count = [](const void* p) { return (static_cast<const C*>(p)->*M).size(); };
    f.text_at = [](const void* p, std::size_t i) -> std::string_view { return (static_cast<const C*>(p)->*M)[i]; };
    f.set_text = [](void* p, std::string_view v) { (static_cast<C*>(p)->*M).emplace_back(v); };
  } else if constexpr (vector && std::same_as<U, Date>) {
    f.kind = Kind::dates;
    f.present = [](const void* p) { return !(static_cast<const C*>(p)->*M).empty(); };
    f.count = [](const void* p) { return (static_cast<const C*>(p)->*M).size(); };
    f.date_at = [](const void* p, std::size_t i) -> std::int64_t { return (static_cast<const C*>(p)->*M)[i] - Date{}; };
    f.set_number = [](void* p, std::int64_t v) { (static_cast<C*>(p)->*M).push_back(Date{} + static_cast<int>(v)); };
  } else if constexpr (vector) {
    static_assert(Described<U>, "a list is of texts, dates or described structs");
    f.kind = Kind::list;
    f.shape = &U::shape;
    f.present = [](const void* p) { return !(static_cast<const C*>(p)->*M).empty(); };
    f.count = [](const void* p) { return (static_cast<const C*>(p)->*M).size(); };
    f.item = [](const void* p, std::size_t i) -> const void* { return &(static_cast<const C*>(p)->*M)[i]; };
    f.open = [](void* p) -> void* { return &(static_cast<C*>(p)->*M).emplace_back(); };
  } else if constexpr (pointer) {
    f.kind = Kind::object;
    f.shape = &U::shape;
    f.present = [](const void* p) { return static_cast<const C*>(p)->*M != nullptr; };
    f.item = [](const void* p, std::size_t) -> const void* { return static_cast<const C*>(p)->*M; };
  } else if constexpr (optional) {
    static_assert(Described<U>, "an optional is of an integer, a real, a date or a described struct");
    f.kind = Kind::object;
    f.shape = &U::shape;
    f.present = [](const void* p) { return (static_cast<const C*>(p)->*M).has_value(); };
    f.item = [](const void* p, std::size_t) -> const void* {
      const auto& value = static_cast<const C*>(p)->*M;
      return value ? &*value : nullptr;
    };
    f.open = [](void* p) -> void* {
      auto& value = static_cast<C*>(p)->*M;
      return value ? &*value : &value.emplace();
    };
  } else {
    static_assert(Described<T>, "no kind for this type");
    f.kind = Kind::object;
    f.shape = &T::shape;
    f.present = [](const void*) { return true; };
    f.item = [](const void* p, std::size_t) -> const void* { return &(static_cast<const C*>(p)->*M); };
    f.open = [](void* p) -> void* { return &(static_cast<C*>(p)->*M); };
  }
  return f;
}

/// A JSON object with free keys, as a list: the first field of an element takes the key.
template <auto M>
constexpr Field map_field(std::string_view name) {
  Field f = field<M>(name);
  f.kind = Kind::map;
  return f;
}

}  // namespace gongshi
