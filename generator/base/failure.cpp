#include "base/failure.hpp"

#include <system_error>

namespace gongshi {

Failure::Failure(const std::string& subject, int error) : std::runtime_error(subject + ": " + std::generic_category().message(error)) {}

}  // namespace gongshi
