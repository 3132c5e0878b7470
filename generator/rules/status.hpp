// What is due, overdue, embargoed, withheld on a day (CONTRACT §5, `status`).
#pragma once
#include <memory>

#include "model/dataset.hpp"
#include "model/status.hpp"

namespace gongshi {

/// Of a dataset without errors, and its ledger. Only entries up to the as-of date count. Linear in the results.
std::unique_ptr<Status> status(const Dataset& data, const Ledger& ledger, Date as_of);

}  // namespace gongshi
