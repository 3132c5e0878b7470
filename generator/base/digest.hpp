// Digests: SHA-256 (libcrypto) for what people rely on, XXH3 (libxxhash) for what only the next build asks: is it the same?
#pragma once
#include <array>
#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace gongshi {

struct Digest {
  std::array<unsigned char, 32> bytes{};
  std::string hex() const;  ///< 64 lower-case digits
  static std::optional<Digest> parse(std::string_view hex);
  friend auto operator<=>(const Digest&, const Digest&) = default;
};

/// Digest of one piece of bytes.
Digest sha256(std::string_view bytes);

/// XXH3, 128 bits, in the first half of a Digest: several times as fast, but not proof against someone who looks for two that are equal.
/// Nothing that is published, sealed or signed rests on it.
Digest quick_digest(std::string_view bytes);

/// Parts of a digest that do not run into each other.
template <class Hash>
class Parts {
  Parts() = default;
  friend Hash;

 public:
  /// The bytes with their length before them: no two lists of parts look alike.
  void add_part(std::string_view bytes) {
    add_part(bytes.size());
    static_cast<Hash*>(this)->add(bytes);
  }
  void add_part(std::uint64_t value) {
    auto raw = std::bit_cast<std::array<char, sizeof value>>(value);
    static_cast<Hash*>(this)->add({raw.data(), raw.size()});
  }
};

/// SHA-256 over pieces. One thread at a time; `finish` makes it ready for the next one.
class Hasher : public Parts<Hasher> {
 public:
  Hasher();
  ~Hasher();
  Hasher(Hasher&&) noexcept;
  Hasher& operator=(Hasher&&) noexcept;
  Hasher(const Hasher&) = delete;
  Hasher& operator=(const Hasher&) = delete;
  /// The bytes alone: pieces run into each other.
  void add(std::string_view bytes);
  Digest finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// XXH3 over pieces, in the same way.
class QuickHasher : public Parts<QuickHasher> {
 public:
  QuickHasher();
  void add(std::string_view bytes);
  Digest finish();

 private:
  alignas(64) std::array<std::byte, 576> state_;  // an XXH3_state_t, which only the source knows: no allocation for each page
};

}  // namespace gongshi
