// A correction as a file: from the words of a command line to content/corrections/ (CONTRACT §2, §3).
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "model/correction.hpp"

namespace gongshi {

/// What `gongshi correct` is told. Texts as they were typed.
struct CorrectionOrder {
  std::string result_id, kind, field_name, to, reason, approved_by, approver_role, outcome;
  std::optional<Date> approved_on, outcome_on;
  bool has_value = false;  ///< `to` was given; an empty one takes the value away
};

/// The field of a result that a correction may change, by its key or by its header in tables (检查结果); null: none is called so.
const Field* correctable_field(std::string_view name);
/// Their keys, in the order of the shape.
std::vector<std::string_view> correctable_fields();

/// The kind by its key or its Chinese word (更正); absent: none is called so.
CorrectionKind correction_kind(std::string_view name);

/// `typed` as a value of `field`, in canonical JSON: lists and objects are typed as JSON, a word of a closed vocabulary by its key or
/// its Chinese label, all else as it is; nothing typed is `null`. nullopt: it is no value of this field.
std::optional<std::string> typed_value(const Field& field, std::string_view typed);

/// Path, relative to the root, of a file that is not there yet: `content/corrections/correction-DATE-ID-001.json`. It is read after those
/// of the same day that were made so before.
std::string new_correction_path(const std::filesystem::path& root, Date approved_on, std::string_view result_id);

/// The bytes of the file. `old_value`, `new_value`: canonical JSON; both empty for a withdrawal.
std::string correction_file(const CorrectionOrder& order, CorrectionKind kind, std::string_view field_name, std::string_view old_value,
                            std::string_view new_value);

}  // namespace gongshi
