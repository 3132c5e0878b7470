// From what was read to what follows from it.
#pragma once
#include <memory>

#include "base/diagnostics.hpp"
#include "model/assessment.hpp"

namespace gongshi {

/// Everything that depends on the day and the ledger. `ledger` is the dataset's own, or that with the entries of a publish in
/// progress. Breaches of rules go to `out`; the Assessment is of use only where none of them is an error.
std::unique_ptr<Assessment> assess(const Dataset& data, const Ledger& ledger, Audience audience, Date as_of, unsigned jobs,
                                   Diagnostics& out);

}  // namespace gongshi
