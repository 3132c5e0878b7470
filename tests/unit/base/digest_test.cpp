#include "base/digest.hpp"

#include <doctest/doctest.h>

using namespace gongshi;

// FIPS 180-4 and the NIST example vectors.
TEST_CASE("SHA-256 of known texts") {
  CHECK(sha256("").hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256("abc").hex() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq").hex() ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(sha256(std::string(1'000'000, 'a')).hex() == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("pieces run into each other, and finish makes ready for the next") {
  Hasher hasher;
  hasher.add("a");
  hasher.add("");
  hasher.add("bc");
  CHECK(hasher.finish() == sha256("abc"));
  hasher.add("abc");
  CHECK(hasher.finish() == sha256("abc"));
  CHECK(hasher.finish() == sha256(""));
}

// The reference values of the XXH3 of xxhsum 0.8 -H2.
TEST_CASE("the quick digest is XXH3 with 128 bits, in pieces too") {
  std::string none(32, '0');
  CHECK(quick_digest("").hex() == "99aa06d3014798d86001c324468d497f" + none);
  CHECK(quick_digest("abc").hex() == "06b05ab6733a618578af5f94892f3950" + none);
  QuickHasher hasher;
  std::string long_text(5'000, 'x');
  for (int round = 0; round < 2; ++round) {
    hasher.add(std::string_view(long_text).substr(0, 1'700));
    hasher.add(std::string_view(long_text).substr(1'700));
    CHECK(hasher.finish() == quick_digest(long_text));
  }
}

TEST_CASE("parts do not run into each other") {
  auto of = [](std::initializer_list<std::string_view> parts) {
    Hasher hasher;
    for (std::string_view part : parts) hasher.add_part(part);
    return hasher.finish();
  };
  CHECK(of({"ab", "c"}) != of({"a", "bc"}));
  CHECK(of({"ab", "c"}) != of({"abc"}));
  CHECK(of({"a", ""}) != of({"a"}));
  CHECK(of({"a", "b"}) == of({"a", "b"}));
}

TEST_CASE("a digest is read from 64 lower-case digits and nothing else") {
  std::string hex = sha256("abc").hex();
  REQUIRE(Digest::parse(hex));
  CHECK(*Digest::parse(hex) == sha256("abc"));
  std::string upper = hex;
  upper[0] = 'B';
  CHECK_FALSE(Digest::parse(upper));
  CHECK_FALSE(Digest::parse(hex.substr(1)));
  CHECK_FALSE(Digest::parse(hex + "0"));
  std::string other = hex;
  other[63] = 'g';
  CHECK_FALSE(Digest::parse(other));
  CHECK_FALSE(Digest::parse(""));
}
