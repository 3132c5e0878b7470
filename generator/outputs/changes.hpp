// What a correction changed, in words: for the log of a result and for /corrections.html.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/shape.hpp"
#include "model/assessment.hpp"
#include "outputs/views.hpp"

namespace gongshi {

/// One correction. Of a withdrawn result nothing is said but day, kind and role: values and reason left with it.
struct ChangeView {
  std::string_view kind;  ///< 更正, 后续进展, 撤回 …
  std::string anchor;     ///< `correction_anchor`
  std::optional<Day> on;  ///< of its ledger entry; absent while pending
  bool pending = false;
  std::string_view role;    ///< of who approved it; 后续进展 needs nobody
  std::string_view what;    ///< what changed: 检查日期
  std::string before;       ///< empty: there was nothing
  std::string after;        ///< empty: it was taken away
  bool secret = false;      ///< a person's name: neither value is shown
  std::string_view reason;  ///< empty: not shown
  std::string_view outcome;
  std::optional<Day> outcome_on;
  static const Shape& shape();
};

/// Whether old and new value of a correction may be shown: not those of a withdrawn result, nor a person's name and code.
bool shows_values(const Assessment& site, const ShownCorrection& correction);

/// The place of a correction on the page of its result: `correction-12` by its ledger entry, `correction-pending-1` in the preview.
std::string correction_anchor(const Assessment& site, const ShownCorrection& correction);

ChangeView change_view(const Assessment& site, const ShownCorrection& shown);

/// The member of a result as the public reads it; empty: absent.
std::string member_text(const Result& result, const Field& field);

}  // namespace gongshi
