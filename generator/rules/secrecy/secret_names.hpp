// Names and codes of objects that are secret, looked for in the texts of others (the stage check_secret_names of stages.hpp): a reason for
// delay, findings, a notice that names an object which is drawn and not inspected yet (获嘉 2023 art. 22, 武陟细则 五3), or whose result is
// withheld.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace gongshi {

/// What makes a name secret.
struct SecretName {
  std::string_view text;    ///< the name or code as it is written there
  std::string_view task;    ///< id of the task that it belongs to
  std::string_view result;  ///< embargoed or withheld, or about a person; empty: it is drawn, and its inspection has not ended
  bool withheld = false;
  bool person = false;  ///< shown by the surname: secret everywhere and always
};

/// Many names at once, in one pass over a text.
class SecretNames {
 public:
  struct Hit {
    std::vector<const SecretName*> names;  ///< that have this text: of one task or several
    std::string_view tight;                ///< the text, in tight form
    std::size_t at = 0;                    ///< byte of the tight text that was looked through
  };

  /// Names of fewer than four characters (of a person: three) or eight bytes are too short to be told from words: they are not looked for.
  void add(const SecretName& name);
  bool empty() const { return patterns_.empty(); }
  /// The names in a text in tight form (plain_form.hpp), from left to right, of those that begin at one place the longest. What `add` was
  /// given lives as long.
  std::vector<Hit> find(std::string_view tight) const;

 private:
  struct Pattern {
    std::string tight;
    std::vector<SecretName> names;
  };
  std::vector<Pattern> patterns_;
  std::unordered_map<std::string, std::size_t> by_text_;
  std::unordered_multimap<std::uint64_t, std::size_t> by_start_;  // the first eight bytes
  std::vector<bool> starts_ = std::vector<bool>(1U << 16U);       // hashes of those: most places of a text are told apart by this
};

}  // namespace gongshi
