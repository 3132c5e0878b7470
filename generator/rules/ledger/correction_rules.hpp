// Who approves a correction, and what each kind may change: as the profile in force says, with its articles.
//
//   error                 any public field, approved by whom the profile names (本部门主要负责人, 平双随机办〔2020〕3号 art. 22)
//   progress              what follows in the normal course, needs no approval: only the fields of `progress_fields`. Nothing
//                         is taken away by it, and what happens once (a day, a penalty, a reply) is not written anew
//   investigation_closed  the result, from 待后续处理 to 未发现问题 and no other way (武陟分局工作指引 三(五)), with its investigation
//   repair                categories of the profile; never from or to 隐瞒真实情况弄虚作假 or 不配合检查; only `repair_fields`
//   withdrawal            the whole result
//
// A kind that the profile in force does not name has no role and is for all categories but those two.
// Only what has no ledger entry yet is checked: what was approved under an earlier profile stands.
//
// A correction may be approved before its result is published, also before it is eligible: the source may be a workbook that nobody edits,
// and a mistake in it is known as soon as somebody reads it. Its `old` is then held against the source at once, so that the clerk hears of
// it while writing and not on the day of publication.
#pragma once
#include <array>
#include <string_view>

#include "base/diagnostics.hpp"
#include "model/profile.hpp"
#include "rules/ledger/corrections.hpp"
#include "rules/wordings.hpp"

namespace gongshi {

inline constexpr std::array<std::string_view, 7> progress_fields{"platform_on",    "handling",       "follow_up", "penalty",
                                                                 "transferred_on", "transferred_to", "reply"};

/// Of `progress_fields`, what goes on: a later value may take the place of an earlier one.
inline constexpr std::array<std::string_view, 2> going_on{"handling", "follow_up"};
/// What a repair is about. Who was inspected, when and by whom is no matter of it.
inline constexpr std::array<std::string_view, 5> repair_fields{"result", "findings", "handling", "follow_up", "penalty"};

/// The rule of the profile for this kind; null where it has none.
const CorrectionRule* correction_rule(const Profile& profile, CorrectionKind kind);

/// One correction against the profile. `before`: the record as it stands before it.
void check_correction(const Correction& correction, const Result& before, const Profile& profile, const Wordings& wordings,
                      Diagnostics& out);

}  // namespace gongshi
