// The machine is wrong (disk, permission, port): thrown, and caught once, in main. The content being wrong is a Diagnostic.
#pragma once
#include <stdexcept>
#include <string>
#include <utility>

namespace gongshi {

/// Exit code 3. `what()` names the thing (a path, an address) and the cause, in the words of the system; `chinese()` says the same.
class Failure : public std::runtime_error {
 public:
  /// What no clerk can do anything about may stand in English alone.
  explicit Failure(const std::string& what) : std::runtime_error(what), chinese_(what) {}
  Failure(const std::string& what, std::string chinese) : std::runtime_error(what), chinese_(std::move(chinese)) {}
  /// `subject` and the text of `error` (an errno value): "site/preview: No space left on device".
  Failure(const std::string& subject, int error);
  const std::string& chinese() const { return chinese_; }

 private:
  std::string chinese_;
};

}  // namespace gongshi
