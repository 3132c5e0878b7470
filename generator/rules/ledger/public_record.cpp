#include "rules/ledger/public_record.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace gongshi {

std::string masked_name(std::string_view name) {
  static constexpr std::array<std::string_view, 24> double_surnames{"欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙",
                                                                    "慕容", "令狐", "宇文", "长孙", "司徒", "司空", "夏侯", "端木",
                                                                    "南宫", "百里", "轩辕", "闻人", "呼延", "独孤", "西门", "第五"};
  name = trimmed(name);
  bool twice = std::ranges::any_of(double_surnames, [&](std::string_view s) { return name.starts_with(s) && name.size() > s.size(); });
  std::size_t at = 0;
  if (at < name.size()) next_character(name, at);
  if (twice) next_character(name, at);
  return std::string(name.substr(0, at)) + "某某";
}

bool mask_person(Result& record, std::deque<std::string>& texts) {
  if (record.object_type != ObjectType::person) return false;
  std::string name = masked_name(record.object_name);
  bool changed = name != record.object_name || !record.object_code.empty();
  if (name != record.object_name) record.object_name = texts.emplace_back(std::move(name));
  record.object_code = {};
  return changed;
}

std::optional<Result> publicly(const Result& source, const Trail* trail, std::deque<std::string>& texts) {
  bool department = trail != nullptr && !source.department_given && trail->publish->department != source.department;
  bool person = source.object_type == ObjectType::person;
  if (!department && !person) return std::nullopt;
  Result out = source;
  if (department) out.department = trail->publish->department;
  mask_person(out, texts);
  return out;
}

}  // namespace gongshi
