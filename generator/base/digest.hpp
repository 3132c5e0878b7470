// SHA-256, by libcrypto.
#pragma once
#include <array>
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

/// A digest over pieces. One thread at a time; `finish` makes it ready for the next one.
class Hasher {
 public:
  Hasher();
  ~Hasher();
  Hasher(Hasher&&) noexcept;
  Hasher& operator=(Hasher&&) noexcept;
  Hasher(const Hasher&) = delete;
  Hasher& operator=(const Hasher&) = delete;
  /// The bytes alone: pieces run into each other.
  void add(std::string_view bytes);
  /// The bytes with their length before them: no two lists of parts look alike.
  void add_part(std::string_view bytes);
  void add_part(std::uint64_t value);
  Digest finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gongshi
