// The machine is wrong (disk, permission, port): thrown, and caught once, in main. The content being wrong is a Diagnostic.
#pragma once
#include <stdexcept>
#include <string>

namespace gongshi {

/// Exit code 3. `what()` names the thing (a path, an address) and the cause, in the words of the system.
class Failure : public std::runtime_error {
 public:
  explicit Failure(const std::string& what) : std::runtime_error(what) {}
  /// `subject` and the text of `error` (an errno value): "site/preview: No space left on device".
  Failure(const std::string& subject, int error);
};

}  // namespace gongshi
