// The last ledger head that `verify` saw of each site, in the user's state folder: what a cut or rolled-back ledger is recognised by.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "rules/ledger/chain.hpp"

namespace gongshi {

/// One file for each site, by its address and publisher: `$XDG_STATE_HOME/gongshi/heads/KEY.json`.
class HeadMemory {
 public:
  /// No state folder (neither XDG_STATE_HOME nor HOME): nothing is remembered.
  HeadMemory(std::string_view base_url, std::string_view publisher);

  /// nullopt: none was seen, or the file cannot be read.
  std::optional<KnownHead> recall() const;
  /// False where it could not be written.
  bool keep(const KnownHead& head) const;
  const std::filesystem::path& file() const { return file_; }  ///< empty: none

 private:
  std::filesystem::path file_;
  std::string base_url_, publisher_;
};

}  // namespace gongshi
