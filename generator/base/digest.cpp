#include "base/digest.hpp"

#include <openssl/evp.h>
#define XXH_STATIC_LINKING_ONLY  // the size of its state
#include <xxhash.h>

#include <cstring>
#include <new>

#include "base/failure.hpp"

namespace gongshi {
namespace {

const EVP_MD* algorithm() {
  static const EVP_MD* const md = EVP_MD_fetch(nullptr, "SHA256", nullptr);  // once: fetching costs as much as hashing a page
  return md;
}

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

}  // namespace

std::string Digest::hex() const {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  out.reserve(64);
  for (unsigned char b : bytes) {
    out += digits[b >> 4U];
    out += digits[b & 15U];
  }
  return out;
}

std::optional<Digest> Digest::parse(std::string_view hex) {
  if (hex.size() != 64) return std::nullopt;
  Digest out;
  for (std::size_t i = 0; i < 32; ++i) {
    int high = digit(hex[2 * i]);
    int low = digit(hex[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    out.bytes.at(i) = static_cast<unsigned char>(high * 16 + low);
  }
  return out;
}

struct Hasher::Impl {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  Impl() { start(); }
  ~Impl() { EVP_MD_CTX_free(context); }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  void start() const {
    if (context == nullptr || EVP_DigestInit_ex2(context, algorithm(), nullptr) != 1)
      throw Failure("SHA-256 is not available in libcrypto");
  }
};

Hasher::Hasher() : impl_(std::make_unique<Impl>()) {}
Hasher::~Hasher() = default;
Hasher::Hasher(Hasher&&) noexcept = default;
Hasher& Hasher::operator=(Hasher&&) noexcept = default;

void Hasher::add(std::string_view bytes) { EVP_DigestUpdate(impl_->context, bytes.data(), bytes.size()); }

Digest Hasher::finish() {
  Digest out;
  EVP_DigestFinal_ex(impl_->context, out.bytes.data(), nullptr);
  impl_->start();
  return out;
}

Digest sha256(std::string_view bytes) {
  thread_local Hasher hasher;
  hasher.add(bytes);
  return hasher.finish();
}

namespace {

Digest half(const XXH128_hash_t& hash) {
  XXH128_canonical_t bytes;
  XXH128_canonicalFromHash(&bytes, hash);
  Digest out;
  std::memcpy(out.bytes.data(), bytes.digest, sizeof bytes.digest);
  return out;
}

XXH3_state_t* state_in(std::byte* at) { return std::launder(reinterpret_cast<XXH3_state_t*>(at)); }

}  // namespace

Digest quick_digest(std::string_view bytes) { return half(XXH3_128bits(bytes.data(), bytes.size())); }

QuickHasher::QuickHasher() {
  static_assert(sizeof(XXH3_state_t) == sizeof state_ && alignof(XXH3_state_t) <= 64);
  XXH3_128bits_reset(new (state_.data()) XXH3_state_t);
}

void QuickHasher::add(std::string_view bytes) { XXH3_128bits_update(state_in(state_.data()), bytes.data(), bytes.size()); }

Digest QuickHasher::finish() {
  Digest out = half(XXH3_128bits_digest(state_in(state_.data())));
  XXH3_128bits_reset(state_in(state_.data()));
  return out;
}

}  // namespace gongshi
