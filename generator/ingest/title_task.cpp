#include "ingest/title_task.hpp"

#include <array>
#include <optional>

#include "base/text.hpp"

namespace gongshi {
namespace {

/// What follows a label, up to the next blank or mark; empty: the label stands alone. nullopt: there is none.
std::optional<std::string> after_label(std::string_view cell) {
  static constexpr std::array<std::string_view, 3> labels{"任务编号", "任务文号", "任务号"};
  std::string text = nfkc(cell);
  for (std::string_view label : labels) {
    std::size_t at = text.find(label);
    if (at == std::string::npos) continue;
    std::string_view rest = trimmed(std::string_view(text).substr(at + label.size()));
    if (rest.empty()) return "";
    if (!rest.starts_with(':')) continue;  // 任务编号由市局统一编制
    rest = trimmed(rest.substr(1));
    std::size_t end = 0;
    for (std::size_t next = 0; end < rest.size(); end = next) {
      char32_t c = next_character(rest, next);
      constexpr std::u32string_view ends = U" \t\r\n,;)、。";
      if (ends.find(c) != std::u32string_view::npos) break;
    }
    return std::string(rest.substr(0, end));
  }
  return std::nullopt;
}

}  // namespace

bool TitleTask::look(std::string_view cell, std::uint32_t row, std::uint32_t column) {
  bool labelled = label_row_ == row;
  label_row_ = 0;
  std::optional<std::string> found = after_label(cell);
  if (found && found->empty()) {
    label_row_ = row;
    return false;
  }
  if (!found && labelled) found = nfkc(trimmed(cell));
  if (!found) return false;
  given_ = *std::move(found);
  row_ = row;
  column_ = column;
  return true;
}

}  // namespace gongshi
