// What `check` would refuse in one result by itself, before it stands in a root: for `import`, which sets such rows aside.
#pragma once
#include <vector>

#include "base/diagnostics.hpp"
#include "model/dataset.hpp"
#include "rules/secrecy/privacy.hpp"
#include "rules/wordings.hpp"

namespace gongshi {

/// By the settings of a root that has a profile: the wording, codes that cannot be, and personal data. Only errors; what is doubtful is
/// for `check` to say. The dataset outlives it.
class ResultJudge {
 public:
  explicit ResultJudge(const Dataset& root);
  void judge(const Result& result, Diagnostics& out) const;

 private:
  const Dataset& root_;
  Wordings wordings_;
  PublicPhones phones_;
};

}  // namespace gongshi
