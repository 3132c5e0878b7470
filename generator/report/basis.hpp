// What leaves the office for the market regulator, or is printed inside: workbooks of a period and of a task. They may say what the
// public site does not (what is overdue or withheld, and why), so they are made from a Status as well, and never stand in the site.
#pragma once
#include <cstdint>
#include <string>

#include "base/output_plan.hpp"
#include "formats/workbook/xlsx_table.hpp"
#include "model/assessment.hpp"
#include "model/status.hpp"

namespace gongshi {

/// One root on one day. All three are of the same day and of the ledger's entries up to it.
struct ReportBasis {
  const Assessment& site;  ///< for the live audience
  const Status& status;
  const Ledger& ledger;

  Date as_of() const { return status.as_of; }
  /// Has the inspection of a task ended, so that its drawn list is no secret any more? As the site sees it.
  bool ended(const Task& task) const;
};

/// The newest entry: number, day and hash, with which the regulator can hold the public ledger to what it was; or that there is none.
std::string ledger_line(const Ledger& ledger);
/// The publisher, and the as-of date as the only one.
WorkbookInfo report_info(const ReportBasis& basis, std::string title);

}  // namespace gongshi
