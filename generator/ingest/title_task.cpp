#include "ingest/title_task.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.hpp"

namespace gongshi {
namespace {

/// What the number of a task ends with.
constexpr std::u32string_view ends = U" \t\r\n,;(){}[]、。/";

/// The text up to the first such character, which `rest` begins with then.
std::string_view word_of(std::string_view& rest) {
  std::size_t end = 0;
  for (std::size_t next = 0; end < rest.size(); end = next)
    if (ends.find(next_character(rest, next)) != std::u32string_view::npos) break;
  std::string_view word = rest.substr(0, end);
  rest.remove_prefix(end);
  return word;
}

/// `任务编号：` is a label, also as 抽查任务编号 or behind another entry; 上一任务编号 and 任务编号规则 are none.
bool stands_alone(std::string_view before) {
  for (std::string_view kind : {"抽查", "检查", "本次", "所属"})
    if (before.ends_with(kind)) before.remove_suffix(kind.size());
  if (trimmed(before).size() < before.size() || before.empty()) return true;
  static constexpr std::array<std::string_view, 6> marks{"(", ")", ",", ";", "、", "。"};
  return std::ranges::any_of(marks, [&](std::string_view mark) { return before.ends_with(mark); });
}

/// The number at the beginning of what stands in its place, `T1（2024年）`; nullopt: there are several.
std::optional<std::string> number_in(std::string_view text) {
  std::string_view rest = trimmed(text);
  std::string_view number = word_of(rest);
  rest = trimmed(rest);
  bool listed = rest.starts_with("、") || rest.starts_with('/') || rest.starts_with(',');
  bool another = valid_id(word_of(rest));  // `T1 T2`
  return listed || another ? std::nullopt : std::optional<std::string>(number);
}

/// What stands in the cell beside the label: `虚环抽〔2024〕5号` whole, `T1（2024年）` without what is said of it.
std::optional<std::string> beside_label(const std::string& text) {
  std::string_view rest = text;
  std::string_view word = word_of(rest);
  return valid_id(word) && rest.starts_with('(') ? number_in(text) : std::optional(text);
}

/// What follows a label; empty: the label stands alone. nullopt: there is none, or it names several tasks.
std::optional<std::string> after_label(std::string_view cell) {
  static constexpr std::array<std::string_view, 3> labels{"任务编号", "任务文号", "任务号"};
  std::string text = nfkc(cell);
  for (std::string_view label : labels) {
    std::size_t at = text.find(label);
    if (at == std::string::npos || !stands_alone(std::string_view(text).substr(0, at))) continue;
    std::string_view rest = trimmed(std::string_view(text).substr(at + label.size()));
    if (rest.empty()) return "";
    if (!rest.starts_with(':')) continue;  // 任务编号由市局统一编制
    return number_in(rest.substr(1));
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
  std::string plain = nfkc(trimmed(cell));
  if (!found && labelled && plain.find(':') == std::string::npos) found = beside_label(plain);  // `填报单位：` is the next label
  if (!found) return false;
  given_ = *std::move(found);
  row_ = row;
  column_ = column;
  return true;
}

}  // namespace gongshi
