// What is due, overdue, embargoed, withheld on a day (CONTRACT §5, `status`).
#pragma once
#include <memory>

#include "model/dataset.hpp"
#include "model/status.hpp"
#include "rules/targets/targets.hpp"

namespace gongshi {

/// Of a dataset without errors, and its ledger. Only entries up to the as-of date count. Linear in the results.
/// `behind`: whether the targets name the records that they count.
std::unique_ptr<Status> status(const Dataset& data, const Ledger& ledger, Date as_of, Behind behind = Behind::counted);

}  // namespace gongshi
