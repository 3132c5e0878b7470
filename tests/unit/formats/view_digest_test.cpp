#include "formats/template/view_digest.hpp"

#include <doctest/doctest.h>

#include <array>
#include <functional>
#include <set>

namespace gongshi {

namespace {
enum class Side : std::uint8_t { none, left };
}  // namespace
template <>
std::span<const Choice> choices_of<Side>() {
  static constexpr std::array<Choice, 2> rows{Choice{"", ""}, Choice{"left", "左"}};
  return rows;
}

namespace {

struct Leaf {
  std::string a, b;
  static const Shape& shape() {
    static const Shape s{"leaf", {field<&Leaf::a>("a"), field<&Leaf::b>("b")}};
    return s;
  }
};

struct Tree {
  std::string_view text;
  std::string more;
  Html html;
  RawJson raw;
  bool flag = false;
  std::int64_t whole = 0;
  std::optional<std::int64_t> integer;
  std::optional<double> real;
  std::optional<Date> date;
  Side side = Side::none;
  std::vector<std::string> texts, others;
  std::vector<Date> dates;
  Leaf leaf;
  std::optional<Leaf> maybe;
  const Leaf* pointer = nullptr;
  std::vector<Leaf> list, map;
  static const Shape& shape() {
    static const Shape s{
        "tree",
        {field<&Tree::text>("text"), field<&Tree::more>("more").secret(), field<&Tree::html>("html"), field<&Tree::raw>("raw"),
         field<&Tree::flag>("flag"), field<&Tree::whole>("whole"), field<&Tree::integer>("int"), field<&Tree::real>("real"),
         field<&Tree::date>("date"), field<&Tree::side>("side"), field<&Tree::texts>("texts"), field<&Tree::others>("others"),
         field<&Tree::dates>("dates"), field<&Tree::leaf>("leaf"), field<&Tree::maybe>("maybe"), field<&Tree::pointer>("pointer"),
         field<&Tree::list>("list"), map_field<&Tree::map>("map")}};
    return s;
  }
};

Digest digest(const Tree& tree) {
  QuickHasher hasher;
  hash_view(Tree::shape(), &tree, hasher);
  return hasher.finish();
}

TEST_CASE("view_digest: every value counts, and so does where it stands") {
  static const Leaf pointed;
  const std::vector<std::function<void(Tree&)>> changes{
      [](Tree&) {},
      [](Tree& t) { t.text = "x"; },
      [](Tree& t) { t.more = "x"; },
      [](Tree& t) { t.text = "xx"; },
      [](Tree& t) { t.text = t.more = "x"; },
      [](Tree& t) { t.html.bytes = "x"; },
      [](Tree& t) { t.raw.bytes = "x"; },
      [](Tree& t) { t.flag = true; },
      [](Tree& t) { t.whole = 1; },
      [](Tree& t) { t.whole = -1; },
      [](Tree& t) { t.whole = 128; },
      [](Tree& t) { t.integer = 0; },
      [](Tree& t) { t.integer = 1; },
      [](Tree& t) { t.real = 0; },
      [](Tree& t) { t.real = 1; },
      [](Tree& t) { t.date = Date{1970, 1, 1}; },
      [](Tree& t) { t.date = Date{1970, 1, 2}; },
      [](Tree& t) { t.side = Side::left; },
      [](Tree& t) { t.texts = {""}; },
      [](Tree& t) { t.texts = {"", ""}; },
      [](Tree& t) { t.texts = {"ab", "c"}; },
      [](Tree& t) { t.texts = {"a", "bc"}; },
      [](Tree& t) { t.texts = {"a"}, t.others = {"bc"}; },
      [](Tree& t) { t.others = {"a", "bc"}; },
      [](Tree& t) { t.dates = {Date{1970, 1, 1}}; },
      [](Tree& t) { t.leaf.a = "x"; },
      [](Tree& t) { t.leaf.b = "x"; },
      [](Tree& t) { t.maybe = Leaf{}; },
      [](Tree& t) { t.maybe = Leaf{"x", ""}; },
      [](Tree& t) { t.pointer = &pointed; },
      [](Tree& t) { t.list = {Leaf{}}; },
      [](Tree& t) { t.list = {Leaf{}, Leaf{}}; },
      [](Tree& t) { t.list = {Leaf{"", "x"}}; },
      [](Tree& t) { t.map = {Leaf{}}; },
  };
  std::set<Digest> seen;
  for (const auto& change : changes) {
    Tree tree;
    change(tree);
    CHECK(digest(tree) == digest(tree));
    seen.insert(digest(tree));
  }
  CHECK(seen.size() == changes.size());
}

TEST_CASE("view_digest: values, not addresses") {
  Leaf one{"a", "b"}, other{"a", "b"};
  Tree a, b;
  a.pointer = &one;
  b.pointer = &other;
  CHECK(digest(a) == digest(b));
  other.b = "c";
  CHECK(digest(a) != digest(b));
}

struct Shared {
  std::string text, seal;
  static const Shape& shape() {
    static const Shape shape{
        "shared", {field<&Shared::text>("text")}, [](const void* p) -> std::string_view { return static_cast<const Shared*>(p)->seal; }};
    return shape;
  }
};

TEST_CASE("a sealed struct is hashed by its seal, which is of all its values") {
  Shared one{"a", ""};
  Shared other{"b", ""};
  CHECK(seal_of(Shared::shape(), &one) != seal_of(Shared::shape(), &other));
  CHECK(seal_of(Shared::shape(), &one).size() == 64);
  auto digest = [](const Shared& view) {
    QuickHasher hasher;
    hash_view(Shared::shape(), &view, hasher);
    return hasher.finish();
  };
  Digest open = digest(one);
  one.seal = seal_of(Shared::shape(), &one);
  CHECK(digest(one) != open);
  other.seal = seal_of(Shared::shape(), &other);
  CHECK(digest(one) != digest(other));
}

}  // namespace
}  // namespace gongshi
