#include "report/basis.hpp"

namespace gongshi {

bool ReportBasis::ended(const Task& task) const {
  const ShownTask* shown = site.find_task(task.id);
  return shown != nullptr && shown->ended;
}

std::string ledger_line(const Ledger& ledger) {
  if (ledger.entries.empty()) return "台账还没有记录";
  const LedgerEntry& last = ledger.entries.back();
  return "第" + std::to_string(last.seq) + "条，" + (last.on ? last.on->chinese() : std::string()) + "，" + std::string(ledger.head());
}

WorkbookInfo report_info(const ReportBasis& basis, std::string title) {
  std::string publisher(basis.site.site->organisation.name);
  return {std::move(title), publisher, publisher, basis.as_of()};
}

}  // namespace gongshi
