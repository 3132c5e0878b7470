// The texts that the columns of a table repeat, such as wordings and names of offices: a workbook has them once, in
// xl/sharedStrings.xml, and each cell says a number, which is a third shorter to pack and to read.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace gongshi {

/// Memory does not grow with the rows: a column that brings more than a few hundred different texts is given up.
class RepeatedTexts {
 public:
  static constexpr std::size_t most_of_a_column = 256;
  static constexpr std::size_t longest = 120;  ///< in bytes

  explicit RepeatedTexts(std::size_t columns) : fresh_(columns, 0) {}
  /// The number of a text of a column, from 0; none where its cell has to hold the text itself. `write` appends the text as XML to the
  /// string that it is given, when it is new.
  template <class Write>
  std::optional<std::uint32_t> number(std::size_t column, std::string_view text, const Write& write) {
    if (fresh_[column] > most_of_a_column || text.size() > longest) return std::nullopt;
    auto found = numbers_.find(text);
    if (found != numbers_.end()) return found->second;
    if (++fresh_[column] > most_of_a_column) return std::nullopt;
    auto number = static_cast<std::uint32_t>(numbers_.size());
    numbers_.emplace(text, number);
    write(xml_);
    return number;
  }
  std::size_t size() const { return numbers_.size(); }
  /// What was written, in the order of the numbers.
  const std::string& xml() const { return xml_; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> numbers_;
  std::vector<std::size_t> fresh_;  ///< new texts of each column
  std::string xml_;
};

}  // namespace gongshi
