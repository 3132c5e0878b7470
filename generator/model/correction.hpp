// Corrections of published results: content/corrections/. They lie over the source, which is never edited.
#pragma once
#include <memory>
#include <optional>
#include <string_view>

#include "base/diagnostics.hpp"
#include "base/shape.hpp"
#include "model/result.hpp"

namespace gongshi {

/// `error` 更正 (平双随机办〔2020〕3号 art. 22) · `progress` 后续进展, what follows in the normal course
/// `investigation_closed` 调查终结 (武陟 三(五)) · `repair` 信用修复 · `withdrawal` 撤回
enum class CorrectionKind : std::uint8_t { absent, error, progress, investigation_closed, repair, withdrawal };
template <>
std::span<const Choice> choices_of<CorrectionKind>();

struct Investigation {
  std::string_view outcome;
  std::optional<Date> on;
  static const Shape& shape();
};

struct Correction {
  Origin origin;
  std::string_view result_id;
  std::string_view field_name;  ///< a public key of a result; a withdrawal has none
  RawJson old_value, new_value;
  std::string_view reason, approved_by, approver_role;
  std::optional<Date> approved_on;
  CorrectionKind kind = CorrectionKind::absent;
  std::optional<Investigation> investigation;
  /// `old` and `new` as the named field of a result; null where there is no field or it could not be read.
  std::shared_ptr<const Result> before, after;
  static const Shape& shape();
};

}  // namespace gongshi
