// What a slot holds: for each file what it was made from, its bytes and its stamp. A cache: whoever cannot read one builds in full.
#pragma once
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "base/disk.hpp"

namespace gongshi::publish {

/// The one file that the digest of a release leaves out, since it holds that digest.
inline constexpr std::string_view ledger_path = "data/ledger.ndjson";

/// One file of a site.
struct Record {
  std::string_view path;
  Digest input;  ///< Draft::digest; all zero: not known
  Digest bytes;  ///< SHA-256 of the file, or its quick digest where the site is not sealed; all zero: not known
  disk::Stamp stamp;
};

/// A number of a row, or none.
inline constexpr std::uint32_t no_row = std::numeric_limits<std::uint32_t>::max();

/// Records with an index by path. Movable; the paths of a parsed one live in its text.
class Manifest {
 public:
  Manifest() = default;
  /// Rows as given; their paths must outlive it.
  explicit Manifest(std::vector<Record> rows);
  /// Of the slot `identity`. What a broken or older text still says of paths is kept, and `trusted` is false: digests and
  /// stamps are unknown then. Of another program the input digests are unknown.
  static Manifest parse(std::string text, std::string_view identity, std::string_view program);

  bool trusted() const { return trusted_; }
  bool same_program() const { return same_program_; }
  const Digest& tree() const { return tree_; }          ///< as `tree_of`; only of a trusted one
  const Digest& checksum() const { return checksum_; }  ///< of the text; only of a trusted one
  const std::vector<Record>& rows() const { return rows_; }
  /// Row of `path`, or no_row.
  std::uint32_t find(std::string_view path) const;

 private:
  void index();

  std::unique_ptr<const std::string> text_;
  std::vector<Record> rows_;
  std::vector<std::uint32_t> table_;  ///< open addressing; a power of two, at most half full
  Digest tree_, checksum_;
  bool trusted_ = false;
  bool same_program_ = false;
};

/// Records where they are, sorted by path.
struct Rows {
  std::size_t count = 0;
  std::function<Record(std::size_t)> row{};
};

/// Gives the text of a manifest to `take`, in pieces; `tree` of `rows`. Returns the checksum that it ends with.
Digest write_manifest(const Rows& rows, const Digest& tree, std::string_view identity, std::string_view program,
                      const std::function<void(std::string_view)>& take);
/// The release digest: SHA-256 over the lines `path SP sha256 LF` of all `rows` but the ledger.
Digest tree_of(const Rows& rows);

}  // namespace gongshi::publish
