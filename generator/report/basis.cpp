#include "report/basis.hpp"

#include <algorithm>

namespace gongshi {

bool ReportBasis::ended(const Task& task) const {
  const ShownTask* shown = site.find_task(task.id);
  return shown != nullptr && shown->ended;
}

Ledger ledger_until(const Ledger& ledger, Date day) {
  Ledger out;
  auto after = std::ranges::find_if(ledger.entries, [&](const LedgerEntry& entry) { return entry.on && *entry.on > day; });
  out.entries.assign(ledger.entries.begin(), after);
  out.salts.assign(ledger.salts.begin(),
                   ledger.salts.begin() + static_cast<std::ptrdiff_t>(std::min(ledger.salts.size(), out.entries.size())));
  return out;
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
